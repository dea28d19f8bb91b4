"""A slash command from the composer to the integration and back; late answers too."""

import re
from typing import Final
from urllib.parse import quote_plus

from demo.standin import replies
from demo.standin.callout import CallFailed, Reply, call
from demo.standin.exchange import Answer, Ask
from demo.standin.ids import new_id
from demo.standin.kept import Late, Place
from demo.standin.records import Channel, Json, Team, User
from demo.standin.refused import Refused, may_not
from demo.standin.registered import Command
from demo.standin.site import Site

LATE_USES: Final = 5
LATE_MS: Final = 30 * 60 * 1000
_PERSON = re.compile(r"(?<!\w)@([a-z0-9._-]+)", re.IGNORECASE)
_CHANNEL = re.compile(r"(?<!\w)~([a-z0-9_-]+)", re.IGNORECASE)


def execute(site: Site, ask: Ask) -> Json:
    """Carry out a command; return what the client is told. Raises Refused."""
    said = ask.record("command_args")
    typed = str(said.get("command") or "")
    if len(typed) <= 1 or not typed.startswith("/"):
        raise Refused(400, "api.command.execute_command.start.app_error")
    channel = site.world.must_be_member(str(said.get("channel_id") or ""), ask.user)
    team = _team(site, ask.user, channel, str(said.get("team_id") or ""))
    trigger, text = _cut(typed)
    command = _command(site, team, trigger)
    root = str(said.get("root_id") or "")
    place = Place(command, ask.user, channel.id, root)
    client, ticket = site.triggers.make(ask.user.id)
    host = ask.headers.get("Host", "")
    late = f"http://{host}/hooks/commands/{_keep_open(site, place)}"
    form = [
        *_form(site, ask.user, team, channel, command, text),
        ("response_url", late.encode()),
        ("trigger_id", ticket.encode()),
    ]
    response = _answer(command, _called(site, command, form))
    response["trigger_id"] = client
    replies.deliver(site, place, response)
    return response


def answer_late(site: Site, ask: Ask) -> Answer:
    """Take a late answer."""
    late = site.late.get(ask.ids[0])
    if late is None or site.clock() - late.made > LATE_MS:
        raise Refused(404, "app.command_webhook.get.missing")
    kind = ask.headers.get("Content-Type", "")
    try:
        response = replies.read(Reply(200, "OK", kind, ask.body))
    except ValueError as error:
        raise Refused(400, "web.command_webhook.parse.app_error") from error
    if late.uses >= LATE_USES:
        raise Refused(400, "app.command_webhook.try_use.invalid")
    late.uses += 1
    replies.deliver(site, late.place, response)
    return Answer(b"ok", content_type="text/plain")


def _team(site: Site, user: User, channel: Channel, given: str) -> Team:
    team = site.world.team_of(channel, given)
    if (team.id, user.id) not in site.world.team_members and not user.administers:
        raise may_not()
    return team


def _cut(typed: str) -> tuple[str, bytes]:
    """Return the trigger and the text: cut at any Unicode space, of which one byte is dropped."""
    for index, letter in enumerate(typed):
        if letter.isspace():
            return typed[1:index].lower(), typed[index:].encode()[1:]
    return typed[1:].lower(), b""


def _command(site: Site, team: Team, trigger: str) -> Command:
    for command in list(site.world.commands.values()):
        if command.team_id == team.id and command.trigger == trigger:
            return command
    raise Refused(404, "api.command.execute_command.not_found.app_error", trigger=trigger)


def _keep_open(site: Site, place: Place) -> str:
    made = new_id()
    site.late[made] = Late(place, site.clock())
    return made


def _form(
    site: Site, user: User, team: Team, channel: Channel, command: Command, text: bytes
) -> list[tuple[str, bytes]]:
    words = {
        "channel_id": channel.id, "channel_name": channel.name,
        "command": f"/{command.trigger}", "team_domain": team.name, "team_id": team.id,
        "token": command.token, "user_id": user.id, "user_name": user.username,
    }  # fmt: skip
    form = [(name, value.encode()) for name, value in words.items()]
    return [*form, ("text", text), *_mentions(site, team, text.decode(errors="replace"))]


def _mentions(site: Site, team: Team, text: str) -> list[tuple[str, bytes]]:
    """Return who of the team and which public channels are named; repeated keys, in parallel."""
    world = site.world
    members = {
        user.username: user.id
        for user in list(world.users.values())
        if (team.id, user.id) in world.team_members
    }
    public = {c.name: c.id for c in list(world.channels.values()) if c.type == "O"}
    people = dict.fromkeys(name.lower().rstrip("._-") for name in _PERSON.findall(text))
    rooms = dict.fromkeys(name.lower() for name in _CHANNEL.findall(text))
    form = []
    for key, named, known in (("user", people, members), ("channel", rooms, public)):
        for name in named:
            if name in known:
                form.append((f"{key}_mentions", name.encode()))
                form.append((f"{key}_mentions_ids", known[name].encode()))
    return form


def _called(site: Site, command: Command, form: list[tuple[str, bytes]]) -> Reply:
    pairs = sorted(form, key=lambda pair: pair[0])
    encoded = "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)
    try:
        if command.method == "G":
            url = f"{command.url}{'&' if '?' in command.url else '?'}{encoded}"
            return call(site, url, None, token=command.token)
        kind = "application/x-www-form-urlencoded"
        return call(site, command.url, encoded.encode(), content_type=kind, token=command.token)
    except CallFailed as failed:
        site.log(f"Command with a trigger of '{command.trigger}' failed: {failed}")
        raise _failed(command) from failed


def _failed(command: Command) -> Refused:
    return Refused(500, "api.command.execute_command.failed.app_error", trigger=command.trigger)


def _answer(command: Command, reply: Reply) -> Json:
    if reply.status != 200:
        error = "api.command.execute_command.failed_resp.app_error"
        answer = f"{reply.status} {reply.reason}"
        raise Refused(500, error, trigger=command.trigger, answer=answer)
    try:
        return replies.read(reply)
    except ValueError as error:
        raise _failed(command) from error
