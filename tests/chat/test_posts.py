"""Alarms, the day's thread, and rows that are none of ours: what is not a plain card."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.chat.live_card import LiveCard
from logbook.chat.sight import Sight
from logbook.model.entries import EntryKind
from logbook.model.notices import Notice, NoticeKind
from logbook.store.book_schema import GUARDS
from logbook.store.outbox import OwedState
from logbook.summaries.moment import Moment
from tests.chat.fake import CHANNEL
from tests.chat.lines import BREST, NOON, draft
from tests.chat.ship import Ship


def test_an_alarm_calls_its_list_and_a_struck_one_nobody(ship: Ship) -> None:
    ship.write(draft("Homme à la mer", kind=EntryKind.MOB, position=BREST))
    ship.deliver()
    assert ship.chat.texts[0] == (
        "@anne @leo\nHOMME À LA MER · 14:00 UTC+2 · 48°22,41'N 004°29,87'W\n"
        "Ligne 1 · Homme à la mer"
    )
    assert ship.chat.channel[0].message.startswith("@anne @leo\n")
    ship.write(draft("Homme à la mer", kind=EntryKind.MOB))
    ship.write(draft("essai", kind=EntryKind.STRIKE, refers_to=2))
    ship.deliver()
    assert len(ship.chat.texts) == 3
    assert "@" not in ship.chat.texts[2]


def test_a_line_names_those_whom_its_alarm_calls(ship: Ship) -> None:
    ship.write(draft("!", kind=EntryKind.MOB, facts={"action": "start", "alarm": ["paul"]}))
    ship.deliver()
    assert ship.chat.texts[0].startswith("@paul\nHOMME À LA MER")


def test_what_is_no_username_is_in_no_alarm(ship: Ship) -> None:
    names = ["paul", "x\n# a heading", "![](http://evil)", "a b", 7, ["c"], "", "léo"]
    ship.write(draft("!", kind=EntryKind.MOB, facts={"action": "start", "alarm": names}))
    ship.deliver()
    assert ship.chat.texts[0].startswith("@paul\nHOMME À LA MER")


def forged(ship: Ship, kind: str, entry: int | None, channel: str, body: str) -> None:
    """Put a row into the outbox that none of ours is, as somebody's backup may bring it."""
    with closing(sqlite3.connect(ship.folder / "logbook.db")) as plain:
        sql = (
            "INSERT INTO outbox (uid, created, kind, entry, channel, body)"
            " VALUES ('f', '2026-06-01T12:00:00Z', ?, ?, ?, ?)"
        )
        plain.execute(sql, [kind, entry, channel, body])
        plain.commit()


@pytest.mark.parametrize("kind", ["file", "card", "nonsense"])
def test_no_row_of_the_outbox_sends_a_file_of_this_computer_s(
    ship: Ship, tmp_path: Path, kind: str
) -> None:
    secret = tmp_path / "mattermost.json"
    secret.write_text("very secret", encoding="ascii")
    forged(ship, kind, None, "cabin", json.dumps({"path": str(secret), "text": "@channel"}))
    ship.write(draft("a"))
    ship.deliver()
    assert ship.chat.files == {}
    assert [text.split("\n")[1] for text in ship.chat.texts] == ["a"]
    assert ship.outbox.count(OwedState.PARKED) == 1


@pytest.mark.parametrize("body", ["[]", "null", "x", "[" * 30_000, '"x"'])
def test_a_row_that_says_nothing_holds_up_no_alarm(ship: Ship, body: str) -> None:
    forged(ship, "card", 1, "", body)
    ship.write(draft("Homme à la mer", kind=EntryKind.MOB, position=BREST))
    ship.deliver()
    assert ship.chat.texts[0].startswith("@anne @leo\n")
    assert (ship.outbox.held, ship.outbox.count(OwedState.PARKED)) == (0, 1)
    assert ship.outbox.parked() == []


def test_whatever_channel_a_row_names_it_goes_to_the_log_s(ship: Ship) -> None:
    ship.write(draft("a"))
    with closing(sqlite3.connect(ship.folder / "logbook.db")) as plain:
        plain.execute("UPDATE outbox SET channel = 'elsewhere'")
        plain.commit()
    ship.deliver()
    assert [post.channel_id for post in ship.chat.channel] == [CHANNEL]
    assert ship.outbox.held == 0


