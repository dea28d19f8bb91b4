"""The server of the recordings at any one moment of them: its ids, tokens, posts, commands."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from demo.standin import StandIn
from demo.standin.ids import is_id
from demo.standin.records import Channel, Team, Token, User
from demo.standin.registered import Command, Hook
from demo.standin.writings import File, Post
from tests.demo.recorded import exchange, fixture, names

Json = dict[str, Any]

PEOPLE = ("capitaine", "elodie", "joao", "sam")
HOST = re.compile(r"http://127\.0\.0\.1:9065")


class RecordedWorld:
    """A stand-in with the people of the recordings; `callback` is where its integrations are."""

    def __init__(self, mattermost: StandIn, callback: str) -> None:
        self.mattermost = mattermost
        self.callback = callback
        world = mattermost.world
        for table in (
            world.users, world.tokens, world.teams, world.channels, world.team_members,
            world.channel_members,
        ):  # fmt: skip
            table.clear()
        mattermost.settings.name_override = mattermost.settings.icon_override = True
        self._people()
        self._team_and_channels()

    def user(self, name: str) -> str:
        """Return the id of one of the people, or of the bot `journal`."""
        return self.mattermost.user(name).id

    def token_of(self, name: str) -> str:
        """Return the recorded session token of one of the people, or the bot's."""
        if name == "journal":
            return str(exchange("rest-bot-token-create").answer["token"])
        return exchange(f"rest-login-{name}").answer_headers["Token"]

    def at(self, moment_ms: int) -> None:
        """Bring in the posts, files, commands and hooks that there were at a moment."""
        posts = [post for post in _seen("message", moment_ms) if is_id(post["id"])]
        for told in sorted(posts, key=lambda told: (told["create_at"], told["id"])):
            if told["type"] != "system_ephemeral" and told["channel_id"] in self._channels():
                self.put_post(told)
        for told in _seen("trigger", moment_ms):
            self.put_command(told)
        for told in _seen("callback_urls", moment_ms):
            self.put_hook(told)
        for told in _seen("mime_type", moment_ms):
            self.put_file(told)
        for told in _seen("creator_id", moment_ms):
            if told["id"] in self._channels():
                self.put_channel(told)

    def put_post(self, told: Json, **changes: Any) -> Post:
        """Keep a post as it was told."""
        board = self.mattermost.board
        told = {**told, **changes}
        post = Post(
            told["id"], told["channel_id"], told["user_id"], told["message"], told["create_at"],
            told["update_at"], told["edit_at"], told["delete_at"], told["is_pinned"],
            told["root_id"], told["type"], told["props"] or {},
            tuple(told.get("file_ids") or ()), original_id=told["original_id"],
        )  # fmt: skip
        board._keep(post)
        return post

    def put_command(self, told: Json) -> None:
        """Keep a command as it was told to an administrator."""
        self.mattermost.world.commands[told["id"]] = self.command(told)

    def command(self, told: Json) -> Command:
        """Return a command as it was told, at our own address."""
        return Command(
            told["id"], told["token"], told["create_at"], told["creator_id"], told["team_id"],
            told["trigger"], told["method"], self.here(told["url"]), told["update_at"],
            told["username"], told["icon_url"], told["auto_complete"],
            told["auto_complete_desc"], told["auto_complete_hint"], told["display_name"],
            told["description"],
        )  # fmt: skip

    def put_hook(self, told: Json) -> None:
        """Keep an outgoing webhook as it was told to an administrator."""
        words = told["trigger_words"]
        hook = Hook(
            told["id"], told["token"], told["create_at"], told["creator_id"], told["team_id"],
            tuple(self.here(url) for url in told["callback_urls"]), told["channel_id"],
            None if words is None else tuple(words), told["trigger_when"], told["update_at"],
            told["display_name"], told["description"], told["content_type"],
        )  # fmt: skip
        self.mattermost.world.hooks[hook.id] = hook

    def put_file(self, told: Json, data: bytes | None = None) -> None:
        """Keep a file as it was told; its bytes are made up to its size unless given."""
        board = self.mattermost.board
        owned = [post.id for post in board.posts.values() if told["id"] in post.file_ids]
        board.files[told["id"]] = File(
            told["id"], told["user_id"], self.channel, told["create_at"], told["name"],
            told["mime_type"], b"x" * told["size"] if data is None else data,
            owned[0] if owned else "",
        )  # fmt: skip

    def put_channel(self, told: Json) -> None:
        """Keep a channel as it was told; its members stay."""
        self._channels()[told["id"]] = Channel(
            told["id"], told["team_id"], told["type"], told["name"], told["display_name"],
            told["create_at"], told["creator_id"], told["header"], told["purpose"],
            told["update_at"], told["delete_at"],
        )  # fmt: skip

    def here(self, url: str) -> str:
        """Return an address of the recorded integration at our own."""
        return HOST.sub(self.callback, url)

    def known(self) -> set[str]:
        """Return every id and token that there is."""
        world, board = self.mattermost.world, self.mattermost.board
        tables: tuple[Any, ...] = (
            world.users, world.tokens, world.teams, world.channels, world.commands, world.hooks,
            board.posts, board.files,
        )  # fmt: skip
        secrets = {command.token for command in world.commands.values()}
        secrets |= {hook.token for hook in world.hooks.values()}
        return {key for table in tables for key in table} | secrets

    @property
    def channel(self) -> str:
        """The id of the channel `journal-de-bord`."""
        return str(exchange("rest-channel-create").answer["id"])

    def _channels(self) -> dict[str, Channel]:
        return self.mattermost.world.channels

    def _people(self) -> None:
        world = self.mattermost.world
        for name in PEOPLE:
            told = exchange(f"rest-user-create-{name}").answer
            world.users[told["id"]] = User(
                told["id"], name, told["create_at"], told["email"], told["first_name"],
                told["last_name"], told["locale"], told["roles"], "a-password", told["timezone"],
            )  # fmt: skip
            self._open(self.token_of(name), told["id"], "session")
        bot = exchange("rest-bot-create").answer
        world.users[bot["user_id"]] = User(
            bot["user_id"], "journal", bot["create_at"], "journal@localhost", "Journal de bord",
            is_bot=True, description="bot", owner_id=bot["owner_id"],
        )  # fmt: skip
        for name, kind in (("rest-pat-create-admin", "personal"), ("rest-bot-token-create", "bot")):
            told = exchange(name).answer
            self._open(told["token"], told["user_id"], kind, told["id"], told["description"])

    def _open(self, token: str, user: str, kind: str, name: str = "", said: str = "") -> None:
        self.mattermost.world.tokens[token] = Token(name or token[::-1], token, user, kind, said)

    def _team_and_channels(self) -> None:
        world, told = self.mattermost.world, exchange("rest-team-create").answer
        team = Team(
            told["id"], told["name"], told["display_name"], told["create_at"], told["email"],
            told["invite_id"],
        )  # fmt: skip
        world.teams[team.id] = team
        for name in (*PEOPLE[:3], "journal"):
            world.join_team(team.id, self.user(name), admin=name == "capitaine")
        log = exchange("rest-channel-create").answer
        for channel in _known_channels():
            world.add_channel(channel)
            inside = [*PEOPLE[:3], "journal"] if channel.type != "D" else []
            if channel.id == log["id"] or inside:
                for name in inside:
                    admin = name == "capitaine"
                    world.join_channel(channel.id, self.user(name), admin=admin)
            for user in channel.name.split("__") if channel.type == "D" else ():
                world.join_channel(channel.id, user)


