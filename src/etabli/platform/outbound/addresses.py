"""Which addresses the program may call: those of the public Internet and no other."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Python’s is_global leaves these in, and each of them leads somewhere else than it says.
TURNED_4 = tuple(map(IPv4Network, ("192.88.99.0/24",)))
"""Relays of 6to4."""
TURNED_6 = tuple(
    map(
        IPv6Network,
        (
            "::/96",  # IPv4-compatible
            "::ffff:0:0/96",  # IPv4-mapped
            "::ffff:0:0:0/96",  # SIIT
            "64:ff9b::/96",  # NAT64
            "64:ff9b:1::/48",  # NAT64 of a network of one's own
            "2001::/32",  # Teredo
            "2002::/16",  # 6to4
        ),
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")


def is_public(text: str) -> bool:
    """Whether an address, as a resolver writes it, is one of the public Internet.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and documentation
    addresses are not, nor those that carry an IPv4 address inside an IPv6 one, nor what is
    no address.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in turned for turned in TURNED_4)
    return _is_public_6(address)


def _is_public_6(address: IPv6Address) -> bool:
    inside = address in GLOBAL_UNICAST and address.scope_id is None
    return inside and not any(address in turned for turned in TURNED_6)
