"""The page's own addresses: the page, its words, who is aboard, what is new."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request

from demo.page.words import words
from demo.standin.records import User
from demo.standin.site import Site
from logbook.locale import LANGUAGES

STATIC: Final = Path(__file__).parent / "static"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Aboard:
    """Somebody whom the page may speak as: `role` is skipper, crew or guest."""

    user: User
    token: str
    role: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What the page shows: whose channel it is, and who is there."""

    boat: str
    language: str
    team_id: str
    channel_id: str
    crew: tuple[Aboard, ...]


def blueprint(site: Site, channel: Channel, forget: Callable[[str], None]) -> Blueprint:
    """Return the page; whoever can reach it may speak as anybody aboard: it is a demonstration.

    `forget` is told the id of each user whose language the page has changed.
    """
    routes = Blueprint("page", __name__)

    @routes.get("/")
    def page() -> Response:
        response = _file("index.html")
        response.headers["Content-Security-Policy"] = _POLICY
        return response

    @routes.get("/demo/<name>.<any(css,js,svg):kind>")
    def asset(name: str, kind: str) -> Response:
        return _file(f"{name}.{kind}")

    @routes.get("/demo/words/<language>")
    def said(language: str) -> Response:
        if language not in LANGUAGES:
            abort(404)
        return jsonify(words(language, channel.boat))

    @routes.get("/demo/aboard")
    def aboard() -> Response:
        return jsonify(_aboard(site, channel))

    @routes.put("/demo/language/<language>")
    def change_language(language: str) -> Response:
        if language not in LANGUAGES:
            abort(404)
        for each in channel.crew:
            site.world.speaks(each.user.id, language)
            forget(each.user.id)
        return jsonify({"status": "OK"})

    @routes.get("/demo/news")
    def news() -> Response:
        return jsonify(_news(site, request.headers.get("Authorization", "")))

    return routes


def _file(name: str) -> Response:
    """Return one of the page's own files, and no other."""
    if name not in {path.name for path in STATIC.iterdir()}:
        abort(404)
    kind = _TYPES[name.rpartition(".")[2]]
    response = Response((STATIC / name).read_bytes(), content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # A page of yesterday's version must not talk to today's server.
    response.headers["Cache-Control"] = "no-store"
    return response


def _aboard(site: Site, channel: Channel) -> Json:
    crew = [
        {
            "id": each.user.id,
            "username": each.user.username,
            "name": each.user.first_name,
            "role": each.role,
            "token": each.token,
        }
        for each in channel.crew
    ]
    return {
        "boat": channel.boat,
        "language": site.world.user(channel.crew[0].user.id).locale,
        "team_id": channel.team_id,
        "channel_id": channel.channel_id,
        "crew": crew,
        "news": site.news.last,
    }


def _news(site: Site, authorization: str) -> Json:
    """Return what a user's clients were told since `?after=`, as the websocket tells it."""
    token = site.world.tokens.get(authorization.partition(" ")[2])
    if token is None or not token.active:
        abort(401)
    after = request.args.get("after", "0")
    last = site.news.last
    channels = site.world.channels_of(token.user_id)
    events = site.news.since(int(after) if after.isdigit() else 0, token.user_id, channels)
    told = []
    for event in events:
        data = dict(event.data)
        for name in ("post", "dialog"):
            if name in data:
                data[name] = json.loads(data[name])
        told.append({"number": event.number, "event": event.event, "data": data})
    return {"events": told, "last": max([last, *(event.number for event in events)])}