def _known_channels() -> Iterator[Channel]:
    team = exchange("rest-team-create").answer["id"]
    captain = exchange("rest-user-create-capitaine").answer["id"]
    told = exchange("rest-channel-create").answer
    private = fixture("slash-13-private-channel.integration-request")["request"]["body_parsed"]
    engine = fixture("slash-07-mentions.integration-request")["request"]["body_parsed"]
    direct = exchange("rest-direct-channel-create").answer
    yield Channel(
        told["id"], team, "O", "journal-de-bord", told["display_name"], told["create_at"], captain,
        told["header"], told["purpose"],
    )  # fmt: skip
    yield Channel(private["channel_id"][0], team, "P", "quart-prive", "Quart privé", 1, captain)
    yield Channel(engine["channel_mentions_ids"][0], team, "O", "moteur", "Moteur", 1, captain)
    yield Channel(
        direct["id"], "", "D", direct["name"], "", direct["create_at"], direct["creator_id"]
    )


@lru_cache(maxsize=1)
def _everything() -> tuple[tuple[int, Json], ...]:
    """Return every object that was ever told, with when: its own time of change."""
    found: list[tuple[int, Json]] = []
    for name in names():
        told = fixture(name)
        for part in ("response", "triggering_post"):
            found += objects(told.get(part))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def objects(value: Any) -> Iterator[tuple[int, Json]]:
    """Return every kept object within an answer, with the time of its last change."""
    if isinstance(value, dict):
        if "update_at" in value and "id" in value:
            yield value["update_at"], value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def _seen(mark: str, moment_ms: int) -> list[Json]:
    """Return the latest version before a moment of every object with a field `mark`."""
    latest: dict[str, Json] = {}
    for at, told in _everything():
        if at <= moment_ms and mark in told and (mark != "trigger" or told.get("token")):
            latest[told["id"]] = told
    return list(latest.values())
