"""`/teams`: teams and who is in them."""

from dataclasses import replace

from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Membership, Team
from demo.standin.refused import Refused, may_not
from demo.standin.site import Site


def _create(site: Site, ask: Ask) -> Answer:
    wanted = ask.record("team")
    team = Team(
        new_id(), str(wanted.get("name") or ""), str(wanted.get("display_name") or ""),
        site.clock(), ask.user.email, new_id(),
    )  # fmt: skip
    site.world.teams[team.id] = team
    site.world.join_team(team.id, ask.user.id, admin=True)
    return Answer(team.as_json(email=True), 201)


def _get(site: Site, ask: Ask) -> Answer:
    return _shown(site, ask, site.world.team(ask.ids[0]))


def _by_name(site: Site, ask: Ask) -> Answer:
    for team in list(site.world.teams.values()):
        if team.name == ask.ids[0]:
            return _shown(site, ask, team)
    raise Refused(404, "app.team.get_by_name.missing.app_error")


def _shown(site: Site, ask: Ask, team: Team) -> Answer:
    if not (ask.user.administers or (team.id, ask.user.id) in site.world.team_members):
        raise may_not()
    return Answer(team.as_json(email=site.world.runs_team(team.id, ask.user)))


def _list(site: Site, _: Ask) -> Answer:
    return Answer([team.as_json() for team in list(site.world.teams.values())])


def _of_user(site: Site, ask: Ask) -> Answer:
    user = ask.user.id if ask.ids[0] == "me" else ask.ids[0]
    if user != ask.user.id and not ask.user.administers:
        raise may_not()
    world = site.world
    return Answer(
        [
            team.as_json(email=world.runs_team(team.id, ask.user))
            for team in list(world.teams.values())
            if (team.id, user) in world.team_members
        ]
    )


def _member(site: Site, ask: Ask) -> Membership:
    user = ask.user.id if ask.ids[1] == "me" else ask.ids[1]
    found = site.world.team_members.get((ask.ids[0], user))
    if found is None:
        raise Refused(404, "app.team.get_member.missing.app_error")
    return found


def _get_member(site: Site, ask: Ask) -> Answer:
    return Answer(_member(site, ask).in_team())


def _members(site: Site, ask: Ask) -> Answer:
    page, size = ask.number("page"), ask.number("per_page", 60)
    found = [m for m in list(site.world.team_members.values()) if m.whole == ask.ids[0]]
    return Answer([member.in_team() for member in found[page * size : (page + 1) * size]])


def _add_member(site: Site, ask: Ask) -> Answer:
    site.world.must_run_team(ask.ids[0], ask.user)
    user = site.world.user(str(ask.record("member").get("user_id")))
    known = site.world.team_members.get((ask.ids[0], user.id))
    return Answer((known or site.world.join_team(ask.ids[0], user.id)).in_team(), 201)


def _remove_member(site: Site, ask: Ask) -> Answer:
    member, world = _member(site, ask), site.world
    if member.user_id != ask.user.id:
        world.must_run_team(ask.ids[0], ask.user)
    del world.team_members[ask.ids[0], member.user_id]
    for channel, user in list(world.channel_members):
        if user == member.user_id and world.channels[channel].team_id == ask.ids[0]:
            del world.channel_members[channel, user]
    return OK


def _set_roles(site: Site, ask: Ask) -> Answer:
    member = _member(site, ask)
    site.world.must_run_team(ask.ids[0], ask.user)
    roles = str(ask.record("member").get("roles") or "").split()
    changed = replace(member, admin="team_admin" in roles, guest="team_guest" in roles)
    site.world.team_members[ask.ids[0], member.user_id] = changed
    return OK


ROUTES = (
    Route("POST", "teams", _create),
    Route("GET", "teams", _list),
    Route("GET", "teams/name/{name*}", _by_name),
    Route("GET", "teams/{team}", _get),
    Route("GET", "users/{user}/teams", _of_user),
    Route("GET", "teams/{team}/members", _members),
    Route("POST", "teams/{team}/members", _add_member),
    Route("GET", "teams/{team}/members/{user}", _get_member),
    Route("DELETE", "teams/{team}/members/{user}", _remove_member),
    Route("PUT", "teams/{team}/members/{user}/roles", _set_roles),
)
