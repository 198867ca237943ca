"""The log, on standard error: JSON lines for machines, readable ones in a terminal; ours, uvicorn's and Alembic's.

What an exception says may quote what somebody entered, so of exceptions it has types and places, not the words.
"""

import logging
import os
import sys
from traceback import StackSummary, walk_tb
from types import TracebackType
from typing import Any

import msgspec
import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from entrypoints.http.request_log import request_id
from entrypoints.settings import Settings

_MOST_FRAMES = 50


def configure_logging(settings: Settings) -> None:
    """Sets up the whole process; calling it again starts anew."""
    is_text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    time = structlog.processors.TimeStamper(fmt="iso", utc=True)
    pid = os.getpid()

    def with_process(_: Any, __: str, event: EventDict) -> EventDict:
        event["pid"] = pid
        return event

    text: list[Processor] = [_escaped, ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain_traceback)]
    # The line of a request bypasses the standard library, which alone takes longer than all of this.
    structlog.configure(
        [structlog.processors.add_log_level, time, with_process, *([*text, _encoded] if is_text else [_packed])],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                time,
                with_process,
                _with_request,
            ],
            processors=[
                ProcessorFormatter.remove_processors_meta,
                _without_words,
                *(text if is_text else [structlog.processors.JSONRenderer()]),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _with_request(_: Any, __: str, event: EventDict) -> EventDict:
    if id := request_id.get():
        event["request_id"] = id
    return event


def _without_words(_: Any, __: str, event: EventDict) -> EventDict:
    kind, error, traceback = event.pop("exc_info", None) or (None, None, None)
    if kind is not None:
        event["exception"] = "\n".join(_lines(error, traceback))
    return event


def _lines(error: BaseException | None, traceback: TracebackType | None) -> list[str]:
    lines: list[str] = []
    while error is not None:
        frames = StackSummary.extract(walk_tb(traceback), limit=-_MOST_FRAMES, lookup_lines=False)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        traceback = error.__traceback__ if error else None
        lines += ["because of"] if error else []
    return lines


def _escaped(_: Any, __: str, event: EventDict) -> EventDict:
    """Only a traceback, of which every word is ours, has several lines."""
    return {
        name: value.encode("unicode_escape").decode() if isinstance(value, str) and name != "exception" else value
        for name, value in event.items()
    }


def _packed(_: Any, __: str, event: EventDict) -> bytes:
    return msgspec.json.encode(event)


def _encoded(_: Any, __: str, text: Any) -> bytes:
    encoded: bytes = text.encode()
    return encoded
