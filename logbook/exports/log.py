"""The log as JSON lines: every hashed field of each entry as it is stored, by number."""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO


def write_log(out: BinaryIO, rows: Iterable[Mapping[str, str | None]]) -> int:
    """Write each row (field to stored text) as one line of JSON; return how many.

    Fields keep the order they come in, which is the order they are hashed in. Text is UTF-8, so
    that a reader sees the words that the hash was taken over. OSError of `out` passes through.
    """
    count = 0
    for row in rows:
        line = json.dumps(dict(row), ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode() + b"\n")
        count += 1
    return count
