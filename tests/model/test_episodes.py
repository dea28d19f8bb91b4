"""Alarms as episodes: one line raised, one cleared, whatever the figures do in between."""

import json
import math
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from logbook.model.episodes import CLEAR_S, LOST_S, Episode, Finding, Turn

START = 1_780_000_000.0


def followed(
    levels: Sequence[int | None],
    *,
    every_s: float = 60.0,
    sustain_s: float = 0.0,
    values: list[float] | None = None,
    low_is_bad: bool = False,
) -> tuple[Episode, list[Turn]]:
    """Return the episode after so many looks, and all that was told."""
    episode, told = Episode(), []
    for step, level in enumerate(levels):
        value = float(level or 0) if values is None else values[step]
        found = None if level is None else Finding(level, value)
        at = START + step * every_s
        episode, turn = episode.after(found, at, sustain_s=sustain_s, low_is_bad=low_is_bad)
        if turn is not None:
            told.append(turn)
    return episode, told


def test_an_alarm_is_raised_once_and_cleared_once_after_five_clear_minutes() -> None:
    episode, told = followed([0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    assert [turn.phase for turn in told] == ["raised", "cleared"]
    assert told[1].duration_s == 180.0
    assert told[1].times == 1
    assert episode == Episode()


def test_what_comes_back_within_five_minutes_is_the_same_alarm_and_is_counted() -> None:
    levels = [1, 0, 0, 1, 0, 0, 0, 1] + [0] * 6
    _, told = followed(list(levels))
    assert [turn.phase for turn in told] == ["raised", "cleared"]
    assert told[1].times == 3
    assert told[1].duration_s == 8 * 60.0


def test_the_peak_is_the_worst_value_high_or_low() -> None:
    values = [17.0, 22.0, 19.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    _, told = followed([1, 1, 1, 0, 0, 0, 0, 0, 0], values=values)
    assert told[-1].peak == 22.0
    values = [-300.0, -620.0, -310.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    _, told = followed([1, 1, 1, 0, 0, 0, 0, 0, 0], values=values, low_is_bad=True)
    assert told[-1].peak == -620.0


def test_a_worse_step_is_told_once_and_a_lesser_one_is_not() -> None:
    _, told = followed([1, 2, 2, 1, 2, 1, 3, 1] + [0] * 6)
    assert [(turn.phase, turn.level) for turn in told] == [
        ("raised", 1),
        ("worse", 2),
        ("worse", 3),
        ("cleared", 3),
    ]


def test_what_does_not_last_is_not_told() -> None:
    assert followed([0, 1, 0, 1, 0, 1], sustain_s=120.0)[1] == []
    _, told = followed([0, 1, 1, 1], sustain_s=120.0)
    assert [turn.phase for turn in told] == ["raised"]
    assert told[0].since == START + 60.0


def test_silence_neither_raises_nor_clears_and_closes_after_an_hour() -> None:
    assert followed([1, None, None, None, 1], every_s=300.0)[1][0].phase == "raised"
    episode, told = followed([1, None, None, None, 1], every_s=300.0)
    assert len(told) == 1
    assert episode.level == 1
    steps = math.ceil(LOST_S / 300.0) + 2
    _, told = followed([1] + [None] * steps, every_s=300.0)
    assert [turn.phase for turn in told] == ["raised", "lost"]
    assert followed([None] * 20)[1] == []


def test_a_restart_finds_the_alarm_open_and_tells_it_over_once() -> None:
    episode, _ = followed([0, 1, 2, 0])
    kept = Episode.from_stored(json.loads(json.dumps(episode.stored())))
    assert kept.level == 2
    assert kept.since == episode.since
    after, turn = kept.after(Finding(0, 0.0), START + 3600.0, sustain_s=0.0, low_is_bad=False)
    assert turn is not None
    assert turn.phase == "cleared"
    assert after.stored() is None


def test_a_state_that_cannot_be_read_is_a_quiet_one() -> None:
    wrong = [None, 7, {}, {"level": "1"}, {"level": 1, "since": None, "peak": 1, "count": 1}]
    assert all(Episode.from_stored(one) == Episode() for one in wrong)


def test_a_clock_that_is_set_takes_the_alarm_along() -> None:
    episode, _ = followed([1, 0])
    moved = episode.retimed(86_400.0)
    assert moved.since == episode.since + 86_400.0
    _, turn = moved.after(
        Finding(0, 0.0), START + 86_400.0 + 60.0 + CLEAR_S, sustain_s=0.0, low_is_bad=False
    )
    assert turn is not None
    assert turn.duration_s == 60.0


@given(st.lists(st.sampled_from([None, 0, 0, 1, 2]), max_size=200), st.sampled_from([0.0, 120.0]))
def test_whatever_comes_lines_alternate_and_none_is_doubled(
    levels: list[int | None], sustain_s: float
) -> None:
    _, told = followed(levels, sustain_s=sustain_s)
    is_open, level = False, 0
    for turn in told:
        if turn.phase == "raised":
            assert not is_open
            is_open, level = True, turn.level
        elif turn.phase == "worse":
            assert is_open
            assert turn.level > level
            level = turn.level
        else:
            assert is_open
            is_open = False
        assert turn.duration_s >= 0.0
