"""What must be so before a recorded call, where its name alone does not tell it."""

import json
from collections.abc import Callable
from dataclasses import replace

from demo.standin import Fault
from tests.demo.recorded import exchange
from tests.demo.recorded_world import RecordedWorld


def _without(*people: str) -> Callable[[RecordedWorld], None]:
    def arrange(world: RecordedWorld) -> None:
        for name in people:
            del world.mattermost.world.users[world.user(name)]

    return arrange


def _setting(name: str, value: object) -> Callable[[RecordedWorld], None]:
    return lambda world: setattr(world.mattermost.settings, name, value)


def _bot_runs_the_team(world: RecordedWorld) -> None:
    team = next(iter(world.mattermost.world.teams))
    world.mattermost.world.join_team(team, world.user("journal"), admin=True)


def _bot_left(world: RecordedWorld) -> None:
    people = world.mattermost.world
    people.channel_members = {
        key: value
        for key, value in people.channel_members.items()
        if key[1] != world.user("journal")
    }


def _no_team(world: RecordedWorld) -> None:
    world.mattermost.world.teams.clear()
    world.mattermost.world.team_members.clear()


def _no_channels(world: RecordedWorld) -> None:
    world.mattermost.world.channels.clear()
    world.mattermost.world.channel_members.clear()


def _archived(world: RecordedWorld) -> None:
    people = world.mattermost.world
    log = people.channels[world.channel]
    path = exchange("perm-post-to-archived-channel").body or ""
    archived = replace(log, id=json.loads(path)["channel_id"], name="vieux", delete_at=1)
    people.channels[archived.id] = archived
    people.join_channel(archived.id, world.user("journal"))


def _disabled(world: RecordedWorld) -> None:
    people = world.mattermost.world
    bot = people.users[world.user("journal")]
    people.users[bot.id] = replace(bot, delete_at=1)


def _second_token(world: RecordedWorld) -> None:
    told = exchange("perm-bot-second-token").answer
    world.mattermost.world.open_door(told["user_id"], "bot", "2", told["token"])


def _revoked(world: RecordedWorld) -> None:
    _second_token(world)
    token = world.mattermost.world.tokens[exchange("perm-bot-second-token").answer["token"]]
    world.mattermost.world.shut_door(token.id)


def _the_uploaded(world: RecordedWorld) -> None:
    world.put_post(exchange("rest-post-create-with-files").answer)
    told = exchange("rest-file-info").answer
    world.put_file(told, b"<?xml version='1.0'?><gpx/>")


def _busy(world: RecordedWorld) -> None:
    world.mattermost.faults.plan(Fault.TOO_MANY)


def _sent_a_moment_ago(world: RecordedWorld) -> None:
    """The first of the two with one pending id."""
    first = exchange("rest-post-create-pending-id-1").answer
    post = first["pending_post_id"]
    world.put_post(first)
    world.mattermost.board._pending[post] = (first["id"], world.mattermost.site.clock())


def _token_not_made(world: RecordedWorld) -> None:
    for name in ("rest-bot-token-create", "rest-pat-create-admin"):
        token = exchange(name).answer["token"]
        if token != exchange("rest-bot-token-create").token:
            del world.mattermost.world.tokens[token]


def _pat_not_made(world: RecordedWorld) -> None:
    del world.mattermost.world.tokens[exchange("rest-pat-create-admin").answer["token"]]


def _command_deleted(world: RecordedWorld) -> None:
    del world.mattermost.world.commands[exchange("rest-command-get-deleted").path.split("/")[-1]]


def _only_the_listed(name: str) -> Callable[[RecordedWorld], None]:
    """Keep the commands that were listed: of the others it is not recorded when they went."""

    def arrange(world: RecordedWorld) -> None:
        commands = world.mattermost.world.commands
        listed = [told["id"] for told in exchange(name).answer]
        for told in exchange("rest-commands-list-admin").answer:
            commands.setdefault(told["id"], world.command(told))
        for known in set(commands) - set(listed):
            del commands[known]
        world.mattermost.world.commands = {each: commands[each] for each in listed if each}

    return arrange


def _reply_deleted(world: RecordedWorld) -> None:
    board = world.mattermost.board
    board.delete(board.posts[exchange("rest-post-get-deleted").path.split("/")[-1]])


def _all_their_channels(world: RecordedWorld) -> None:
    people = world.mattermost.world
    for told in exchange("rest-channels-me").answer:
        world.put_channel(told)
    listed = {told["id"] for told in exchange("rest-channels-me").answer}
    bot = world.user("journal")
    for channel in people.channels:
        people.channel_members.pop((channel, bot), None)
        if channel in listed:
            people.join_channel(channel, bot)


ARRANGED: dict[str, Callable[[RecordedWorld], None]] = {
    "rest-user-create-capitaine": _without("capitaine", "elodie", "joao", "sam", "journal"),
    "rest-user-create-elodie": _without("elodie"),
    "rest-user-create-joao": _without("joao"),
    "rest-user-create-sam": _without("sam"),
    "rest-bot-create": _without("journal"),
    "rest-team-create": _no_team,
    "rest-channel-create": _no_channels,
    "rest-post-bot-not-member": _bot_left,
    "rest-post-create-pending-id-2": _sent_a_moment_ago,
    "rest-bot-token-create": _token_not_made,
    "rest-pat-create-admin": _pat_not_made,
    "rest-command-get-deleted": _command_deleted,
    "rest-commands-list-user": _only_the_listed("rest-commands-list-user-nocustom"),
    "rest-commands-autocomplete": _only_the_listed("rest-commands-autocomplete"),
    "perm-commands-list": _only_the_listed("perm-commands-list-by-team-admin-bot"),
    "rest-post-get-deleted": _reply_deleted,
    "rest-channels-me": _all_their_channels,
    "rest-file-get": _the_uploaded,
    "rest-file-info": _the_uploaded,
    "perm-command": _bot_runs_the_team,
    "perm-outgoing": _bot_runs_the_team,
    "perm-commands": _bot_runs_the_team,
    "perm-post-after-removal": _bot_left,
    "perm-post-to-archived": _archived,
    "perm-post-with-disabled": _disabled,
    "perm-bot-enable": _disabled,
    "perm-post-with-revoked": _revoked,
    "off-01": _setting("attachments", False),
    "off-03": _setting("personal_tokens", False),
    "off-04": _setting("personal_tokens", False),
    "off-05": _setting("bot_creation", False),
    "off-06": _setting("personal_tokens", False),
    "off-07": _setting("outgoing_webhooks", False),
    "off-09": _setting("commands", False),
    "err-413": _setting("largest_file", 1024 * 1024),
    "err-post-body": _setting("largest_file", 1024 * 1024),
    "ratelimit-02": _busy,
}
