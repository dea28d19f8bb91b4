"""A writer killed at any moment: all that it had acknowledged is there, and the chain holds."""

import subprocess
import sys
from pathlib import Path

import pytest

from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON

REPOSITORY = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from logbook.model.entries import Origin
from logbook.model.observations import TrackPoint
from logbook.store.book import Book
from logbook.store.lock import FolderLock
from logbook.store.track import Track
from tests.store.lines import NOON, remark

folder = Path(sys.argv[1])
with FolderLock(folder), Book(folder) as book, Track(folder, book.vessel) as track:
    while True:
        number = book.append([remark("under way")], {"said": 1})[0].number
        points = [
            TrackPoint(NOON + number * 10 + n, 48.0, -4.0, 3.0, 270.0, 5.0, gap=False)
            for n in range(3)
        ]
        track.write(points[:2], points[2], [], Origin.AUTO)
        print(number, flush=True)
"""


def killed_after(folder: Path, lines: int) -> int:
    """Return the last number that a writer acknowledged before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=REPOSITORY, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.kill()
        said += writer.stdout.read().splitlines(keepends=True)
        # The last line may be torn.
        return int([line for line in said if line.endswith(b"\n")][-1])


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_no_acknowledged_entry_is_lost_by_a_kill(tmp_path: Path, lines: int) -> None:
    for _ in range(2):
        acknowledged = killed_after(tmp_path, lines)
        with BookReader(tmp_path) as reader, TrackReader(tmp_path) as tracks:
            assert reader.count() in {acknowledged, acknowledged + 1}
            assert reader.verify() == []
            assert tracks.verify() == []
            assert reader.state("said") == 1
            last = tracks.last()
            assert last is not None
            assert last.at >= NOON + acknowledged * 10 + 2
