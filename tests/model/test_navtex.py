"""What the letters of a bulletin mean, how well it came, and by what it is known again."""

import pytest

from logbook.model.navtex import Bulletin, Danger

START = 1_780_000_000.0
MADE = Bulletin(START, "LIGHT UNLIT", 4, code="FA02", frequency=2, characters=200, unreadable=0)


@pytest.mark.parametrize(
    ("code", "danger"),
    [
        ("FA02", Danger.DANGER),
        ("FB02", Danger.DANGER),
        ("FL02", Danger.DANGER),
        ("FD02", Danger.URGENT),
        ("FD00", Danger.URGENT),
        ("FE00", Danger.URGENT),
        ("AE02", None),
        ("DC02", None),
        ("BZ99", None),
        (None, None),
    ],
)
def test_what_no_receiver_may_leave_out_is_marked(code: str | None, danger: Danger | None) -> None:
    assert MADE._replace(code=code).danger == danger


def test_its_faults_are_bad_characters_and_lost_parts() -> None:
    assert MADE.faults == 0.0
    assert MADE._replace(unreadable=8).faults == pytest.approx(0.04)
    assert MADE._replace(unreadable=8, lost=1).faults == pytest.approx(0.29)
    assert MADE._replace(unreadable=500).faults == 1.0
    assert MADE._replace(valid=False).faults == 1.0
    assert MADE._replace(characters=None, unreadable=8).faults == 0.0


def test_it_is_known_by_frequency_station_subject_and_number() -> None:
    assert MADE.identity == "2:FA02"
    assert MADE._replace(frequency=1).identity == "1:FA02"
    assert MADE._replace(frequency=None).identity == "-:FA02"
    assert MADE._replace(text="OTHER").identity == "2:FA02"
    assert MADE._replace(code=None).identity is None


def test_number_00_is_known_by_its_words_too_however_they_are_broken() -> None:
    urgent = MADE._replace(code="FD00", text="MAYDAY RELAY\n48-10N")
    assert urgent.identity != urgent._replace(text="MAYDAY RELAY\n48-11N").identity
    assert urgent.identity == urgent._replace(text="MAYDAY  RELAY 48-10N").identity


def test_the_receiver_s_time_counts_where_it_can_be() -> None:
    assert MADE.received_at == START
    assert MADE._replace(received=START - 7200.0).received_at == START - 7200.0
    for days in (-2, 31, 9000):
        assert MADE._replace(received=START - days * 86_400.0).received_at == START
