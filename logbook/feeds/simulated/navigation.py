"""What the simulated receiver, compass and log say, as NMEA 0183 sentences."""

from typing import Final

from logbook.feeds.simulated.instruments import Measured
from logbook.model.units import KMH, KNOT, NAUTICAL_MILE_M, knots, wrap_360
from logbook.nmea0183 import writer

VARIATION: Final = -0.4
"""Degrees east; small in south Brittany in these years (World Magnetic Model 2025, rounded)."""
LOG_BEFORE_NM: Final = 5321.0
"""What the log had counted before the passage."""
SLOWEST_COG: Final = 0.2 * KNOT
"""Below it a receiver leaves the course empty."""


def magnetic(angle: float) -> str:
    """Return a true direction as the field of a magnetic one."""
    return f"{wrap_360(angle - VARIATION):.1f}"


def _variation() -> tuple[str, str]:
    return f"{abs(VARIATION):.1f}", "W" if VARIATION < 0.0 else "E"


def rmc(m: Measured) -> bytes:
    """Return position, speed and course with time, date and variation."""
    lat, lat_dir = writer.latitude(m.lat)
    lon, lon_dir = writer.longitude(m.lon)
    variation, side = _variation()
    return writer.sentence(
        "GP",
        "RMC",
        timestamp=writer.time_of_day(m.at),
        status="A",
        lat=lat,
        lat_dir=lat_dir,
        lon=lon,
        lon_dir=lon_dir,
        spd_over_grnd=f"{knots(m.sog):.2f}",
        true_course=_course(m),
        datestamp=f"{writer.date(m.at):%d%m%y}",
        mag_variation=variation,
        mag_var_dir=side,
        mode_indicator="A",
        nav_status="V",
    )


def _course(m: Measured) -> str:
    return f"{m.cog:.1f}" if m.sog >= SLOWEST_COG else ""


def gga(m: Measured) -> bytes:
    """Return position with the quality of the fix."""
    lat, lat_dir = writer.latitude(m.lat)
    lon, lon_dir = writer.longitude(m.lon)
    return writer.sentence(
        "GP",
        "GGA",
        timestamp=writer.time_of_day(m.at),
        lat=lat,
        lat_dir=lat_dir,
        lon=lon,
        lon_dir=lon_dir,
        gps_qual="1",
        num_sats="11",
        horizontal_dil="0.8",
        altitude="2.0",
        altitude_units="M",
        geo_sep="50.1",
        geo_sep_units="M",
    )


def gll(m: Measured) -> bytes:
    """Return position and time."""
    lat, lat_dir = writer.latitude(m.lat)
    lon, lon_dir = writer.longitude(m.lon)
    return writer.sentence(
        "GP",
        "GLL",
        lat=lat,
        lat_dir=lat_dir,
        lon=lon,
        lon_dir=lon_dir,
        timestamp=writer.time_of_day(m.at),
        status="A",
        faa_mode="A",
    )


def vtg(m: Measured) -> bytes:
    """Return course and speed over ground."""
    course = _course(m)
    return writer.sentence(
        "GP",
        "VTG",
        true_track=course,
        true_track_sym="T",
        mag_track=magnetic(m.cog) if course else "",
        mag_track_sym="M",
        spd_over_grnd_kts=f"{knots(m.sog):.2f}",
        spd_over_grnd_kts_sym="N",
        spd_over_grnd_kmph=f"{m.sog / KMH:.2f}",
        spd_over_grnd_kmph_sym="K",
        faa_mode="A",
    )


def zda(m: Measured) -> bytes:
    """Return time and date."""
    date = writer.date(m.at)
    return writer.sentence(
        "GP",
        "ZDA",
        timestamp=writer.time_of_day(m.at),
        day=f"{date:%d}",
        month=f"{date:%m}",
        year=f"{date:%Y}",
        local_zone="00",
        local_zone_minutes="00",
    )


def hdg(m: Measured) -> bytes:
    """Return the compass heading with its variation."""
    variation, side = _variation()
    heading = magnetic(m.heading)
    return writer.sentence("HC", "HDG", heading=heading, variation=variation, var_dir=side)


def hdt(m: Measured) -> bytes:
    """Return the true heading."""
    return writer.sentence("HC", "HDT", heading=f"{m.heading:.1f}", hdg_true="T")


def rot(m: Measured) -> bytes:
    """Return the rate of turn, degrees a minute."""
    return writer.sentence("HC", "ROT", rate_of_turn=f"{m.rot:z.1f}", status="A")


def vhw(m: Measured) -> bytes:
    """Return heading and speed through the water."""
    return writer.sentence(
        "VW",
        "VHW",
        heading_true=f"{m.heading:.1f}",
        true="T",
        heading_magnetic=magnetic(m.heading),
        magnetic="M",
        water_speed_knots=f"{knots(m.stw):.2f}",
        knots="N",
        water_speed_km=f"{m.stw / KMH:.2f}",
        kilometers="K",
    )


def vlw(m: Measured) -> bytes:
    """Return the log: in all, and since the passage began."""
    sailed = m.log / NAUTICAL_MILE_M
    return writer.sentence(
        "VW",
        "VLW",
        trip_distance=f"{LOG_BEFORE_NM + sailed:.2f}",
        trip_distance_miles="N",
        trip_distance_reset=f"{sailed:.2f}",
        trip_distance_reset_miles="N",
    )
