"""The keys of `ship.toml`: table and key, the field of Config, and what reads the value."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from logbook.config import values


class Key(NamedTuple):
    """A setting: its `field` of Config, what reads it, and the limits that a refusal tells."""

    field: str
    read: Callable[[Any], Any]
    limits: tuple[float, float] | None


KEYS: Final[Mapping[tuple[str, str], Key]] = {
    ("ship", "name"): Key("ship_name", values.text, None),
    ("ship", "language"): Key("language", values.language, None),
    ("ship", "time"): Key("ship_offset_s", values.offset, None),
    ("ship", "max_sog_kn"): Key("max_sog", values.knots, (1, 200)),
    ("instruments", "feeds"): Key("feeds", values.texts, None),
    ("http", "host"): Key("host", values.text, None),
    ("http", "port"): Key("port", values.whole(0, 65535), (0, 65535)),
    ("http", "member_calls"): Key("member_calls", values.whole(10, 100_000), (10, 100_000)),
    ("track", "bound_m"): Key("bound_m", values.number(1.0, 1000.0), (1, 1000)),
    ("track", "batch_s"): Key("batch_s", values.number(1.0, 10.0), (1, 10)),
    ("track", "sample_s"): Key("sample_s", values.whole(10, 3600), (10, 3600)),
    ("schedule", "interval"): Key("interval_s", values.interval, None),
    ("schedule", "at_anchor"): Key("at_anchor", values.flag, None),
    ("chat", "threading"): Key("threading", values.threading, None),
    ("chat", "live_card"): Key("live_card", values.flag, None),
    ("chat", "alarm"): Key("alarm", values.crew, None),
    ("alarms", "glass"): Key("glass_alarm", values.flag, None),
    ("alarms", "strong_wind"): Key("strong_wind_bft", values.whole(0, 12), (0, 12)),
    ("alarms", "gale"): Key("gale_alarm", values.flag, None),
    ("alarms", "squall"): Key("squall_alarm", values.flag, None),
    ("alarms", "shallow_m"): Key("shallow_m", values.number(0.0, 500.0), (0, 500)),
    ("alarms", "anchor_m"): Key("anchor_m", values.number(0.0, 1000.0), (0, 1000)),
    ("alarms", "silent_min"): Key("silent_min", values.whole(0, 1440), (0, 1440)),
    ("alarms", "battery_v"): Key("battery_v", values.number(0.0, 60.0), (0, 60)),
    ("backup", "keep"): Key("backup_keep", values.whole(0, 1000), (0, 1000)),
    ("backup", "second"): Key("backup_second", values.text, None),
}


def key_of(field: str) -> Key:
    """Return the setting whose field of Config that is; raises StopIteration for no setting's."""
    return next(key for key in KEYS.values() if key.field == field)
