"""The server's own calls to an integration, byte for byte as recorded; no retry, ever."""

import http.client
import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from demo.standin.site import Site

MOST: Final = 1024 * 1024
"""Bytes of an answer that are read."""
_MOVED: Final = (301, 302, 303)


class CallFailed(Exception):
    """The integration could not be reached, did not answer in time, or may not be called."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an integration answered."""

    status: int
    reason: str
    content_type: str
    body: bytes


def call(
    site: Site, url: str, body: bytes | None, *, content_type: str = "", token: str = ""
) -> Reply:
    """Send `body` to `url` (GET where there is none) and return the answer.

    Raises CallFailed. A redirect is followed once, by GET, as Go's client does.
    """
    headers = [("User-Agent", "Mattermost-Bot/1.1")]
    if body is not None:
        headers.append(("Content-Length", str(len(body))))
    headers.append(("Accept", "application/json"))
    if token:
        headers.append(("Authorization", f"Token {token}"))
    if content_type:
        headers.append(("Content-Type", content_type))
    headers.append(("Accept-Encoding", "gzip"))
    return _send(site, "GET" if body is None else "POST", url, headers, body)


def _send(
    site: Site, method: str, url: str, headers: list[tuple[str, str]], body: bytes | None
) -> Reply:
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        _must_be_allowed(site, host, port)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(host, port, timeout=site.settings.call_timeout_s)
        try:
            target = parts.path or "/"
            connection.putrequest(
                method,
                f"{target}?{parts.query}" if parts.query else target,
                skip_accept_encoding=True,
            )
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            data = answer.read(MOST)
            where = answer.headers.get("Location", "")
            reply = Reply(
                answer.status, answer.reason, answer.headers.get("Content-Type", ""), data
            )
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CallFailed(str(error)) from error
    if reply.status in _MOVED and where:
        plain = [pair for pair in headers if not pair[0].startswith("Content-")]
        return _send(site, "GET", urljoin(url, where), plain, None)
    return reply


def _must_be_allowed(site: Site, host: str, port: int) -> None:
    """Refuse private addresses that the administrator has not listed."""
    allowed = site.settings.untrusted_connections.replace(",", " ").split()
    if host in allowed:
        return
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        ip = ipaddress.ip_address(str(address[0]).partition("%")[0])
        if ip.is_global or any(_holds(entry, ip) for entry in allowed):
            return
    raise CallFailed(
        "address forbidden, you may need to set AllowedUntrustedInternalConnections "
        "to allow an integration access to your internal network"
    )


def _holds(entry: str, ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    try:
        return ip in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
