"""A line is written as it was said, of when it happened, with what was known of the ship."""

import pytest

from logbook.model.entries import Condition, EntryKind, Origin, PositionSource
from logbook.model.observations import Position, Reading
from logbook.model.quantities import BARO, TWD, TWS
from logbook.model.refusal import Refusal
from logbook.model.ship import ShipState
from logbook.model.units import KNOT
from logbook.summaries.moment import Moment
from logbook.summaries.observed import beside
from logbook.verbs.write import Beside, write
from tests.eye import french
from tests.verbs.aboard import HERE, NOON, Aboard
from tests.verbs.chat import PAUL


def test_a_line_of_now_has_position_speed_and_conditions_of_the_instruments(ship: Aboard) -> None:
    entry = write(ship.bridge, ship.caller(), "Pris un ris")
    draft = entry.draft
    assert (draft.text, draft.kind, draft.origin) == (
        "Pris un ris",
        EntryKind.REMARK,
        Origin.MANUAL,
    )
    assert draft.position == HERE
    assert draft.position_source is PositionSource.GPS
    assert draft.sog == pytest.approx(2.778, abs=0.001)
    assert draft.cog == 271.0
    assert draft.conditions[BARO].value == 101_320.0
    assert draft.author == ship.caller().member.id
    assert draft.timing.boot_id == "a-boot"


def test_what_is_stale_is_not_written(ship: Aboard) -> None:
    ship.pass_time(120.0)
    draft = write(ship.bridge, ship.caller(), "brume").draft
    assert (draft.position, draft.sog, draft.cog, draft.conditions) == (None, None, None, {})


def test_a_line_of_ten_minutes_ago_has_the_values_of_then(ship: Aboard) -> None:
    then = NOON - 600.0
    ship.ship.kept[then] = Moment(Position(48.0, -5.0), 1.0, conditions={TWS: Condition(9.0, 2.0)})
    draft = write(ship.bridge, ship.caller(), "empannage", at=then).draft
    assert draft.at == then
    assert draft.written_at == NOON
    assert draft.position == Position(48.0, -5.0)
    assert draft.conditions[TWS].value == 9.0


def test_an_older_line_has_its_place_from_the_track_and_no_sensor(ship: Aboard) -> None:
    ship.sail([(NOON - 7200.0, 48.0, -5.0), (NOON - 3600.0, 48.2, -4.8)])
    draft = write(ship.bridge, ship.caller(), "dauphins", at=NOON - 5400.0).draft
    assert draft.position is not None
    assert draft.position.lat == pytest.approx(48.1, abs=1e-6)
    assert draft.position_source is PositionSource.TRACK
    assert (draft.sog, draft.conditions) == (None, {})


def test_within_a_gap_of_the_track_no_place_is_made_up(ship: Aboard) -> None:
    ship.sail([(NOON - 7200.0, 48.0, -5.0), (NOON - 3600.0, 48.2, -4.8)], gap_at=NOON - 3600.0)
    draft = write(ship.bridge, ship.caller(), "dauphins", at=NOON - 5400.0).draft
    assert draft.position is None
    assert draft.position_source is None


def test_a_line_without_a_track_is_written_all_the_same(ship: Aboard) -> None:
    (ship.folder / "track.db").write_bytes(b"not a database")
    draft = write(ship.bridge, ship.caller(), "dauphins", at=NOON - 5400.0).draft
    assert (draft.text, draft.position) == ("dauphins", None)


def test_what_was_seen_stands_beside_what_instruments_tell_and_replaces_none(ship: Aboard) -> None:
    seen = Beside(conditions={TWS: 15.0, BARO: 100_900.0})
    draft = write(ship.bridge, ship.caller(), "grain", beside=seen).draft
    assert draft.conditions[TWS].value == pytest.approx(14 * KNOT, abs=0.001)
    assert draft.conditions[BARO].value == 101_320.0
    assert draft.facts == {"by_eye": {"baro": 100_900.0, "tws": 15.0}}
    assert beside(french(), draft) == ["à l’œil : vent 29 nd force 7 · 1009,0 hPa"]


def test_what_no_instrument_tells_is_given_by_hand_and_named(ship: Aboard) -> None:
    ship.ship.heard = ShipState()
    draft = write(ship.bridge, ship.caller(), "grain", beside=Beside(conditions={TWS: 15.0})).draft
    assert draft.conditions == {TWS: Condition(15.0, 0.0)}
    assert draft.facts == {"by_hand": ["tws"]}


def test_a_direction_that_was_seen_is_not_put_to_a_speed_that_was_measured(ship: Aboard) -> None:
    measured = (Reading(TWS, 14 * KNOT),)
    ship.ship.heard = ShipState().after(measured, ship.bridge.now(), None)
    draft = write(ship.bridge, ship.caller(), "SW", beside=Beside(conditions={TWD: 225.0})).draft
    assert draft.conditions.keys() == {TWS}
    assert draft.facts == {"by_eye": {"twd": 225.0}}


def test_a_known_key_writes_nothing_twice_and_gives_the_line_that_stands(ship: Aboard) -> None:
    first = write(ship.bridge, ship.caller(), "une fois", key="post:abc")
    again = write(ship.bridge, ship.caller(), "une fois", key="post:abc")
    assert again.number == first.number
    assert again.hash == first.hash
    assert [entry.draft.text for entry in ship.entries()].count("une fois") == 1


def test_nul_and_controls_are_left_out_and_the_rest_is_verbatim(ship: Aboard) -> None:
    typed = "nul\0 tab\t bell\a \x1b[31m  @channel | `x` ~ é 🐬\r\nfin \ud83d"
    draft = write(ship.bridge, ship.caller(), typed).draft
    assert draft.text == "nul tab\t bell [31m  @channel | `x` ~ é 🐬\nfin �"


@pytest.mark.parametrize("typed", ["", "   ", "\0\0", "\n"])
def test_nothing_is_not_written(ship: Aboard, typed: str) -> None:
    with pytest.raises(Refusal, match="no_text"):
        write(ship.bridge, ship.caller(), typed)


def test_four_thousand_characters_are_written_and_one_more_is_not(ship: Aboard) -> None:
    assert len(write(ship.bridge, ship.caller(), "é" * 4000).draft.text) == 4000
    with pytest.raises(Refusal) as caught:
        write(ship.bridge, ship.caller(), "é" * 4001)
    assert caught.value.facts == {"length": 4001, "most": 4000}


def test_a_guest_may_write(ship: Aboard) -> None:
    assert write(ship.bridge, ship.caller(PAUL.id), "bonjour").number == len(ship.entries())
