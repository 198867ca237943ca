"""Serving in several processes behind one listening socket.

uvicorn's own supervisor sees a worker that dies while it is being asked for a sign of life only when that time is up,
starts one that cannot start again and again, and leaves workers behind when it is killed itself.
"""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from uvicorn.config import STARTUP_FAILURE

from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.serving.logs import configure_logging
from entrypoints.http.serving.process import (
    DRAIN_SECONDS,
    SIGNALS,
    handle_signals,
    leave,
    on_signals,
    run,
    uvicorn_config,
)
from entrypoints.settings import Settings

_LOG = logging.getLogger("carbon_ledger.workers")
_FORK = multiprocessing.get_context("fork")


class Workers:
    """As many as the settings say; one that dies is replaced.

    Each begins as a copy of this process, which has the whole program in memory: that is shared, and need not be read
    anew. A copy has one thread, and any lock that another thread holds is held in it for ever: so this process has no
    other thread when it runs them.
    """

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._ended, self._alive = _FORK.Pipe(duplex=False)
        """Nobody but this process has the second; when it is gone, whoever reads the first is told."""
        self._workers: dict[int, ForkProcess] = {}
        """By what tells of their end."""
        self._starting: dict[Connection, int] = {}
        """What tells that a worker serves, and what will tell of its end."""
        self._serving: set[int] = set()

    def run(self, on_start: Callable[[], None]) -> None:
        """Until SIGTERM or SIGINT; then every worker finishes what is in flight. Raises SystemExit when a worker cannot
        start."""
        stop, stopping = _FORK.Pipe(duplex=False)
        with on_signals(lambda _, __: stopping.send(None)):
            _share_memory()
            for _ in range(self._settings.workers):
                self._start()
            try:
                self._watch(stop, on_start)
            finally:
                self._finish()

    def _watch(self, stop: Connection, on_start: Callable[[], None]) -> None:
        is_new = True
        while stop not in (told := wait([stop, *self._workers, *self._starting])):
            for news in [one for one in self._starting if one.poll()]:  # before the ends: it may have served
                self._hear(news)
            for ended in [one for one in self._workers if one in told]:
                self._replace(ended)
            if is_new and not self._starting and all(worker.is_alive() for worker in self._workers.values()):
                is_new = False
                on_start()

    def _start(self) -> None:
        starting, started = _FORK.Pipe(duplex=False)
        worker = _FORK.Process(target=self._work, args=(started,), daemon=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # until the copy has handlers of its own
        try:
            worker.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        started.close()
        self._workers[worker.sentinel] = worker
        self._starting[starting] = worker.sentinel

    def _hear(self, news: Connection) -> None:
        worker = self._starting.pop(news)
        with news, suppress(EOFError):  # it ended before it served
            news.recv()
            self._serving.add(worker)

    def _replace(self, ended: int) -> None:
        dead = self._workers.pop(ended)
        dead.join()
        _LOG.warning("Worker %s ended with exit code %s.", dead.pid, dead.exitcode)
        if dead.exitcode and dead.exitcode > 0 and ended not in self._serving:  # the next one would not start either
            sys.exit(STARTUP_FAILURE)
        self._serving.discard(ended)
        self._start()

    def _finish(self) -> None:
        self._listener.close()  # nobody would answer who connects from here on
        for worker in self._workers.values():
            worker.terminate()
        for worker in self._workers.values():
            worker.join(DRAIN_SECONDS + 1)
            worker.kill()

    def _work(self, started: Connection) -> None:
        """In a worker."""
        handle_signals(leave)  # for good: what its parent does on them is never for it to do
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            self._alive.close()
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            configure_logging(self._settings)
            app = create_app(Container(settings=self._settings), is_prepared=True)
            run(app, uvicorn_config(app, self._settings), lambda _: started.send(None), self._listener)
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # it is ending already

    def _end_with_parent(self) -> None:
        with suppress(EOFError):
            self._ended.recv()
        os.kill(os.getpid(), signal.SIGTERM)


def _share_memory() -> None:
    """Or the first look for garbage in a copy writes to all that it shares, which is then shared no more."""
    gc.collect()
    gc.freeze()
