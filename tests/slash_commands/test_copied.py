"""What is copied from a card and typed: a no-break space parts words and units as a blank does."""

import pytest

from tests.slash_commands.channel import Channel

TIES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize(
    "line",
    [
        "/log -10 min grain",
        "/log-engine marche 1234,5 h au compteur",
        "/log-fuel + 60 l à la station",
        "/log-fuel 15 US gal",
        "/log-anchor mouillée 30 m de chaîne",
        "/log-crew embarque Marie , Paul et Léo",
        "/log-watch Paul et Léo",
        "/log-fix 48°22,41' N 004°29,87' W au relèvement",
        "/log-voyage début Vers les Scilly",
        "/log-set fond 2,5 m",
        "/log-set batterie 12,2 V",
        "/log-set intervalle 30 min",
        "/log-role @paul chef",
        "/log-clock UTC + 2",
    ],
)
def test_it_is_read_as_with_plain_blanks(channel: Channel, line: str, tie: str) -> None:
    trigger, _, words = line.partition(" ")
    channel.type("/log avant")
    before = len(channel.ship.entries())
    copied = _read(channel, f"{trigger} {words.replace(' ', tie)}")
    assert len(channel.ship.entries()) == before + 1
    assert copied == _read(channel, line)


@pytest.mark.parametrize("tie", TIES)
def test_a_reason_is_found_behind_its_sign(channel: Channel, tie: str) -> None:
    channel.type("/log Pris un ris")
    channel.type(f"/log-correct 2 Pris deux ris motif{tie}: mal compté")
    assert channel.last().draft.facts["reason"] == "mal compté"


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize(
    "line",
    [
        "/weather prévision vers 48°N 5°W ; 47°N 6°W 6 nd",
        "/weather prévision 230° 6 nd + 24 h",
        "/weather graphique 48 h",
        "/position 14:20",
        "/log-list 3",
        "/log-visa hier",
    ],
)
def test_what_is_asked_so_is_answered_alike(channel: Channel, line: str, tie: str) -> None:
    trigger, _, words = line.partition(" ")
    copied = channel.type(f"{trigger} {words.replace(' ', tie)}")
    assert " ".join(copied.split()) == " ".join(channel.type(line).split())


def _read(channel: Channel, line: str) -> tuple[object, ...]:
    channel.type(line)
    draft = channel.last().draft
    # Words are kept as they were typed; here they are read as an eye does.
    seen = {
        name: " ".join(fact.split()) if isinstance(fact, str) else fact
        for name, fact in draft.facts.items()
    }
    return draft.kind, seen, draft.at, draft.position, " ".join(draft.text.split())
