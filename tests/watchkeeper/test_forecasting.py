"""How the forecast stood: ready before the hour, said in its line, summed up at noon."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.forecasts.asked import Question
from logbook.forecasts.child import Decoder
from logbook.forecasts.desk import Desk
from logbook.forecasts.shelf import Shelf
from logbook.locale import speaker
from logbook.model.entries import ClockSource, Condition, Draft, EntryKind, Origin, Timing
from logbook.model.quantities import TWD, TWS
from logbook.model.standing import FACT, OTHERS, Errors, ForecastWind, Stood
from logbook.model.units import KNOT
from logbook.model.weather import Weather
from logbook.summaries import forecast
from logbook.summaries.moment import Moment
from logbook.watchkeeper.forecasting import AGAIN_S, StandingForecast
from tests.eye import spoken
from tests.forecasts.encoder import AT_10_M, U10, V10, field2, wind
from tests.verbs.aboard import NOON, Aboard, aboard

RUN = 1_780_293_600.0
"""2026-06-01T06:00:00Z."""
GFS = ForecastWind("GFS", RUN, 18 * KNOT, 225.0)
ECMWF = ForecastWind("ECMWF", RUN - 6 * 3600.0, 22 * KNOT, 248.0)
MODELS: Mapping[str, Mapping[str, int]] = {
    "ECMWF": {"centre": 98, "generatingProcessIdentifier": 153},
    "ICON": {"centre": 78, "generatingProcessIdentifier": 1},
}


@pytest.fixture
def ship(tmp_path: Path) -> Iterator[Aboard]:
    with aboard(tmp_path) as found:
        yield found


class Counting(Decoder):
    """Counts how often it is asked."""

    def ask(self, question: Question) -> object:  # type: ignore[override]  # counts, then answers
        asked.append(question.path)
        return super().ask(question)


asked: list[str] = []


def kept(ship: Aboard) -> Desk:
    data = b"".join(
        wind(18 * KNOT, 225.0, step_h=hours, run=(20_260_601, 600)) for hours in range(0, 25, 6)
    )
    path = ship.folder / "x"
    path.write_bytes(data)
    desk = Desk(Shelf(ship.folder), Counting())
    desk.shelf.keep(data, "x.grb", Decoder().ask(Question(str(path))).holding, NOON)
    asked.clear()
    return desk


def test_without_a_file_nothing_is_asked_and_nothing_told(ship: Aboard) -> None:
    chore = StandingForecast(lambda: ship.bridge, Desk(Shelf(ship.folder), Decoder(("/nothing",))))
    chore.work()
    assert chore.stood(NOON) == Stood()


def test_the_wind_of_the_coming_hours_is_made_ready(ship: Aboard) -> None:
    chore = StandingForecast(lambda: ship.bridge, kept(ship))
    chore.work()
    for hours in (0.0, 1.0, 5.5):
        told = chore.stood(NOON + hours * 3600.0).wind
        assert told is not None
        assert (told.model, told.run) == ("GFS", RUN)
        assert told.speed == pytest.approx(18 * KNOT, abs=1e-3)
        assert told.direction == pytest.approx(225.0, abs=0.01)
    assert chore.stood(NOON + 5 * 86_400.0).wind is None


def test_each_model_aboard_is_made_ready_its_best_run_only(ship: Aboard) -> None:
    desk = kept(ship)
    hours = range(0, 25, 6)
    for model, run in (("ECMWF", 0), ("ICON", 600), ("ICON", 0)):
        data = b"".join(
            field2(
                numbers | AT_10_M,
                lambda *_: -5.0,
                step_h=step,
                run=(20_260_601, run),
                model=MODELS[model],
            )
            for step in hours
            for numbers in (U10, V10)
        )
        (ship.folder / "x").write_bytes(data)
        holding = Decoder().ask(Question(str(ship.folder / "x"))).holding
        desk.shelf.keep(data, model, holding, NOON)
    chore = StandingForecast(lambda: ship.bridge, desk)
    chore.work()
    told = chore.stood(NOON)
    assert told.wind is not None
    assert (told.wind.model, [one.model for one in told.others]) == ("ICON", ["GFS", "ECMWF"])
    assert [one.run for one in told.others] == [RUN, RUN - 6 * 3600.0]
    assert told.others[1].direction == pytest.approx(45.0, abs=0.1)


def test_a_run_past_its_use_is_no_second_opinion(ship: Aboard) -> None:
    desk = kept(ship)
    data = b"".join(
        field2(n | AT_10_M, lambda *_: -5.0, step_h=h, run=(20_260_530, 0), model=MODELS["ICON"])
        for h in range(0, 97, 6)
        for n in (U10, V10)
    )
    (ship.folder / "x").write_bytes(data)
    holding = Decoder().ask(Question(str(ship.folder / "x"))).holding
    desk.shelf.keep(data, "old", holding, NOON)
    chore = StandingForecast(lambda: ship.bridge, desk)
    chore.work()
    assert chore.stood(NOON).others == ()


def test_the_decoder_is_asked_again_only_when_that_is_due(ship: Aboard) -> None:
    chore = StandingForecast(lambda: ship.bridge, kept(ship))
    for _ in range(5):
        chore.work()
    assert len(asked) == 1
    ship.pass_time(AGAIN_S + 1)
    chore.work()
    assert len(asked) == 2


def hour_line(hours: float, forecast_kn: float, observed_kn: float) -> Draft:
    at = NOON - hours * 3600.0
    fact = ForecastWind("GFS", RUN, forecast_kn * KNOT, 225.0).fact()
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.HOURLY,
        origin=Origin.AUTO,
        text="x",
        timing=Timing(ClockSource.GPS),
        conditions={TWS: Condition(observed_kn * KNOT, 1.0), TWD: Condition(235.0, 1.0)},
        facts={FACT: fact},
        key=f"hourly:{hours}",
    )


def test_the_errors_of_a_day_and_a_week_come_from_the_log_itself(ship: Aboard) -> None:
    recent = [hour_line(hours, 18.0, 24.0) for hours in (4, 3, 2)]
    ship.book.append([hour_line(100, 20.0, 20.0), hour_line(99, 20.0, 20.0), *recent])
    chore = StandingForecast(lambda: ship.bridge, kept(ship))
    chore.work()
    told = chore.stood(NOON)
    [day], [week] = told.day, told.week
    assert (day.count, week.count) == (3, 5)
    assert day.speed == pytest.approx(-6 * KNOT, abs=0.01)
    assert day.direction == pytest.approx(-10.0)
    assert week.speed == pytest.approx(-3.6 * KNOT, abs=0.01)


def test_each_model_of_a_line_is_summed_up(ship: Aboard) -> None:
    lines = [hour_line(hours, 18.0, 24.0) for hours in (4, 3, 2)]
    other = {OTHERS: [ECMWF.fact()]}
    ship.book.append([replace(one, facts={**one.facts, **other}) for one in lines])
    chore = StandingForecast(lambda: ship.bridge, kept(ship))
    chore.work()
    assert [(one.model, one.count) for one in chore.stood(NOON).day] == [("ECMWF", 3), ("GFS", 3)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "GFS 06Z: SW 18 kn, observed SW 24 kn"),
        ("fr", "GFS 06Z : SW 18 nd, observé SW 24 nd"),
    ],
)
def test_the_hour_says_what_had_been_forecast_beside_what_is(language: str, said: str) -> None:
    moment = Moment(conditions={TWS: Condition(24 * KNOT, 1.0), TWD: Condition(225.0, 1.0)})
    told = forecast.hour(spoken(language), moment, Weather(stood=Stood(GFS)))
    assert told == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "GFS 06Z: SW 18 kn, ECMWF 00Z: WSW 22 kn, observed SW 24 kn"),
        ("fr", "GFS 06Z : SW 18 nd, ECMWF 00Z : WSW 22 nd, observé SW 24 nd"),
    ],
)
def test_the_hour_says_what_each_model_had_forecast(language: str, said: str) -> None:
    moment = Moment(conditions={TWS: Condition(24 * KNOT, 1.0), TWD: Condition(225.0, 1.0)})
    weather = Weather(stood=Stood(GFS, others=(ECMWF,)))
    assert forecast.hour(spoken(language), moment, weather) == [said]


def test_without_a_wind_of_her_own_only_the_forecast_is_said() -> None:
    say = speaker("en")
    assert forecast.hour(say, Moment(), Weather(stood=Stood(GFS))) == ["GFS 06Z said SW 18 kn"]
    assert forecast.hour(say, Moment(), Weather()) == []


def test_noon_sums_the_errors_up_model_by_model() -> None:
    day = Errors("GFS", 24, -3 * KNOT, 2 * KNOT, 12.0, 20.0)
    icon = Errors("ICON", 90, 1 * KNOT, 4 * KNOT, None, None)
    ecmwf = Errors("ECMWF", 80, -0.2 * KNOT, 3 * KNOT, -14.0, 9.0)
    found = Stood(None, (day,), (day._replace(count=100), icon, ecmwf))
    say = speaker("en")
    assert forecast.errors(say, found) == [
        (
            "since noon yesterday GFS forecast on average 3 kn too little wind, 12° too far right"
            " (give or take 2 kn and 20°, over 24 h)"
        ),
        (
            "this week GFS forecast on average 3 kn too little wind, 12° too far right"
            " (give or take 2 kn and 20°, over 100 h),"
            " ICON 1 kn too much wind (give or take 4 kn, over 90 h),"
            " ECMWF the right strength of wind, 14° too far left"
            " (give or take 3 kn and 9°, over 80 h)"
        ),
    ]
    assert forecast.errors(speaker("fr"), found) == [
        (
            "depuis hier midi, GFS annonçait en moyenne 3 nd de vent de trop peu, 12° trop à droite"
            " (à 2 nd et 20° près, sur 24 h)"
        ),
        (
            "cette semaine, GFS annonçait en moyenne 3 nd de vent de trop peu, 12° trop à droite"
            " (à 2 nd et 20° près, sur 100 h),"
            " ICON 1 nd de vent de trop (à 4 nd près, sur 90 h),"
            " ECMWF la bonne force de vent, 14° trop à gauche (à 3 nd et 9° près, sur 80 h)"
        ),
    ]
    assert forecast.errors(say, Stood()) == []
    assert forecast.errors(say, Stood(None, (day._replace(count=2),), ())) == []


@pytest.mark.parametrize(("direction", "said"), [(4.9, False), (-4.9, False), (5.0, True)])
def test_a_few_degrees_are_no_error_of_direction(direction: float, said: bool) -> None:
    off = Errors("GFS", 24, 0.0, KNOT, direction, 20.0)
    [told] = forecast.errors(speaker("en"), Stood(None, (off,), ()))
    assert ("too far" in told) is said
