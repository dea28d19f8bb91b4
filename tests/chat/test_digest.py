"""One post for many lines: nobody's words are lost in it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.chat.digest import LONGEST, digest
from logbook.chat.history import History
from logbook.model.entries import EntryKind
from logbook.model.neutral import JOINER
from tests.chat.lines import LEO, NOON, draft, entry, hand


def hourly(number: int, hours: int) -> History:
    line = draft(f"point {hours}", kind=EntryKind.HOURLY, author=None, at=NOON + hours * 3600)
    return History(entry(number, line))


def remark(number: int, text: str, hours: float = 0.0) -> History:
    return History(entry(number, draft(text, at=NOON + hours * 3600)))


def read(lines: list[History], language: str = "fr") -> list[str]:
    return digest(lines, hand(language)).words.message.replace(JOINER, "").split("\n")


def test_a_digest_reads_as_a_log() -> None:
    struck = draft("mauvais bateau", kind=EntryKind.STRIKE, refers_to=5, at=NOON + 4 * 3600)
    corrected = draft(
        "Pris deux ris", kind=EntryKind.CORRECTION, refers_to=4, at=NOON + 4 * 3600, author=LEO
    )
    lines = [
        *(hourly(number, number - 1) for number in (1, 2, 3)),
        History(remark(4, "Pris un ris", 2.5).entry, (entry(7, corrected),)),
        History(remark(5, "Dauphins\nà l'étrave", 2.6).entry, (entry(8, struck),)),
        History(entry(6, draft("!", kind=EntryKind.MOB, at=NOON + 3 * 3600))),
        *(hourly(number, number) for number in range(8, 13)),
    ]
    assert read(lines) == [
        (
            "Mattermost était injoignable. Les 11 lignes écrites du mardi 2 juin 2026 14:00"
            " au mercredi 3 juin 2026 02:00 UTC+2 :"
        ),
        "— mardi 2 juin 2026 —",
        "14:00 à 16:00 · 3 points horaires, lignes 1 à 3, le dernier : point 2",
        "16:30 · Ligne 4 · anne : ~~Pris un ris~~",
        "Corrigée par leo, 18:00 (ligne 7) : Pris deux ris",
        "16:36 · Ligne 5 · anne : ~~Dauphins à l'étrave~~",
        "Rayée par anne, 18:00 (ligne 8) : mauvais bateau",
        "17:00 · Ligne 6 · homme à la mer · anne : !",
        "22:00 · Ligne 8 · point horaire : point 8",
        "23:00 · Ligne 9 · point horaire : point 9",
        "— mercredi 3 juin 2026 —",
        "00:00 à 02:00 · 3 points horaires, lignes 10 à 12, le dernier : point 12",
    ]


def test_a_digest_in_english() -> None:
    assert read([hourly(1, 0), hourly(2, 1), hourly(3, 2), remark(4, "Bonite", 2.5)], "en") == [
        "Mattermost could not be reached. The 4 lines written from 14:00 to 16:30 UTC+2:",
        "— Tuesday 2 June 2026 —",
        "14:00 to 16:00 · 3 hourly lines, 1 to 3, the last: point 2",
        "16:30 · Line 4 · anne: Bonite",
    ]


@settings(deadline=None)
@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40))
def test_what_has_no_room_is_told_in_the_next_one(lengths: list[int]) -> None:
    left = [remark(n + 1, f"début{n} " + "@x" * (length // 2)) for n, length in enumerate(lengths)]
    posts = []
    while left:
        made = digest(left, hand())
        assert made.told >= 1
        assert len(made.words.message) <= LONGEST
        posts.append(made.words.message)
        left = left[made.told :]
    told = re.findall(r"début(\d+)", "\n".join(posts))
    assert told == [str(n) for n in range(len(lengths))]


def test_a_month_of_hours_is_one_post() -> None:
    made = digest([hourly(n + 1, n) for n in range(24 * 30)], hand())
    assert made.told == 24 * 30
    assert len(made.words.message) < 4000
