"""A speaker says every sentence, and never answers with an exception."""

import errno

import pytest

from logbook.locale import LANGUAGES, speaker
from logbook.model.refusal import Refusal, Refusals

FRENCH, ENGLISH = speaker("fr"), speaker("en")


@pytest.mark.parametrize(
    ("asked", "given"),
    [("fr", "fr"), ("fr_CA", "fr"), ("FR-fr", "fr"), ("en", "en"), ("en_GB.UTF-8", "en")],
)
def test_a_locale_is_spoken_in_its_language(asked: str, given: str) -> None:
    assert speaker(asked).language == given


def test_a_language_without_catalogues_is_refused() -> None:
    with pytest.raises(ValueError, match="fr, en"):
        speaker("de")


def test_a_sentence_is_said_in_both_languages() -> None:
    assert FRENCH.say("list.empty") == "Le journal est encore vide."
    assert ENGLISH.say("list.empty") == "The log is still empty."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Étoile du matin", "d’Étoile du matin"),
        ("ESE 12 nd", "d’ESE 12 nd"),
        ("SW 12 nd", "de SW 12 nd"),
        ("Œuvre vive", "d’Œuvre vive"),
        ("Hermine", "d’Hermine"),
        ("Héroïne", "d’Héroïne"),
        ("Héros", "de Héros"),
        ("Hussard", "de Hussard"),
        ("Ys", "d’Ys"),
        ("Yannick", "de Yannick"),
        ("Huitrier", "d’Huitrier"),
        ("Onze", "de Onze"),
        ("12 nd", "de 12 nd"),
        ("", "de "),
    ],
)
def test_french_elides_before_a_vowel_and_a_mute_h(name: str, said: str) -> None:
    assert FRENCH.say("demo.page_intro_title", boat=name) == f"Bienvenue à bord {said}"
    assert ENGLISH.say("demo.page_intro_title", boat=name) == f"Welcome aboard {name}"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0 position", "0 fixes"),
        (1, "1 position", "1 fix"),
        (2, "2 positions", "2 fixes"),
        (254013, "254\N{NO-BREAK SPACE}013 positions", "254,013 fixes"),
    ],
)
def test_a_count_chooses_the_form_of_its_language(count: int, french: str, english: str) -> None:
    assert FRENCH.say("import.fixes", count=count) == french
    assert ENGLISH.say("import.fixes", count=count) == english


def test_a_number_among_the_facts_takes_the_marks_of_the_language() -> None:
    assert FRENCH.say("units.metres", value=12.5) == "12,5 m"
    assert ENGLISH.say("units.metres", value=12.5) == "12.5 m"
    assert FRENCH.number(1013.25, 1) == "1013,2"
    assert FRENCH.number(-0.04, 1) == "0,0"


def test_a_text_among_the_facts_is_left_as_it_was_typed() -> None:
    assert "2.5,3 {count}" in FRENCH.say("console.struck", text="2.5,3 {count}")


def test_a_fact_may_be_called_name() -> None:
    assert FRENCH.say("console.sheet_condition", name="cap", figure="231°") == "cap 231°"


def test_a_name_without_a_sentence_is_said_with_its_facts() -> None:
    assert FRENCH.say("nowhere.to_be_found", pid=12) == "nowhere.to_be_found (pid=12)"
    assert FRENCH.say("nowhere.to_be_found") == "nowhere.to_be_found"
    assert not FRENCH.knows("nowhere.to_be_found")


def test_a_fact_that_was_not_given_keeps_its_braces_and_loses_nothing_else() -> None:
    said = ENGLISH.say("import.torn", file="a.nmea")
    assert said == "a.nmea is torn after {count} lines; all that comes before is taken."


def test_a_refusal_is_worded_with_its_facts() -> None:
    refusal = Refusal("show.no_such_entry", number=99)
    assert ENGLISH.refusal(refusal).startswith("There is no line 99 in the log")


def test_several_refusals_are_one_a_line() -> None:
    both = Refusals((Refusal("list.empty"), Refusal("verify.empty")))
    assert FRENCH.refusal(both).splitlines() == [
        "Le journal est encore vide.",
        "Le journal est vide, et intact.",
    ]


def test_a_refusal_within_a_refusal_is_worded_too() -> None:
    whole = Refusal("verify.problem", problem=Refusal("list.empty"))
    assert FRENCH.refusal(whole).endswith("Le journal est encore vide.")


def test_the_system_s_own_refusal_is_put_into_words() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert "le disque est plein" in FRENCH.say("export.not_writable", file="a.gpx", reason=full)


def test_a_rare_refusal_of_the_system_is_left_in_its_words() -> None:
    rare = OSError(errno.ELOOP, "Too many levels of symbolic links")
    assert "symbolic" in FRENCH.say("export.not_writable", file="a.gpx", reason=rare)
    assert "OSError" in FRENCH.say("export.not_writable", file="a.gpx", reason=OSError())


def test_both_languages_are_told() -> None:
    assert {speaker(code).language for code in LANGUAGES} == {"fr", "en"}
