"""A weather file from the channel: checked, kept, put into the log as a line, and answered."""

from typing import NamedTuple

from logbook.forecasts import line, table, words
from logbook.forecasts.desk import Desk, Received
from logbook.forecasts.shelf import Shelf
from logbook.locale import Speaker, formats
from logbook.model.entries import Draft, EntryKind, LogEntry, Origin, PositionSource
from logbook.model.neutral import row
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from logbook.model.standing import FACT
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast import USUAL_S, whereabouts
from logbook.verbs.write import appended


class File(NamedTuple):
    """A file as it was posted: its bytes and name, and the post that brought it."""

    data: bytes
    name: str
    post_id: str


def answered(bridge: Bridge, file: File, at: Desk | None = None) -> str:
    """Take a weather file in; return what is to be said of it, in the boat's language.

    One that is of no use is one sentence. Raises Refusal only where the log takes no line.
    """
    say, now, here = bridge.speaker(), bridge.now(), whereabouts(bridge)
    try:
        got = (at or Desk(Shelf(bridge.readers.folder))).receive(
            file.data, file.name, here, now, now + USUAL_S
        )
    except Refusal as refusal:
        return say.refusal(refusal)
    told = [_known(bridge, say, got)] if got.again else []
    told += words.told(say, got.answer.holding, now, bridge.config.ship_offset_s)
    told += _forecast(bridge, say, got, here)
    written = _logged(bridge, say, got, file)
    if written is not None:
        told.append(say.say("forecasts.logged", number=written.number))
    return "\n".join(told)


def _known(bridge: Bridge, say: Speaker, got: Received) -> str:
    offset = bridge.config.ship_offset_s
    return say.say(
        "forecasts.again",
        day=formats.day(say, got.kept.came, offset),
        hour=formats.hour(got.kept.came, offset),
        name=row(got.kept.name),
    )


def _forecast(bridge: Bridge, say: Speaker, got: Received, here: Position | None) -> list[str]:
    """Return the forecast at the boat, or why there is none."""
    told = [] if got.kept.has_wind() else [say.say("forecasts.no_wind")]
    if here is None:
        return [*told, say.say("forecasts.no_place", prefix=bridge.prefix)]
    place = formats.position(say, here)
    runs = got.answer.holding.runs
    if all(run.times[-1] < bridge.now() for run in runs):
        # That it has ended was said already, run by run.
        return told
    if not any(one.inside for one in got.answer.rows):
        return [*told, say.say("forecasts.outside", position=place)]
    rows = [one for one in got.answer.rows if one.tells]
    if not rows:
        return told
    shown = table.table(say, table.thinned(rows), bridge.config.ship_offset_s)
    return [*told, say.say("forecasts.here", position=place), "```", shown, "```"]


def _logged(bridge: Bridge, say: Speaker, got: Received, file: File) -> LogEntry | None:
    """Write the forecast of the next day down, once for each file; None where there is none."""
    now = bridge.now()
    rows = [one for one in got.answer.rows if one.tells and one.at <= now + line.SPAN_S]
    if not rows or not got.kept.has_wind() or all(one.u is None for one in rows):
        return None
    run = next((one for one in got.answer.holding.runs if "u" in one.parameters), None)
    run = run or got.answer.holding.runs[0]
    here = bridge.moment().position
    draft = Draft(
        at=now,
        written_at=now,
        kind=EntryKind.FORECAST,
        origin=Origin.AUTO,
        text=line.text(say, run, rows, bridge.config.ship_offset_s),
        timing=bridge.ship.timing(),
        position=here,
        position_source=None if here is None else PositionSource.GPS,
        facts={FACT: line.facts(say, run, rows, got.kept.digest), "post": file.post_id},
        key=f"forecast:{got.kept.digest}",
    )
    return appended(bridge, draft)
