"""`/log-visa`, what it asks of later changes, and how these show; `/log-crew rename`."""

import pytest

from logbook.chat.cards import card
from logbook.chat.history import history
from logbook.console.amendments import described
from logbook.locale import speaker
from logbook.model.entries import EntryKind
from logbook.model.notices import NoticeKind, notices_of
from slash_commands.log_correct import parted
from tests.chat.lines import hand
from tests.slash_commands.channel import Channel
from tests.verbs.chat import LEO, PAUL


def written(channel: Channel) -> int:
    channel.type("/log Vent 18 nd")
    return channel.last().number


def test_a_skipper_sees_and_signs_a_day_and_its_card_goes_to_the_channel(channel: Channel) -> None:
    written(channel)
    answer = channel.type("/log-visa")
    assert "Visa de la journée du lundi 1er juin 2026 : 2 lignes, jusqu’au n° 2" in answer
    assert "48°" not in answer
    visa = channel.last()
    assert visa.draft.kind is EntryKind.VISA
    assert visa.draft.facts == {
        "day": "2026-06-01",
        "since": "2026-06-01T00:00:00Z",
        "until": "2026-06-02T00:00:00Z",
        "last": 2,
        "entries": 2,
    }
    assert [notice.kind for notice in notices_of(visa)] == [NoticeKind.CARD]


def test_only_a_skipper_may(channel: Channel) -> None:
    written(channel)
    for who in (PAUL, LEO):
        before = len(channel.ship.entries())
        channel.type("/log-visa", who)
        assert EntryKind.VISA not in {one.draft.kind for one in channel.ship.entries()[before:]}


def test_everybody_may_look_whether_a_day_has_its_visa(channel: Channel) -> None:
    number = written(channel)
    assert channel.type("/log-visa", LEO) == (
        "La journée du lundi 1er juin 2026 n’a pas encore de visa ; un chef de bord le donne."
    )
    channel.type("/log-visa")
    visa = channel.last().number
    assert channel.type("/log-visa jour", LEO) == (
        "La journée du lundi 1er juin 2026 est visée par marie "
        f"jusqu’au n° {number} (ligne {visa})."
    )
    assert "Monday 1 June 2026 was seen by marie" in channel.type("/log-visa today", PAUL)
    assert "skipper" in channel.type("/log-visa today all seen", PAUL)


@pytest.mark.parametrize(
    ("typed", "day", "remark"),
    [
        ("", "2026-06-01", ""),
        ("tout est vu", "2026-06-01", "tout est vu"),
        ("aujourd’hui", "2026-06-01", ""),
        ("hier", "2026-05-31", ""),
        ("yesterday mer formée", "2026-05-31", "mer formée"),
        ("2026-05-31", "2026-05-31", ""),
        ("31/05", "2026-05-31", ""),
        ("31/05/2026 vu", "2026-05-31", "vu"),
        ("05-31", "2026-05-31", ""),
    ],
)
def test_a_day_is_named_in_both_languages(
    channel: Channel, typed: str, day: str, remark: str
) -> None:
    channel.ship.pass_time(-86_400.0)
    written(channel)
    channel.ship.pass_time(86_400.0)
    written(channel)
    channel.type(f"/log-visa {typed}".strip())
    line = channel.last()
    assert line.draft.facts["day"] == day
    assert line.draft.text.partition(" · ")[2] == remark


def test_a_day_that_is_none_or_empty_or_seen_already_is_refused(channel: Channel) -> None:
    written(channel)
    assert "n’existe pas" in channel.type("/log-visa 31/02")
    assert "n’existe pas" in channel.type("/log-visa 2026-13-01")
    assert "Rien n’a été écrit" in channel.type("/log-visa 14/07/2025")
    assert "Rien n’a été écrit" in channel.type("/log-visa 2027-01-01")
    channel.type("/log-visa")
    assert "déjà son visa (ligne 3)" in channel.type("/log-visa")
    written(channel)
    assert "jusqu’au n° 4" in channel.type("/log-visa")


