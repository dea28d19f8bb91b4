"""What must be found again after a restart: named JSON values beside the entries."""

import json
from collections.abc import Mapping

from sqlite_utils import Database


def kept(db: Database, name: str) -> object | None:
    """Return the value kept under `name`, or None where there is none."""
    rows = db.table("state").rows_where("name = ?", [name])
    return next((json.loads(row["value"]) for row in rows), None)


def keep(db: Database, state: Mapping[str, object]) -> None:
    """Keep each value of `state` under its name; raises ValueError for NaN or infinity."""
    for name, value in state.items():
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        db.table("state").upsert({"name": name, "value": text}, pk="name")
