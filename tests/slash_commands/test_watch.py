"""`/log-watch`: taking the watch with its summary, and asking how it goes, through the route."""

import pytest

from logbook.model.entries import EntryKind
from logbook.model.naming import sign
from logbook.model.neutral import JOINER
from tests.eye import seen
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import LEO, PAUL
from tests.verbs.passage import HOUR, blew, departed


@pytest.fixture
def passage(channel: Channel) -> Channel:
    """A passage of eight hours, Paul on watch for the last four."""
    departed(channel.ship, 8.0)
    blew(channel.ship, 8.0)
    channel.type("/log-watch 08:00", PAUL)
    channel.type("/position")
    return channel


def test_who_takes_the_watch_reads_all_of_what_was_handed_over(passage: Channel) -> None:
    passage.type("/log-sails 09:50 GV un ris, génois " + "et encore " * 20)
    told = passage.type("/log-watch").split("\n")
    assert told[0].endswith("12:00 · De quart : marie")
    assert told[1].startswith("Quart descendant : paul, de 08:00 à 12:00 UTC · 20,0 M en 4 h")
    assert told[2].startswith("vent 251° 14 nd force 4, moyenne sur 4 h · vent 270° 20 nd force 5")
    assert told[3] == "1013,2 hPa, -4,0 hPa en 4 h"
    assert told[4].startswith("voilure : GV un ris, génois et encore")
    assert told[5] == "1 ligne écrite"
    assert told[6] == "48°22,41'N 004°29,90'W"
    assert "\n".join(told[:6]).endswith(passage.last().draft.text.split("\n")[-1])


@pytest.mark.parametrize("typed", ["?", "qui", "Qui ?", "who", "liste", "résumé", "resume"])
def test_who_asks_is_told_who_has_the_watch_and_writes_nothing(
    passage: Channel, typed: str
) -> None:
    before = len(passage.ship.entries())
    told = passage.type(f"/log-watch {typed}").split("\n")
    assert told[:2] == [
        "De quart : paul, depuis 08:00",
        "20,0 M en 4 h · moyenne 5,0 nd · 18,1 M au 270° en ligne droite",
    ]
    assert told[-1] == "48°22,41'N 004°29,90'W · route 271° · 5,4 nd"
    assert len(passage.ship.entries()) == before


def test_who_has_the_watch_already_is_told_so_and_writes_nothing(passage: Channel) -> None:
    before = len(passage.ship.entries())
    told = passage.type("/log-watch", PAUL)
    assert told.startswith("On watch: paul, since 08:00\nYou have the watch already")
    assert len(passage.ship.entries()) == before
    # By a name that was typed too, and named again it is written.
    passage.type("/log-watch @leo")
    assert "Vous avez déjà le quart" in passage.type("/log-watch", LEO)
    passage.type("/log-watch @leo", LEO)
    assert passage.last().draft.facts["watch"] == ["leo"]


@pytest.mark.parametrize("typed", ["08:00", "8h00", "-4 h", "08:00 moi", "08:00 me"])
def test_a_time_alone_is_since_when_whoever_types_has_it(channel: Channel, typed: str) -> None:
    channel.type(f"/log-watch {typed}")
    draft = channel.last().draft
    assert draft.at == NOON - 4 * HOUR
    assert draft.facts["watch"] == [sign(str(draft.author))]


def test_a_time_alone_that_lies_too_far_back_is_kept_and_said(channel: Channel) -> None:
    answer = channel.type("/log-watch 12:50")
    assert seen(channel.last().draft.text).startswith("12:50 De quart : ")
    assert "plus de 12 heures" in answer


def test_who_has_it_beside_another_takes_it_alone(passage: Channel) -> None:
    passage.type("/log-watch @marie @paul")
    passage.type("/log-watch")
    assert passage.last().draft.facts["watch"] == [sign(str(passage.last().draft.author))]


def test_a_watch_of_yesterday_is_taken_anew(passage: Channel) -> None:
    passage.ship.ship.at = NOON + 21 * HOUR
    told = passage.type("/log-watch", PAUL)
    assert "De quart : paul" in told
    assert passage.last().at == NOON + 21 * HOUR
    assert passage.last().draft.kind is EntryKind.WATCH
    passage.ship.ship.at = NOON + 46 * HOUR
    assert passage.type("/log-watch ?").startswith(
        "De quart : paul, depuis mardi 2 juin 2026 09:00"
    )


def test_nobody_has_the_watch_until_somebody_takes_it(channel: Channel) -> None:
    assert channel.type("/log-watch ?").startswith("Personne n’a encore pris le quart.\n48°22,41'N")


def test_names_and_words_of_others_call_nobody(passage: Channel) -> None:
    passage.type("/log-watch 09:00 @all, ~paul")
    passage.type("/log-sails @channel `haute`")
    told = passage.type("/log-watch ?")
    assert "@all" not in told
    assert "@channel" not in told
    assert "`" not in told


def test_who_reads_english_is_told_in_english_and_the_line_is_the_boat_s(passage: Channel) -> None:
    told = passage.type("/log-watch ?", PAUL).replace(JOINER, "")
    assert told.startswith("On watch: paul, since 08:00\n20.0 NM in 4 h")
