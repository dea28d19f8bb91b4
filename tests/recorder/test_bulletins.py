"""NAVTEX bulletins in the log: one line each, once, over restarts too, and never a flood."""

from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, LogEntry, Origin
from logbook.model.navtex_joiner import WAIT_S
from logbook.model.navtex_posts import MOST_A_DAY, MOST_AN_HOUR, TELL_S
from logbook.model.notices import NoticeKind, notices_of
from logbook.model.refusal import Refusal
from tests.navtex import BUOY, GALE, bulletin, distinct
from tests.recorder.harness import Ship, under_way

BULLETIN = EntryKind.BULLETIN
HOUR = 3600.0


@pytest.fixture
def ship(tmp_path: Path) -> Ship:
    made = Ship(tmp_path, "09:00")
    made.sail(made.now + 30.0, 0.0)
    return made


def posted(lines: list[LogEntry]) -> list[LogEntry]:
    """Return the lines that have a post."""
    found = [line for line in lines if notices_of(line)]
    assert all(one.kind is NoticeKind.CARD for line in found for one in notices_of(line))
    return found


def test_a_bulletin_is_one_line_by_nobody_with_its_words_and_where_the_ship_was(
    ship: Ship,
) -> None:
    began = ship.now
    ship.hear(bulletin("FB31", GALE))
    (line,) = ship.lines(BULLETIN)
    draft = line.draft
    assert draft.text.split("\n") == [
        "DANGER · NAVTEX FB31: meteorological warning · station F · 518 kHz",
        "GALE WARNING NR 31",
        "AREAS IROISE AND YEU",
        "SW 8, LOCALLY 9, EXPECTED SOON.",
        "HIGH SEA. MARINERS ARE ADVISED TO KEEP CLEAR.",
    ]
    assert (draft.origin, draft.author) == (Origin.AUTO, None)
    assert draft.position is not None
    assert draft.at == pytest.approx(began, abs=1.0)
    facts = {name: draft.facts[name] for name in ("navtex", "frequency_khz", "danger", "lost")}
    assert facts == {"navtex": "FB31", "frequency_khz": 518.0, "danger": "danger", "lost": 0}
    assert posted([line]) == [line]


def test_what_the_station_repeats_is_written_once_over_a_restart_too(ship: Ship) -> None:
    for hours in (0, 4, 8):
        ship.now += hours * HOUR
        ship.hear(bulletin("FB31", GALE, sequence=hours))
    assert len(ship.lines(BULLETIN)) == 1
    ship.kill()
    ship.now += 30 * HOUR
    ship.start()
    ship.hear(bulletin("FB31", GALE))
    assert len(ship.lines(BULLETIN)) == 1
    ship.stop()
    ship.start()
    ship.now += 40 * HOUR
    ship.hear(bulletin("FB31", GALE))
    assert len(ship.lines(BULLETIN)) == 2


def test_number_00_is_written_each_time_but_for_the_very_same_words(ship: Ship) -> None:
    ship.hear(bulletin("FD00", "MAYDAY RELAY. LIFERAFT 48-10N 005-02W."))
    ship.hear(bulletin("FD00", "MAYDAY RELAY. LIFERAFT 48-12N 005-00W.", sequence=1))
    ship.kill()
    ship.start()
    ship.hear(bulletin("FD00", "MAYDAY RELAY. LIFERAFT 48-10N 005-02W.", sequence=2))
    first, second = ship.lines(BULLETIN)
    assert first.draft.text.startswith("URGENT · NAVTEX FD00: search and rescue")
    assert second.draft.facts["danger"] == "urgent"


def test_a_lost_part_is_waited_for_and_then_said_to_be_missing(ship: Ship) -> None:
    heard = bulletin("FA02", BUOY)
    del heard[2]
    ship.hear(heard)
    assert ship.lines(BULLETIN) == []
    ship.sail(ship.now + WAIT_S - 15.0)
    assert ship.lines(BULLETIN) == []
    ship.sail(ship.now + 30.0)
    (line,) = ship.lines(BULLETIN)
    assert "[…]" in line.draft.text
    assert line.draft.text.endswith("1 of 4 parts is lost, where […] stands")
    assert line.draft.facts["lost"] == 1
    assert line.draft.position is not None


def test_when_it_comes_whole_at_the_station_s_next_turn_it_is_written_again(ship: Ship) -> None:
    ship.hear(bulletin("FA02", BUOY)[:-1])
    ship.sail(ship.now + WAIT_S + 15.0)
    ship.kill()
    ship.now += 4 * HOUR
    ship.start()
    for _ in range(3):
        ship.hear(bulletin("FA02", BUOY))
    torn, whole = ship.lines(BULLETIN)
    assert (torn.draft.facts["lost"], whole.draft.facts["lost"]) == (1, 0)


def test_what_is_open_when_the_log_is_closed_is_not_lost(ship: Ship) -> None:
    ship.hear(bulletin("FA02", BUOY)[:2])
    ship.stop()
    (line,) = ship.lines(BULLETIN)
    assert line.draft.text.endswith("2 of 4 parts are lost, where […] stands")


