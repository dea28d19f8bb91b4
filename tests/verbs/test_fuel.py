"""Fuel as people type it: litres by any name, gallons that are said which, nothing guessed."""

import pytest

from logbook.model.refusal import Refusal
from logbook.verbs.typed import fuel
from logbook.verbs.when import Told
from tests.eye import seen
from tests.verbs.aboard import Aboard


@pytest.mark.parametrize(
    ("typed", "facts", "text"),
    [
        ("60", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("60 l", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("60L", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("60 L.", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("60 ltrs", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("45,5 litres de gasoil", {"fuel_l": 45.5}, "Carburant au réservoir : 45,5 l · de gasoil"),
        ("60\u202flitres", {"fuel_l": 60.0}, "Carburant au réservoir : 60 l"),
        ("1\u00a0200 l", {"fuel_l": 1200.0}, "Carburant au réservoir : 1200 l"),
        ("+ 60 à 2 h", {"fuel_added_l": 60.0}, "Carburant embarqué : 60 l · à 2 h"),
        (
            "+15 US gallons, à la station",
            {"fuel_added_l": 56.78},
            "Carburant embarqué : 56,8 l · 15 US gallons · à la station",
        ),
        ("15 gal. US", {"fuel_l": 56.78}, "Carburant au réservoir : 56,8 l · 15 gal. US"),
        ("15 gallons (us)", {"fuel_l": 56.78}, "Carburant au réservoir : 56,8 l · 15 gallons (us)"),
        (
            "10 gallons impériaux",
            {"fuel_l": 45.46},
            "Carburant au réservoir : 45,5 l · 10 gallons impériaux",
        ),
        ("10 UK gal", {"fuel_l": 45.46}, "Carburant au réservoir : 45,5 l · 10 UK gal"),
        ("10usg", {"fuel_l": 37.85}, "Carburant au réservoir : 37,9 l · 10usg"),
    ],
)
def test_litres_and_gallons_are_written_as_litres_and_gallons_stay_in_the_words(
    ship: Aboard, typed: str, facts: dict[str, float], text: str
) -> None:
    draft = fuel.read(ship.bridge, ship.caller(), Told(typed)).write().draft
    assert (draft.facts, seen(draft.text)) == (facts, text)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("60 gallons", "typed.gallons"),
        ("+60gal", "typed.gallons"),
        ("plein 60 gal à la station", "typed.gallons"),
        ("60 US", "typed.gallons"),
        ("80 %", "typed.fuel"),
        ("80%", "typed.fuel"),
        ("80 pour cent", "typed.fuel"),
        ("3 l/h", "typed.fuel"),
        ("2 bidons de 20 l", "typed.fuel"),
        ("2x20", "typed.fuel"),
        ("2 x 20 l", "typed.fuel"),
        ("1 200 l", "typed.fuel"),
        ("1,200 litres", "typed.fuel"),
        ("60-70", "typed.fuel"),
        ("1/2", "typed.fuel"),
        ("60 €", "typed.fuel"),
        ("50 kg", "typed.fuel"),
        ("beaucoup", "slash.usage"),
        ("-60", "slash.usage"),
        ("plein +", "slash.usage"),
    ],
)
def test_what_may_be_another_measure_is_asked_about_and_never_written(
    ship: Aboard, typed: str, why: str
) -> None:
    caller, before = ship.caller(), len(ship.entries())
    with pytest.raises(Refusal) as refused:
        fuel.read(ship.bridge, caller, Told(typed)).write()
    assert refused.value.name == why
    assert len(ship.entries()) == before
