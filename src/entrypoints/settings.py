"""The environment, parsed once. A test holds the README's table of settings against this."""

import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

SHORTEST_KEY = 32
"""Characters of a signing key: HMAC-SHA-256 wants 256 bits (RFC 7518, 3.2)."""
_FEWEST_DISTINCT = 10
_AS_TYPED = {"operator_password"}
_PUBLISHED = {
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",  # FastAPI's tutorial
    "your-256-bit-secret-your-256-bit-secret",
    "a-string-secret-at-least-256-bits-long",  # jwt.io
}
_WELL_KNOWN = ("changeme", "change-me", "change_me", "secret", "password", "example", "insecure", "your-")


class InvalidSettings(Exception):
    """The environment cannot be served with; the message gives every reason with its remedy."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting, in lower case here and in upper case in the environment."""

    host: Annotated[str, Meta(description="Address to listen on")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0 takes a free one")] = 8000
    workers: Annotated[
        int,
        Meta(
            ge=1,
            le=64,
            description="Processes that serve, on one address; more than one needs `STORAGE=sql`, and a system that "
            "can copy a process (Linux, macOS)",
        ),
    ] = 1
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
    previous_signing_key: Annotated[
        str, Meta(description="The key before: what it signed is still taken, and nothing is signed with it")
    ] = ""
    access_token_seconds: Annotated[int, Meta(ge=10, le=900, description="Life of an access token")] = 900
    refresh_token_days: Annotated[int, Meta(ge=1, le=365, description="Life of an unused refresh token")] = 30
    operator_email: Annotated[
        str, Meta(description="Opens an operator's account at start, unless the address has one")
    ] = ""
    operator_password: Annotated[
        str, Meta(description="The password of that account, 8 to 128 characters and no common one")
    ] = ""
    password_hashers: Annotated[int, Meta(ge=1, le=64, description="Passwords hashed at the same time, at most")] = 2
    log_in_failures: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Failed log-ins to one account within 15 minutes, at most")
    ] = 15
    log_in_failures_per_client: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Failed log-ins from one address within 15 minutes, at most")
    ] = 1000
    sign_ups_per_client: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Sign-ups from one address within an hour, at most")
    ] = 1000
    trusted_proxies: Annotated[
        str,
        Meta(
            description="Addresses and networks of the proxies in front, separated by commas; from nobody else is "
            "`X-Forwarded-For` believed"
        ),
    ] = ""
    behind_tls: Annotated[
        bool, Meta(description="`true` says that TLS ends before this process: cookies become Secure")
    ] = False
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="The least severe lines that are logged")
    ] = "info"
    log_format: Annotated[
        Literal["auto", "json", "text"], Meta(description="Of the log: `auto` is text in a terminal, else JSON lines")
    ] = "auto"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Raises InvalidSettings. The signing key is made and kept where that is allowed."""
        settings, faults = _read(environment)
        if settings.storage == "sql":
            faults += _faults_of_url(settings.sqlalchemy_url)
        if settings.signing_key or settings.has_server:
            faults += _faults_of_key(settings.signing_key)
        if settings.previous_signing_key:
            faults += [f"PREVIOUS_{fault}" for fault in _faults_of_key(settings.previous_signing_key)]
        faults += _faults_of_proxies(settings.proxies)
        faults += _faults_of_combinations(settings)
        if faults:
            raise InvalidSettings("\n".join(faults))
        return settings if settings.signing_key else msgspec.structs.replace(settings, signing_key=_own_key(settings))

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it; its driver is the sql adapter's to choose."""
        if not self.database_url:
            return f"sqlite:///{Path(self.data_dir).absolute() / 'carbon-ledger.db'}"
        scheme, separator, rest = self.database_url.partition("://")
        dialect = scheme.partition("+")[0]
        return ("postgresql" if dialect == "postgres" else dialect) + separator + rest

    @property
    def previous_keys(self) -> list[str]:
        """The keys that tokens may still be signed with, besides the current one."""
        return [self.previous_signing_key] if self.previous_signing_key else []

    @property
    def proxies(self) -> list[str]:
        """Each of the trusted proxies, or networks of them."""
        return [item.strip() for item in self.trusted_proxies.split(",") if item.strip()]

    @property
    def has_server(self) -> bool:
        """Whether the data lie in a database server, out of this process's own folder."""
        return self.storage == "sql" and not self.sqlalchemy_url.startswith("sqlite")


