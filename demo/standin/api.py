"""From a call to its answer: who calls, which address, what went wrong."""

from dataclasses import replace
from typing import Final

from demo.standin import (
    actions,
    bots,
    channels,
    commands,
    dialogs,
    files,
    hooks,
    posts,
    system,
    teams,
    users,
)
from demo.standin.exchange import Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import User
from demo.standin.refused import NO_PAGE, Refused
from demo.standin.site import Site
from demo.standin.slash import answer_late

PREFIX: Final = "/api/v4/"
ROUTES: Final = (
    *system.ROUTES, *users.ROUTES, *bots.ROUTES, *teams.ROUTES, *channels.ROUTES, *posts.ROUTES,
    *files.ROUTES, *commands.ROUTES, *hooks.ROUTES, *actions.ROUTES, *dialogs.ROUTES,
)  # fmt: skip
_LATE: Final = Route("POST", "/hooks/commands/{hook}", answer_late, open=True)
_COOKIE: Final = {"Set-Cookie": "MMAUTHTOKEN=; Path=/; Max-Age=0; HttpOnly"}


def answer(site: Site, ask: Ask) -> Answer:
    """Answer any call below `/api/v4/` or `/hooks/`."""
    request_id = new_id()
    try:
        told = _answer(site, ask)
    except Refused as refused:
        told = _refusal(site, ask, refused, request_id)
    version = f"{site.settings.version}.{site.settings.version}.stand-in.false"
    named = {"X-Request-Id": request_id, "X-Version-Id": version, "Vary": "Accept-Encoding"}
    return replace(told, headers={**named, **told.headers})


def _answer(site: Site, ask: Ask) -> Answer:
    late = _LATE.match(ask.method, ask.path)
    if late is not None:
        return _LATE.handler(site, replace(ask, ids=late))
    for route in ROUTES:
        ids = route.match(ask.method, ask.path.removeprefix(PREFIX))
        if ids is not None:
            asked = replace(ask, ids=ids, caller=_caller(site, ask, open_door=route.open))
            route.check(ids)
            return route.handler(site, asked)
    # A wrong method too is a page that does not exist.
    raise Refused(404, NO_PAGE)


def _caller(site: Site, ask: Ask, *, open_door: bool) -> User | None:
    token = site.world.tokens.get(ask.token)
    user = site.world.users.get(token.user_id) if token and token.active else None
    if user and not user.delete_at and not _switched_off(site, ask):
        return user
    if open_door:
        return None
    raise Refused(401, "api.context.session_expired.app_error")


def _switched_off(site: Site, ask: Ask) -> bool:
    token = site.world.tokens.get(ask.token)
    return bool(token and token.kind == "personal" and not site.settings.personal_tokens)


def _refusal(site: Site, ask: Ask, refused: Refused, request_id: str) -> Answer:
    told = {"id": refused.error, "message": refused.words(ask.language), "detailed_error": ""}
    if refused.error == NO_PAGE:
        told["detailed_error"] = (
            f"There doesn't appear to be an api call for the url='{ask.path}'.  Typo? "
            "are you missing a team_id or user_id as part of the url?"
        )
        return Answer(told | {"status_code": 404}, 404, content_type="text/plain; charset=utf-8")
    forget = refused.status == 401 and ask.token and not _switched_off(site, ask)
    return Answer(
        told | {"request_id": request_id, "status_code": refused.status},
        refused.status,
        headers=_COOKIE if forget else {},
    )
