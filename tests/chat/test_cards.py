"""The card of an entry, as it reads in a terminal: who, when, what, and what became of it."""

import json

import pytest

from logbook.chat.cards import LONGEST, card
from logbook.chat.history import History
from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
)
from logbook.model.neutral import JOINER
from logbook.model.quantities import BARO, DEPTH_SURFACE, TWD, TWS
from logbook.model.signing import Signer
from tests.chat.lines import ANNE, BREST, KEY, LEO, NOON, VESSEL, draft, entry, hand

WEATHER = {
    TWD: Condition(250.0, 1.0),
    TWS: Condition(9.3, 1.0),
    BARO: Condition(101_320.0, 12.0),
    DEPTH_SURFACE: Condition(12.4, 1.0),
}
REEF = entry(12, draft("Pris un ris", position=BREST, sog=2.8, cog=271.0, conditions=WEATHER))


def read(about: History, language: str = "fr") -> list[str]:
    """Return the rows that a terminal shows."""
    return card(about, hand(language)).message.replace(JOINER, "").split("\n")


def correction(number: int, text: str, about: int = 12, **more: object) -> History:
    line = draft(text, kind=EntryKind.CORRECTION, refers_to=about, at=NOON + 720, author=LEO)
    return History(REEF, (entry(number, line, **more),))  # type: ignore[arg-type] # fields by name


def test_a_card_says_number_time_author_words_place_and_weather() -> None:
    assert read(History(REEF)) == [
        "Ligne 12 · 14:00 UTC+2 · anne",
        "Pris un ris",
        (
            "48°22,41'N 004°29,87'W · route 271° · 5,4 nd · vent 250° 18 nd force 5"
            " · 1013,2 hPa (il y a 12 s) · fond 12,4 m"
        ),
    ]
    assert read(History(REEF), "en") == [
        "Line 12 · 14:00 UTC+2 · anne",
        "Pris un ris",
        (
            "48°22.41'N 004°29.87'W · course 271° · 5.4 kn · wind 250° 18 kn force 5"
            " · 1013.2 hPa (12 s ago) · depth 12.4 m"
        ),
    ]


def test_an_automatic_line_says_all_by_itself_and_has_no_buttons() -> None:
    line = entry(
        13, draft("48°22,41'N 004°29,87'W", kind=EntryKind.HOURLY, author=None, position=BREST)
    )
    made = card(History(line), hand(signs=True))
    assert made.message.split("\n") == [
        "Ligne 13 · 14:00 UTC+2 · point horaire",
        "48°22,41'N 004°29,87'W",
    ]
    assert made.props == {}


def test_a_correction_leaves_the_first_words_legible_and_says_who_when_and_why() -> None:
    line = draft(
        "Pris deux ris",
        kind=EntryKind.CORRECTION,
        refers_to=12,
        at=NOON + 720,
        author=LEO,
        facts={"reason": "mal compté"},
    )
    rows = read(History(REEF, (entry(14, line),)))
    assert rows[1] == "~~Pris un ris~~"
    assert rows[3:] == ["Corrigée par leo, 14:12 (ligne 14, motif : mal compté) :", "Pris deux ris"]
    rows = read(History(REEF, (entry(14, line),)), "en")
    assert rows[3:] == ["Corrected by leo, 14:12 (line 14, reason: mal compté):", "Pris deux ris"]


def test_of_several_corrections_only_the_last_holds_and_all_are_legible() -> None:
    lines = [
        draft(text, kind=EntryKind.CORRECTION, refers_to=12, at=NOON + hours * 3600)
        for hours, text in ((1, "Pris deux ris"), (24, "Pris trois ris"))
    ]
    about = History(REEF, tuple(entry(14 + n, line) for n, line in enumerate(lines)))
    assert read(about)[3:] == [
        "Corrigée par anne, 15:00 (ligne 14) :",
        "~~Pris deux ris~~",
        "Corrigée par anne, mercredi 3 juin 2026 14:00 (ligne 15) :",
        "Pris trois ris",
    ]


def test_a_strike_leaves_the_words_legible_says_why_and_takes_the_buttons_away() -> None:
    line = draft("mauvais\nbateau", kind=EntryKind.STRIKE, refers_to=12, at=NOON + 720)
    about = History(REEF, (entry(16, line),))
    rows = read(about)
    assert rows[1] == "~~Pris un ris~~"
    assert rows[3] == "Rayée par anne, 14:12 (ligne 16) : mauvais bateau"
    assert card(about, hand(signs=True)).props == {}
    assert card(History(REEF), hand(signs=True)).props != {}


def test_a_struck_correction_gives_the_first_words_back() -> None:
    corrected = draft("Pris deux ris", kind=EntryKind.CORRECTION, refers_to=12)
    strike = draft("non", kind=EntryKind.STRIKE, refers_to=14)
    about = History(REEF, (entry(14, corrected), entry(15, strike)))
    rows = read(about)
    assert rows[1] == "Pris un ris"
    assert rows[4] == "~~Pris deux ris~~"
    assert about.current == 12


def test_a_correction_of_a_correction_holds() -> None:
    first = draft("Pris deux ris", kind=EntryKind.CORRECTION, refers_to=12)
    second = draft("Pris trois ris", kind=EntryKind.CORRECTION, refers_to=14)
    about = History(REEF, (entry(14, first), entry(15, second)))
    assert about.current == 15
    assert read(about)[-1] == "Pris trois ris"


