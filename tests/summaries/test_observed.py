"""Sea, sky, visibility and sails are told in words, and only those that were seen."""

import pytest

from logbook.locale import speaker
from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.summaries.observed import CLOUD, SCALES, SEA_STATE, beside, phrases, step
from tests.eye import french


def draft(text: str, facts: dict[str, object], kind: EntryKind = EntryKind.REMARK) -> Draft:
    return Draft(0.0, 0.0, kind, Origin.MANUAL, text, Timing(ClockSource.GPS), facts=facts)


def test_what_was_seen_is_told_in_the_order_of_a_log() -> None:
    facts = {"sails": "GV, génois", "visibility": 7, "cloud": 6, "sea_state": 4}
    assert phrases(french(), facts) == [
        "mer agitée (4)",
        "nuages 6/8, aux trois quarts couvert",
        "visibilité de 10 à 20 km (7)",
        "voilure : GV, génois",
    ]
    assert phrases(speaker("en"), {"sea_state": 4}) == ["sea moderate (4)"]


def test_zero_is_a_figure_and_silence_is_none() -> None:
    assert phrases(french(), {"sea_state": 0, "cloud": 0})[1] == "nuages 0/8, ciel clair"
    assert phrases(french(), {}) == []


@pytest.mark.parametrize("value", [None, True, "4", 4.5, -1, 10])
def test_what_is_no_figure_of_the_scale_is_not_told(value: object) -> None:
    assert phrases(french(), {"sea_state": value}) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_of_every_scale_has_its_meaning(language: str) -> None:
    say = speaker(language)
    for scale in SCALES:
        told = [step(say, scale, figure) for figure in scale.steps]
        assert len(set(told)) == len(told)
        assert not any("observed." in words for words in told)
    assert step(french(), SEA_STATE, 4) == "4 (agitée)"
    assert len(CLOUD.steps) == 9


def test_a_line_does_not_say_twice_what_its_text_says() -> None:
    say = french()
    assert beside(say, draft("mer agitée (4)", {"sea_state": 4})) == []
    assert beside(say, draft("Grain", {"sea_state": 4})) == ["mer agitée (4)"]
    sails = draft("Voiles : GV", {"sails": "GV"}, EntryKind.SAILS)
    assert beside(say, sails) == []
