"""`/hooks/outgoing`: outgoing webhooks of a team, for those who run it."""

from dataclasses import replace

from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Json
from demo.standin.refused import Refused
from demo.standin.registered import Hook
from demo.standin.site import Site


def _enabled(site: Site) -> None:
    if not site.settings.outgoing_webhooks:
        raise Refused(501, "api.outgoing_webhook.disabled.app_error")


def _create(site: Site, ask: Ask) -> Answer:
    _enabled(site)
    wanted = ask.record("outgoing_webhook")
    team = str(wanted.get("team_id") or "")
    site.world.must_run_team(team, ask.user)
    made = _from(wanted, Hook(new_id(), new_id(), site.clock(), ask.user.id, team, ()))
    _check(site, made)
    site.world.hooks[made.id] = made
    return Answer(made.as_json(), 201)


def _from(wanted: Json, hook: Hook) -> Hook:
    words = wanted.get("trigger_words")
    return replace(
        hook,
        channel_id=str(wanted.get("channel_id") or ""),
        trigger_words=None if words is None else tuple(str(word) for word in words),
        trigger_when=int(wanted.get("trigger_when") or 0),
        callback_urls=tuple(str(url) for url in wanted.get("callback_urls") or ()),
        display_name=str(wanted.get("display_name") or ""),
        description=str(wanted.get("description") or ""),
        content_type=str(wanted.get("content_type") or ""),
        username=str(wanted.get("username") or ""),
        icon_url=str(wanted.get("icon_url") or ""),
    )


def _check(site: Site, hook: Hook) -> None:
    if hook.channel_id:
        if site.world.channel(hook.channel_id).type != "O":
            # The words say otherwise, but the channel is what it is about.
            raise Refused(403, "api.outgoing_webhook.disabled.app_error")
    elif not hook.trigger_words:
        raise Refused(400, "api.webhook.create_outgoing.triggers.app_error")
    for other in list(site.world.hooks.values()):
        same_place = (other.team_id, other.channel_id) == (hook.team_id, hook.channel_id)
        words = set(other.trigger_words or ()) & set(hook.trigger_words or ())
        both_without = not other.trigger_words and not hook.trigger_words
        urls = set(other.callback_urls) & set(hook.callback_urls)
        if other.id != hook.id and same_place and urls and (words or both_without):
            raise Refused(500, "api.webhook.create_outgoing.intersect.app_error")


def _runs(site: Site, ask: Ask) -> Hook:
    found = site.world.hooks.get(ask.ids[0])
    if found is None:
        raise Refused(404, "store.sql_webhooks.get_outgoing.app_error")
    site.world.must_run_team(found.team_id, ask.user)
    return found


def _list(site: Site, ask: Ask) -> Answer:
    _enabled(site)
    team, channel = ask.query.get("team_id", ""), ask.query.get("channel_id", "")
    site.world.must_run_team(team, ask.user)
    return Answer(
        [
            hook.as_json()
            for hook in list(site.world.hooks.values())
            if hook.team_id == team and channel in ("", hook.channel_id)
        ]
    )


def _get(site: Site, ask: Ask) -> Answer:
    return Answer(_runs(site, ask).as_json())


def _update(site: Site, ask: Ask) -> Answer:
    changed = replace(
        _from(ask.record("outgoing_webhook"), _runs(site, ask)), update_at=site.clock()
    )
    _check(site, changed)
    site.world.hooks[changed.id] = changed
    return Answer(changed.as_json())


def _delete(site: Site, ask: Ask) -> Answer:
    del site.world.hooks[_runs(site, ask).id]
    return OK


def _new_token(site: Site, ask: Ask) -> Answer:
    changed = replace(_runs(site, ask), token=new_id(), update_at=site.clock())
    site.world.hooks[changed.id] = changed
    return Answer(changed.as_json())


ROUTES = (
    Route("POST", "hooks/outgoing", _create),
    Route("GET", "hooks/outgoing", _list),
    Route("GET", "hooks/outgoing/{hook}", _get),
    Route("PUT", "hooks/outgoing/{hook}", _update),
    Route("DELETE", "hooks/outgoing/{hook}", _delete),
    Route("POST", "hooks/outgoing/{hook}/regen_token", _new_token),
)
