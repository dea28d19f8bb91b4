"""The day's seal: written after ship's midnight, posted, and in step with the chain."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.chat.cards import card
from logbook.chat.history import History
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.notices import NoticeKind, notices_of
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.verbs.write import write
from logbook.watchkeeper.sealing import DaySeal
from tests.chat.lines import hand
from tests.verbs.aboard import NOON, Aboard, aboard

DAY_S = 86_400.0


@pytest.fixture
def ship(tmp_path: Path) -> Iterator[Aboard]:
    with aboard(tmp_path) as found:
        found.settle(language="en", ship_offset_s=7200)
        yield found


def seals(ship: Aboard) -> list[LogEntry]:
    return [line for line in ship.entries() if line.draft.kind is EntryKind.SEAL]


def remark(ship: Aboard, text: str = "Reefed") -> LogEntry:
    return write(ship.bridge, ship.caller(), text)


def test_the_day_is_sealed_after_midnight_once_and_the_root_is_the_last_line_s(
    ship: Aboard,
) -> None:
    chore = DaySeal(lambda: ship.bridge)
    last = remark(ship)
    chore.look()
    ship.pass_time(9 * 3600.0 + 3599.0)
    chore.look()
    assert seals(ship) == []
    ship.pass_time(1.0)
    chore.look()
    chore.look()
    (seal,) = seals(ship)
    assert seal.draft.facts == {
        "day": "2026-06-01",
        "first": 1,
        "last": last.number,
        "entries": last.number,
        "root": last.hash,
    }
    assert seal.draft.key == "seal:2026-06-01"
    assert seal.draft.text == (f"Day of Monday 1 June 2026: 2 lines, Nos 1 to 2\nroot {last.hash}")
    # The last line of its day, though written in the next one.
    assert seal.at == NOON + 36_000.0 - 1.0
    with BookReader(ship.folder) as book:
        assert book.verify() == []


def test_a_seal_is_a_card_that_can_be_read_and_copied_in_a_terminal(ship: Aboard) -> None:
    last = remark(ship)
    ship.pass_time(DAY_S)
    DaySeal(lambda: ship.bridge).look()
    (seal,) = seals(ship)
    (notice,) = notices_of(seal)
    assert (notice.kind, notice.entry) == (NoticeKind.CARD, seal.number)
    words = card(History(seal), hand("en", signs=True))
    assert f"\nroot {last.hash}" in words.message
    assert words.props == {}


def test_an_idle_boat_is_not_sealed_every_day(ship: Aboard) -> None:
    remark(ship)
    chore = DaySeal(lambda: ship.bridge)
    for _ in range(5):
        ship.pass_time(DAY_S)
        chore.look()
    assert len(seals(ship)) == 1


def test_a_boat_that_was_switched_off_has_one_seal_for_all_days(ship: Aboard) -> None:
    remark(ship)
    ship.pass_time(DAY_S)
    remark(ship, "Shook it out")
    ship.pass_time(8 * DAY_S)
    DaySeal(lambda: ship.bridge).look()
    (seal,) = seals(ship)
    assert (seal.draft.facts["since_day"], seal.draft.facts["day"]) == ("2026-06-01", "2026-06-02")
    assert "Days of Monday 1 June 2026 to Tuesday 2 June 2026" in seal.draft.text


def test_a_restart_writes_no_seal_again_and_continues_after_the_last(ship: Aboard) -> None:
    remark(ship)
    ship.pass_time(DAY_S)
    DaySeal(lambda: ship.bridge).look()
    DaySeal(lambda: ship.bridge).look()
    remark(ship, "Shook it out")
    ship.pass_time(DAY_S)
    DaySeal(lambda: ship.bridge).look()
    first, second = seals(ship)
    assert second.draft.facts["first"] == first.number


def test_a_day_that_comes_again_is_sealed_again(ship: Aboard) -> None:
    remark(ship)
    ship.pass_time(10 * 3600.0 + 60.0)
    chore = DaySeal(lambda: ship.bridge)
    chore.look()
    ship.settle(ship_offset_s=0)
    remark(ship, "Shook it out")
    chore.look()
    assert len(seals(ship)) == 1
    ship.pass_time(2 * 3600.0)
    chore.look()
    _, again = seals(ship)
    assert again.draft.key == "seal:2026-06-01:4"


def test_a_seal_that_the_disk_would_not_take_is_tried_again(ship: Aboard) -> None:
    remark(ship)
    ship.pass_time(DAY_S)
    bridge = ship.bridge

    def full(_: object) -> list[LogEntry]:
        raise Refusal("store.full", file="logbook.db")

    chore = DaySeal(lambda: ship.bridge)
    ship.bridge = replace(bridge, append=full)
    with pytest.raises(Refusal, match=r"store\.full"):
        chore.look()
    ship.bridge = bridge
    chore.look()
    assert len(seals(ship)) == 1


def test_what_is_sealed_can_be_held_against_an_export(ship: Aboard) -> None:
    remark(ship)
    ship.pass_time(DAY_S)
    DaySeal(lambda: ship.bridge).look()
    (seal,) = seals(ship)
    with BookReader(ship.folder) as book:
        rows = list(book.stored())
        number = book.hashed(str(seal.draft.facts["root"]))
    last = seal.draft.facts["last"]
    assert number == last
    assert rows[int(str(last)) - 1]["hash"] == seal.draft.facts["root"]
    assert json.loads(rows[-1]["facts"] or "")["root"] == seal.draft.facts["root"]
