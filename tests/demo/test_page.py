"""The page in a real browser: a line is typed, corrected, filled in, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.page.routes import STATIC
from demo.page.words import words
from demo.standin.writings import File
from tests.demo.browser import Browser, Page
from tests.demo.little_log import LittleLog


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture
def log() -> Iterator[LittleLog]:
    with LittleLog() as running:
        yield running


@pytest.fixture
def page(browser: Browser, log: LittleLog) -> Iterator[Page]:
    tab = browser.page(log.url)
    tab.until("document.querySelectorAll('.person').length === 4")
    tab.until("document.querySelector('#title').innerText")
    yield tab
    assert tab.complaints() == []
    # Everything comes from the ship itself.
    assert {address for address in tab.asked() if not address.startswith(("blob:", log.url))} <= {
        "about:blank"
    }


def _write(page: Page, text: str) -> None:
    page.click("#text")
    page.type(text)
    page.key("Enter")


def test_a_line_typed_as_a_command_shows_its_card_to_all_and_its_echo_to_one(
    page: Page, log: LittleLog
) -> None:
    _write(page, "/log Pris un ris")
    page.shows("Pris un ris", ".post.card")
    page.shows("Écrit : Pris un ris", ".post.whisper")
    page.shows("Visible de vous seul", ".post.whisper")
    assert page.run("document.querySelector('#text').value") == ""
    assert log.asked[0]["user_name"] == "yann"
    page.click(".person[data-username=elodie]")
    page.until("document.querySelectorAll('.post.whisper').length === 0")
    page.shows("Pris un ris", ".post.card")


def test_a_button_opens_a_form_and_the_corrected_words_stay_legible_struck(
    page: Page, log: LittleLog
) -> None:
    _write(page, "/log Pris un ris")
    page.click(".card button[data-action=correct]")
    page.shows("Corriger la ligne 1", "dialog")
    assert page.run("document.querySelector('dialog textarea').value") == "Pris un ris"
    page.run("document.querySelector('dialog textarea').select()")
    page.type("Pris deux ris")
    page.click("dialog .primary")
    page.shows("Pris deux ris", ".post.card")
    assert page.text(".card del") == "Pris un ris"
    assert page.run("document.querySelector('dialog').open") is False
    assert log.asked[-1]["submission"] == {"text": "Pris deux ris", "wind": None, "sea": None}


def test_a_form_says_what_is_wrong_beside_the_field_and_keeps_what_was_filled_in(
    page: Page, log: LittleLog
) -> None:
    _write(page, "/log")
    page.shows("Nouvelle ligne", "dialog")
    page.click("dialog .primary")
    page.shows("Champ obligatoire.", "[data-name=text] .error")
    page.click("[data-name=text] textarea")
    page.type("Empannage")
    page.click("[data-name=wind] input")
    page.type("beaucoup")
    page.click("dialog .primary")
    page.shows("Un nombre de nœuds est attendu.", "[data-name=wind] .error")
    assert page.run("document.querySelector('dialog textarea').value") == "Empannage"
    page.run("document.querySelector('[data-name=wind] input').select()")
    page.type("14")
    page.click("dialog .primary")
    page.shows("Empannage", ".post.card")
    assert log.asked[-1]["submission"]["wind"] == "14"


def test_a_slash_lists_the_commands_with_their_hints_to_choose_from(page: Page) -> None:
    page.until("document.querySelector('#text')")
    page.click("#text")
    page.type("/lo")
    page.shows("/log [texte]", "#completion")
    assert len(page.texts("#completion [role=option]")) == 2
    assert "Relire les lignes" in page.texts("#completion [role=option]")[1]
    page.key("ArrowDown")
    page.key("Tab")
    assert page.run("document.querySelector('#text').value") == "/log-list "
    assert page.run("document.querySelector('#completion').hidden") is True


def test_a_command_registered_while_it_is_typed_is_offered(page: Page, log: LittleLog) -> None:
    page.click("#text")
    page.type("/late")
    assert page.run("document.querySelector('#completion').hidden") is True
    log.register("later", "[texte]")
    page.shows("/later [texte]", "#completion")


def test_a_file_of_the_log_is_downloaded_as_it_is(
    page: Page, log: LittleLog, tmp_path: Path
) -> None:
    kind = "application/gpx+xml"
    gpx = File("g" * 26, log.bot.id, log.channel.id, 1, "traversée.gpx", kind, b"<gpx/>")
    log.stage.site.board.files[gpx.id] = gpx
    log.post("La trace", file_ids=[gpx.id])
    page.saves_into(tmp_path)
    page.shows("traversée.gpx", ".file")
    page.shows("6\u00a0o", ".file")
    page.click(".file")
    saved = page.saved(tmp_path)
    assert (saved.name, saved.read_bytes()) == ("traversée.gpx", b"<gpx/>")


def test_a_picture_goes_with_a_message_and_is_shown(
    page: Page, log: LittleLog, tmp_path: Path
) -> None:
    picture = tmp_path / "dauphin.png"
    page.picture(picture)
    root = page.do("DOM.getDocument")["root"]["nodeId"]
    chosen = page.do("DOM.querySelector", nodeId=root, selector="#files")["nodeId"]
    page.do("DOM.setFileInputFiles", files=[str(picture)], nodeId=chosen)
    page.shows("dauphin.png", "#held")
    _write(page, "log Des dauphins")
    page.until("document.querySelector('.file.image img')?.naturalWidth === 1280")
    (kept,) = log.stage.site.board.files.values()
    assert (kept.name, kept.data) == ("dauphin.png", picture.read_bytes())


def test_the_page_speaks_french_and_english_and_so_do_those_aboard(
    page: Page, log: LittleLog
) -> None:
    page.shows("Bienvenue à bord d’Étoile de mer")
    page.click("#languages [lang=en]")
    page.shows("Welcome aboard Étoile de mer")
    page.shows("Simulated passage")
    assert page.run("document.documentElement.lang") == "en"
    assert {log.user(name).locale for name in ("yann", "elodie", "jane", "malo")} == {"en"}
    assert set(log.forgotten) == {log.user(n).id for n in ("yann", "elodie", "jane", "malo")}
    page.click("#languages [lang=fr]")
    page.shows("Traversée simulée")


def test_one_may_speak_as_a_child_with_a_guest_account(page: Page, log: LittleLog) -> None:
    page.click(".person[data-username=malo]")
    page.until("document.querySelector('.person[data-username=malo][aria-checked=true]')")
    _write(page, "/log J’ai vu un dauphin")
    page.shows("malo", ".post.card")
    assert log.asked[0]["user_id"] == log.user("malo").id
    assert log.user("malo").guest


def test_the_pinned_card_is_shown_apart_and_changes_in_place(page: Page, log: LittleLog) -> None:
    page.shows("La carte du bord arrive…", "#now")
    card = log.post("Cap fond **247°** · 6,2 kn")
    log.pin(card)
    page.shows("Cap fond 247°", "#now-card")
    log.edit(card, "Cap fond **251°** · 6,4 kn")
    page.shows("Cap fond 251°", "#now-card")
    assert "247°" not in page.text("#now-card")
    assert page.texts("#stream .post") == []


def test_what_fails_is_said_and_the_typed_words_are_given_back(page: Page) -> None:
    _write(page, "/broken Pris un ris")
    page.shows("Cela n’est pas passé", "#failure")
    page.shows("broken", "#failure")
    assert page.run("document.querySelector('#text').value") == "/broken Pris un ris"


def test_no_words_ever_become_markup(page: Page, log: LittleLog) -> None:
    log.post("<img src=x onerror=document.title='caught'> <b>gras</b> **fort** `code` ~~non~~")
    log.post("| Heure | Cap |\n|---|---|\n| 12:00 | 251° |")
    log.post(
        "```\n<script>1</script>\n```\n> cité\n- un\n- deux\n\\*brut\\* [lien](http://x.example/)"
    )
    page.until("document.querySelectorAll('.post').length === 3")
    assert page.run("document.querySelectorAll('.post img[src=x], .post script').length") == 0
    assert "<b>gras</b>" in page.text(".post")
    assert (page.text(".post strong"), page.text(".words code"), page.text("del")) == (
        "fort", "code", "non",
    )  # fmt: skip
    assert page.texts(".post td") == ["12:00", "251°"]
    assert page.text(".post pre") == "<script>1</script>"
    assert page.texts(".post li") == ["un", "deux"]
    assert "*brut*" in page.texts(".post")[-1]
    assert page.run("document.querySelectorAll('#stream a[href]').length") == 0


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_is_cut_off_at_any_width(page: Page, log: LittleLog, width: int) -> None:
    log.pin(log.post("48°22,41'N 004°29,87'W · route 251° · 6,0 kn · 5,9 M dans l’heure"))
    log.post("Un mot très long : " + "abracadabra" * 20)
    page.look(width, 844)
    page.shows("abracadabra", ".post")
    assert page.run("document.documentElement.scrollWidth") <= width
    edges = page.run(
        "['#text', '#send', '#now-card', '.post .content', '#languages', '#crew']"
        ".map(s => document.querySelector(s).getBoundingClientRect())"
        ".map(r => [r.left, r.right, r.top, r.bottom])"
    )
    # The messages have room, and the rail is beside them or above, never in their place.
    assert page.run("document.querySelector('.channel').clientWidth") >= min(width, 480)
    assert all(left >= 0 and right <= width + 1 for left, right, _, _ in edges)
    assert all(bottom <= 845 for *_, bottom in edges[:3])


def test_a_figure_is_not_parted_from_its_unit_on_a_phone(page: Page, log: LittleLog) -> None:
    line = "48°22,41'N 004°29,87'W · route 251° · 6,1 M en 1 h 05 · vent force 5 · mer 14,3 °C"
    log.post(line)
    page.look(320, 844)
    page.shows(line, ".post")
    assert page.texts(".post .tied") == [
        "48°22,41'N 004°29,87'W ·", "251° ·", "6,1 M", "1 h 05 ·", "force 5 ·", "14,3 °C",
    ]  # fmt: skip
    tied = "[...document.querySelectorAll('.tied')]"
    assert page.run(f"{tied}.every(each => each.getClientRects().length === 1)")


def test_what_the_script_says_and_what_the_catalogues_hold_is_the_same() -> None:
    scripts = "\n".join(path.read_text() for path in STATIC.glob("*.js"))
    said = set(re.findall(r"\bsay\(\s*[\"'](\w+)[\"']", scripts))
    said |= set(re.findall(r"^\s*\[\"(try_\w+)\",", scripts, re.MULTILINE))
    said |= {f"role_{role}" for role in ("skipper", "crew", "guest")}
    assert said == set(words("fr", "Étoile")) == set(words("en", "Étoile"))


def test_nothing_in_the_page_names_an_outside_address() -> None:
    for path in STATIC.iterdir():
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", text), path.name
