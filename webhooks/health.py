"""`GET /healthz`: the machine asks how the log is; only the machine itself is answered."""

import ipaddress
from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request

_FORWARDED: Final = ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via")
"""What a proxy adds. None of it is believed, and all of it says that another machine asks."""


def blueprint(health: Callable[[], Mapping[str, object]]) -> Blueprint:
    """Return the route; `health` is asked at each call and must answer within milliseconds.

    Anyone but the loopback gets 404, as if the route did not exist; so does a call that a proxy
    forwarded, whoever sent it, and one that a browser was led to by a name of somebody else's
    (DNS rebinding). `failing` is 503, so that a plain HTTP check sees it.
    """
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        forwarded = any(name in request.headers for name in _FORWARDED)
        called = request.headers.get("Host", "")
        if forwarded or not _is_loopback(request.remote_addr) or not _is_ours(called):
            abort(404)
        answer = health()
        response = jsonify(answer)
        response.status_code = 503 if answer.get("status") == "failing" else 200
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _is_loopback(address: str | None) -> bool:
    try:
        return address is not None and ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_ours(host: str) -> bool:
    """Return whether a call was meant for this very machine: by no name, or by its loopback's."""
    name = host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower() in {"", "localhost"} or _is_loopback(name)
