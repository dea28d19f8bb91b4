"""One flipped bit in every page of a boat's files: found and mended, or harmless; never shown.

LOGBOOK_FLIPS says how many bits of each page are tried, one at a time (4 unless set).
"""

import json
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from logbook.locale import speaker
from logbook.model.chain import iso_utc
from logbook.model.entries import LogEntry, Origin
from logbook.model.notices import notices_of
from logbook.recorder import mishaps
from logbook.store import archive
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.held import Held
from logbook.store.mending import RECHECK
from logbook.store.track import Track
from tests.store.lines import NOON, hourly, remark
from tests.store.test_archive import points
from tests.trials.boat import seeded

FLIPS = int(os.environ.get("LOGBOOK_FLIPS", "4"))
PAGE = 4096
FILES = ("logbook.db", "track.db", "journal.jsonl")


def _made(folder: Path) -> list[LogEntry]:
    """Make a log of some 100 lines with a backup of its first half; return its lines."""
    folder.mkdir()
    with Book(folder, notices=notices_of) as book, Track(folder, book.vessel) as track:
        anne = book.enrol("Anne", "skipper", "mm-anne")
        book.append([hourly(hour) for hour in range(50)], {"departed_at": NOON})
        track.write(points(1000), None, [], Origin.AUTO)
        (folder / "backups").mkdir()
        archive.make(folder, folder / "backups" / "logbook-00000050-20260603T140000Z.zip", NOON)
        texts = (f"cap au {n}, écoute choquée" for n in range(50))
        book.append(
            [remark(text, NOON + 1.8e5 + n, author=anne.id) for n, text in enumerate(texts)]
        )
    return _lines(folder)


def _lines(folder: Path) -> list[LogEntry]:
    with BookReader(folder) as book:
        return list(book.entries(by_number=True))


def _flipped(folder: Path, name: str, place: int, bit: int) -> None:
    data = bytearray((folder / name).read_bytes())
    data[place] ^= 1 << bit
    (folder / name).write_bytes(data)


def _outcome(folder: Path, name: str, whole: list[LogEntry]) -> str:
    """Start upon what stands in `folder`; return what became of it. Nothing wrong may be shown."""
    with Held(folder, NOON + 4e5) as held:
        for one in held.mended:
            assert (folder / str(one.facts["kept"])).exists(), "it must be kept aside"
            assert json.dumps(one.facts)
            said = mishaps.words(speaker("en"), one)
            assert "{" not in said, said
            assert str(one.facts["kept"]) in said, said
            assert not one.facts.get("lost"), said
        with Book(folder, notices=notices_of) as book:
            (line,) = book.append([remark("goes on", NOON + 4e5)])
            assert line.number == len(whole) + 1
            assert book.look_after_journal() is None
    assert _lines(folder)[: len(whole)] == whole, "a wrong log is shown"
    with BookReader(folder) as reader:
        assert reader.verify() == [], "what stands must be proven, and agree with the journal"
        (anne,) = reader.members().values()
        named = (anne.name, anne.role, anne.mattermost_id) == ("Anne", "skipper", "mm-anne")
    if held.mended:
        return f"mended ({', '.join(sorted(one.name for one in held.mended))})"
    return "harmless" if named or name != "logbook.db" else "a member's name changed, not seen"


@pytest.mark.long
def test_a_flipped_bit_in_any_page_is_found_and_mended_or_harmless(tmp_path: Path) -> None:
    chance = random.Random(seeded())
    base, folder = tmp_path / "base", tmp_path / "data"
    whole = _made(base)
    counts = {name: Counter[str]() for name in FILES}
    for name in FILES:
        size = (base / name).stat().st_size
        for start in range(0, size, PAGE):
            for _ in range(FLIPS):
                place = chance.randrange(start, min(start + PAGE, size))
                bit = chance.randrange(8)
                shutil.copytree(base, folder)
                (folder / RECHECK).touch()  # a large log is looked at wholly by night
                _flipped(folder, name, place, bit)
                try:
                    counts[name][_outcome(folder, name, whole)] += 1
                except BaseException:
                    print(f"bit {bit} of byte {place} of {name}")
                    raise
                shutil.rmtree(folder)
    for name, told in counts.items():
        pages = -(-(base / name).stat().st_size // PAGE)
        kinds = ", ".join(f"{many} {what}" for what, many in sorted(told.items()))
        print(f"{name}: {pages} pages, {told.total()} flips: {kinds}")
    print(f"{len(whole)} lines ({iso_utc(NOON)} on), none lost, none shown otherwise")
    assert counts["logbook.db"].total() > counts["logbook.db"]["harmless"]
