"""The simulated passage: true sentences, and a passage that a sailor would believe."""

import datetime as dt
import itertools
import math

import pynmea2
import pytest

from logbook.feeds.address import SimulatedAddress
from logbook.feeds.simulated import bulletin, feed
from logbook.feeds.simulated.coast import charted_depth, tide_height, to_degrees
from logbook.feeds.simulated.instruments import Instruments, Measured
from logbook.feeds.simulated.passage import Moment, moments
from logbook.feeds.simulated.sentences import sentences
from logbook.feeds.simulated.weather import Forecast
from logbook.model.units import KNOT, NAUTICAL_MILE_M, knots, turn
from logbook.nmea0183.framer import frame
from tests.feeds.harness import START, Alone, lines_of, running

HOUR = 3600.0
SEEDS = [1, 2, 12345]


def passage(seed: int, hours: float) -> list[Moment]:
    return list(itertools.takewhile(lambda m: m.at < START + hours * HOUR, moments(START, seed)))


def measured(seed: int, hours: float, every_s: float) -> list[Measured]:
    instruments = Instruments(START, seed)
    return [
        instruments.measure(START + step * every_s) for step in range(int(hours * HOUR / every_s))
    ]


def test_every_sentence_is_true_nmea_0183() -> None:
    kinds = set()
    for _, sentence in itertools.islice(sentences(START, 1, interval_s=20.0), 20_000):
        assert sentence.endswith(b"\r\n")
        assert len(sentence) <= 82
        line = sentence.rstrip()
        assert frame(line).sentences == (line,)
        kinds.add(pynmea2.parse(line.decode("ascii"), check=True).sentence_type)
    named = "RMC GGA GLL VTG HDG HDT VHW VLW MWV MWD DPT DBT MTW MDA XDR RPM ZDA ROT NRX"
    assert " ".join(sorted(kinds)) == " ".join(sorted(named.split(" ")))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    first = list(itertools.islice(sentences(START, 7), 3000))
    assert list(itertools.islice(sentences(START, 7), 3000)) == first
    assert list(itertools.islice(sentences(START, 8), 3000)) != first


def test_instants_rise_and_a_second_of_ships_time_holds_fifteen_to_twenty_sentences() -> None:
    heard = list(itertools.islice(sentences(START, 1), 10_000))
    instants = [at for at, _ in heard]
    assert all(later > earlier for earlier, later in itertools.pairwise(instants))
    assert 15.0 <= len(heard) / (instants[-1] - instants[0]) <= 20.0


def test_the_passage_begins_at_the_given_instant() -> None:
    at, sentence = next(sentences(START + 0.25, 1))
    assert at == START + 1.0
    parsed = pynmea2.parse(sentence.decode("ascii"))
    assert parsed.datetime == dt.datetime.fromtimestamp(START + 1.0, dt.UTC)


@pytest.mark.parametrize("interval", [0.0, -1.0, math.nan])
def test_an_interval_that_is_none_is_refused(interval: float) -> None:
    with pytest.raises(ValueError, match="interval"):
        next(sentences(START, 1, interval_s=interval))


def test_the_true_track_is_the_same_at_any_interval() -> None:
    fine = {m.at: m for m in measured(1, 6.0, 10.0)}
    for coarse in measured(1, 6.0, 600.0):
        near = fine[coarse.at]
        # Only the receivers' own errors differ: a few metres each.
        assert abs(near.lat - coarse.lat) * 60.0 * NAUTICAL_MILE_M < 30.0
        assert near.log == coarse.log


@pytest.mark.parametrize("seed", SEEDS)
def test_moored_for_ten_minutes_the_receiver_wanders_by_metres_only(seed: int) -> None:
    moored = measured(seed, 1.0 / 6.0, 1.0)
    lats = [m.lat for m in moored]
    lons = [m.lon for m in moored]
    spread = math.hypot(
        (max(lats) - min(lats)) * 60.0 * NAUTICAL_MILE_M,
        (max(lons) - min(lons)) * 60.0 * NAUTICAL_MILE_M * math.cos(math.radians(lats[0])),
    )
    assert 3.0 < spread < 40.0
    assert max(m.sog for m in moored) < 0.3 * KNOT
    assert all(m.stw == 0.0 for m in moored)


@pytest.mark.parametrize("seed", SEEDS)
def test_she_leaves_under_engine_sails_for_hours_and_moors_in_the_other_harbour(
    seed: int,
) -> None:
    ship = passage(seed, 10.0)
    under_way = [m for m in ship if m.stw > 0.0]
    leaves, arrives = (
        under_way[0],
        next(after for before, after in itertools.pairwise(ship) if before.stw > 0.0 == after.stw),
    )
    assert leaves.at - START == pytest.approx(620.0, abs=20.0)
    assert leaves.rpm > 0.0
    assert 3.5 * HOUR < arrives.at - leaves.at < 7.0 * HOUR
    lat, lon = to_degrees(arrives.x, arrives.y)
    assert (lat, lon) == pytest.approx((47.6446, -3.4466))
    first = [m for m in under_way if m.at < arrives.at]
    sailing = [m for m in first if m.rpm == 0.0]
    assert len(sailing) > 0.7 * len(first)
    assert 15.0 < knots(max(m.log for m in first)) * KNOT / NAUTICAL_MILE_M < 40.0
    assert max(m.stw for m in first) < 8.0 * KNOT


