"""An alarm that turned, as what its line tells."""

from logbook.recorder.lookout import Told
from logbook.summaries.alarm import Alarm


def alarm(one: Told) -> Alarm:
    """Return what the line of an alarm tells; `calls` stands among its facts where it does."""
    turn = one.turn
    return Alarm(
        alert=one.alert.name,
        phase=turn.phase,
        level=turn.level,
        value=turn.value,
        peak=turn.peak,
        duration_s=turn.duration_s,
        count=turn.times,
        facts={**turn.facts, "calls": True} if one.calls else turn.facts,
    )
