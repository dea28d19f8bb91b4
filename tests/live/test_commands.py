"""Every slash command, typed into a real Mattermost by its own API."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from slash_commands import COMMANDS
from tests.live.boat import PATIENCE_S, Boat
from tests.live.people import Person, Server

TYPED = {
    "log": ("reefed the main", "reefed the main"),
    "log-list": ("3", "UTC"),
    "log-correct": ("{first} two reefs in the main", "is corrected by line"),
    "log-strike": ("{second} not a squall", "is struck by line"),
    "log-visa": ("yesterday", "there is nothing to see and sign"),
    "log-sails": ("main with two reefs", "Sails: main with two reefs"),
    "log-engine": ("on 1234.5", "1234.5 h on the meter"),
    "log-fuel": ("85", "Fuel in the tank: 85 l"),
    "log-watch": ("@{name}", "On watch: {name}"),
    "log-anchor": ("up", "Anchor"),
    "log-crew": ("aboard Marie and Paul", "Come aboard: Marie, Paul"),
    "log-fix": ("48°22.41'N 4°29.87'W two bearings", "48°22.41'N 004°29.87'W (by hand)"),
    "log-voyage": ("list", "Voyage 1"),
    "log-export": ("gpx", "gpx"),
    "log-status": ("", "Outbox"),
    "log-set": ("", "interval"),
    "log-role": ("@{name} crew", "{name}"),
    "log-clock": ("", "UTC"),
    "log-help": ("engine", "log-engine"),
    "mob": ("Paul, port side", "MAN OVERBOARD"),
    "position": ("", "SOG"),
    "weather": ("", "kn"),
}
"""What is typed after each trigger, and what its answer holds."""


def number(answer: str) -> str:
    """Return the number of the line that an answer tells of."""
    return answer.partition("Line ")[2].partition(",")[0]


@pytest.fixture(scope="module")
def under_way(boat: Boat) -> Boat:
    boat.writes("departure")
    return boat


def test_every_trigger_is_typed_here() -> None:
    assert list(TYPED) == [command.trigger for command in COMMANDS]


@pytest.mark.parametrize("trigger", TYPED)
def test_a_command_is_answered_by_way_of_the_server(
    trigger: str, under_way: Boat, marie: Person, skipper: Person
) -> None:
    words, wanted = TYPED[trigger]
    facts = {"name": marie.name}
    for each in ("first", "second"):
        if f"{{{each}}}" in words:
            facts[each] = number(skipper.command(f"{under_way.slash('log')} the {each} squall"))
    limit = time.monotonic() + PATIENCE_S
    typed = f"{under_way.slash(trigger)} {words.format(**facts)}".rstrip()
    answer = skipper.command(typed)
    while "no fix" in answer and time.monotonic() < limit:
        answer = skipper.command(typed)
    assert wanted.format(**facts) in answer
    if trigger == "mob":
        assert "MAN OVERBOARD" in skipper.sees("Paul, port side")["message"]
        skipper.command(f"{under_way.slash(trigger)} false")


def test_an_answer_is_in_the_caller_s_language_and_its_card_in_the_boat_s(
    boat: Boat, yann: Person
) -> None:
    answer = yann.command(f"{boat.slash('log-engine')} marche 1500,5")
    assert answer.startswith("Ligne ")
    assert "1500.5 h on the meter" in answer
    card = yann.sees("1500.5 h on the meter", of=boat.settings.bot_id)
    assert card["message"].startswith("Line ")


def test_accents_line_ends_and_what_calls_people_arrive_as_typed(boat: Boat, yann: Person) -> None:
    text = f"Mer « forte »\n🐬 <!channel> @all @{yann.name} `a|b` 50 % & 3 + 4 = 7; c'est tout"
    since = yann.ear.count
    yann.command(f"{boat.slash('log')} {text}")
    assert text in boat.typed()
    yann.sees("🐬", of=boat.settings.bot_id)
    told = yann.ear.hears("posted", since=since, wanted=lambda data: "🐬" in data["post"])
    assert "mentions" not in told, "the server calls nobody for it"


def test_a_no_break_space_after_the_trigger_is_no_part_of_the_line(
    boat: Boat, marie: Person
) -> None:
    marie.command(f"{boat.slash('log')}\u00a0espace insécable")
    assert boat.typed()[-1] == "espace insécable"


def test_a_command_typed_in_a_thread_is_answered_there_and_written(
    boat: Boat, marie: Person
) -> None:
    root = marie.say("a thread begins")
    assert "from a thread" in marie.command(
        f"{boat.slash('log')} from a thread", root_id=root["id"]
    )
    assert marie.sees("from a thread", of=boat.settings.bot_id)["root_id"] == ""


def test_the_alarm_calls_those_on_its_list_and_nobody_else(
    boat: Boat, skipper: Person, marie: Person, yann: Person
) -> None:
    skipper.command(f"{boat.slash('log-set')} alarm @{marie.name}")
    since = marie.ear.count
    skipper.command(f"{boat.slash('mob')} @{yann.name} from the bow")
    told = marie.ear.hears("posted", since=since, wanted=lambda data: "mentions" in data)
    assert json.loads(told["mentions"]) == [marie.id]
    assert "from the bow" in told["post"]
    skipper.command(f"{boat.slash('mob')} false")
    skipper.command(f"{boat.slash('log-set')} alarm nobody")


def test_who_is_not_in_the_log_s_channel_reads_and_writes_nothing(
    server: Server, boat: Boat
) -> None:
    stranger = server.person("stranger")
    channels = server.ask("GET", f"users/{stranger.id}/teams/{server.team['id']}/channels")
    stranger.channel_id = channels[0]["id"]
    before = boat.typed()
    for typed in ("log from ashore", "log-list", "position"):
        answer = stranger.command(f"/{boat.settings.trigger_prefix}{typed}")
        assert "Only members of the log" in answer, typed
    assert boat.typed() == before


def test_a_guest_named_by_the_skipper_may_not_export(
    server: Server, boat: Boat, skipper: Person
) -> None:
    child = server.person("leo")
    server.invite(boat.settings.channel_id, child)
    skipper.command(f"{boat.slash('log-role')} @{child.name} guest")
    answer = child.command(f"{boat.slash('log-export')} gpx")
    assert ".gpx" not in answer
    assert answer


def test_ten_commands_at_once_are_ten_lines(boat: Boat, marie: Person) -> None:
    typed = [f"{boat.slash('log')} together {one}" for one in range(10)]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(marie.command, typed))
    assert len({number(answer) for answer in answers}) == 10
    written = [text for text in boat.typed() if "together" in text]
    assert sorted(written) == [f"together {one}" for one in range(10)]
