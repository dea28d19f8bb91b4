"""Replaces names in backups that stand: each is made again, checked, and takes the old one's place.

The chain in them is not touched: it knows a member's id only.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from logbook.disk import whole
from logbook.model.chain import from_iso_utc
from logbook.model.refusal import Refusal
from logbook.store import archive, book_schema, journal_file, manifest
from logbook.store.believed import for_rows, handed_in
from logbook.store.faults import refusing
from logbook.store.journal import renamed
from logbook.store.members import RENAMES, Member
from logbook.store.unpacking import unpacked

_log = logging.getLogger(__name__)

_STATE: Final = (
    "INSERT INTO state (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def rename_in_backups(
    folder: Path, renames: Sequence[str], members: Mapping[str, Member], vessel: str
) -> list[Path]:
    """Make the backups of `vessel` in `folder` again that do not know all `renames`; return which.

    `renames` are ids of members, in the order in which their names were replaced; `members` who
    they are now. One that is not good is left as it is. Raises Refusal where the disk refuses.
    """
    done = []
    for file, said in manifest.standing(folder):
        if said.vessel != vessel or said.renames >= len(renames):
            continue
        people = [members[id_] for id_ in dict.fromkeys(renames) if id_ in members]
        try:
            _again(file, renames, people)
        except Refusal as refusal:
            if not refusal.name.startswith("backup."):
                raise
            _log.warning("a backup keeps its names: %s %s", refusal.name, refusal.facts)
            continue
        done.append(file)
    return done


def _again(file: Path, renames: Sequence[str], people: Sequence[Member]) -> None:
    with refusing(file), archive.bench_in(file.parent) as bench:
        said = unpacked(file, bench)
        with handed_in(file), for_rows(bench / book_schema.NAME) as conn:
            conn.execute("PRAGMA secure_delete=ON")
            conn.executemany(
                "UPDATE members SET name = ?, mattermost_id = ? WHERE id = ?",
                [(one.name, one.mattermost_id, one.id) for one in people],
            )
            conn.execute(_STATE, [RENAMES, json.dumps(list(renames), separators=(",", ":"))])
            # What was written over before this must not be left in free pages either.
            conn.execute("VACUUM")
        journal = bench / journal_file.NAME
        if journal.exists():
            found = journal_file.lines(journal)
            for one in people:
                found = renamed(found, one)
            with whole(journal) as out:
                out.writelines(found)
        paths = sorted(path for path in bench.rglob("*") if path.is_file())
        with whole(file, private=True) as out:
            made_at = from_iso_utc(said.made_at)
            packed = archive.packed_into(out, bench, bench, paths, made_at)
            archive.check(out, file, packed, bench)
