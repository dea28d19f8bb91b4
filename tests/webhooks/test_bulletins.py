"""A bulletin pasted in the channel is kept whole, as one line of the log."""

import unicodedata

import pytest

from logbook.model.entries import Draft, EntryKind, Origin
from tests.verbs.chat import MARIE
from tests.webhooks.quay import Quay
from webhooks.bulletins import is_bulletin

PASTED = (
    "Météo-France, bulletin côtier du 1er juin\n"
    "14:20 Avis de grand frais n° 12\n"
    "@channel [Penmarc'h](http://x) : SW 7"
)


def kept(port: Quay) -> list[Draft]:
    drafts = [entry.draft for entry in port.ship.entries()]
    return [draft for draft in drafts if draft.kind is EntryKind.BULLETIN]


@pytest.mark.parametrize(
    "message",
    [
        PASTED,
        "BULLETIN CÔTIER\nVent SW 6 à 7",
        "bulletin\n\nVent SW 6",
        "meteo : SW 6 fraîchissant",
        unicodedata.normalize("NFD", "Météo : SW 6"),
        "NavTex FE42\nGALE WARNING",
        "navtex: GALE WARNING",
    ],
)
def test_a_bulletin_has_its_word_first_and_rows_or_a_colon_behind(message: str) -> None:
    assert is_bulletin(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Météo pourrie ce matin",
        "bulletin ?",
        "navtex",
        "navtex:",
        "meteo :  ",
        "bulletins\nde salaire",
        "météorologie\nmarine",
        "la météo :\nSW 6",
        "le navtex a parlé\nà midi",
        "Bulletin reçu, voir la table à cartes : rien de neuf",
    ],
)
def test_talk_about_the_weather_is_no_bulletin(message: str) -> None:
    assert not is_bulletin(message)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_pasted_bulletin_is_one_line_of_its_kind_word_for_word(
    port: Quay, *, as_json: bool
) -> None:
    assert port.hook(PASTED, as_json=as_json).data == b""
    port.hook(PASTED, as_json=as_json)
    (draft,) = kept(port)
    assert draft.origin is Origin.MANUAL
    assert draft.text == PASTED
    assert draft.author == port.ship.caller().member.id
    assert draft.facts == {"post": "gynron7bf3dcmfzzor95sqcpda"}


def test_an_hour_in_a_bulletin_is_not_taken_for_the_line_s(port: Quay) -> None:
    port.hook("navtex\n-40 min", as_json=True)
    port.hook("navtex : 02:00 gale", as_json=True, post_id="yyyyyyyyyyyyyyyyyyyyyyyyyy")
    first, second = (entry.draft for entry in port.ship.entries()[-2:])
    assert (first.text, second.text) == ("navtex\n-40 min", "navtex : 02:00 gale")
    assert second.at == pytest.approx(first.at, abs=1.0)


def test_a_message_for_the_log_that_speaks_of_a_bulletin_is_a_remark(port: Quay) -> None:
    port.hook("log bulletin : reçu sur 518 kHz", as_json=True)
    draft = port.ship.entries()[-1].draft
    assert (draft.kind, draft.text) == (EntryKind.REMARK, "bulletin : reçu sur 518 kHz")


def test_talk_writes_nothing_and_a_bulletin_too_long_is_given_back(port: Quay) -> None:
    port.hook("météo pourrie ce matin", as_json=True)
    port.hook("bulletin\n" + 4000 * "x", as_json=True, user_id=MARIE.id)
    assert kept(port) == []
    assert port.texts() == []
    assert len(port.ship.chat.directs) == 1
