"""How answers are written: JSON numbers exact and in plain notation, one encoder call each."""

from typing import Any, TypeVar

import msgspec
from litestar import Response

T = TypeVar("T")


class JsonAnswer(Response[T]):
    """A read model or a Struct, encoded as it is."""

    def render(self, content: Any, media_type: str, enc_hook: Any = None) -> bytes:
        """Decimals become numbers, never text or binary fractions."""
        return b"" if content is None else encode(content)


def _plain(value: object) -> msgspec.Raw:
    # msgspec hands over subclasses of Decimal: PlainDecimal, whose notation is plain at any size.
    return msgspec.Raw(str(value).encode())


encode = msgspec.json.Encoder(decimal_format="number", enc_hook=_plain).encode