def test_one_without_its_first_part_is_written_and_said_to_be_unknown(ship: Ship) -> None:
    ship.hear(bulletin("FA02", BUOY)[1:])
    ship.sail(ship.now + WAIT_S + 15.0)
    (line,) = ship.lines(BULLETIN)
    assert line.draft.text.startswith("NAVTEX, station and subject unknown")
    assert posted([line])


def test_a_flood_of_bulletins_is_all_written_and_makes_few_posts(ship: Ship) -> None:
    ship.hear(distinct(200), every_s=1.0)
    assert len(ship.lines(BULLETIN)) == 200
    assert len(posted(ship.lines(BULLETIN))) == round(MOST_AN_HOUR * 2 / 3)
    ship.hear(bulletin("FD07", "LIFERAFT SIGHTED", sequence=99))
    assert posted(ship.lines(BULLETIN))[-1].draft.facts["navtex"] == "FD07"
    ship.sail(ship.now + TELL_S)
    last = ship.lines(BULLETIN)[-1]
    assert last.draft.text.startswith(
        "NAVTEX: 192 bulletins more are written without posts of their own, since many came at once"
    )
    assert "/log-list shows them. And 152 others." in last.draft.text
    assert posted([last])
    ship.sail(ship.now + 2 * HOUR, every_s=60.0)
    assert ship.lines(BULLETIN)[-1] == last


def test_what_had_no_post_is_told_after_a_restart_too(ship: Ship) -> None:
    ship.hear(distinct(20, "B"))
    ship.kill()
    ship.start()
    ship.hear(distinct(3, "B", start=20))
    ship.kill()
    ship.start()
    ship.sail(ship.now + TELL_S + 15.0)
    lines = ship.lines(BULLETIN)
    assert len(lines) == 24
    assert len(posted(lines)) == MOST_AN_HOUR + 1
    assert lines[-1].draft.facts["count"] == 23 - MOST_AN_HOUR
    assert "11 of them are marked DANGER or URGENT." in lines[-1].draft.text


def test_a_flood_without_end_is_bounded_and_what_is_dropped_is_said(ship: Ship) -> None:
    ship.hear(distinct(MOST_A_DAY + 150, "A"), every_s=0.5)
    ship.sail(ship.now + 2 * TELL_S)
    lines = ship.lines(BULLETIN)
    assert sum("navtex" in line.draft.facts for line in lines) == MOST_A_DAY
    assert sum(int(str(line.draft.facts.get("dropped", 0))) for line in lines) == 150
    assert "150 more came beyond what is written in a day" in lines[-1].draft.text


def test_what_the_disk_refuses_is_held_and_still_written_once(ship: Ship) -> None:
    ship.kill()

    class Full:
        def append(self, *_: object) -> list[LogEntry]:
            raise Refusal("store.full", file="logbook.db")

    ship.start(Full())
    ship.hear(bulletin("FB31", GALE))
    ship.hear(bulletin("FB31", GALE, sequence=1))
    assert ship.recorder.fault is not None
    ship.recorder._pen._book = ship.book
    ship.sail(ship.now + 15.0)
    assert len(ship.lines(BULLETIN)) == 1


def test_a_bulletin_beside_the_hour_does_not_stand_for_the_hour_s_line(tmp_path: Path) -> None:
    ship = under_way(tmp_path, until="10:59:30")
    ship.hear(bulletin("FB31", GALE))
    ship.kill()
    ship.start()
    ship.sail("11:02")
    assert [line.draft.kind for line in ship.lines()[-2:]] == [BULLETIN, EntryKind.HOURLY]


def test_a_long_one_is_cut_to_what_an_entry_holds_and_says_so(ship: Ship) -> None:
    words = "\r\n".join(f"{number:04d} WEATHER OF NO INTEREST" for number in range(400))
    ship.hear(bulletin("FE11", words, width=45), every_s=0.1)
    (line,) = ship.lines(BULLETIN)
    assert len(line.draft.text) <= 4000
    assert len(line.draft.text) > 3990
    *_, tail = line.draft.text.split("\n")
    assert tail.endswith("characters more are left out here")


def test_bad_characters_and_strange_ones_are_said_and_nothing_of_them_does_harm(
    ship: Ship,
) -> None:
    ship.hear(bulletin("FE12", "P*RT OF K*TKA\x1b[2J\x00 @channel", bad=2))
    (line,) = ship.lines(BULLETIN)
    strange = "\N{REPLACEMENT CHARACTER}"
    assert f"P*RT OF K*TKA{strange}[2J{strange} @channel" in line.draft.text
    assert line.draft.text.endswith("2 unreadable characters (7%)")


def test_a_clock_that_is_set_in_the_middle_of_one_tears_nothing(ship: Ship) -> None:
    heard = bulletin("FB31", GALE)
    ship.hear(heard[:2])
    ship.now += 86_400.0
    ship.recorder.retimed(86_400.0, ship.now)
    ship.hear(heard[2:])
    (line,) = ship.lines(BULLETIN)
    assert line.draft.facts["lost"] == 0
    assert line.at == pytest.approx(ship.now, abs=5.0)
