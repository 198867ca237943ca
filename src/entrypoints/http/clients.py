"""Telling one client from another, for limits that nobody's account is behind."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from litestar import Request

_SUBSCRIBER = 64
"""Bits of an IPv6 address that a subscriber does not choose (RFC 6177): the rest is theirs to change at will."""


def client_of(request: Request[Any, Any, Any]) -> str:
    """The address that a request comes from, an IPv6 one as its network; no header of the client's has a say in it.

    Behind trusted proxies it is what they say (see TRUSTED_PROXIES); where that is no address, all such are one client,
    or each made-up word would be a new one.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:  # a Unix socket, or a proxy that does not tell
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address.packed, _SUBSCRIBER), strict=False))
    return str(address)
