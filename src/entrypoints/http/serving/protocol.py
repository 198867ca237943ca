"""HTTP as uvicorn reads it, within bounds. What cannot be read is refused by the envelope, as all else is."""

import asyncio
import re
import sys
from collections import deque
from collections.abc import Callable
from http import HTTPMethod
from typing import Any

from httptools import HttpRequestParser
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from entrypoints.http.envelope import LONGEST_URL, REFUSAL
from entrypoints.http.problems import Kind

MOST_COLLECTED = 65_536
"""Bytes of a head, of trailers, or between two pieces of a body: uvicorn and its parser keep the beginning of what is
not complete, and copy it at each read."""
_AT_ONCE = 16_384
"""Bytes parsed before they are counted; uvloop and asyncio read 256 KiB."""


_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) (?:http://[^/ ]+)?(/[!-~]*) HTTP/1[.][01]\r?\n")
"""A method is any token, case counts (RFC 9112, 3)."""
_HOST = re.compile(rb"[\w.~!$&'()*+,;=%:\[\]-]*")
"""Of what RFC 3986 (3.2.2) takes; that it is one, nobody here relies on."""
_METHODS = {method.value for method in HTTPMethod}


class _Flow(FlowControl):
    """Reads on when no request waits for its turn: uvicorn does after each answer, and what comes faster piles up."""

    def __init__(self, transport: asyncio.Transport, may_read: Callable[[], bool]) -> None:
        super().__init__(transport)
        self._may_read = may_read

    def resume_reading(self) -> None:
        if self._may_read():
            super().resume_reading()


class Protocol(HttpToolsProtocol):
    """Knows when a sender goes on for ever, and refuses once, in the order in which it was asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url = b""
        self._is_in_head = True
        self._collected = 0
        self._is_over = False
        self._unparsed: deque[bytes] = deque()
        self._parsed = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begins to read."""
        super().connection_made(transport)
        self.flow = _Flow(transport, lambda: self._is_over or not self.pipeline)

    def data_received(self, data: bytes) -> None:
        """Takes what came; after the last request only lest the connection be reset: nobody looks at it."""
        if not self._is_over:
            self._unparsed.extend(data[begin : begin + _AT_ONCE] for begin in range(0, len(data), _AT_ONCE))
            self._go_on()

    def on_response_complete(self) -> None:
        """It is the next one's turn."""
        super().on_response_complete()
        self._go_on()

    def _go_on(self) -> None:
        """Until a request has to wait for its turn: parsed, it takes many times the memory."""
        while self._unparsed and not (self.pipeline or self._is_over or self.transport.is_closing()):
            self._parse(self._unparsed.popleft())

    def _parse(self, data: bytes) -> None:
        self._collected += len(data)
        self._parsed = data
        super().data_received(data)
        if self._collected > MOST_COLLECTED and not self._is_over:
            is_url = self._is_in_head and len(self.url) > LONGEST_URL
            self._refuse(Kind.URL_TOO_LONG if is_url else Kind.HEADERS_TOO_LARGE, goes_on=True)

    def send_400_response(self, msg: str) -> None:
        """uvicorn's would be plain text. A method that the parser has not heard of is nobody's mistake in writing: the
        routes answer which there are, whatever else its head says."""
        begins_here = self._is_in_head and self._collected == len(self._parsed)
        line = _REQUEST_LINE.match(self._parsed) if begins_here else None
        if line and (method := line[1].decode()) not in _METHODS:
            self._is_over = True
            self._begin_last(method, line[2], goes_on=True)
        else:
            self._refuse(Kind.MALFORMED, goes_on=not self._is_in_head)

    def eof_received(self) -> bool:  # type: ignore[override]  # as asyncio has it
        """Who has asked, and says no more, may still wait for the answers; uvicorn would not send them."""
        cycle: RequestResponseCycle | None = self.cycle  # there is none before the first
        is_answering = cycle is not None and not cycle.response_complete and (self._is_in_head or self._is_over)
        if cycle is not None and is_answering:
            cycle.keep_alive = cycle.more_body = False
            cycle.message_event.set()
        return is_answering or bool(self._unparsed)

    def _unsupported_upgrade_warning(self) -> None:
        """Who asks for another protocol is answered in this one, as if they had not (RFC 9110, 7.8). The parser has let
        go of the request: another one reads it, without the wish."""
        rest = self._parsed[getattr(sys.exception(), "args", (0,))[0] :]
        method = self.parser.get_method()
        if method == b"CONNECT":  # it leads nowhere, and what follows is meant for there
            self._is_over = True
            if len(self.url) > LONGEST_URL:
                self._refuse(Kind.URL_TOO_LONG, goes_on=True)
            elif self.url.startswith(b"/") and self._names_its_host():
                self._begin_last("CONNECT", self.url, goes_on=True)
            else:
                self._refuse(Kind.MALFORMED, goes_on=True)
            return
        line = b"%b %b HTTP/%b" % (method, self.url, self.parser.get_http_version().encode())
        others = (b"%b: %b" % header for header in self.headers if header[0] != b"upgrade")
        self.parser = HttpRequestParser(self)
        self._collected = 0
        self._unparsed.appendleft(b"\r\n".join((line, *others, b"", rest)))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Trailers are no headers, and nothing here has a use for them (RFC 9110, 6.5.1)."""
        if self._is_in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is over, unless its URL turns out to be none, or the parser would go over to another protocol."""
        if self.parser.should_upgrade():
            return
        super().on_headers_complete()
        if not self._names_its_host():
            self.scope["state"][REFUSAL] = Kind.MALFORMED
        self._is_in_head = False
        self._collected = 0

    def _names_its_host(self) -> bool:
        """Once, by a name or address and a port; only HTTP/1.0 may leave it out (RFC 9112, 3.2)."""
        hosts = [value for name, value in self.headers if name == b"host"]
        if not hosts:
            return self.parser.get_http_version() == "1.0"
        return len(hosts) == 1 and _HOST.fullmatch(hosts[0]) is not None

    def on_body(self, body: bytes) -> None:
        """The application counts these."""
        super().on_body(body)
        self._collected = 0

    def on_message_complete(self) -> None:
        """The next head begins, unless this was the last."""
        if self.parser.should_upgrade():
            return
        super().on_message_complete()
        self._is_in_head = True
        self._collected = 0
        self._is_over |= not self.cycle.keep_alive

    def shutdown(self) -> None:
        """What was begun is the last."""
        super().shutdown()
        self._is_over |= self._is_in_head

    def _refuse(self, kind: Kind, *, goes_on: bool) -> None:
        """What goes on being sent, the envelope takes for a while before the connection is closed."""
        self._is_over = True
        if not self._is_in_head:
            if self.cycle.response_started:
                self.shutdown()  # when it is answered
                return
            self._give_up()
        method = self.parser.get_method().decode() if self.url else ""  # before there is a URL, it would tell any
        self._begin_last(method, b"/", goes_on=goes_on)
        self.scope["state"][REFUSAL] = kind

    def _begin_last(self, method: str, url: bytes, *, goes_on: bool) -> None:
        """A request as if its head had been empty: answered in its turn, and nothing after it."""
        self.on_message_begin()
        self.url = url
        super().on_headers_complete()
        self.scope["method"] = method
        self.cycle.keep_alive = False
        self.cycle.more_body = goes_on
        if not goes_on:
            self.cycle.message_event.set()

    def _give_up(self) -> None:
        """Of a request whose body will never be complete: it gets no other answer than the refusal."""
        if self.pipeline:
            self.pipeline.popleft()  # nobody has begun with it
        else:
            self.cycle.disconnected = self.cycle.response_complete = True
            self.cycle.message_event.set()