def test_what_struck_a_strike_undoes_it() -> None:
    strike = draft("faux", kind=EntryKind.STRIKE, refers_to=12)
    undone = draft("si", kind=EntryKind.STRIKE, refers_to=13)
    about = History(REEF, (entry(13, strike), entry(14, undone)))
    assert not about.struck
    assert about.current == 12
    assert "~~Rayée par anne, 14:00 (ligne 13) : faux~~" in read(about)


def test_each_line_of_struck_words_is_struck() -> None:
    several = entry(12, draft("Vent ~18~ nd\n\n# gros `code`"))
    about = History(several, correction(14, "calme").amendments)
    assert read(about)[1:3] == ["~~Vent ~18~ nd~~", "~~# gros 'code'~~"]
    message = card(about, hand()).message
    assert "~~~" not in message  # would open a block of code


def test_nobody_is_called_by_a_card() -> None:
    line = draft("@channel | `x` ~town [a](http://b)", author=ANNE)
    reason = draft("@all", kind=EntryKind.STRIKE, refers_to=12)
    about = History(entry(12, line), (entry(13, reason),))
    message = card(about, hand()).message
    assert "@channel" not in message
    assert "@all" not in message
    assert not set("`|") & set(message)


def test_a_name_is_no_more_trusted_than_any_text() -> None:
    about = entry(12, draft("a", author="@here | x"))
    assert "@here" not in card(History(about), hand()).message


def test_a_line_written_late_shows_when_it_was_written() -> None:
    late = entry(3, draft("Moteur", kind=EntryKind.ENGINE, at=NOON - 600, written_at=NOON))
    assert read(History(late))[0] == "Ligne 3 · 13:50 UTC+2 · moteur · anne · écrite à 14:00"
    assert read(History(late), "en")[0] == (
        "Line 3 · 13:50 UTC+2 · engine · anne · written at 14:00"
    )


@pytest.mark.parametrize(
    ("line", "head"),
    [
        (draft("Moteur arrêté", kind=EntryKind.ENGINE, facts={"engine": "off"}), "anne"),
        (draft("Voiles : GV", kind=EntryKind.SAILS, facts={"sails": "GV"}), "anne"),
        (draft("GV", kind=EntryKind.SAILS, facts={"sails": "GV"}), "voiles · anne"),
        (draft("De quart : leo", kind=EntryKind.WATCH, facts={"watch": ["leo"]}), "anne"),
        (draft("relevé Paul", kind=EntryKind.WATCH), "quart · anne"),
        (draft("HOMME À LA MER", kind=EntryKind.MOB, facts={"action": "start"}), "anne"),
    ],
)
def test_what_happened_is_told_once_by_the_words_or_by_the_kind(line: Draft, head: str) -> None:
    assert read(History(entry(3, line)))[0] == f"Ligne 3 · 14:00 UTC+2 · {head}"


def test_a_line_of_another_day_shows_its_date() -> None:
    old = entry(3, draft("Bonite", at=NOON - 86_400))
    assert read(History(old))[0] == "Ligne 3 · lundi 1er juin 2026 14:00 UTC+2 · anne"


@pytest.mark.parametrize(
    ("clock", "mended_to", "said"),
    [
        (ClockSource.HOST, None, "heure de l’ordinateur"),
        (ClockSource.HOST, NOON + 60, "heure corrigée depuis par le GPS"),
        (ClockSource.REPLAY, None, "route rejouée ou simulée"),
    ],
)
def test_a_clock_that_was_not_the_gps_is_said(
    clock: ClockSource, mended_to: float | None, said: str
) -> None:
    assert said in read(History(entry(3, draft("a", clock=clock), mended_to)))[0]


def test_a_position_by_hand_and_an_imported_line_are_said_to_be() -> None:
    line = draft("Point", position=BREST, position_source=PositionSource.HAND, origin=Origin.MANUAL)
    assert read(History(entry(3, line)))[-1] == "48°22,41'N 004°29,87'W (à la main)"
    assert "importée" in read(History(entry(3, draft("a", origin=Origin.IMPORT))))[0]


def test_files_that_came_with_a_line_are_said_to_be_there() -> None:
    line = entry(3, draft("Le spi", facts={"files": ["f1", "f2"]}))
    assert read(History(line))[-1] == "2 fichiers joints"
    assert read(History(line), "en")[-1] == "2 files attached"


def test_the_buttons_carry_what_they_may_do_and_its_proof() -> None:
    props = json.loads(json.dumps(card(History(REEF), hand(signs=True)).props))
    actions = props["attachments"][0]["actions"]
    assert [(one["id"], one["name"]) for one in actions] == [
        ("correct", "Corriger"),
        ("strike", "Rayer"),
    ]
    for one in actions:
        assert one["id"].isalnum()
        assert one["integration"]["url"] == "http://boat:8067/webhooks/action"
        context = one["integration"]["context"]
        assert (context["vessel"], context["entry"], context["purpose"]) == (VESSEL, 12, one["id"])
        assert Signer(KEY).proves(VESSEL, 12, one["id"], context["sig"])


@pytest.mark.parametrize("text", ["é" * 4000, "@~" * 2000, "#\n" * 2000, "\n~" * 2000])
@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_no_card_is_longer_than_a_post_may_be(text: str, count: int) -> None:
    first = entry(1, draft(text))
    later = tuple(
        entry(n + 2, draft(text, kind=EntryKind.CORRECTION, refers_to=1)) for n in range(count)
    )
    message = card(History(first, later), hand()).message
    assert len(message) <= LONGEST
    assert "Ligne 1" in message
    if count:
        assert f"(ligne {count + 1})" in message
    shown = message.count("Corrigée par")
    assert shown == count or f"({count - shown} corrections plus anciennes" in message
