"""`python -m docs.pictures`: makes every picture that the documents show, anew.

It needs Chromium, as the tests of the page do. What the pictures hold is the same each time; their
letters are drawn with the fonts of the machine.
"""

import tempfile
from pathlib import Path
from typing import Final

from docs.pictures import terminal
from docs.pictures.passage import OFFSET_S, Crew, Passage, channel
from logbook.console.lines import listing
from logbook.locale import speaker
from tests.demo.browser import Browser, Page

DOCS: Final = Path(__file__).parents[1]
LANGUAGES: Final = ("en", "fr")
LOGS: Final = {"en": DOCS / "log.svg", "fr": DOCS / "fr" / "journal.svg"}
_COMMAND: Final = ".venv/bin/python app.py list"
_ENDS: Final = "15:01"
_TITLE: Final = {
    "en": "The log of a simulated passage, as “list” prints it in a terminal",
    "fr": "Le journal d’une traversée simulée, comme « list » l’écrit dans un terminal",
}
_DRAWN: Final = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_SIZES: Final = {"channel": (1280, 860), "phone": (390, 844)}
_RELIEVED: Final = "11:02"
_STORY: Final = {
    "fr": (
        ("08:02", "elodie", "/log-watch"),
        ("08:12", "yann", "/log-sails GV haute, génois"),
        ("10:21", "elodie", "/log-sails GV un ris, génois"),
        ("10:47", "jane", "log Une dizaine de dauphins à l’étrave"),
        (_RELIEVED, "yann", "/log-watch"),
    ),
    "en": (
        ("08:02", "elodie", "/log-watch"),
        ("08:12", "yann", "/log-sails full main, genoa"),
        ("10:21", "elodie", "/log-sails main with one reef, genoa"),
        ("10:47", "jane", "log A dozen dolphins at the bow"),
        (_RELIEVED, "yann", "/log-watch"),
    ),
}
"""Who writes what on the first watch, and when by ship's time."""


def main() -> None:
    """Make them all."""
    with Browser() as browser:
        for language in LANGUAGES:
            LOGS[language].write_text(log(language), encoding="utf-8")
            for path in channels(browser, language, DOCS):
                print(path.relative_to(DOCS.parent))
            print(LOGS[language].relative_to(DOCS.parent))


def log(language: str) -> str:
    """Return the picture of the log of a day at sea, nobody aboard but the boat herself."""
    rows = tuple(rows_of_log(language))
    return terminal.svg(_TITLE[language], _COMMAND, rows)


def rows_of_log(language: str) -> list[str]:
    """Return the rows that `list` prints of that day."""
    with tempfile.TemporaryDirectory() as scratch:
        passage = Passage(Path(scratch), language)
        passage.sail_to(_ENDS)
        passage.close()
        return [
            row.rstrip()
            for row in listing(
                speaker(language),
                passage.ship.lines(),
                amended={},
                members={},
                ship_offset_s=OFFSET_S,
                width=terminal.COLUMNS,
            )
        ]


def channels(browser: Browser, language: str, folder: Path) -> list[Path]:
    """Make the pictures of the channel as the watch changes, wide and on a phone, in `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        passage = Passage(Path(scratch), language)
        try:
            with channel(passage) as crew:
                for hour, name, words in _STORY[language]:
                    passage.sail_to(hour)
                    crew.writes(name, words)
                return _pictures(browser, crew, passage, folder)
        finally:
            passage.close()


def _pictures(browser: Browser, crew: Crew, passage: Passage, folder: Path) -> list[Path]:
    language = passage.say.language
    width, height = _SIZES["channel"]
    page = browser.page(f"{crew.url}/", width=width, height=height)
    page.do("Emulation.setTimezoneOverride", timezoneId="Europe/Paris")
    page.until("document.querySelectorAll('.post.card').length > 5", patience_s=30.0)
    passage.posted()
    page.shows(_RELIEVED, "#now-card", patience_s=30.0)
    page.look(*_SIZES["phone"])
    paths = [_still(page, folder / f"phone-{language}.png")]
    page.look(*_SIZES["channel"])
    page.click("#text")
    page.type("/position")
    page.key("Enter")
    page.until("document.querySelectorAll('.post.whisper').length === 1")
    return [*paths, _still(page, folder / f"channel-{language}.png")]


def _still(page: Page, path: Path) -> Path:
    """Save the page with its newest message in sight, and nothing in the way."""
    page.run("document.activeElement.blur()")
    page.run(_DRAWN)
    page.run("document.querySelector('#scroll').scrollTop = 1e9")
    page.until("document.querySelector('#unread').hidden")
    page.run(_DRAWN)
    page.picture(path)
    return path


if __name__ == "__main__":
    main()
