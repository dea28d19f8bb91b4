"""What the simulated wind, depth, weather, attitude and engine instruments say."""

from logbook.feeds.simulated.instruments import TRANSDUCER_M, Measured
from logbook.feeds.simulated.navigation import magnetic
from logbook.model.units import BAR_PA, FATHOM_M, FOOT_M, INCH_HG_PA, celsius, knots, wrap_360
from logbook.nmea0183 import writer


def mwv_apparent(m: Measured) -> bytes:
    """Return the apparent wind."""
    return _mwv(m.awa, m.aws, "R")


def mwv_true(m: Measured) -> bytes:
    """Return the true wind off the bow."""
    return _mwv(m.twa, m.weather.wind_speed, "T")


def _mwv(angle: float, speed: float, reference: str) -> bytes:
    return writer.sentence(
        "WI",
        "MWV",
        wind_angle=f"{wrap_360(angle):.1f}",
        reference=reference,
        wind_speed=f"{knots(speed):.1f}",
        wind_speed_units="N",
        status="A",
    )


def mwd(m: Measured) -> bytes:
    """Return the true wind's direction and speed."""
    air = m.weather
    return writer.sentence(
        "WI",
        "MWD",
        direction_true=f"{air.wind_from:.1f}",
        true="T",
        direction_magnetic=magnetic(air.wind_from),
        magnetic="M",
        wind_speed_knots=f"{knots(air.wind_speed):.1f}",
        knots="N",
        wind_speed_meters=f"{air.wind_speed:.1f}",
        meters="M",
    )


def dpt(m: Measured) -> bytes:
    """Return the depth below the transducer, and how deep that lies."""
    return writer.sentence("SD", "DPT", depth=f"{m.depth:.2f}", offset=f"{TRANSDUCER_M:.1f}")


def dbt(m: Measured) -> bytes:
    """Return the depth below the transducer, in three units."""
    return writer.sentence(
        "SD",
        "DBT",
        depth_feet=f"{m.depth / FOOT_M:.1f}",
        unit_feet="f",
        depth_meters=f"{m.depth:.2f}",
        unit_meters="M",
        depth_fathoms=f"{m.depth / FATHOM_M:.2f}",
        unit_fathoms="F",
    )


def mtw(m: Measured) -> bytes:
    """Return the temperature of the sea."""
    return writer.sentence("YX", "MTW", temperature=f"{celsius(m.weather.sea):.1f}", units="C")


def mda(m: Measured) -> bytes:
    """Return the air: pressure, temperature and humidity."""
    air = m.weather
    return writer.sentence(
        "WI",
        "MDA",
        b_pressure_inch=f"{air.pressure / INCH_HG_PA:.4f}",
        inches="I",
        b_pressure_bar=f"{air.pressure / BAR_PA:.5f}",
        bars="B",
        air_temp=f"{celsius(air.air):.1f}",
        a_celsius="C",
        rel_humidity=f"{air.humidity * 100:.1f}",
    )


def xdr_attitude(m: Measured) -> bytes:
    """Return trim (bow up) and heel (to starboard), under their usual names."""
    return writer.transducers(
        "YX", ("A", f"{m.trim:z.1f}", "D", "PTCH"), ("A", f"{m.heel:z.1f}", "D", "ROLL")
    )


def xdr_barometer(m: Measured) -> bytes:
    """Return the barometer as a transducer."""
    return writer.transducers("WI", ("P", f"{m.weather.pressure / BAR_PA:.5f}", "B", "Barometer"))


def rpm(m: Measured) -> bytes:
    """Return the engine's revolutions."""
    return writer.sentence("ER", "RPM", source="E", engine_no="1", speed=f"{m.rpm:.0f}", status="A")
