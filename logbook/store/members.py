"""The people of a book: a random id that the entries carry, and a name that may be replaced."""

import secrets
from dataclasses import dataclass

from sqlite_utils import Database

ID_BYTES = 8


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


def members(db: Database) -> dict[str, Member]:
    """Return every member by id."""
    return {row["id"]: _member(row) for row in db.table("members").rows}


def _by_mattermost(db: Database, mattermost_id: str | None) -> Member | None:
    if mattermost_id is None:
        return None
    rows = db.table("members").rows_where("mattermost_id = ?", [mattermost_id])
    return next((_member(row) for row in rows), None)


def _member(row: dict[str, str]) -> Member:
    return Member(row["id"], row["name"], row["role"], row["mattermost_id"])
