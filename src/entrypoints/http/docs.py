"""The interactive page of the API, and the document it shows; every byte comes from this service."""

from functools import cache
from importlib.resources import files
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from swagger_ui_bundle import swagger_ui_path

from entrypoints.http.answers import encode
from entrypoints.http.authentication import PUBLIC
from entrypoints.http.openapi.document import document_of

# Swagger UI draws with style attributes and inline images; it gets no inline script and reaches no other host.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRESH = {"Cache-Control": "no-cache"}
_FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}
_OURS = files("entrypoints.http") / "docs_page"
_ASSETS = {
    "swagger-ui-bundle.js": (swagger_ui_path, "text/javascript"),
    "swagger-ui.css": (swagger_ui_path, "text/css"),
    "favicon-32x32.png": (swagger_ui_path, "image/png"),
    "start.js": (_OURS, "text/javascript"),
}


@get("/api/openapi.json", include_in_schema=False, opt=PUBLIC)
async def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The OpenAPI 3.1 document."""
    return Response(_document(request), media_type="application/json", headers=_FRESH)


@get("/api/docs", include_in_schema=False, opt=PUBLIC)
async def page() -> Response[bytes]:
    """Swagger UI on that document."""
    headers = {**_FRESH, "Content-Security-Policy": _CONTENT_SECURITY_POLICY}
    return Response((_OURS / "index.html").read_bytes(), media_type="text/html", headers=headers)


@get("/api/docs/assets/{name:str}", include_in_schema=False, opt=PUBLIC)
async def asset(name: FromPath[str]) -> Response[bytes]:
    """A file of the page; there are these and no others."""
    if name not in _ASSETS:
        raise NotFoundException
    return Response(_bytes_of(name), media_type=_ASSETS[name][1], headers=_FOR_AN_HOUR)


@cache
def _bytes_of(name: str) -> bytes:
    content: bytes = (_ASSETS[name][0] / name).read_bytes()
    return content


def _document(request: Request[Any, Any, Any]) -> bytes:
    state = request.app.state
    if "openapi" not in state:
        state.openapi = encode(document_of(request.app.routes))
    content: bytes = state.openapi
    return content
