"""Recorded requests of a real Mattermost, as bytes of a body; skips where there are none."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(
    os.environ.get(
        "LOGBOOK_MATTERMOST_RECORDINGS",
        Path(__file__).parents[3] / "shared" / "mattermost" / "recordings",
    )
)


def names(pattern: str) -> list[str]:
    """Return the names of the recordings like `pattern`; one that skips where there are none."""
    return sorted(path.name for path in FOLDER.glob(pattern)) or ["none"]


def calls(*, command: str | None = None) -> list[str]:
    """Return the names of the slash calls that the server made; of one POSTed `command` only.

    Some recordings show that no call was made; with a GET the command stands in the query.
    """
    found = []
    for name in names("slash-*.integration-request.json"):
        if name == "none":
            return [name]
        sent = json.loads((FOLDER / name).read_bytes())["request"]
        if sent is None:
            continue
        if command is None or (
            sent["method"] == "POST" and sent["body_parsed"]["command"] == [command]
        ):
            found.append(name)
    return found


def recorded(name: str) -> dict[str, Any]:
    """Return one recording."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"no Mattermost recording {name} on this machine")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found
