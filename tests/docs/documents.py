"""The documents as the tests read them: text, code blocks and tables."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGLISH = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/mattermost.md",
    "docs/commands.md",
    "docs/feeds.md",
    "docs/log.md",
    "docs/proof.md",
    "docs/track.md",
    "docs/databases.md",
    "docs/install.md",
    "docs/security.md",
    "docs/weather.md",
    "docs/backups.md",
    "docs/reliability.md",
)
JOURNAL = "docs/fr/journal.md"
FRENCH = (
    JOURNAL,
    "docs/fr/mattermost.md",
    "docs/fr/installation.md",
    "docs/fr/commandes.md",
    "docs/fr/preuve.md",
    "docs/fr/meteo.md",
    "docs/fr/sauvegardes.md",
)

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Return the code blocks of one language in a document."""
    return [body for kind, body in _BLOCK.findall(read(name)) if kind == language]


def prose(name: str) -> str:
    """Return a document without its code blocks."""
    return _BLOCK.sub("", read(name))


def spans(name: str) -> list[str]:
    """Return what stands in backticks, code blocks left out."""
    return _SPAN.findall(prose(name))


def shell_lines(name: str) -> list[str]:
    """Return the lines of the shell blocks, comments left out."""
    lines = "\n".join(blocks(name, "sh")).splitlines()
    return [bare for line in lines if (bare := line.partition(" #")[0].strip())]


def sections(name: str) -> Iterator[tuple[str, str]]:
    """Yield each heading with what stands between it and the next."""
    parts = re.split(r"^#+ (.*)$", prose(name), flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def table(text: str) -> list[list[str]]:
    """Return the rows of the tables in `text`, heads and rules left out, backticks taken off."""
    rows: list[list[str]] = []
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if line.startswith("|--") or not line.startswith("|"):
            continue
        if index + 1 < len(lines) and lines[index + 1].startswith("|--"):
            continue
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        rows.append([cell.strip().strip("`") for cell in cells])
    return rows


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
