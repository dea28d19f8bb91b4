"""What a command answers, privately, and its wire form; the only maker of that JSON."""

import json
import re
from dataclasses import dataclass
from typing import Final

from logbook.verbs.text import clean

_MOST_GIVEN_BACK: Final = 50_000
_RUNS: Final = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Reply:
    """Words for the caller's eyes only; `wrote` is the number of the line that was written."""

    text: str
    wrote: int | None = None


def body(reply: Reply) -> bytes:
    """Return the JSON of a reply: text alone, read as it stands, and by the caller only.

    Without `skip_slack_parsing` the server would turn `<!channel>` into a call to everybody.
    """
    told = {"response_type": "ephemeral", "text": reply.text, "skip_slack_parsing": True}
    return json.dumps(told, ensure_ascii=False).encode()


def fenced(text: str) -> str:
    """Return `text` as a block that is shown letter by letter, whatever it holds."""
    longest = max(map(len, _RUNS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def given_back(typed: str) -> str:
    """Return what somebody typed, for them to copy; empty for nothing."""
    text = clean(typed)[:_MOST_GIVEN_BACK]
    return fenced(text) if text else ""
