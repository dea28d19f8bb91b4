"""`/channels`: public, private and direct ones, and who is in them."""

import hashlib
import re
from dataclasses import replace

from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Channel, Json, User
from demo.standin.refused import Refused, bad_body, may_not
from demo.standin.site import Site


def _told(site: Site, channel: Channel) -> Json:
    return channel.as_json(*site.board.counts(channel.id))


def _readable(site: Site, channel: Channel, user: User) -> Channel:
    """Return the channel if `user` may see it: members, and the team for a public one."""
    world = site.world
    public = channel.type == "O" and (channel.team_id, user.id) in world.team_members
    if not (public or world.is_member(channel.id, user.id) or user.administers):
        raise may_not()
    return channel


def _create(site: Site, ask: Ask) -> Answer:
    wanted = ask.record("channel")
    team = str(wanted.get("team_id") or "")
    if (team, ask.user.id) not in site.world.team_members and not ask.user.administers:
        raise may_not()
    name = str(wanted.get("name") or "")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]+", name):
        raise Refused(400, "model.channel.is_valid.2_or_more.app_error")
    if _by(site, team, name) is not None:
        raise Refused(400, "store.sql_channel.save_channel.exists.app_error")
    made = Channel(
        new_id(), team, "P" if wanted.get("type") == "P" else "O", name,
        str(wanted.get("display_name") or ""), site.clock(), ask.user.id,
        str(wanted.get("header") or ""), str(wanted.get("purpose") or ""),
    )  # fmt: skip
    return Answer(_told(site, site.world.add_channel(made)), 201)


def _by(site: Site, team_id: str, name: str) -> Channel | None:
    for channel in list(site.world.channels.values()):
        if channel.team_id == team_id and channel.name == name:
            return channel
    return None


def _get(site: Site, ask: Ask) -> Answer:
    return Answer(_told(site, _readable(site, site.world.channel(ask.ids[0]), ask.user)))


def _by_name(site: Site, ask: Ask) -> Answer:
    named = [team for team in list(site.world.teams.values()) if team.name == ask.ids[0]]
    return _found(site, ask, named[0].id if named else "", ask.ids[1])


def _in_team_by_name(site: Site, ask: Ask) -> Answer:
    return _found(site, ask, ask.ids[0], ask.ids[1])


def _found(site: Site, ask: Ask, team: str, name: str) -> Answer:
    channel = _by(site, team, name)
    if channel is None or (channel.delete_at and ask.query.get("include_deleted") != "true"):
        raise Refused(404, "app.channel.get_by_name.missing.app_error")
    return Answer(_told(site, _readable(site, channel, ask.user)))


def _of_user(site: Site, ask: Ask) -> Answer:
    """Return the user's channels of one team, and every direct one."""
    mine = site.world.channels_of(ask.user.id if ask.ids[0] == "me" else ask.ids[0])
    channels = [site.world.channels[channel] for channel in mine]
    wanted = [c for c in channels if c.team_id in ("", ask.ids[1]) and not c.delete_at]
    return Answer([_told(site, c) for c in sorted(wanted, key=lambda c: (c.display_name, c.id))])


def _patch(site: Site, ask: Ask) -> Answer:
    channel = site.world.must_be_member(ask.ids[0], ask.user)
    wanted = ask.record("channel")
    known = ("header", "purpose", "display_name", "name")
    changes = {name: str(wanted[name]) for name in known if name in wanted}
    if len(changes.get("header", "")) > 1024:
        raise Refused(400, "model.channel.is_valid.header.app_error")
    changed = replace(channel, update_at=site.clock(), **changes)  # type: ignore[arg-type] # the fields asked for are checked above
    site.world.channels[channel.id] = changed
    return Answer(_told(site, changed))


def _archive(site: Site, ask: Ask) -> Answer:
    channel = site.world.must_be_member(ask.ids[0], ask.user)
    now = site.clock()
    site.world.channels[channel.id] = replace(channel, delete_at=now, update_at=now)
    return OK


