"""A recording's clock: dates, midnights, and the faults of real receivers."""

import datetime as dt

import pytest

from logbook.clock.recording import RecordingClock
from logbook.model.observations import Position, Report
from logbook.model.refusal import Refusal
from tests.clock.harness import HERE, RELEASE_DAY, instant, rmc, zda

NOON = instant("2016-08-15T12:00:00")
WEEKS_1024 = 1024 * 7 * 86_400.0


def clock(day: int | None = None) -> RecordingClock:
    return RecordingClock(release_day=RELEASE_DAY, day=day)


def test_a_recording_is_undated_until_a_sentence_states_a_date() -> None:
    recording = clock()
    assert recording.observe(rmc(NOON, day=False)) == "undated"
    assert recording.fix_time(rmc(NOON, day=False)) is None
    assert not recording.dated
    assert recording.steady == 0.0
    with pytest.raises(Refusal, match=r"feeds\.undated"):
        recording.now()
    assert recording.observe(zda(NOON + 1.0)) is None
    assert recording.dated
    assert recording.observe(rmc(NOON + 2.0, day=False)) is None
    assert recording.fix_time(rmc(NOON + 2.0, day=False)) == NOON + 2.0
    assert recording.now() == NOON + 2.0


def test_a_date_given_by_hand_dates_a_recording_without_any() -> None:
    recording = clock(day=int(NOON // 86_400))
    assert recording.observe(rmc(NOON, day=False)) is None
    assert recording.now() == NOON


def test_midnight_carries_the_date_of_sentences_that_state_none() -> None:
    midnight = instant("2016-08-16T00:00:00")
    recording = clock()
    recording.observe(rmc(midnight - 1.0))
    for second in range(3):
        report = rmc(midnight + second, day=False)
        assert recording.observe(report) is None
        assert recording.fix_time(report) == midnight + second


def test_an_rmc_without_a_date_is_dated_by_the_zda_beside_it() -> None:
    recording = clock()
    recording.observe(zda(NOON))
    report = rmc(NOON, day=False)
    assert recording.observe(report) is None
    assert recording.fix_time(report) == NOON


def test_a_minute_that_is_not_carried_is_one_bad_epoch_a_minute() -> None:
    recording = clock()
    doubts = []
    for second in range(180):
        carried = NOON + second - (60.0 if second and second % 60 == 0 else 0.0)
        doubts.append(recording.observe(rmc(carried)))
    assert doubts.count("backwards") == 2
    assert doubts.count(None) == 178
    assert recording.now() == NOON + 179.0


def test_a_fix_of_a_bad_epoch_has_no_time() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    recording.observe(rmc(NOON - 59.0))
    assert recording.fix_time(rmc(NOON - 59.0)) is None


def test_a_recording_that_begins_again_earlier_is_followed_after_three_epochs() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    earlier = NOON - 7200.0
    assert recording.observe(rmc(earlier)) == "backwards"
    assert recording.observe(rmc(earlier + 1.0)) == "backwards"
    assert recording.observe(rmc(earlier + 2.0)) == "restarted"
    assert recording.fix_time(rmc(earlier + 2.0)) == earlier + 2.0
    assert recording.observe(rmc(earlier + 3.0)) is None


def test_a_gap_of_nine_hours_is_believed_once_three_epochs_agree() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    later = NOON + 9 * 3600.0
    assert recording.observe(rmc(later)) == "leap"
    assert recording.observe(rmc(later)) == "leap"
    assert recording.observe(rmc(later + 1.0)) == "leap"
    assert recording.now() == NOON
    assert recording.observe(rmc(later + 2.0)) == "restarted"
    assert recording.now() == later + 2.0


def test_a_single_epoch_far_ahead_leads_nowhere() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    assert recording.observe(rmc(NOON + 5 * 86_400.0)) == "leap"
    assert recording.observe(rmc(NOON + 1.0)) is None
    assert recording.now() == NOON + 1.0


def test_a_coarse_recording_of_one_epoch_an_hour_is_no_leap() -> None:
    recording = clock()
    assert [recording.observe(rmc(NOON + 3600.0 * hour)) for hour in range(24)] == [None] * 24


def test_a_second_receiver_that_lags_by_a_second_is_neither_bad_nor_followed() -> None:
    recording = clock()
    for second in range(20):
        assert recording.observe(rmc(NOON + second)) is None
        assert recording.observe(rmc(NOON + second - 1.0)) is None
        assert recording.now() == NOON + second


def test_one_timestamp_under_five_positions_is_one_epoch() -> None:
    recording = clock()
    for place in range(5):
        report = rmc(NOON)._replace(position=Position(47.0 + place / 1000.0, -3.0))
        assert recording.observe(report) is None
        assert recording.fix_time(report) == NOON


@pytest.mark.parametrize("year", [1970, 1979, 2037, 2044])
def test_impossible_dates_date_nothing(year: int) -> None:
    recording = clock()
    stated = dt.datetime(year, 6, 1, tzinfo=dt.UTC).timestamp()
    assert recording.observe(rmc(stated)) == "impossible date"
    assert not recording.dated


def test_the_year_1980_is_a_receiver_that_fell_back() -> None:
    recording = clock()
    stated = instant("1980-01-06T12:00:00")
    assert recording.observe(rmc(stated)) is None
    assert recording.now() == stated + WEEKS_1024


def test_a_receiver_that_falls_back_in_the_middle_is_put_right_by_the_recording_itself() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    assert recording.observe(rmc(NOON + 1.0 - WEEKS_1024)) is None
    assert recording.now() == NOON + 1.0


def test_leading_times_date_a_recording_and_carry_it_through_a_silence_of_the_receiver() -> None:
    recording = clock()
    wind = Report("WIMWV")
    assert recording.observe(wind, line_time=NOON) is None
    assert recording.now() == NOON
    # The logger's own clock is ten seconds slow: the receiver knows better.
    recording.observe(rmc(NOON + 11.0), line_time=NOON + 1.0)
    recording.observe(wind, line_time=NOON + 1.5)
    assert recording.now() == NOON + 11.5
    recording.observe(wind, line_time=NOON + 601.0)
    assert recording.now() == NOON + 611.0


def test_a_leading_time_dates_positions_that_state_only_a_time_of_day() -> None:
    recording = clock()
    report = rmc(NOON + 0.5, day=False)
    assert recording.observe(report, line_time=NOON + 1.0) is None
    assert recording.fix_time(report) == NOON + 0.5


def test_a_position_without_any_time_is_timed_by_the_last_epoch() -> None:
    recording = clock()
    recording.observe(rmc(NOON))
    assert recording.fix_time(Report("GPGLL", position=HERE)) == NOON
    assert recording.fix_time(Report("WIMWV")) is None
