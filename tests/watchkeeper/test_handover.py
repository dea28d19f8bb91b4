"""The watch handed over on a real server: sailed by the recorder, typed and read in the chat."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from demo.standin import StandIn
from demo.standin.sailor import Sailor
from logbook.chat import secrets
from logbook.locale import speaker
from logbook.model.geodesy import displace
from logbook.model.neutral import JOINER
from logbook.model.units import KNOT
from slash_commands.routes import blueprint
from slash_commands.specs import specs
from tests.chat.setting_up import SetUp
from tests.doors import wide_door
from tests.eye import seen
from tests.sailing import pressure, rmc, wind
from tests.watchkeeper.harness import Aboard, Computer, soon
from webhooks.server import Server

START = "2027-06-01 08:00:00"


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as made:
        yield made


@pytest.fixture
def aboard(tmp_path: Path, server: StandIn) -> Iterator[Aboard]:
    """A watch that is set up on the server, its commands answered there."""
    made = Aboard(tmp_path, Computer(START), START)
    made.watch.poster.start()
    app = Flask("aboard")
    routes = blueprint(made.watch.channel.bridge, made.watch.channel.token_of, wide_door())
    app.register_blueprint(routes)
    served = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=served.run)
    thread.start()
    callback = f"http://127.0.0.1:{served.port}"
    settings = SetUp(server).run(specs=specs(speaker("en")), callback=callback)
    secrets.save(tmp_path, settings)
    yield made
    served.stop()
    thread.join(10.0)
    made.watch.poster.stop()
    made.close()


def sail(ship: Aboard, minutes: float) -> None:
    """Sail west at 6 knots, some wind on the bow, the glass falling, until the track has it."""
    began = ship.now

    def say(at: float) -> list[bytes]:
        ship.place = displace(ship.place, 270.0, 6.0 * KNOT)
        fallen = (at - began) / 3600.0 * 0.002
        return [rmc(at, ship.place, 6.0, 270.0), wind(40.0, 14.0), pressure(1.02 - fallen)]

    ship.run(60.0 * minutes - 1.0, say)
    before = ship.watch._tracker.count
    ship.run(1.0, say)
    assert soon(lambda: ship.watch._tracker.count >= before)


def whispered(sailor: Sailor, line: str) -> list[str]:
    """Return the rows of what is answered to a command, privately."""
    before = len(sailor.whispers())
    told = sailor.command(line)
    assert told.status == 200, told
    assert soon(lambda: len(sailor.whispers()) > before)
    return seen(str(sailor.whispers()[-1]["message"])).replace(JOINER, "").split("\n")


def test_a_watch_is_handed_over_on_the_card_and_to_who_takes_it(
    server: StandIn, aboard: Aboard
) -> None:
    jane, elodie = server.sailor("jane"), server.sailor("elodie")
    aboard.run(30.0, aboard.gps)
    sail(aboard, 61.0)
    assert whispered(jane, "/log-watch")[:2] == [
        "Line 4, 09:01 · On watch: jane",
        (
            "Since departure, from 08:00 to 09:01 UTC · 6.1 NM in 1 h 01 min · mean 6.0 kn"
            " · 6.1 NM made good, bearing 270°"
        ),
    ]
    sail(aboard, 60.0)
    assert whispered(elodie, "/log-watch ?")[0] == "De quart : jane, depuis 09:01"
    handed = [
        (
            "Off-going watch: jane, from 09:01 to 10:01 UTC · 6.0 NM in 1 h · mean 6.0 kn"
            " · 6.0 NM made good, bearing 270°"
        ),
        "wind 10 kn force 3, mean over 1 h · gusts 10 kn",
        "1018.0 hPa, -2.0 hPa in 1 h",
        "1 line written",
    ]
    told = whispered(elodie, "/log-watch")
    assert told == ["Ligne 6, 10:01 · On watch: elodie", *handed, "48°22,41'N 004°48,10'W"]
    facts = aboard.lines()[-1].draft.facts
    assert facts["run_m"] == pytest.approx(facts["good_m"], abs=10.0)

    def cards() -> list[list[str]]:
        posts = [str(post["message"]).replace(JOINER, "") for post in jane.posts()]
        return [post.split("\n") for post in posts if "On watch: elodie" in post]

    assert soon(lambda: len(cards()) == 1)
    ((head, name, *summary, now),) = cards()
    assert head == "Line 6 · 10:01 UTC · elodie"
    assert (name, summary) == ("On watch: elodie", handed)
    assert now.startswith("48°22.41'N 004°48.10'W · course 270° · 6.0 kn · wind 10 kn force 3")
