"""The stand-in as a web application; the only file here that knows Flask."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from flask import Blueprint, Request, Response, request

from demo.standin import api
from demo.standin.exchange import Answer, Ask, Part
from demo.standin.faults import Fault
from demo.standin.site import Site

_METHODS: Final = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_PORTAL: Final = b"<!doctype html><title>Port Wi-Fi</title><p>Please accept our terms."


class HungUp(ConnectionError):
    """The connection is to be cut without an answer."""


def blueprint(site: Site) -> Blueprint:
    """Return the addresses of a Mattermost: `/api/v4/…` and `/hooks/…`."""
    routes = Blueprint("mattermost", __name__)

    @routes.route("/api/v4/<path:rest>", methods=_METHODS)
    @routes.route("/hooks/<path:rest>", methods=_METHODS)
    def mattermost(rest: str) -> Response:
        del rest
        fault = site.faults.due(request.method, request.path)
        if fault in (None, Fault.STORE_THEN_HANG_UP):
            response = _response(site, api.answer(site, _ask(request)))
            if fault is None:
                return response
        if fault in (Fault.HANG_UP, Fault.STORE_THEN_HANG_UP):
            raise HungUp
        return _faulty(site, fault)

    return routes


def _ask(asked: Request) -> Ask:
    parts: tuple[Part, ...] = ()
    multipart = asked.mimetype == "multipart/form-data"
    if multipart:
        fields = [Part(n, "", "", v.encode()) for n, v in asked.form.items(multi=True)]
        files = [
            Part(name, file.filename or "", file.mimetype, file.stream.read())
            for name, file in asked.files.items(multi=True)
        ]
        parts = (*fields, *files)
    scheme, _, token = asked.headers.get("Authorization", "").partition(" ")
    return Ask(
        asked.method,
        asked.path,
        asked.args.to_dict(),
        dict(asked.headers),
        b"" if multipart else asked.get_data(cache=False),
        parts,
        token=token if scheme.lower() in ("bearer", "token") else "",
    )


def _response(site: Site, told: Answer) -> Response:
    response = Response(told.as_bytes(), told.status)
    response.headers["Content-Type"] = told.content_type
    response.headers.update(told.headers)
    now = datetime.fromtimestamp(site.clock() / 1000, UTC)
    response.headers["Date"] = format_datetime(now, usegmt=True)
    return response


def _faulty(site: Site, fault: Fault | None) -> Response:
    match fault:
        case Fault.TOO_MANY:
            response = Response("limit exceeded\n", 429, content_type="text/plain; charset=utf-8")
            response.headers["Retry-After"] = str(site.faults.retry_after_s)
            response.headers["X-Ratelimit-Limit"] = "11"
            response.headers["X-Ratelimit-Remaining"] = "0"
            response.headers["X-Ratelimit-Reset"] = "3"
        case Fault.PORTAL:
            response = Response(_PORTAL, 200, content_type="text/html")
        case Fault.REDIRECT:
            response = Response("", 302, {"Location": "http://portal.example/"})
        case Fault.GATEWAY:
            response = Response("<h1>502 Bad Gateway</h1>", 502, content_type="text/html")
        case _:
            response = Response(
                '{"id":"api.context.broken.app_error","message":"Broken.","detailed_error":"",'
                '"request_id":"","status_code":500}',
                500,
                content_type="application/json",
            )
    return response
