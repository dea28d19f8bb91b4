"""The instruments' way into the log: every line framed, gated by source, decoded and counted."""

from logbook.intake.counters import Counters
from logbook.intake.feed import FeedIntake
from logbook.intake.intake import Intake

__all__ = ["Counters", "FeedIntake", "Intake"]
