"""The line of a bulletin, in both languages: what it is, its words, and how well it came."""

import pytest

from logbook.locale import speaker
from logbook.model.entries import MOST_CHARACTERS
from logbook.model.navtex import LOST, Bulletin
from logbook.model.navtex_posts import Together
from logbook.summaries import navtex
from tests.eye import french, spoken

NOON = 1_780_315_200.0  # 2026-06-01T12:00:00Z
LIGHT = Bulletin(NOON, "LIGHT UNLIT", 3, code="FA02", frequency=2, characters=200, unreadable=0)
TORN = LIGHT._replace(
    text=f"LIGHT {LOST}",
    lost=2,
    unreadable=12,
    valid=False,
    frequency=3,
    received=NOON - 86_400.0,
)


def rows(bulletin: Bulletin, language: str) -> list[str]:
    return navtex.text(spoken(language), bulletin, 7200).split("\n")


def test_a_warning_is_marked_in_words_before_anything_else() -> None:
    assert rows(LIGHT, "fr") == [
        "DANGER · NAVTEX FA02 : avertissement de navigation · station F · 518 kHz",
        "LIGHT UNLIT",
    ]
    assert rows(LIGHT, "en") == [
        "DANGER · NAVTEX FA02: navigational warning · station F · 518 kHz",
        "LIGHT UNLIT",
    ]


@pytest.mark.parametrize(
    ("code", "fr", "en"),
    [
        ("FB07", "DANGER · NAVTEX FB07 : avertissement météorologique", "DANGER · NAVTEX FB07: m"),
        (
            "FL07",
            "DANGER · NAVTEX FL07 : avertissement de navigation (à côté",
            "DANGER · NAVTEX FL",
        ),
        (
            "FD07",
            "URGENT · NAVTEX FD07 : recherche et sauvetage, piraterie",
            "URGENT · NAVTEX FD07",
        ),
        ("FE00", "URGENT · NAVTEX FE00 : prévisions météorologiques", "URGENT · NAVTEX FE00: mete"),
        (
            "FE07",
            "NAVTEX FE07 : prévisions météorologiques · station F",
            "NAVTEX FE07: meteorological f",
        ),
        ("FZ07", "NAVTEX FZ07 : aucun message en attente", "NAVTEX FZ07: no message on hand"),
        (
            "FP07",
            "NAVTEX FP07 : sujet P, qui n’est pas en usage",
            "NAVTEX FP07: subject P, which is",
        ),
    ],
)
def test_the_subject_is_said_in_words(code: str, fr: str, en: str) -> None:
    assert rows(LIGHT._replace(code=code), "fr")[0].startswith(fr)
    assert rows(LIGHT._replace(code=code), "en")[0].startswith(en)


def test_how_badly_it_came_is_said_below() -> None:
    assert rows(TORN, "fr")[2] == (
        "2 parties sur 3 sont perdues, là où se trouve […] · 12 caractères illisibles (6 %)"
        " · mal reçu, dit le récepteur"
        " · reçu dimanche 31 mai 2026 à 14:00 UTC+2 d’après l’horloge du récepteur"
    )
    assert rows(TORN, "en") == [
        "DANGER · NAVTEX FA02: navigational warning · station F · 4209.5 kHz",
        "LIGHT […]",
        (
            "2 of 3 parts are lost, where […] stands · 12 unreadable characters (6%)"
            " · badly received, says the receiver"
            " · received Sunday 31 May 2026 14:00 UTC+2 by the receiver’s clock"
        ),
    ]
    assert "4209,5 kHz" in rows(TORN, "fr")[0]


def test_a_count_of_bad_characters_is_said_without_the_whole_too() -> None:
    assert rows(LIGHT._replace(characters=None, unreadable=1), "en")[2] == "1 unreadable character"


def test_without_its_letters_it_says_that_it_may_be_a_warning() -> None:
    torn = TORN._replace(code=None, frequency=None)
    assert "peut-être un avertissement" in rows(torn, "fr")[0]
    assert "it may be a warning" in rows(torn, "en")[0]


def test_what_did_not_come_by_radio_is_said_and_an_unknown_frequency_is_silent() -> None:
    assert rows(LIGHT._replace(frequency=0), "en")[0].endswith("not received over the air")
    assert rows(LIGHT._replace(frequency=7), "en")[0].endswith("station F")
    assert rows(LIGHT._replace(frequency=None), "en")[0].endswith("station F")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("length", [0, 3900, 3930, 3940, 3950, 4000, 4100, 16_000])
def test_no_line_is_longer_than_an_entry_may_be(language: str, length: int) -> None:
    long = LIGHT._replace(text="#" * length)
    text = navtex.text(speaker(language), long, 0)
    assert len(text) <= MOST_CHARACTERS
    left_out = length - text.count("#")
    said = text.split("\n")[2:]
    assert [row.split(" ")[0] for row in said] == ([str(left_out)] if left_out else [])


def test_what_was_never_held_is_said_to_be_left_out() -> None:
    assert rows(LIGHT._replace(left_out=12_000), "en")[2].startswith("12000 characters more")


def test_those_without_a_post_are_told_in_one_line() -> None:
    told = Together(NOON, count=3, dangerous=1, named=("FE07", "FA02", "?"))
    assert navtex.together(french(), told) == (
        "NAVTEX : 3 bulletins de plus sont écrits sans message à eux, car il en est venu beaucoup"
        " à la fois : FE07, FA02, ? ; /log-list les montre."
        " 1 d’entre eux est marqué DANGER ou URGENT."
    )
    many = told._replace(count=43, dangerous=0, dropped=1)
    assert navtex.together(speaker("en"), many) == (
        "NAVTEX: 43 bulletins more are written without posts of their own, since many came at once:"
        " FE07, FA02, ?; /log-list shows them. And 40 others."
        " 1 more came beyond what is written in a day, and is not in the log."
    )
    only_dropped = Together(NOON, dropped=2)
    assert navtex.together(speaker("en"), only_dropped).startswith("2 more came beyond")
