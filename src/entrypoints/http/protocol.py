"""HTTP as uvicorn reads it; only what cannot be read at all is answered here."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from entrypoints.http.answers import encode
from entrypoints.http.problems import MEDIA_TYPE, Kind, Problem
from entrypoints.http.request_log import HEADER, new_id


class Protocol(HttpToolsProtocol):
    """Bytes that are no request are refused in the form of every other refusal."""

    def send_400_response(self, msg: str) -> None:
        """uvicorn's would be plain text."""
        body = encode(Problem(Kind.MALFORMED, Kind.MALFORMED.meaning).details())
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            HEADER: new_id(),
            "Connection": "close",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{head}\r\n".encode() + body)
        self.transport.close()
