"""The one way out to the chat server: every call within its time, its size and its address.

It and `deadline` alone know requests. What comes back is JSON of the server asked, or one of the
Chat's three exceptions; the token stands in none of them, nor in any log.
"""

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.exceptions import SSLError as HandshakeError

from logbook.chat.deadline import Adapter, Deadline
from logbook.chat.unreachable import Cause, Unreachable
from logbook.model.ports import ChatBusy, ChatRefused

CONNECT_S: Final = 5.0
READ_S: Final = 15.0
WHOLE_S: Final = 120.0
"""How long one call may take: a photo over a bad link, and not for ever."""
MOST_OUT: Final = 64 * 1024 * 1024
MOST_IN: Final = 32 * 1024 * 1024
"""Bytes: a thousand posts of 16,383 characters fit."""
LONGEST_WAIT_S: Final = 600.0
_SAID: Final = 300
_CHUNK: Final = 65_536
_SEGMENT: Final = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9_.@~-]+)+")
"""What an address may be made of: an id from the wire leads nowhere else."""
Response = requests.Response
"""What a call returns; for whoever may not know requests."""
_NOT_JSON: Final = object()
_NEVER_SENT: Final = (
    ((requests.exceptions.SSLError, HandshakeError), Cause.CERTIFICATE, "TLS proves nobody"),
    ((NameResolutionError,), Cause.NAME, "no such host"),
    ((NewConnectionError,), Cause.SHUT, "no connection"),
    ((requests.ConnectTimeout, ConnectTimeoutError), Cause.SLOW, f"none in {CONNECT_S:g} s"),
    ((requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema), Cause.NAME, "no address"),
)
"""Failures that surely had no effect, the nearest first.

To urllib3 an unknown name is a failed connection, and that a time-out.
"""
_REFUSING: Final = frozenset({400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 501})


class Session:
    """Calls to the API of one server, whose address is `url` (scheme, host, perhaps a path).

    Any thread may call. `ca` is a file of certificates to trust besides nobody's; without one the
    usual authorities are. Redirects are not followed, cookies not kept, no proxy and no `.netrc`
    of this machine is used: the latter would replace our token.
    """

    def __init__(self, url: str, *, ca: str = "") -> None:
        self._root = url.rstrip("/") + "/"
        self._host = urlsplit(url).netloc
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ca or True
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers["User-Agent"] = "ships-log"
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, Adapter(pool_connections=1, pool_maxsize=16))

    def close(self) -> None:
        """Close what connections are kept open."""
        self._session.close()

    def call(
        self,
        method: str,
        url: str,
        *,
        token: str = "",
        body: object = None,
        form: Mapping[str, str] | None = None,
        files: object = None,
        params: Mapping[str, str | int] | None = None,
        raw_up_to: int | None = None,
    ) -> requests.Response:
        """Return the answer to one call, its body read whole.

        The body is JSON, unless `raw_up_to` (bytes) is given: then it may be anything not larger.
        Raises ChatAway, ChatBusy or ChatRefused.
        """
        self._check_address(url)
        request = requests.Request(method.upper(), url, params=dict(params or {}))
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        if files is not None:
            request.data, request.files = dict(form or {}), files
        elif body is not None:
            request.data = json.dumps(body).encode()
            request.headers["Content-Type"] = "application/json"
        prepared = self._prepared(request)
        most = MOST_IN if raw_up_to is None else raw_up_to
        response = self._sent(prepared, most)
        _check(response, token, is_json=raw_up_to is None)
        return response

    def _prepared(self, request: requests.Request) -> requests.PreparedRequest:
        try:
            prepared = self._session.prepare_request(request)
        except (requests.RequestException, ValueError):
            # A token with a line feed in it, a host that is none.
            raise Unreachable(Cause.NAME, "not a request that can be sent", certain=True) from None
        if int(prepared.headers.get("Content-Length") or 0) > MOST_OUT:
            raise ChatRefused("too_large", 413)
        return prepared

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        plain = _SEGMENT.fullmatch(parts.path) and not (parts.query or parts.fragment)
        if not url.startswith(self._root) or parts.netloc != self._host or not plain:
            raise ChatRefused("address", 400, "not an address of the chat server")

    def _sent(self, prepared: requests.PreparedRequest, most: int) -> requests.Response:
        with Deadline(WHOLE_S) as limit:
            try:
                response = self._read(prepared, most)
            except requests.RequestException as error:
                raise (_late() if limit.passed else _away(error)) from None
        if limit.passed:
            # What was cut may look like an answer without headers, or one that ends early.
            raise _late()
        return response

    def _read(self, prepared: requests.PreparedRequest, most: int) -> requests.Response:
        response = self._session.send(
            prepared,
            timeout=(CONNECT_S, READ_S),
            allow_redirects=False,
            stream=True,
            verify=self._session.verify,
        )
        with response:
            body = bytearray()
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > most:
                    raise Unreachable(Cause.TOO_LARGE, f"an answer of more than {most} bytes")
            response._content = bytes(body)  # noqa: SLF001 (how requests itself fills `content`)
        return response


