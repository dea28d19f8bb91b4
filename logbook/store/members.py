"""The people of a book: a random id that the entries carry, and a name that may be replaced."""

import secrets
from dataclasses import dataclass

from sqlite_utils import Database

from logbook.store import state as states

ID_BYTES = 8
RENAMES = "renames"
"""Under this name the book keeps whose names were replaced, in order: older backups lack them."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the crew.

    `id` (16 hex digits, made aboard) is all that entries and their hashes hold; `name`,
    `mattermost_id` and `role` stand outside the chain.
    """

    id: str
    name: str
    role: str
    mattermost_id: str | None = None


def enrolled(db: Database, name: str, role: str, mattermost_id: str | None) -> Member:
    """Write a new member down, or the new name and role of the one with that Mattermost id."""
    known = _by_mattermost(db, mattermost_id)
    member = Member(
        secrets.token_hex(ID_BYTES) if known is None else known.id, name, role, mattermost_id
    )
    db.table("members").upsert(
        {
            "id": member.id,
            "name": member.name,
            "role": member.role,
            "mattermost_id": member.mattermost_id,
        },
        pk="id",
    )
    return member


def renamed(db: Database, member_id: str, name: str, *, forget_account: bool) -> Member | None:
    """Replace the name of a member; return the member as they are now, None for no such id."""
    # What is replaced is written over in the file, not only let go.
    db.conn.execute("PRAGMA secure_delete=ON")
    account = ", mattermost_id = NULL" if forget_account else ""
    db.conn.execute(f"UPDATE members SET name = ?{account} WHERE id = ?", [name, member_id])
    found = members(db).get(member_id)
    if found is not None:
        before = states.kept(db, RENAMES)
        states.keep(db, {RENAMES: [*(before if isinstance(before, list) else []), member_id]})
    return found


def members(db: Database) -> dict[str, Member]:
    """Return every member by id."""
    # Plain SQL: asked with every post and every list; sqlite-utils asks the schema first.
    rows = db.conn.execute("SELECT id, name, role, mattermost_id FROM members ORDER BY rowid")
    return {row[0]: Member(*row) for row in rows}


def _by_mattermost(db: Database, mattermost_id: str | None) -> Member | None:
    if mattermost_id is None:
        return None
    rows = db.table("members").rows_where("mattermost_id = ?", [mattermost_id])
    return next((_member(row) for row in rows), None)


def _member(row: dict[str, str]) -> Member:
    return Member(row["id"], row["name"], row["role"], row["mattermost_id"])
