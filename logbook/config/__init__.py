"""Settings: `ship.toml` to one frozen Config."""

from logbook.config.config import IN_THREADS, INTERVALS, THREADINGS, Config
from logbook.config.reading import load

__all__ = ["INTERVALS", "IN_THREADS", "THREADINGS", "Config", "load"]