def _late() -> Unreachable:
    return Unreachable(Cause.SLOW, f"no whole answer in {WHOLE_S:g} s")


def _away(error: requests.RequestException) -> Unreachable:
    """Return what a transport's failure means; its own words may hold anything."""
    inner = error.args[0] if error.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else inner
    for types, cause, said in _NEVER_SENT:
        if isinstance(error, types) or isinstance(reason, types):
            return Unreachable(cause, said, certain=True)
    if isinstance(error, requests.ReadTimeout) or "timed out" in str(reason).lower():
        return Unreachable(Cause.SLOW, f"no answer in {READ_S:g} s")
    return Unreachable(Cause.CUT, "the connection was cut")


def _check(response: requests.Response, token: str, *, is_json: bool) -> None:
    """Raise what an answer means, unless it is what was asked for."""
    status = response.status_code
    if 200 <= status < 300:
        if is_json and not _is_json(response):
            raise Unreachable(Cause.STRANGER, f"{status}, but not JSON")
    elif 300 <= status < 400:
        raise Unreachable(Cause.ELSEWHERE, f"{status}, sent elsewhere")
    elif status == 429:
        raise ChatBusy(_wait_s(response))
    else:
        _refuse(response, token)


def _refuse(response: requests.Response, token: str) -> NoReturn:
    status = response.status_code
    told = _decoded(response)
    error = str(told.get("id") or "") if isinstance(told, dict) else ""
    said = str(told.get("message") or "") if isinstance(told, dict) else ""
    if token:
        error, said = error.replace(token, "…"), said.replace(token, "…")
    if status in _REFUSING and error:
        raise ChatRefused(error, status, said[:_SAID])
    if status == 413:
        raise ChatRefused("too_large", status)
    if status >= 500:
        raise Unreachable(Cause.BROKEN, f"{status} {error}".strip(), error=error)
    raise Unreachable(Cause.STRANGER, f"{status} of something else")


def _is_json(response: requests.Response) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind == "application/json" and _decoded(response) is not _NOT_JSON


def _decoded(response: requests.Response) -> Any:
    """Return the body's JSON; an unknown address is answered with JSON said to be plain text."""
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _wait_s(response: requests.Response) -> float:
    """Return how long Retry-After asks to wait, in seconds, from 1 to `LONGEST_WAIT_S`."""
    asked = response.headers.get("Retry-After", "").partition(",")[0].strip()
    wait = float(asked) if asked.isdecimal() else 0.0
    until, sent = _instant(response.headers.get("Retry-After")), server_time(response)
    if not asked.isdecimal() and until is not None and sent is not None:
        wait = until - sent
    return min(max(wait, 1.0), LONGEST_WAIT_S)


def server_time(response: requests.Response) -> float | None:
    """Return when the server says that it answered, UTC seconds to the whole second."""
    return _instant(response.headers.get("Date"))


def _instant(header: str | None) -> float | None:
    try:
        return parsedate_to_datetime(header).timestamp() if header else None
    except ValueError:
        return None
