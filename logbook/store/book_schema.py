"""The tables of `logbook.db`: what owners may query, what guards the entries, step by step."""

from typing import Final

from sqlite_utils import Database

from logbook.model.chain import FIELDS_FORM_1, GENESIS
from logbook.store.database import Step

NAME: Final = "logbook.db"
PAGE_BYTES: Final = 4096
HASHED: Final = FIELDS_FORM_1
COLUMNS: Final = (*FIELDS_FORM_1, "prev", "hash", "form")
"""The columns of `entries`, in order."""
_WHOLE_NUMBERS: Final = {"number", "refers_to", "form"}
_MAY_BE_SILENT: Final = {
    "author",
    "lat",
    "lon",
    "position_source",
    "sog",
    "cog",
    "conditions",
    "refers_to",
    "facts",
    "key",
    "boot_id",
    "boot_s",
}

# The insert guard looks for the number, the hash before and the key itself, because INSERT OR
# REPLACE deletes what it replaces without asking a delete trigger.
GUARDS: Final = {
    "entries_never_altered": """CREATE TRIGGER entries_never_altered BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never altered: write a correction'); END""",
    "entries_never_removed": """CREATE TRIGGER entries_never_removed BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never removed: strike it'); END""",
    "entries_in_turn": f"""CREATE TRIGGER entries_in_turn BEFORE INSERT ON entries
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM entries ORDER BY number DESC LIMIT 1), '{GENESIS}')
  OR NEW.vessel IS NOT (SELECT value FROM meta WHERE name = 'vessel')
  OR EXISTS (SELECT 1 FROM entries WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'an entry comes after the last, once, in its own book'); END""",
    "meta_never_altered": """CREATE TRIGGER meta_never_altered BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'a book keeps its vessel and its nature'); END""",
    "meta_never_removed": """CREATE TRIGGER meta_never_removed BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'a book keeps its vessel and its nature'); END""",
    "meta_said_once": """CREATE TRIGGER meta_said_once BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'a book keeps its vessel and its nature'); END""",
}
"""The triggers that keep the book append-only, by name; `verify` demands each as it stands."""

_INDEXES: Final = (
    "CREATE INDEX entries_by_time ON entries(at)",
    "CREATE INDEX entries_by_kind ON entries(kind)",
    "CREATE UNIQUE INDEX entries_by_key ON entries(key) WHERE key IS NOT NULL",
    "CREATE INDEX entries_about ON entries(refers_to) WHERE refers_to IS NOT NULL",
    "CREATE INDEX entries_by_host_clock ON entries(boot_id) WHERE clock_source = 'host'",
    "CREATE INDEX entries_live_by_time ON entries(at) WHERE origin <> 'import'",
)

# Of several clock entries that cover a line the last one is believed: SQLite takes the bare
# columns of a max() from the row of the maximum. What the host timed is moved by what its clock
# was wrong by at that very moment, which the boot clock knows, since the host's may have stepped
# more than once. Whole seconds that had begun, as entries are stored.
MENDED: Final = """SELECT line.number AS number,
       strftime('%Y-%m-%dT%H:%M:%SZ',
                CAST(unixepoch(line.at) + 0.0005 + coalesce(
                    CAST(line.boot_s AS REAL) + json_extract(fix.facts, '$.utc_minus_boot_s')
                        - unixepoch(line.written_at),
                    json_extract(fix.facts, '$.offset_s')) AS INTEGER),
                'unixepoch') AS at,
       max(fix.number) AS clock_entry
FROM entries AS fix CROSS JOIN entries AS line
WHERE fix.kind = 'clock'
  AND line.number BETWEEN json_extract(fix.facts, '$.covers[0]')
                      AND json_extract(fix.facts, '$.covers[1]')
  AND line.clock_source = 'host'
  AND line.boot_id = json_extract(fix.facts, '$.boot_id')
GROUP BY line.number"""
"""The lines whose time a later clock line mended. We ask in our own words, not by the view: what a
file's schema calls is not believed, and to SQLite 3.40 `json_extract` is no harmless function."""
_MENDED: Final = f"CREATE VIEW mended AS\n{MENDED}"

_LOG: Final = """CREATE VIEW log AS
SELECT e.number, coalesce(mended.at, e.at) AS at, e.at AS at_as_written, e.written_at,
       e.kind, e.origin, e.author, members.name AS author_name, e.text,
       CAST(e.lat AS REAL) AS lat, CAST(e.lon AS REAL) AS lon, e.position_source,
       CAST(e.sog AS REAL) AS sog, CAST(e.cog AS REAL) AS cog,
       e.conditions, e.refers_to, e.facts, e.clock_source
FROM entries AS e
LEFT JOIN mended ON mended.number = e.number
LEFT JOIN members ON members.id = e.author"""


def _entries(db: Database) -> None:
    db.table("meta").create(
        {"name": str, "value": str}, pk="name", not_null=["name", "value"], strict=True
    )
    db.table("entries").create(
        {name: int if name in _WHOLE_NUMBERS else str for name in COLUMNS},
        pk="number",
        not_null=[name for name in COLUMNS if name not in _MAY_BE_SILENT],
        strict=True,
    )


def _people(db: Database) -> None:
    db.table("members").create(
        {"id": str, "name": str, "mattermost_id": str, "role": str},
        pk="id",
        not_null=["id", "name", "role"],
        strict=True,
    )
    db.table("members").create_index(["mattermost_id"], unique=True)


def _afloat(db: Database) -> None:
    # What the recorder must find again after a restart, and a first outbox, never used.
    db.table("state").create(
        {"name": str, "value": str}, pk="name", not_null=["name", "value"], strict=True
    )
    db.table("outbox").create(
        {
            "id": int,
            "created": str,
            "kind": str,
            "entry": int,
            "body": str,
            "state": str,
            "tries": int,
            "next_at": str,
            "reason": str,
            "post_id": str,
        },
        pk="id",
        not_null=["created", "kind", "body", "state", "tries"],
        defaults={"state": "waiting", "tries": 0},
        strict=True,
    )
    db.table("outbox").create_index(["state", "id"])


def _version_1(db: Database) -> None:
    _entries(db)
    _people(db)
    _afloat(db)
    for sql in (*_INDEXES, _MENDED, _LOG, *GUARDS.values()):
        db.execute(sql)


def _version_2(db: Database) -> None:
    # Version 1 never put anything into its outbox.
    db.table("outbox").drop()
    db.table("outbox").create(
        {
            "id": int,
            "uid": str,
            "created": str,
            "kind": str,
            "entry": int,
            "channel": str,
            "body": str,
            "state": str,
            "tries": int,
            "next_at": str,
            "reason": str,
            "post_id": str,
            "root_id": str,
        },
        pk="id",
        not_null=["uid", "created", "kind", "channel", "body", "state", "tries"],
        defaults={"channel": "", "state": "waiting", "tries": 0},
        strict=True,
    )
    db.table("outbox").create_index(["state", "id"])
    db.execute("CREATE INDEX outbox_about ON outbox(entry) WHERE post_id IS NOT NULL")


STEPS: Final[tuple[Step, ...]] = (_version_1, _version_2)
"""What brings a book of version n to n + 1; a step that has been released is never changed."""
