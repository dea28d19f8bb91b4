"""The pictures of the documents: all are made by one command, and show what the program says."""

import re
import struct
from pathlib import Path

import pytest

from docs.pictures.__main__ import LANGUAGES, LOGS, channels, rows_of_log
from docs.pictures.terminal import shown
from tests.demo.browser import Browser
from tests.docs.documents import ROOT, read
from tests.eye import seen

_SHOWN = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
_HOUR = re.compile(r"^```text\n(— .+?15:00 .+?)\n```$", re.MULTILINE | re.DOTALL)
_PAGES = {"en": "docs/log.md", "fr": "docs/fr/journal.md"}


def test_every_picture_that_is_shown_is_made_and_every_one_that_is_made_is_shown() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    wanted = {
        (path.parent / picture).resolve()
        for path in documents
        for picture in _SHOWN.findall(path.read_text(encoding="utf-8"))
    }
    made = {path for ending in ("png", "svg") for path in (ROOT / "docs").rglob(f"*.{ending}")}
    assert wanted == made
    channel = {
        ROOT / "docs" / f"{name}-{code}.png" for name in ("channel", "phone") for code in LANGUAGES
    }
    assert made == channel | set(LOGS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_of_the_log_shows_what_list_prints(language: str) -> None:
    rows = [seen(row) for row in shown(LOGS[language].read_text(encoding="utf-8"))]
    assert rows == [seen(row) for row in rows_of_log(language)], "run: python -m docs.pictures"
    found = _HOUR.search(read(_PAGES[language]))
    assert found is not None
    heading, *hour = found[1].split("\n")
    assert heading == rows[0]
    assert hour == rows[-len(hour) :]


def test_the_pictures_of_the_channel_are_made_wide_and_for_a_phone(tmp_path: Path) -> None:
    with Browser() as browser:
        made = channels(browser, "fr", tmp_path)
    sizes = {path.name: struct.unpack(">II", path.read_bytes()[16:24]) for path in made}
    assert sizes == {"phone-fr.png": (390, 844), "channel-fr.png": (1280, 860)}
