"""What a caller takes for granted of a thing that they are about to change."""

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")

Precondition = Callable[[V], None]
"""Called with the thing as it stands, once nobody else can change it before this unit of work ends. Whatever it raises
ends the unit of work, and nothing is changed."""
