"""The environment, parsed once. A test holds the README's table of settings against this."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

SHORTEST_KEY = 32
"""Characters of a signing key: HMAC-SHA-256 wants 256 bits (RFC 7518, 3.2)."""
_FEWEST_DISTINCT = 10
_WELL_KNOWN = ("changeme", "change-me", "change_me", "secret", "password", "example", "insecure", "your-")


class InvalidSettings(Exception):
    """The environment cannot be served with; the message gives every reason with its remedy."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting, in lower case here and in upper case in the environment."""

    host: Annotated[str, Meta(description="Address to listen on")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0 takes a free one")] = 8000
    storage: Annotated[
        Literal["sql", "memory"], Meta(description="`memory` keeps everything in one process and loses it at its end")
    ] = "sql"
    database_url: Annotated[
        str, Meta(description="`postgresql://…` for a server; `sqlite:///path`; empty for SQLite in the data folder")
    ] = ""
    data_dir: Annotated[str, Meta(description="Folder of the embedded database and of the generated key")] = "data"
    signing_key: Annotated[
        str,
        Meta(
            description="Signs access tokens; at least 32 random characters, required with a database server; "
            "empty makes one in the data folder (mode 0600)"
        ),
    ] = ""
    access_token_seconds: Annotated[int, Meta(ge=10, le=900, description="Life of an access token")] = 900
    refresh_token_days: Annotated[int, Meta(ge=1, le=365, description="Life of an unused refresh token")] = 30
    operator_email: Annotated[
        str, Meta(description="Opens an operator's account at start, unless the address has one")
    ] = ""
    operator_password: Annotated[str, Meta(description="The password of that account, 8 to 128 characters")] = ""
    password_hashers: Annotated[int, Meta(ge=1, le=64, description="Passwords hashed at the same time, at most")] = 2
    behind_tls: Annotated[
        bool, Meta(description="`true` says that TLS ends before this process: cookies become Secure")
    ] = False
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="The least severe lines that are logged")
    ] = "info"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Raises InvalidSettings. The signing key is made and kept where that is allowed."""
        given, faults = {}, []
        for field in msgspec.structs.fields(cls):
            text = environment.get(field.encode_name.upper(), "").strip()
            if not text:
                continue
            try:
                given[field.name] = msgspec.convert(text, field.type, strict=False)
            except msgspec.ValidationError as error:
                faults.append(f"{field.encode_name.upper()}: {error}")
        settings = cls(**given)
        if settings.storage == "sql":
            faults += _faults_of_url(settings.sqlalchemy_url)
        if settings.signing_key or settings.has_server:
            faults += _faults_of_key(settings.signing_key)
        if bool(settings.operator_email) != bool(settings.operator_password):
            faults.append("OPERATOR_EMAIL, OPERATOR_PASSWORD: set both or neither")
        if faults:
            raise InvalidSettings("\n".join(faults))
        return settings if settings.signing_key else msgspec.structs.replace(settings, signing_key=settings._own_key())

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it; its driver is the sql adapter's to choose."""
        if not self.database_url:
            return f"sqlite:///{Path(self.data_dir).absolute() / 'carbon-ledger.db'}"
        scheme, separator, rest = self.database_url.partition("://")
        dialect = scheme.partition("+")[0]
        return ("postgresql" if dialect == "postgres" else dialect) + separator + rest

    @property
    def has_server(self) -> bool:
        """Whether the data lie in a database server, out of this process's own folder."""
        return self.storage == "sql" and not self.sqlalchemy_url.startswith("sqlite")

    def _own_key(self) -> str:
        if self.storage == "memory":
            return secrets.token_urlsafe(SHORTEST_KEY)
        return _kept_key(Path(self.data_dir) / "signing-key")


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(SHORTEST_KEY)
        file.write(key)
    return key


def _faults_of_url(url: str) -> list[str]:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return [f"DATABASE_URL: {error}"]
    if parts.scheme not in {"sqlite", "postgresql"}:
        return ["DATABASE_URL: begins with postgresql:// or sqlite:///"]
    return []


def _faults_of_key(key: str) -> list[str]:
    if not key:
        return ["SIGNING_KEY: is required with a database server; make one with: openssl rand -base64 48"]
    if len(key) < SHORTEST_KEY:
        return [f"SIGNING_KEY: has {len(key)} characters and needs {SHORTEST_KEY}"]
    if len(set(key)) < _FEWEST_DISTINCT or any(word in key.lower() for word in _WELL_KNOWN):
        return ["SIGNING_KEY: is a well-known or guessable one; make one with: openssl rand -base64 48"]
    return []
