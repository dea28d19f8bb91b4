"""XDR: groups in step, out of step, and of other people's sensors."""

import pytest

from logbook.model import quantities as q
from logbook.model.quantities import Quantity
from tests.nmea0183.sentences import readings_of


def test_groups_that_are_one_field_short_do_not_put_the_others_out_of_step() -> None:
    body = "IIXDR,C,C,,C,AIRTEMP,A,15.0,D,HEEL,A,2.6,D,TRIM,P,,B,BARO,A,A,1.3,D,RUDDER"
    assert readings_of(body) == {q.HEEL: 15.0, q.TRIM: 2.6, q.RUDDER: 1.3}
    body = "IIXDR,C,AIRTEMP,A,-5.5,D,HEEL,P,1.0130,B,BARO"
    assert readings_of(body) == pytest.approx({q.HEEL: -5.5, q.BARO: 101_300.0})


def test_a_field_too_many_before_a_group_is_stepped_over() -> None:
    body = "IIXDR,C,C,19.5,C,AIRTEMP,A,2.0,D,HEEL,A,A,1.3,D,RUDDER"
    assert readings_of(body)[q.AIR_TEMP] == pytest.approx(292.65)


def test_a_value_that_is_no_number_is_not_a_group() -> None:
    assert readings_of("IIXDR,A,-0.-3,D,TRIM,A,2.0,D,HEEL") == {q.HEEL: 2.0}


@pytest.mark.parametrize(
    ("group", "readings"),
    [
        ("P,1.0267,B,4", {q.BARO: 102_670.0}),
        ("P,102674,P,3", {q.BARO: 102_674.0}),
        ("P,3.5,B,4", {}),
        ("P,1.02,B,ENGINEOIL#0", {}),
        ("P,1.02,B,Barometer", {q.BARO: 102_000.0}),
        ("C,21.5,C,TempAir", {q.AIR_TEMP: 294.65}),
        ("C,21.5,C,ENV_OUTAIR_T", {q.AIR_TEMP: 294.65}),
        ("C,85.0,C,ENGINE#0", {}),
        ("C,21.5,C,1", {}),
        ("C,18.0,C,DEWP", {q.DEW_POINT: 291.15}),
        ("C,18.0,C,WaterTemp", {q.SEA_TEMP: 291.15}),
        ("H,33.6,P,0", {q.HUMIDITY: 0.336}),
        ("A,-3.0,D,PTCH", {q.TRIM: -3.0}),
        ("A,7.0,D,ROLL", {q.HEEL: 7.0}),
        ("A,1.3,D,RUDDER", {q.RUDDER: 1.3}),
        ("G,123,,MAGX", {}),
    ],
)
def test_a_group_counts_where_type_unit_and_name_fit(
    group: str, readings: dict[Quantity, float]
) -> None:
    assert readings_of(f"YXXDR,{group}") == pytest.approx(readings)


def test_of_two_groups_for_one_quantity_the_first_counts() -> None:
    assert readings_of("PYXDR,P,102674,P,3,P,1.0267,B,4") == {q.BARO: 102_674.0}
