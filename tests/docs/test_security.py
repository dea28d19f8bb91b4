"""What the page on security promises is what the program does."""

import json
import re

import waitress.adjustments

from logbook.chat import mattermost, pictures, session, waiting
from logbook.chat.tickets import LIFE_S
from logbook.config import Config
from logbook.guard import doorkeeper, tended
from logbook.guard.pace import Pace
from logbook.imports import gpx
from logbook.store import database, journal_file, manifest
from logbook.verbs import forecast
from logbook.watchkeeper import backing_up, forecaster, hands
from slash_commands import routes as slash
from tests.docs.documents import ROOT, read, sections, table
from webhooks import patience, server
from webhooks import routes as webhooks

PAGE = "docs/security.md"
MIB = 1024 * 1024


def rows(heading: str) -> dict[str, str]:
    """Return the table below a heading: its first column, and the rest."""
    text = dict(sections(PAGE))[heading]
    return {row[0]: " | ".join(row[1:]) for row in table(text)}


def test_each_route_and_no_other_has_its_proof() -> None:
    described = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))["paths"]
    routes = {f"{method.upper()} {path}" for path, ways in described.items() for method in ways}
    assert set(rows("What proves what")) == routes


def test_the_limits_are_those_of_the_program() -> None:
    told = rows("What is limited")
    allowed = doorkeeper.allowances(Config().member_calls)
    assert told["calls of one member"].startswith("30 in 10 seconds")
    assert tuple(allowed.member) == (30, 10.0)
    assert told["calls through one address"].startswith("240 in 10 seconds")
    assert tuple(allowed.address) == (240, 10.0)
    assert told["calls without proof"].startswith("10 a minute")
    assert tuple(allowed.stranger) == (10, 60.0)
    assert told["lines of one member"].startswith("1200, and as many again within a day")
    assert tuple(doorkeeper.lines_a_day(Config().member_calls)) == (1200, 86_400)
    assert told["/mob"].startswith("30 in 600 seconds")
    assert allowed.alarm is not None
    assert tuple(allowed.alarm) == (30, 600)
    assert told["a text that is typed"].startswith("16000 characters")
    assert slash._LONGEST == 16_000
    assert told["one call"].startswith("512 KiB, whole within 30 seconds, 5 seconds")
    assert server.MAX_BODY == webhooks.MAX_BODY == 512 * 1024
    assert patience.WHOLE_S == 30
    assert told["connections"].startswith("1000 in all, 400 of one")
    assert (server.CONNECTIONS, patience.MOST_OF_ONE) == (1000, 400)
    assert told["calls that are not whole yet"].startswith(
        "16 MiB of memory together, a head 16 KiB"
    )
    assert (patience.MOST_HELD, server.MAX_HEAD) == (16 * MIB, 16 * 1024)
    assert told["answers of Mattermost"].startswith("32 MiB, 120 seconds")
    assert (session.MOST_IN, session.WHOLE_S) == (32 * MIB, 120)
    assert told["files of a line"].startswith("20 MiB each, and 200 MiB")
    assert (pictures.MOST_BYTES, pictures.SPARE_BYTES) == (20 * MIB, 200 * MIB)
    assert backing_up.PICTURES_SPARE == pictures.SPARE_BYTES
    assert told["posts of Mattermost at once"].startswith("20000,")
    assert mattermost._MOST_IN_ALL == 20_000
    assert told["a post whose author nobody can tell of"].startswith("a day of trying")
    assert waiting.GIVEN_UP_MS == 86_400_000
    assert told["weather files of one author"].startswith("100 a day")
    assert tuple(forecaster.A_DAY) == (100, 86_400)
    assert told["an answer of the decoder to a command"].startswith("18 seconds, after 8 of")
    assert (forecast.LONGEST_ANSWER_S, forecast.PATIENCE_S) == (18, 8)
    assert told["a backup that is read"].startswith(
        "a list of 8 MiB, its own word of 16 MiB and 250,000 parts, lines of 1 MiB, values of 16 M"
    )
    assert (manifest.MOST_BYTES, manifest._MOST_PARTS) == (16 * MIB, 250_000)
    assert (manifest.MOST_AT_ONCE, journal_file.LONGEST) == (8 * MIB, MIB)
    assert database.MOST_BYTES == 16 * MIB
    assert "64 Ki" in told["a GPX to import"]
    assert gpx.POINT_CAP == 64 * 1024


def test_within_its_time_at_most_twice_the_number_is_taken() -> None:
    assert "within one such time it is at most twice the number" in re.sub(r"\s+", " ", read(PAGE))
    lines = doorkeeper.lines_a_day()
    pace = Pace(lines)
    taken = sum(pace.takes("paul", float(second)) for second in range(int(lines.within_s)))
    assert 2 * lines.calls - 2 <= taken <= 2 * lines.calls


def test_the_server_is_fenced_as_it_was_measured() -> None:
    kept = server.Server.__init__.__code__.co_consts
    assert 5 in kept, "channel_timeout"
    assert waitress.adjustments.Adjustments(ident=None).ident is None


def test_the_times_in_the_text_are_those_of_the_program() -> None:
    text = re.sub(r"\s+", " ", read(PAGE))
    assert "one hour, spent by the line that it became" in text
    assert LIFE_S == 3600
    assert "`/healthz` says so for ten minutes" in text
    assert tended.SHOWN_S == 600
    assert "stands still for a minute" in text
    assert hands.STUCK_S == 60


def test_every_test_and_file_that_it_names_exists() -> None:
    named = re.findall(r"`((?:tests|docs|deploy|\.ci)/[\w./-]+)`", read(PAGE))
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []
