"""What stands aboard of a log, however damaged: whose it is, and whether a backup is of the same.

A backup on a stick may be anybody's work: that its hashes follow each other proves nothing, since
anybody can reckon them from the first line on. A line in common with what stands aboard does.
"""

from contextlib import ExitStack
from pathlib import Path

from logbook.model.chain import FORM
from logbook.store.book_schema import NAME
from logbook.store.sources import DatabaseSource, JournalSource, Row, Source, is_good


class Aboard:
    """The journal and the database in `folder`, open until `stack` is closed: before both go."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stand: tuple[Source, ...] = (
            JournalSource(folder, stack),
            DatabaseSource(folder / NAME, stack),
        )

    def vessel(self) -> str | None:
        """Return whose log it is, None where nothing tells."""
        found = next((told for one in self._stand if (told := one.whose())), None)
        return None if found is None else found.vessel

    def holds(self, book: Path) -> bool | None:
        """Tell whether a book is of the log that stands here; None where no line of both is left.

        By the last line that both have: its hash stands for all before it. `book` is verified.
        """
        with ExitStack() as stack:
            theirs = DatabaseSource(book, stack)
            last = min(theirs.last(), max(one.last() for one in self._stand))
            for number in range(last, 0, -1):
                ours = next((row for one in self._stand if _is_whole(row := one.row(number))), None)
                if ours is not None:
                    held = theirs.row(number)
                    return held is not None and held["hash"] == ours["hash"]
        return None


def _is_whole(row: Row | None) -> bool:
    """Tell whether a line is as it was written, by its own word."""
    if row is None or row["form"] != str(FORM):
        return False
    number, prev, vessel = (row[name] for name in ("number", "prev", "vessel"))
    return is_good(row, int(number or 0), prev or "", vessel or "")