def _restore(site: Site, ask: Ask) -> Answer:
    channel = site.world.channel(ask.ids[0])
    site.world.must_run_team(channel.team_id, ask.user)
    changed = replace(channel, delete_at=0, update_at=site.clock())
    site.world.channels[channel.id] = changed
    return Answer(_told(site, changed), 201)


def _members(site: Site, ask: Ask) -> Answer:
    channel = _readable(site, site.world.channel(ask.ids[0]), ask.user)
    page, size = ask.number("page"), ask.number("per_page", 60)
    found = [m for m in list(site.world.channel_members.values()) if m.whole == channel.id]
    return Answer([member.in_channel() for member in found[page * size : (page + 1) * size]])


def _get_member(site: Site, ask: Ask) -> Answer:
    _readable(site, site.world.channel(ask.ids[0]), ask.user)
    user = ask.user.id if ask.ids[1] == "me" else ask.ids[1]
    found = site.world.channel_members.get((ask.ids[0], user))
    if found is None:
        raise Refused(404, "app.channel.get_member.missing.app_error")
    return Answer(found.in_channel())


def _add_member(site: Site, ask: Ask) -> Answer:
    channel = site.world.channel(ask.ids[0])
    user = site.world.user(str(ask.record("channel_member").get("user_id")))
    joins = user.id == ask.user.id and channel.type == "O"
    if not (joins or site.world.is_member(channel.id, ask.user.id) or ask.user.administers):
        raise may_not()
    if (channel.team_id, user.id) not in site.world.team_members:
        raise Refused(400, "api.channel.add_members.error")
    known = site.world.channel_members.get((channel.id, user.id))
    return Answer((known or site.world.join_channel(channel.id, user.id)).in_channel(), 201)


def _remove_member(site: Site, ask: Ask) -> Answer:
    site.world.must_be_member(ask.ids[0], ask.user)
    if site.world.channel_members.pop((ask.ids[0], ask.ids[1]), None) is None:
        raise Refused(404, "app.channel.get_member.missing.app_error")
    return OK


def _direct(site: Site, ask: Ask) -> Answer:
    """Return the direct channel of two users; it is made once."""
    both = ask.listed("user_ids")
    if len(both) != 2 or ask.user.id not in both:
        raise bad_body("user_ids")
    users = [site.world.user(str(each)) for each in both]
    name = "__".join(sorted(user.id for user in users))
    with site.world.lock:
        found = _by(site, "", name)
        if found is None:
            found = Channel(new_id(), "", "D", name, "", site.clock(), ask.user.id)
            site.world.add_channel(found)
            for user in users:
                site.world.join_channel(found.id, user.id)
    return Answer(_told(site, found), 201)


def _group(site: Site, ask: Ask) -> Answer:
    users = sorted(
        (site.world.user(str(each)) for each in ask.listed("user_ids")),
        key=lambda user: user.username,
    )
    ids = "".join(sorted(user.id for user in users))
    name = hashlib.sha1(ids.encode(), usedforsecurity=False).hexdigest()
    found = _by(site, "", name)
    if found is None:
        display = ", ".join(user.username for user in users)
        found = site.world.add_channel(Channel(new_id(), "", "G", name, display, site.clock()))
        for user in users:
            site.world.join_channel(found.id, user.id)
    return Answer(_told(site, found), 201)


ROUTES = (
    Route("POST", "channels", _create),
    Route("POST", "channels/direct", _direct),
    Route("POST", "channels/group", _group),
    Route("GET", "channels/{channel}", _get),
    Route("DELETE", "channels/{channel}", _archive),
    Route("PUT", "channels/{channel}/patch", _patch),
    Route("POST", "channels/{channel}/restore", _restore),
    Route("GET", "teams/name/{name*}/channels/name/{name*}", _by_name),
    Route("GET", "teams/{team}/channels/name/{name*}", _in_team_by_name),
    Route("GET", "users/{user}/teams/{team}/channels", _of_user),
    Route("GET", "channels/{channel}/members", _members),
    Route("POST", "channels/{channel}/members", _add_member),
    Route("GET", "channels/{channel}/members/{user}", _get_member),
    Route("DELETE", "channels/{channel}/members/{user}", _remove_member),
)