def altered(ship: Ship, number: int, field: str, value: str) -> None:
    """Put into a line what none of ours says, as a backup with good hashes may bring it."""
    with closing(sqlite3.connect(ship.folder / "logbook.db")) as plain:
        plain.execute("DROP TRIGGER entries_never_altered")
        plain.execute(f"UPDATE entries SET {field} = ? WHERE number = ?", [value, number])
        plain.execute(GUARDS["entries_never_altered"])
        plain.commit()


ODD: list[object] = [
    7,
    "x",
    [1],
    {CHANNEL: "x"},
    {CHANNEL: None},
    {"channel_id": CHANNEL, "asked_ms": []},
]


@pytest.mark.parametrize("value", ODD, ids=str)
@pytest.mark.parametrize("name", ["chat_seen", "chat_threads", "live_card"])
def test_whatever_a_book_remembers_of_the_channel_the_posts_go_on(
    tmp_path: Path, name: str, value: object
) -> None:
    ship = Ship(tmp_path, daily_threads=True)
    ship.book.keep({name: value})
    ship.write(draft("a", kind=EntryKind.HOURLY, author=None))
    ship.deliver()
    card = LiveCard(ship.outbox, ship.book.vessel)
    card.show(ship.now, Sight(NOON, Moment()), ship.orders)
    assert (len(ship.chat.pins), ship.outbox.held) == (1, 0)
    assert len(ship.chat.texts) == 2
    ship.close()


IMPOSSIBLE = [("kind", "nonsense"), ("at", "zzz"), ("facts", "[" * 20_000), ("facts", "[1]")]


@pytest.mark.parametrize(("field", "value"), IMPOSSIBLE)
@pytest.mark.parametrize("lines", [2, 40])
def test_a_line_that_no_post_can_be_made_of_is_parked_and_the_others_are_told(
    ship: Ship, field: str, value: str, lines: int
) -> None:
    ship.write(*(draft(f"mot{number}fin", at=NOON + number) for number in range(lines)))
    altered(ship, 1, field, value)
    ship.pass_time(3600.0)
    ship.deliver()
    told = "\n".join(ship.chat.texts)
    assert all(f"mot{number}fin" in told for number in range(1, lines))
    assert len(ship.chat.texts) <= 2
    (parked,) = ship.outbox.parked()
    assert (parked.entry, ship.outbox.held) == (1, 0)


def test_of_an_entry_that_a_restored_book_lacks_nothing_is_posted(ship: Ship) -> None:
    ship.outbox.owe([Notice(NoticeKind.CARD, 7)], NOON)
    ship.write(draft("a"))
    ship.deliver()
    assert len(ship.chat.texts) == 1
    assert [parked.reason for parked in ship.outbox.parked()] == ["no entry 7"]


def test_the_automatic_lines_of_a_day_share_a_thread_whose_root_is_the_first(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, daily_threads=True)
    hours = [
        draft(f"point {n}", kind=EntryKind.HOURLY, author=None, at=NOON + n * 3600)
        for n in range(12)
    ]
    ship.write(*hours[:2], draft("Pris un ris", at=NOON + 3700))
    ship.deliver()
    ship.restart()
    ship.pass_time(12 * 3600)
    ship.write(*hours[9:])
    ship.deliver()
    roots = [post.root_id for post in ship.chat.channel]
    # 14:00, 15:00, a remark of Anne's, 23:00; then it is another day in ship's time.
    assert roots == ["", "p0", "", "p0", "", "p4"]
    ship.chat.erase("p4")
    ship.write(draft("point 12", kind=EntryKind.HOURLY, author=None, at=NOON + 12 * 3600))
    ship.write(draft("point 13", kind=EntryKind.HOURLY, author=None, at=NOON + 13 * 3600))
    ship.deliver()
    assert [post.root_id for post in ship.chat.channel[-2:]] == ["", "p6"]
    ship.close()
