"""Forms are worded in both languages within Mattermost's limits, which count bytes."""

from collections.abc import Iterator

import pytest

from logbook.chat import forms
from logbook.locale import Speaker, speaker

LONG = "é" * forms.LONGEST_TEXT
NUMBER = 99_999_999


def all_forms(say: Speaker) -> Iterator[forms.Dialog]:
    yield forms.log_form(say, "state")
    yield forms.correct_form(say, "state", NUMBER, LONG)
    yield forms.strike_form(say, "state", NUMBER, LONG)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_titles_and_labels_have_at_most_24_bytes_and_help_150(language: str) -> None:
    for form in all_forms(speaker(language)):
        labels = [form["title"], form["submit_label"]]
        labels += [element["display_name"] for element in form["elements"]]
        assert {label: len(label.encode()) for label in labels if len(label.encode()) > 24} == {}
        for element in form["elements"]:
            assert len(element["help_text"].encode()) <= forms.MOST_HELP_BYTES, element
            assert len(element["display_name"]) > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_value_is_of_the_type_that_the_server_reads(language: str) -> None:
    for form in all_forms(speaker(language)):
        assert isinstance(form["introduction_text"], str)
        for element in form["elements"]:
            assert isinstance(element.get("default", ""), str)
            assert element["type"] in {"text", "textarea", "select"}
            assert isinstance(element["optional"], bool)
            for option in element.get("options", ()):
                assert isinstance(option["value"], str)
                assert option["text"]
            values = [option["value"] for option in element.get("options", ())]
            assert len(values) == len(set(values))


def test_names_within_a_form_are_different_and_its_purpose_is_named() -> None:
    for form, purpose in zip(all_forms(speaker("fr")), ("log", "correct", "strike"), strict=True):
        names = [element["name"] for element in form["elements"]]
        assert len(names) == len(set(names))
        assert form["callback_id"] == purpose
        assert form["state"] == "state"


def test_a_form_of_a_new_line_asks_what_a_sailor_sees_and_has_no_sensor_for() -> None:
    names = {element["name"] for element in forms.log_form(speaker("fr"), "")["elements"]}
    assert names == {"text", "kind", "wind", "baro", "sea", "cloud", "visibility", "sails"}


def test_the_words_in_a_strike_s_form_ping_nobody() -> None:
    intro = forms.strike_form(speaker("fr"), "", 3, "salut @channel `x`")["introduction_text"]
    assert "@channel" not in intro
    assert "`" not in intro


def test_the_correction_s_form_holds_the_words_as_they_are() -> None:
    text = "salut @channel\n`x` | ~~y~~"
    [area, _] = forms.correct_form(speaker("fr"), "", 3, text)["elements"]
    assert area["default"] == text


def test_forms_go_to_our_address_as_mattermost_reaches_it() -> None:
    assert forms.address("http://10.0.0.2:8067/") == "http://10.0.0.2:8067/webhooks/dialog"
