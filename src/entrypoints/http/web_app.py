"""The web app: one page at every address that is not the API's, and the files that this page loads.

`make run`, the wheel and the image bring it built, in the folder `web_dist`; without it the API serves alone.
"""

import gzip
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from entrypoints.http.admission import ANY_QUERY
from entrypoints.http.authentication import PUBLIC
from entrypoints.http.envelope import is_of_the_service
from entrypoints.http.problems import Kind, Problem

_BUILT = files("entrypoints.http") / "web_dist"
# No script but ours. The components set style attributes, which no hash can allow.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = {"Cache-Control": "no-cache, no-store", "Content-Security-Policy": _CONTENT_SECURITY_POLICY}
# The build puts a hash of its content in every name.
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_MEDIA_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_OPT = PUBLIC | ANY_QUERY


@get(["/", "/{address:path}"], include_in_schema=False, opt=_OPT)
async def web_page(request: Request[Any, Any, Any], address: FromPath[str] = "/") -> Response[bytes]:
    """The page; which view it shows is its own business. Programs that guess at files do not get it."""
    if "." in address or is_of_the_service(address):
        raise Problem(Kind.NOT_FOUND, Kind.NOT_FOUND.meaning)
    return _file("index.html", request, _PAGE)


@get("/assets/{name:str}", include_in_schema=False, opt=_OPT)
async def web_asset(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """A script, style, font or image of the page."""
    return _file(f"assets/{name}", request, _FOR_EVER)


def _file(path: str, request: Request[Any, Any, Any], headers: dict[str, str]) -> Response[bytes]:
    built = _built_files()
    if path not in built:
        raise Problem(Kind.NOT_FOUND, Kind.NOT_FOUND.meaning if built else "The web app is not built in here.")
    headers = {**headers, "Vary": "Accept-Encoding"}
    content, compressed = built[path], _compressed(path)
    if compressed and _takes_gzip(request.headers.get("Accept-Encoding", "")):
        content, headers["Content-Encoding"] = compressed, "gzip"
    media_type = _MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Response(content, media_type=media_type, headers=headers)


@cache
def _built_files() -> dict[str, bytes]:
    """All of one build, read at once: a page never gets the files of another, should the folder be built anew."""
    folder = _BUILT / "assets"
    if not folder.is_dir():
        return {}
    index = {"index.html": (_BUILT / "index.html").read_bytes()}
    return index | {f"assets/{file.name}": file.read_bytes() for file in folder.iterdir()}


@cache
def _compressed(path: str) -> bytes | None:
    plain = _built_files()[path]
    compressed = gzip.compress(plain, mtime=0)
    return compressed if len(compressed) < len(plain) else None


def _takes_gzip(accepted: str) -> bool:
    for coding in accepted.lower().split(","):
        name, _, weight = coding.replace(" ", "").partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" or not weight
    return False
