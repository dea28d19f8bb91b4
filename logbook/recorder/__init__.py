"""The loop that keeps the log: fold, sample, decide, write. One for `run`, one for each import."""

from logbook.recorder.lines import Lines, Stamp
from logbook.recorder.recorder import Recorder
from logbook.recorder.rules import Counts, Rules

__all__ = ["Counts", "Lines", "Recorder", "Rules", "Stamp"]
