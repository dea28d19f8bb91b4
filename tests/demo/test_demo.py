"""`python app.py demo` as a person meets it: the real log behind the page, in a real browser."""

import os
import re
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo.browser import Browser, Page

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a demonstration is served, in French."""
    folder = tmp_path_factory.mktemp("demo")
    running = subprocess.Popen(
        [sys.executable, "app.py", "demo", "--port", "0", "--data", str(folder / "data")],
        cwd=ROOT,
        env={**os.environ, "LANG": "fr_FR.UTF-8", "LC_ALL": "", "LANGUAGE": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    try:
        for line in running.stdout:
            found = ADDRESS.search(line)
            if found:
                yield found[0]
                break
        else:
            pytest.fail("the demonstration told no address")
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=30)


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with Browser() as browser:
        tab = browser.page(address)
        # Set-up is done when the commands are there to choose from.
        tab.until("document.querySelectorAll('.person').length === 4")
        tab.click("#text")
        tab.type("/log-exp")
        tab.shows("/log-export", "#completion", patience_s=60.0)
        tab.run("document.querySelector('#text').value = ''")
        yield tab
        assert tab.complaints() == []


def _write(page: Page, text: str) -> None:
    page.click("#text")
    page.type(text)
    page.key("Enter")


def test_the_story_of_a_line_typed_corrected_and_struck(page: Page) -> None:
    _write(page, "/log Pris un ris")
    page.shows("Pris un ris", ".post.whisper")
    page.shows("Pris un ris", ".post.card")
    page.click(".card button[data-action=correct]")
    page.until("document.querySelector('dialog').open")
    page.run("document.querySelector('dialog textarea').select()")
    page.type("Pris deux ris")
    page.click("dialog .primary")
    page.shows("Pris deux ris", ".post.card")
    assert "Pris un ris" in page.text(".card del")
    page.click(".card button[data-action=strike]")
    page.shows("Rayer", "dialog")
    page.click("dialog [data-name] input, dialog [data-name] textarea")
    page.type("Essai")
    page.click("dialog .primary")
    page.shows("Essai", ".post.card")


def test_the_form_of_a_bare_log_writes_a_line(page: Page) -> None:
    _write(page, "/log")
    page.shows("facultatif", "dialog")
    page.click("dialog textarea")
    page.type("Vu des dauphins")
    page.click("dialog .primary")
    page.shows("Vu des dauphins", ".post.card")


def test_the_ship_s_card_is_pinned_and_says_that_nothing_of_it_is_true(page: Page) -> None:
    page.shows("simulée", "#now-card")


def test_a_message_that_begins_with_log_is_a_line_too(page: Page) -> None:
    page.click(".person[data-username=elodie]")
    page.until("document.querySelector('.person[data-username=elodie][aria-checked=true]')")
    _write(page, "log Relève de quart")
    page.shows("Relève de quart", ".post.card")
    page.shows("elodie", ".post.card")


def test_a_guest_s_child_may_not_export(page: Page) -> None:
    page.click(".person[data-username=malo]")
    page.until("document.querySelector('.person[data-username=malo][aria-checked=true]')")
    files = page.run("document.querySelectorAll('.file').length")
    _write(page, "/log-export gpx")
    page.until("document.querySelector('.post.whisper')")
    assert page.run("document.querySelectorAll('.file').length") == files


def test_the_track_is_downloaded_as_gpx(page: Page, tmp_path: Path) -> None:
    page.click(".person[data-username=yann]")
    page.until("document.querySelector('.person[data-username=yann][aria-checked=true]')")
    # The simulated boat sails within its first minute, and she may have been started just now.
    page.shows("Appareillage", ".post.card", patience_s=60.0)
    _write(page, "/log-export gpx")
    page.saves_into(tmp_path)
    page.click(".file")
    track = ET.parse(page.saved(tmp_path)).getroot()
    assert track.tag == "{http://www.topografix.com/GPX/1/1}gpx"
    assert len(track.findall(".//{*}trkpt")) > 1


def test_who_reads_english_is_answered_in_english(page: Page) -> None:
    page.click("#languages [lang=en]")
    page.shows("Simulated passage")
    _write(page, "/log-help position")
    page.shows("where we are", ".post.whisper")
