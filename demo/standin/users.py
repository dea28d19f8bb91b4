"""`/users`: who is who, log-in, tokens, roles."""

from dataclasses import replace

from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import NO_ZONE, User
from demo.standin.refused import Refused, bad_body, may_not
from demo.standin.site import Site


def _of(site: Site, ask: Ask) -> User:
    """Return the user that the address names; `me` is the caller."""
    return ask.user if ask.ids[0] == "me" else site.world.user(ask.ids[0])


def _get(site: Site, ask: Ask) -> Answer:
    user = _of(site, ask)
    return Answer(user.as_json(own=user.id == ask.user.id))


def _by_name(site: Site, ask: Ask) -> Answer:
    user = site.world.named(ask.ids[0])
    return Answer(user.as_json(own=user.id == ask.user.id))


def _by_ids(site: Site, ask: Ask) -> Answer:
    wanted = ask.listed("user_ids")
    return Answer([u.as_json() for u in list(site.world.users.values()) if u.id in wanted])


def _by_usernames(site: Site, ask: Ask) -> Answer:
    wanted = ask.listed("usernames")
    return Answer([u.as_json() for u in list(site.world.users.values()) if u.username in wanted])


def _list(site: Site, ask: Ask) -> Answer:
    world = site.world
    team, channel = ask.query.get("in_team"), ask.query.get("in_channel")
    page, size = ask.number("page"), ask.number("per_page", 60)
    # A copy first: another thread may add someone while it is sorted.
    everybody = list(world.users.values())
    everybody.sort(key=lambda user: user.username)
    found = [
        user
        for user in everybody
        if (not team or (team, user.id) in world.team_members)
        and (not channel or world.is_member(channel, user.id))
    ]
    return Answer([user.as_json() for user in found[page * size : (page + 1) * size]])


def _create(site: Site, ask: Ask) -> Answer:
    wanted = ask.record("user")
    first = not any(not user.is_bot for user in list(site.world.users.values()))
    made = User(
        new_id(),
        str(wanted.get("username") or "").lower(),
        site.clock(),
        email=str(wanted.get("email") or ""),
        first_name=str(wanted.get("first_name") or ""),
        last_name=str(wanted.get("last_name") or ""),
        locale=str(wanted.get("locale") or "en"),
        roles="system_admin system_user" if first else "system_user",
        password=str(wanted.get("password") or ""),
        timezone=wanted.get("timezone") or dict(NO_ZONE),
    )
    return Answer(site.world.add_user(made).as_json(own=True), 201)


def _log_in(site: Site, ask: Ask) -> Answer:
    said = ask.record("user")
    wrong = Refused(401, "api.user.login.invalid_credentials_email_username")
    try:
        user = site.world.named(str(said.get("login_id")))
    except Refused as refused:
        raise wrong from refused
    if user.is_bot or not user.password or user.password != said.get("password"):
        raise wrong
    token = site.world.open_door(user.id, "session")
    return Answer(user.as_json(own=True), headers={"Token": token.token})


def _patch(site: Site, ask: Ask) -> Answer:
    user = _of(site, ask)
    if user.id != ask.user.id and not ask.user.administers:
        raise may_not()
    wanted = ask.record("user")
    known = ("locale", "first_name", "last_name", "email", "timezone")
    changes = {name: wanted[name] for name in known if name in wanted}
    changed = replace(user, update_at=site.clock(), **changes)
    site.world.users[user.id] = changed
    return Answer(changed.as_json(own=True))


def _status(site: Site, ask: Ask) -> Answer:
    user = _of(site, ask)
    return Answer(
        {
            "user_id": user.id,
            "status": "online",
            "manual": False,
            "last_activity_at": site.clock(),
            "dnd_end_time": 0,
        }
    )


def _set_roles(site: Site, ask: Ask) -> Answer:
    user = _of(site, ask)
    if not ask.user.administers:
        raise may_not()
    roles = ask.record("user").get("roles")
    if not isinstance(roles, str):
        raise bad_body("roles")
    site.world.users[user.id] = replace(user, roles=roles, update_at=site.clock())
    return OK


def _may_hold_tokens_of(site: Site, ask: Ask) -> User:
    user = _of(site, ask)
    owner = user.is_bot and user.owner_id == ask.user.id
    if not (ask.user.administers or owner or user.id == ask.user.id):
        raise may_not()
    return user


def _make_token(site: Site, ask: Ask) -> Answer:
    user = _may_hold_tokens_of(site, ask)
    if not user.is_bot and not site.settings.personal_tokens:
        raise Refused(501, "app.user_access_token.disabled")
    said = str(ask.record("description").get("description") or "")
    token = site.world.open_door(user.id, "bot" if user.is_bot else "personal", said)
    whole = {"id": token.id, "token": token.token, **token.as_json()}
    return Answer(whole)


def _tokens(site: Site, ask: Ask) -> Answer:
    user = _may_hold_tokens_of(site, ask)
    kept = [t for t in list(site.world.tokens.values()) if t.user_id == user.id and t.active]
    return Answer([token.as_json() for token in kept if token.kind != "session"])


def _revoke(site: Site, ask: Ask) -> Answer:
    wanted = str(ask.record("token_id").get("token_id") or "")
    for token in list(site.world.tokens.values()):
        if token.id == wanted:
            owner = site.world.user(token.user_id)
            mine = ask.user.id in (owner.id, owner.owner_id)
            if not (mine or ask.user.administers):
                raise may_not()
    site.world.shut_door(wanted)
    return OK


ROUTES = (
    Route("GET", "users", _list),
    Route("POST", "users", _create, open=True),
    Route("POST", "users/login", _log_in, open=True),
    Route("POST", "users/ids", _by_ids),
    Route("POST", "users/usernames", _by_usernames),
    Route("POST", "users/tokens/revoke", _revoke),
    Route("GET", "users/username/{name*}", _by_name),
    Route("GET", "users/email/{name*}", _by_name),
    Route("GET", "users/{user}", _get),
    Route("PUT", "users/{user}/patch", _patch),
    Route("GET", "users/{user}/status", _status),
    Route("PUT", "users/{user}/roles", _set_roles),
    Route("POST", "users/{user}/tokens", _make_token),
    Route("GET", "users/{user}/tokens", _tokens),
)