def _read(environment: Mapping[str, str]) -> tuple[Settings, list[str]]:
    given, faults = {}, []
    for field in msgspec.structs.fields(Settings):
        text = environment.get(field.encode_name.upper(), "")
        if not text.strip():
            continue
        try:
            text = text if field.name in _AS_TYPED else text.strip()
            given[field.name] = msgspec.convert(text, field.type, strict=False)
        except msgspec.ValidationError as error:
            faults.append(f"{field.encode_name.upper()}: {error}")
    return Settings(**given), faults


def _own_key(settings: Settings) -> str:
    if settings.storage == "memory":
        return secrets.token_urlsafe(SHORTEST_KEY)
    return _kept_key(Path(settings.data_dir) / "signing-key")


def _kept_key(path: Path) -> str:
    """The key in the file, made at the first start. Raises InvalidSettings for one that others can read or guess."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="utf-8").strip()
        mode = stat.S_IMODE(path.stat().st_mode)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(f"DATA_DIR: the signing key cannot be kept there: {error}") from error
    faults = _faults_of_key(key)
    if mode & 0o077 and os.name == "posix":
        faults.append(
            f"SIGNING_KEY: others than its owner may read {path}; chmod 600 it, or remove it to get a new one"
        )
    if faults:
        raise InvalidSettings("\n".join(f"{fault} (read from {path})" for fault in faults))
    return key


def _make_key(path: Path) -> None:
    # Whole or not at all: written aside, then given its name, which only the first of several processes can.
    with NamedTemporaryFile("w", dir=path.parent, prefix="signing-key-") as file:  # mode 0600
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def _faults_of_url(url: str) -> list[str]:
    try:
        parts = urlsplit(url)
        port = parts.port  # read, since only reading it checks it
    except ValueError:
        return ["DATABASE_URL: cannot be read; it looks like postgresql://user:password@host:5432/database"]
    if parts.scheme == "sqlite":
        is_file = parts.path.strip("/") and ":memory:" not in parts.path
        return [] if is_file else ["DATABASE_URL: names no file; sqlite:////var/lib/ledger.db, or STORAGE=memory"]
    if parts.scheme != "postgresql":
        return ["DATABASE_URL: begins with postgresql:// or sqlite:///"]
    return ["DATABASE_URL: port 0 is none"] if port == 0 else []


def _faults_of_combinations(settings: Settings) -> list[str]:
    faults = []
    if settings.storage == "memory" and settings.workers > 1:
        faults.append("WORKERS: STORAGE=memory lives in one process; set WORKERS=1, or STORAGE=sql")
    if settings.workers > 1 and not hasattr(os, "fork"):
        faults.append("WORKERS: this system cannot copy a process, as Windows cannot; set WORKERS=1")
    if bool(settings.operator_email) != bool(settings.operator_password):
        faults.append("OPERATOR_EMAIL, OPERATOR_PASSWORD: set both or neither")
    return faults


def _faults_of_proxies(proxies: list[str]) -> list[str]:
    faults = []
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError as error:
            faults.append(f"TRUSTED_PROXIES: {error}; it looks like 10.0.0.2, 192.168.7.0/24")
    return faults


def _faults_of_key(key: str) -> list[str]:
    if not key:
        return ["SIGNING_KEY: is required with a database server; make one with: openssl rand -base64 48"]
    if len(key) < SHORTEST_KEY:
        return [f"SIGNING_KEY: has {len(key)} characters and needs {SHORTEST_KEY}"]
    if _is_guessable(key):
        return ["SIGNING_KEY: is a well-known or guessable one; make one with: openssl rand -base64 48"]
    return []


def _is_guessable(key: str) -> bool:
    folded = key.lower()
    if key in _PUBLISHED or any(word in folded for word in _WELL_KNOWN) or len(set(key)) < _FEWEST_DISTINCT:
        return True
    steps = [ord(following) - ord(character) for character, following in pairwise(folded)]
    return max(map(steps.count, set(steps))) > len(steps) // 2  # 0123…, abcd…, aaaa…