def test_she_tacks_where_the_mark_lies_upwind() -> None:
    forecast = Forecast(START, 1)
    sides = []
    for m in passage(1, 5.0):
        if m.stw > 0.0 and m.rpm == 0.0:
            off = turn(m.heading, forecast.at(m.at).wind_from)
            if 35.0 < abs(off) < 60.0:
                sides.append(off > 0.0)
    tacks = sum(before != after for before, after in itertools.pairwise(sides))
    assert 2 <= tacks <= 12


def test_she_never_jumps_nor_sails_faster_than_a_small_yacht_can() -> None:
    for before, after in itertools.pairwise(passage(3, 48.0)):
        assert after.at - before.at == 20.0
        assert math.hypot(after.x - before.x, after.y - before.y) < 20.0 * 9.0 * KNOT


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pressure_falls_before_the_front_and_rises_behind_it(seed: int) -> None:
    forecast = Forecast(START, seed)
    pressures = [forecast.at(START + minute * 60.0).pressure / 100.0 for minute in range(600)]
    lowest = pressures.index(min(pressures))
    assert 120 < lowest < 330
    assert pressures[0] - pressures[lowest] > 1.5
    assert pressures[-1] - pressures[lowest] > 2.0
    steepest = max(abs(b - a) for a, b in zip(pressures, pressures[60:], strict=False))
    assert steepest < 3.2


@pytest.mark.parametrize("seed", SEEDS)
def test_every_front_lets_the_glass_fall_by_six_hectopascals_in_three_hours(seed: int) -> None:
    forecast = Forecast(START, seed)
    for front in range(3):
        hours = [front * 31.0 + quarter / 4.0 for quarter in range(40)]
        falls = [
            forecast.at(START + (hour + 3.0) * HOUR).pressure
            - forecast.at(START + hour * HOUR).pressure
            for hour in hours
        ]
        assert -800.0 < min(falls) <= -600.0


def test_the_wind_veers_with_the_front_and_keeps_within_what_a_family_sails_in() -> None:
    forecast = Forecast(START, 1)
    before, after = forecast.at(START), forecast.at(START + 6 * HOUR)
    assert 60.0 < turn(before.wind_from, after.wind_from) <= 180.0
    speeds = [knots(forecast.at(START + quarter * 900.0).wind_speed) for quarter in range(960)]
    assert min(speeds) > 4.0
    assert max(speeds) < 25.0


def test_the_tide_rises_and_falls_twice_a_day_and_the_depth_follows() -> None:
    heights = [tide_height(START + minute * 60.0) for minute in range(24 * 60)]
    highs = sum(
        b > a and b >= c for a, b, c in zip(heights, heights[1:], heights[2:], strict=False)
    )
    assert highs == 2
    assert min(heights) > 0.0
    assert 1.9 < max(heights) - min(heights) < 4.8
    for m in measured(1, 6.0, 60.0):
        assert 2.0 < m.depth < 70.0
    ship = passage(1, 6.0)
    deep = [charted_depth(m.x, m.y) for m in ship]
    assert max(deep) > 30.0
    assert 2.0 < min(deep) < 5.0


def test_the_apparent_wind_is_the_true_wind_seen_from_the_moving_ship() -> None:
    sailing = [m for m in measured(1, 5.0, 30.0) if m.stw > 2.0]
    for m in sailing:
        ahead = m.aws * math.cos(math.radians(m.awa)) - m.stw
        abeam = m.aws * math.sin(math.radians(m.awa))
        assert math.hypot(ahead, abeam) == pytest.approx(m.weather.wind_speed)
        assert turn(math.degrees(math.atan2(abeam, ahead)), m.twa) == pytest.approx(0.0, abs=1e-6)
    # She heels away from the wind.
    close = [m for m in sailing if 25.0 < abs(m.awa) < 90.0]
    assert sum(m.heel * m.awa < 0.0 for m in close) > 0.9 * len(close)


def test_after_a_stay_she_turns_back_and_so_on_for_ever() -> None:
    arrivals = [
        to_degrees(after.x, after.y)
        for before, after in itertools.pairwise(passage(1, 48.0))
        if before.stw > 0.0 == after.stw
    ]
    assert len(arrivals) >= 6
    for number, (lat, lon) in enumerate(arrivals):
        expected = (47.6446, -3.4466) if number % 2 == 0 else (47.8691, -3.9140)
        assert (lat, lon) == pytest.approx(expected)


def test_a_month_at_sea_can_be_told_at_a_coarse_rate() -> None:
    heard = list(
        itertools.takewhile(
            lambda said: said[0] < START + 30 * 86_400.0, sentences(START, 1, interval_s=HOUR)
        )
    )
    assert len(heard) == 30 * 24 * 20 + len(bulletin.sentences(START))


def test_the_live_feed_is_paced_at_its_speed() -> None:
    alone = Alone()
    alone.link.until = 10.0
    feed.listen(SimulatedAddress("simulated://", 60.0, 1, None), alone.link, START)
    heard = sum(len(lines) for _, lines in alone.batches())
    assert heard / 10.0 == pytest.approx(60.0 * 17.4, rel=0.03)


def test_a_live_simulation_speaks_from_its_start() -> None:
    with running(["simulated://?speed=60&start=2026-06-01T06:00:00Z"]) as feeds:
        first = lines_of(feeds, 0, 1)[0]
        assert first.startswith(b"$GPRMC,060000.00,A,4752.")
        assert b",010626," in first
        assert feeds.states()[0].state == "up"
