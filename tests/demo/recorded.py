"""Recorded exchanges with a real Mattermost, and how near to one an answer of ours is."""

import json
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

Json = dict[str, Any]

FOLDER = Path(
    os.environ.get(
        "LOGBOOK_MATTERMOST_RECORDINGS",
        Path(__file__).parents[3] / "shared" / "mattermost" / "recordings",
    )
)
_CUT = re.compile(r"(.*?)\.\.\.\[(\d+) chars\]$", re.DOTALL)
_ID = re.compile(r"(?<![a-z0-9])[a-z0-9]{26}(?![a-z0-9])")
_ADDRESS = re.compile(r"http://(127\.0\.0\.1|localhost):\d+")
LONG_AGO_MS = 1_500_000_000_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One recorded call and its answer."""

    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    status: int
    answer: Any
    answer_headers: dict[str, str]
    at_ms: int

    @property
    def token(self) -> str:
        """The token that it was made with."""
        return self.headers.get("Authorization", "").partition(" ")[2]

    @property
    def whole(self) -> bool:
        """Whether the body was recorded in full."""
        return self.body is None or not _CUT.match(self.body)


@lru_cache(maxsize=2048)
def fixture(name: str) -> Json:
    """Return a recording as it stands; skips the test where there are none."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        pytest.skip(f"no Mattermost recording {name} on this machine")
    found: Json = json.loads(path.read_text())
    return found


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return every recording's name; none where there are none."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def exchange(name: str) -> Exchange:
    """Return one recorded call to the server."""
    told = fixture(name)
    asked, answered = told["request"], told["response"]
    parts = urlsplit(asked["url"])
    headers = dict(answered["headers"])
    return Exchange(
        name,
        asked["method"],
        f"{parts.path}?{parts.query}" if parts.query else parts.path,
        dict(asked["headers"]),
        asked["body_raw"],
        answered["status"],
        answered["body_text"] if answered["body_json"] is None else answered["body_json"],
        headers,
        int(parsedate_to_datetime(headers["Date"]).timestamp() * 1000),
    )


def likened(value: Any, known: Collection[str]) -> Any:
    """Return a value in which only the form of ids, times and our own addresses is left.

    An id in `known` stands as it is, since both sides must speak of the same thing.
    """
    if isinstance(value, dict):
        told = {likened(key, known): likened(each, known) for key, each in value.items()}
        for key in ("request_id", "cookie"):
            if told.get(key):
                told[key] = f"a {key}"
        return told
    if isinstance(value, list):
        return [likened(each, known) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return "a time" if value > LONG_AGO_MS else value
    if isinstance(value, str):
        text = _ADDRESS.sub("http://here", value)
        return _ID.sub(lambda found: found[0] if found[0] in known else "<id>", text)
    return value


def differences(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """Return where two likened values differ; what was recorded cut counts by its length."""
    if isinstance(theirs, str) and isinstance(ours, str):
        cut = _CUT.match(theirs)
        if cut and len(ours) == int(cut[2]) and ours.startswith(cut[1]):
            return []
    if isinstance(theirs, dict) and isinstance(ours, dict):
        found = [
            f"{where}.{key}: {'missing' if key in theirs else 'too much'}"
            for key in theirs.keys() ^ ours.keys()
        ]
        for key in theirs.keys() & ours.keys():
            found += differences(ours[key], theirs[key], f"{where}.{key}")
        return sorted(found)
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        pairs = zip(ours, theirs, strict=True)
        return [
            line
            for index, (mine, other) in enumerate(pairs)
            for line in differences(mine, other, f"{where}[{index}]")
        ]
    return [] if ours == theirs else [f"{where}: {ours!r:.200} where {theirs!r:.200} was recorded"]
