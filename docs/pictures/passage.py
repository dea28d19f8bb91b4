"""The passage of the pictures: the demonstration's boat, sailed as fast as the log can be kept.

All is as in `app.py demo` but the time, which passes when a picture asks for it, so that the same
lines are written each time.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from app import build
from demo.boarding import board
from demo.stage import CHANNEL, Stage
from demo.standin.sailor import Sailor
from logbook.chat import secrets
from logbook.feeds.simulated.sentences import sentences
from logbook.locale import Speaker, speaker
from slash_commands.specs import specs
from tests.sailing import instant
from tests.watchkeeper.harness import Aboard, Computer, soon
from webhooks.server import Server

BEGINS: Final = "2026-06-01 05:50"
"""She leaves ten minutes after she began to listen: at eight by ship's time."""
OFFSET_S: Final = 7200
_SEED: Final = 1
_EVERY_S: Final = 5.0
"""What a demonstration says each second is more than the log needs."""


class Passage:
    """The boat in `folder`, and time that passes when it is told to."""

    def __init__(self, folder: Path, language: str) -> None:
        self.say: Speaker = speaker(language)
        self.ship = Aboard(
            folder,
            Computer(BEGINS),
            BEGINS,
            language,
            feeds=("simulated://?speed=1",),
            ship_name=self.say.say("demo.ship"),
            ship_offset_s=OFFSET_S,
        )
        rounds = groupby(sentences(instant(BEGINS), _SEED, _EVERY_S), lambda one: int(one[0]))
        self._heard = ((second, [line for _, line in found]) for second, found in rounds)
        self._next = next(self._heard)

    def sail_to(self, hour: str) -> None:
        """Sail until `10:45` of ship's time, on the day that it began."""
        until = instant(f"{BEGINS[:10]} {hour}") - OFFSET_S
        while self.ship.now < until:
            told = len(self.ship.told)
            self.ship.run(1.0, self._at)
            if len(self.ship.told) > told:
                self.posted()

    def posted(self) -> None:
        """Wait until nothing is owed to the channel, where there is one."""
        self.ship.watch.poster.wake()
        assert soon(lambda: self.ship.watch.health()["outbox"] == 0), "the posts are not taken"

    def close(self) -> None:
        """Leave in good order."""
        self.ship.close()

    def _at(self, at: float) -> list[bytes]:
        lines: list[bytes] = []
        while self._next[0] <= at:
            lines += self._next[1]
            self._next = next(self._heard)
        return lines


class Crew:
    """The crew in the channel of a passage, and the address of the page that shows it."""

    def __init__(self, passage: Passage, stage: Stage, url: str) -> None:
        self.url = url
        self._passage = passage
        self._stage = stage

    def writes(self, name: str, words: str) -> None:
        """Let somebody type a command, or a message, and wait for its card."""
        world = self._stage.site.world
        (team,) = world.teams.values()
        channel = next(one for one in world.channels.values() if one.name == CHANNEL)
        sailor = Sailor(self._stage.site, world.named(name), team.id, channel.id)
        before = len(self._passage.ship.told)
        if words.startswith("/"):
            assert sailor.command(words).status == 200, words
        else:
            sailor.say(words)
        assert soon(lambda: len(self._passage.ship.told) > before), words
        self._passage.posted()


@contextmanager
def channel(passage: Passage) -> Iterator[Crew]:
    """Give the channel of a passage, set up and served on this machine."""
    ship, say = passage.ship, passage.say
    title, boat = say.say("demo.channel"), say.say("demo.ship")
    stage = Stage(say.language, boat, title, clock=lambda: int(ship.now * 1000))
    stage.forget = ship.watch.forget
    with ExitStack() as stack:
        server = Server(build(ship.watch, stage), "127.0.0.1", 0, threads=48)
        thread = threading.Thread(target=server.run)
        thread.start()
        stack.callback(thread.join)
        stack.callback(server.stop)
        url = f"http://127.0.0.1:{server.port}"
        keep = partial(secrets.save, ship.folder)
        board(stage, url, ship.watch.vessel, specs(say), say, keep).join()
        ship.watch.poster.start()
        stack.callback(ship.watch.poster.stop)
        yield Crew(passage, stage, url)
