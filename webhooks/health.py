"""`GET /healthz`: the machine asks how the log is; only the machine itself is answered."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request

from logbook.guard.called import by_loopback, is_loopback

_FORWARDED: Final = (
    *("x-forwarded", "forwarded", "via"),
    *("x-real-ip", "x-client-ip", "cf-connecting-ip"),
)
"""How the names of what a proxy adds begin. None of it is believed, and all of it says that another
machine asks."""


def blueprint(health: Callable[[], Mapping[str, object]]) -> Blueprint:
    """Return the route; `health` is asked at each call and must answer within milliseconds.

    Anyone but the loopback gets 404, as if the route did not exist; so does a call that a proxy
    forwarded, whoever sent it, and one that a browser was led to by a name of somebody else's
    (DNS rebinding). `failing` is 503, so that a plain HTTP check sees it.
    """
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        forwarded = any(name.lower().startswith(_FORWARDED) for name, _ in request.headers)
        called = request.headers.get("Host", "")
        if forwarded or not is_loopback(request.remote_addr) or not by_loopback(called):
            abort(404)
        answer = health()
        response = jsonify(answer)
        response.status_code = 503 if answer.get("status") == "failing" else 200
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes
