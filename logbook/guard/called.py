"""By what name a server was called: one that is not its own was given by somebody else's page.

A name of anybody's may point to this computer (DNS rebinding), and a browser then takes what the
server here answers for that page's own.
"""

import ipaddress


def host_of(called: str) -> str:
    """Return the name or address that a `Host` header holds, without its port; empty for none."""
    if called.startswith("["):
        return called.partition("]")[0].lstrip("[").lower()
    return called.partition(":")[0].lower()


def is_loopback(address: str | None) -> bool:
    """Tell whether an address is this very machine's own."""
    try:
        return address is not None and ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def by_loopback(called: str) -> bool:
    """Tell whether a call was meant for this very machine: by no name, or by its loopback's."""
    name = host_of(called)
    return name in {"", "localhost"} or is_loopback(name)


def by_address(called: str) -> bool:
    """Tell whether a call was meant for an address, which nobody else's name can stand for."""
    name = host_of(called)
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {"", "localhost"}
    return True
