"""Alarms, files, other channels and the day's thread: posts that are not a plain card."""

from pathlib import Path

from logbook.model.entries import EntryKind
from logbook.model.notices import Notice, NoticeKind
from tests.chat.fake import Fault
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


def test_a_file_is_posted_with_its_words_in_its_own_channel(ship: Ship, tmp_path: Path) -> None:
    path = tmp_path / "voyage-1.gpx"
    path.write_bytes(b"<gpx/>")
    body = {"path": str(path), "text": "Voyage 1", "channel": "cabin"}
    ship.outbox.owe([Notice(NoticeKind.FILE, None, body)], NOON)
    ship.write(draft("a"))
    ship.deliver()
    post = next(post for post in ship.chat.channel if post.file_ids)
    assert (post.channel_id, post.message) == ("cabin", "Voyage 1")
    assert list(ship.chat.files.values()) == [b"<gpx/>"]
    assert ship.outbox.held == 0


def test_a_file_that_is_gone_is_parked_and_a_line_behind_it_goes_on(ship: Ship) -> None:
    ship.outbox.owe([Notice(NoticeKind.FILE, None, {"path": "/nowhere/x.gpx"})], NOON)
    ship.write(draft("a"))
    ship.deliver()
    assert len(ship.chat.texts) == 1
    assert "/nowhere/x.gpx" in ship.outbox.parked()[0].reason


def test_one_channel_that_is_shut_does_not_hold_up_another(ship: Ship, tmp_path: Path) -> None:
    path = tmp_path / "a.gpx"
    path.write_bytes(b"x")
    body = {"path": str(path), "channel": "cabin"}
    ship.outbox.owe([Notice(NoticeKind.FILE, None, body)], NOON)
    ship.write(draft("a"))
    ship.chat.faults.extend([Fault.BANNED])
    assert ship.deliver() == 1.0
    assert len(ship.chat.texts) == 1
    ship.settle()
    assert len(ship.chat.texts) == 2


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
