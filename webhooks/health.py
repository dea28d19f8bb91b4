"""`GET /healthz`: the machine asks how the log is; only the machine itself is answered."""

import ipaddress
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, jsonify, request


def blueprint(health: Callable[[], Mapping[str, object]]) -> Blueprint:
    """Return the route; `health` is asked at each call and must answer within milliseconds.

    Anyone but the loopback gets 404, as if the route did not exist; so does a call that a proxy
    forwarded, whoever sent it. `failing` is 503, so that a plain HTTP check sees it.
    """
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        if not _is_loopback(request.remote_addr) or "X-Forwarded-For" in request.headers:
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
