"""The real service in a process of its own, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError

from click.testing import CliRunner

from entrypoints.cli.main import main

READY_WITHIN_SECONDS = 30


class RunningService:
    """`carbon-ledger serve` with these settings; `with RunningService(folder, STORAGE="memory") as service: …`.

    The port stays the same over a restart.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.environment = inherited | {"PORT": str(self.port), "DATA_DIR": str(folder)} | settings
        self.log = folder / "service.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process is not None:
            self.kill()

    def start(self) -> None:
        """Returns when the service says that it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "entrypoints.cli", "serve"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"the service is not ready:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.05)

    def stop(self, sent: signal.Signals = signal.SIGTERM) -> int:
        """The exit code; negative where a signal ended it."""
        process, self.process = self.process, None
        assert process is not None
        process.send_signal(sent)
        return process.wait(READY_WITHIN_SECONDS)

    def kill(self) -> None:
        """Ends it at once, with all its workers, as the kernel or a power cut would."""
        process, self.process = self.process, None
        assert process is not None
        with suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(READY_WITHIN_SECONDS)

    def command(self, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """Another command of `carbon-ledger` on the same settings, in this process: to start one takes a second."""
        others = dict.fromkeys(os.environ.keys() - self.environment.keys())
        done = CliRunner().invoke(
            main, arguments, input=typed, env=others | self.environment, prog_name="carbon-ledger"
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
