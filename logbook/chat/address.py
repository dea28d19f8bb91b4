"""Addresses as people type them, of the chat server and of ourselves, in one plain form."""

from typing import Final, NamedTuple
from urllib.parse import urlsplit

from logbook.model.refusal import Refusal

_PORTS: Final = {"http": 80, "https": 443}


class Place(NamedTuple):
    """Where an HTTP server is: `host` without brackets, `path` without a slash at its end."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """The whole address, without a port that goes without saying."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.netloc}{port}{self.path}"


def place(typed: str) -> Place:
    """Read an address such as `https://chat.example.org`, `192.168.1.5:8065` or `http://[::1]`.

    Without a scheme it is http, as boats have it. Raises Refusal `chat.bad_address`.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refusal("chat.bad_address", address=typed) from error
    plain = host.isascii() and host.isprintable() and " " not in host
    extra = parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in _PORTS or not host or not plain or extra or port == 0:
        raise Refusal("chat.bad_address", address=typed)
    path = parts.path.rstrip("/").removesuffix("/api/v4")
    return Place(parts.scheme, host, port or _PORTS[parts.scheme], path)