def test_a_later_correction_needs_a_reason_and_shows_as_made_after_the_visa(
    channel: Channel,
) -> None:
    number = written(channel)
    channel.type("/log-visa")
    refused = channel.type(f"/log-correct {number} Vent 28 nd")
    assert "sous visa (ligne 3)" in refused
    assert "Vent 28 nd" in refused  # what was typed is given back
    assert channel.last().draft.kind is EntryKind.VISA
    channel.type(f"/log-correct {number} Vent 28 nd motif : mal lu")
    line = channel.last()
    assert (line.draft.text, dict(line.draft.facts)) == (
        "Vent 28 nd",
        {"reason": "mal lu", "visa": 3},
    )
    listed = " ".join(channel.type("/log-list").split())
    assert "marie, après le visa de la ligne 3 ; motif : mal lu) : Vent 28 nd" in listed
    with channel.ship.bridge.readers.book() as book:
        about = history(book, number)
    assert about is not None
    told = card(about, hand("fr")).message
    assert "~~Vent 18 nd~~" in told.replace("\N{WORD JOINER}", "")
    assert "(ligne 4, après le visa de la ligne 3, motif : mal lu)" in told
    assert "après le visa" in described(speaker("fr"), line, {}, 0)


def test_a_later_strike_shows_it_too_and_so_do_changes_of_a_correction(channel: Channel) -> None:
    number = written(channel)
    channel.type(f"/log-correct {number} Vent 28 nd")
    correction = channel.last().number
    channel.type("/log-visa")
    visa = channel.last().number
    assert "motif" in channel.type(f"/log-correct {correction} Vent 38 nd")
    channel.type(f"/log-strike {correction} lu de travers")
    assert channel.last().draft.facts == {"visa": visa}
    channel.type(f"/log-strike {number} doublon")
    assert channel.last().draft.facts == {"visa": visa}


def test_what_came_to_the_day_after_the_visa_is_free(channel: Channel) -> None:
    written(channel)
    channel.type("/log-visa")
    number = written(channel)
    channel.type(f"/log-correct {number} Vent 28 nd")
    assert channel.last().draft.facts == {}


def test_a_visa_is_neither_corrected_nor_struck(channel: Channel) -> None:
    written(channel)
    channel.type("/log-visa")
    number = channel.last().number
    assert "reste telle quelle" in channel.type(f"/log-strike {number} non")


@pytest.mark.parametrize(
    ("typed", "words", "reason"),
    [
        ("deux ris motif : mal lu", "deux ris", "mal lu"),
        ("two reefs reason: misread\nthe card", "two reefs", "misread\nthe card"),
        ("deux ris", "deux ris", ""),
        ("reason: none", "reason: none", ""),
        ("sans raison valable", "sans raison valable", ""),
        ("a raison : b motif : c", "a", "b motif : c"),
    ],
)
def test_a_reason_may_follow_the_words(typed: str, words: str, reason: str) -> None:
    assert parted(typed) == (words, reason)


def test_a_name_is_changed_from_the_channel_and_the_cards_will_follow(channel: Channel) -> None:
    channel.type("/log ici", PAUL)
    named = ("paul", PAUL.id)
    answer = channel.type(
        "/log-crew renomme @paul Le Rouge", user_mentions=named[0], user_mentions_ids=named[1]
    )
    assert "Nom changé au journal : Le Rouge" in answer
    assert "cartes suivent" in answer
    channel.type("/log-watch", PAUL)
    assert "De quart : Le Rouge" in channel.type("/log-list")
    assert "may change your own" in channel.type("/log-crew rename @marie X", PAUL)
    assert "Nom changé au journal : Paul K." in channel.type("/log-crew rename me Paul K.", PAUL)
    assert "/log-crew" in channel.type("/log-crew rename @paul", PAUL)
