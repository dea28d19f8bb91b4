"""Every catalogue of every area, in both languages: whole, in step, and really in its language."""

import gettext
import io
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from logbook.locale import LANGUAGES
from logbook.locale.catalogue import FOLDER
from logbook.locale.compile import compiled, read, sources

ENGLISH = re.compile(
    r"\b(the|is|are|not|of|with|from|this|and|was|cannot|must|has)\b", re.IGNORECASE
)
FRENCH = re.compile(r"\b(le|les|des|une|est|pas|du|dans|avec|qui|et|un|au|sur)\b", re.IGNORECASE)
THE_SAME_WORD = {
    "air",
    "bulletin",
    "correction",
    "danger",
    "force",
    "options",
    "position",
    "station",
    "urgent",
    "voyage",
}
"""Words that both languages write alike: a sentence of nothing else may stand in both."""
FRENCH_DOCUMENTS = FOLDER.parents[1] / "docs" / "fr"
UNITS = re.compile(r"\b(nd|M|NM|kn|m|s|h|j|d|min|hPa|kHz|C|V)\b")
QUOTED = re.compile(r"\{[^}]*\}|--\w+|\"[^\"]*\"|“[^”]*”|«[^»]*»|\w+://\S*|\[\w+\] \w+|\w+\.toml")

Sentences = dict[str, tuple[str, ...]]


def area(path: Path) -> Sentences:
    """Return the sentences of a `.po`: name to its forms (one, or singular and plural)."""
    found: Sentences = {}
    for message in read(path):
        if not message.id:
            continue
        name = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        found[name] = (said,) if isinstance(said, str) else tuple(said)
    return found


def language(code: str) -> Sentences:
    found: Sentences = {}
    for path in sources():
        if path.parents[1].name == code:
            found |= area(path)
    return found


def fields(forms: tuple[str, ...]) -> set[tuple[str, str]]:
    return {
        # Only French needs a word of its own before a name.
        (name, (spec or "").removeprefix("de"))
        for form in forms
        for _, name, spec, _ in string.Formatter().parse(form)
        if name is not None
    }


def bare(sentence: str) -> str:
    """Return the sentence without its facts, options, quotations and names of files."""
    return QUOTED.sub(" ", sentence)


everywhere = pytest.mark.parametrize(
    "path", sources(), ids=lambda path: f"{path.parts[-3]}/{path.stem}"
)


def test_there_are_catalogues_and_the_same_areas_in_both_languages() -> None:
    areas = {
        code: {path.stem for path in sources() if path.parents[1].name == code}
        for code in LANGUAGES
    }
    assert areas["fr"] == areas["en"]
    assert {"console", "entries", "units", "dates", "system"} <= areas["fr"]


@everywhere
def test_the_compiled_catalogue_is_in_step_with_its_source(path: Path) -> None:
    written = path.with_suffix(".mo")
    assert written.exists(), "run: python -m logbook.locale.compile"
    assert sentences_of(written.read_bytes()) == sentences_of(compiled(path)), (
        "run: python -m logbook.locale.compile"
    )


def sentences_of(content: bytes) -> dict[object, str]:
    # The header is left out: it tells which release of the tool wrote it.
    loaded = vars(gettext.GNUTranslations(io.BytesIO(content)))["_catalog"]
    return {key: text for key, text in loaded.items() if key != ""}


def test_no_compiled_catalogue_has_lost_its_source() -> None:
    compiled_files = set(FOLDER.glob("*/LC_MESSAGES/*.mo"))
    assert compiled_files <= {path.with_suffix(".mo") for path in sources()}


@everywhere
def test_every_sentence_is_named_for_an_area_and_says_something(path: Path) -> None:
    for message in read(path):
        assert not message.fuzzy or not message.id, message.id
    for name, forms in area(path).items():
        assert re.fullmatch(r"[a-z0-9_]+(\.[A-Za-z0-9_]+)+", name), name
        assert all(form.strip() for form in forms), name
        assert all(form == form.strip() for form in forms), name


@everywhere
def test_facts_are_plain_names_that_a_caller_can_give(path: Path) -> None:
    for name, forms in area(path).items():
        for field, _ in fields(forms):
            assert field.isidentifier(), f"{name}: {{{field}}}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_name_stands_twice(code: str) -> None:
    names = Counter(
        name for path in sources() if path.parents[1].name == code for name in area(path)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_both_languages_have_the_same_names() -> None:
    assert set(language("fr")) == set(language("en"))


def test_both_languages_tell_the_same_facts() -> None:
    french, english = language("fr"), language("en")
    different = [name for name in french if fields(french[name]) != fields(english[name])]
    assert different == []


def test_both_languages_count_where_one_does() -> None:
    french, english = language("fr"), language("en")
    assert [name for name in french if len(french[name]) != len(english[name])] == []


def test_no_french_sentence_was_left_in_english() -> None:
    left = [
        (name, form)
        for name, forms in language("fr").items()
        for form in forms
        if ENGLISH.search(bare(form))
    ]
    assert left == []


def test_no_english_sentence_was_left_in_french() -> None:
    left = [
        (name, form)
        for name, forms in language("en").items()
        for form in forms
        if FRENCH.search(bare(form))
    ]
    assert left == []


def test_a_sentence_is_alike_in_both_languages_only_if_its_words_are() -> None:
    english = language("en")
    alike = {
        name: set(re.findall(r"[^\W\d_]+", UNITS.sub(" ", bare(forms[0])).lower())) - THE_SAME_WORD
        for name, forms in language("fr").items()
        if forms == english[name]
    }
    assert {name: words for name, words in alike.items() if words} == {}


def test_french_has_a_space_before_its_high_punctuation_and_a_true_apostrophe() -> None:
    wrong = [
        (name, form)
        for name, forms in language("fr").items()
        for form in forms
        if re.search(r"[^\s:/][;:!?](\s|$)", bare(form)) or re.search(r"\w'\w", bare(form))
    ]
    assert wrong == []


def test_french_says_one_word_for_what_is_struck() -> None:
    # As a deck log has it; « barré » is what a helmsman has done.
    texts = {name: " ".join(forms) for name, forms in language("fr").items()}
    texts |= {path.name: path.read_text("utf-8") for path in FRENCH_DOCUMENTS.glob("*.md")}
    assert [name for name, text in texts.items() if re.search(r"\bbarrée?s?\b", text)] == []


def test_english_has_no_space_before_its_punctuation() -> None:
    wrong = [
        (name, form)
        for name, forms in language("en").items()
        for form in forms
        if re.search(r"\w\s[;:!?](\s|$)", bare(form))
    ]
    assert wrong == []
