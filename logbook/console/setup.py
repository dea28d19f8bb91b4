"""`setup`: connects the log to a Mattermost, says what it does, and what somebody else must do."""

import getpass
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from logbook.chat import registration, secrets
from logbook.chat.address import Place, place
from logbook.chat.administration import Admin
from logbook.chat.secrets import Mattermost
from logbook.chat.wanted import CommandSpec, Tell, Wanted
from logbook.chat.wording import worded
from logbook.clock import boot
from logbook.config import Config
from logbook.feeds import address
from logbook.locale import Speaker, speaker
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.store.book import Book, Nature
from logbook.store.book_reader import BookReader
from logbook.store.held import Held

TOKEN: Final = "LOGBOOK_SETUP_TOKEN"  # noqa: S105 (the variable's name, not what it holds)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_LOOPS: Final = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "localhost": "127.0.0.1", "::": "::1"}  # noqa: S104 (looked up, never bound)
"""How a program on this computer calls us where we listen at several addresses."""


def run(
    arguments: Namespace,
    folder: Path,
    config: Config,
    says: Speaker,
    specs: Sequence[CommandSpec],
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Set up, or with `--remove` take it back; return the exit status."""
    known = _known(folder)
    typed = arguments.url or environment.get(secrets.URL) or (known.url if known else "")
    if not typed:
        raise Refusal("setup.no_url")
    server = place(typed)
    ca = arguments.ca or environment.get(secrets.CA) or (known.ca if known else "")
    admin = Admin(server.url, _token(environment, says), str(ca))

    def tell(name: str, /, **facts: object) -> None:
        print(says.say(name, **facts), flush=True)

    try:
        if arguments.remove:
            return _remove(admin, folder, known, config, tell)
        wanted = _wanted(arguments, folder, config, specs, server, known, str(ca), environment)
        told: list[str] = []

        def told_too(name: str, /, **facts: object) -> None:
            told.append(name)
            tell(name, **facts)

        made = registration.register(
            admin, wanted, known, lambda settings: secrets.save(folder, settings), told_too
        )
    except (ChatAway, ChatRefused) as error:
        raise worded(error, server.url) from error
    if not told:
        tell("setup.nothing")
    _close(made, config, folder, tell)
    return 0


def _known(folder: Path) -> Mattermost | None:
    """Return what an earlier set-up kept; a damaged file is made anew, not a reason to stop."""
    try:
        # What the environment overrides is not to be written into the file.
        return secrets.load(folder, {})
    except Refusal as refusal:
        if isinstance(refusal.facts.get("reason"), OSError):
            raise
        return None


def _remove(
    admin: Admin, folder: Path, known: Mattermost | None, config: Config, tell: Tell
) -> int:
    if known is None:
        raise Refusal("setup.not_set_up", folder=folder)
    registration.remove(admin, vessel_of(folder, config), known, tell)
    secrets.remove(folder)
    tell("setup.removed")
    return 0


def _wanted(
    arguments: Namespace,
    folder: Path,
    config: Config,
    specs: Sequence[CommandSpec],
    server: Place,
    known: Mattermost | None,
    ca: str,
    environment: Mapping[str, str],
) -> Wanted:
    if arguments.callback:
        callback = place(arguments.callback).url
    elif known is not None and known.url == server.url:
        callback = known.callback
    else:
        callback = own_address(server, config.port, config.host)
    return Wanted(
        url=server.url,
        vessel=vessel_of(folder, config),
        callback=callback,
        specs=specs,
        say=speaker(config.language),
        ship_name=config.ship_name,
        team=arguments.team or "",
        channel=arguments.channel or "",
        skipper=arguments.skipper or "",
        prefix=arguments.prefix,
        rotate=arguments.rotate,
        bot_token=environment.get(secrets.TOKEN, ""),
        ca=ca,
    )


def _close(made: Mattermost, config: Config, folder: Path, tell: Tell) -> None:
    tell("setup.done", file=folder / secrets.NAME, callback=made.callback)
    first = f"/{made.trigger_prefix}log"
    tell("setup.try_it", command=first)
    if config.host in _LOOPBACK and place(made.callback).host not in _LOOPBACK:
        tell("setup.listen", host=config.host, callback=made.callback)


def _token(environment: Mapping[str, str], says: Speaker) -> str:
    """Return the set-up token from the environment, or typed at the terminal, unseen."""
    token = environment.get(TOKEN, "").strip()
    if not token and sys.stdin.isatty():
        token = getpass.getpass(says.say("setup.ask_token") + " ").strip()
    if not token:
        raise Refusal("setup.no_token", variable=TOKEN)
    if not (token.isascii() and token.isalnum()):
        raise Refusal("setup.bad_token")
    return token


def vessel_of(folder: Path, config: Config) -> str:
    """Return the id of the vessel whose book is in `folder`; without a book, one is begun.

    Raises Refusal as the store does.
    """
    try:
        with BookReader(folder) as reader:
            return str(reader.vessel)
    except Refusal as refusal:
        if refusal.name != "store.no_book":
            raise
    rate = address.replay_rate(tuple(address.parse(text) for text in config.feeds))
    nature = Nature.REAL if rate is None else Nature.REPLAY
    with Held(folder, boot.host_now()), Book(folder, nature) as book:
        return book.vessel


def own_address(server: Place, port: int, bound: str) -> str:
    """Return this computer's address as `server` sees it: nothing is sent to find out.

    `bound` is where we listen: on the same computer the server must call just there, whatever
    `localhost` means first. Raises Refusal `setup.no_way` where there is no way to it.
    """
    try:
        host = _seen_from(server, bound)
    except OSError as error:
        raise Refusal("setup.no_way", host=server.host) from error
    if ip_address(host.partition("%")[0]).is_loopback:
        host = _LOOPS.get(bound, bound)
    return Place("http", host, port, "").url


def _seen_from(server: Place, bound: str) -> str:
    """Return the address from which we would call `server`; raises OSError."""
    found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_DGRAM)
    ours = socket.AF_INET6 if ":" in bound else socket.AF_INET
    why: OSError | None = None
    for kind, _, _, _, there in sorted(found, key=lambda one: one[0] != ours):
        try:
            with socket.socket(kind, socket.SOCK_DGRAM) as probe:
                probe.connect(there)
                return str(probe.getsockname()[0])
        except OSError as error:
            why = error
    raise why or OSError(server.host)
