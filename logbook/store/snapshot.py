"""A database as it stands at one instant, copied while another process writes it."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from logbook.store.database import Step, connected, open_reader
from logbook.store.faults import refusing
from logbook.store.strangers import sent_away


def snapshot(path: Path, steps: Sequence[Step], copy: Path) -> None:
    """Copy the database `path` to `copy`, by SQLite's own backup: one file, whole in itself.

    In one step, so that a writer beside it cannot make it begin again. Triggers and views that are
    not ours stay behind: a backup with them would not be taken back. Raises Refusal
    `store.no_book` where there is none, `store.damaged`, `store.full`, `store.newer`, …
    """
    source = open_reader(path, len(steps))
    try:
        with refusing(copy), closing(connected(copy)) as target:
            source.conn.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            sent_away(target, steps)
    finally:
        source.close()
