"""NAVTEX bulletins as lines of the log."""

from collections.abc import Callable
from dataclasses import replace

from logbook.model.chain import iso_utc
from logbook.model.entries import Draft, EntryKind
from logbook.model.navtex import FREQUENCIES_KHZ, Bulletin
from logbook.model.navtex_posts import Together
from logbook.model.notices import TOGETHER
from logbook.recorder.lines import Lines, Stamp
from logbook.recorder.radio import Heard, News, key
from logbook.summaries import navtex
from logbook.summaries.moment import Moment


def drafts(
    news: News,
    lines: Lines,
    stamp: Callable[[], Stamp],
    at: float,
    then: Callable[[float], Moment],
) -> list[Draft]:
    """Return the lines of `news`, told at `at`; `then` gives the ship as she was at an instant."""
    found = [_heard(lines, stamp(), then(one.bulletin.at), one) for one in news.heard]
    if news.together is not None:
        found.append(_together(lines, stamp(), at, news.together))
    return found


def _heard(lines: Lines, stamp: Stamp, moment: Moment, one: Heard) -> Draft:
    """Return the line of a bulletin; of the ship it holds only where she was."""
    bulletin = one.bulletin
    text = navtex.text(lines.speaker, bulletin, lines.ship_offset_s)
    place = Moment(moment.position, moment.position_age_s, moment.position_source)
    facts = {**_facts(bulletin), TOGETHER: None if one.alone else True}
    draft = lines.draft(EntryKind.BULLETIN, bulletin.at, stamp, text, place, facts)
    # Several may come within one second.
    return replace(draft, key=f"{key(bulletin.identity)}{bulletin.digest}:{draft.key}")


def _together(lines: Lines, stamp: Stamp, at: float, told: Together) -> Draft:
    """Return the one line that tells of bulletins without posts of their own."""
    facts = {
        "since": iso_utc(told.since),
        "count": told.count,
        "dangerous": told.dangerous,
        "dropped": told.dropped,
    }
    text = navtex.together(lines.speaker, told)
    draft = lines.draft(EntryKind.BULLETIN, at, stamp, text, Moment(), facts)
    return replace(draft, key=f"{draft.key}:together")


def _facts(bulletin: Bulletin) -> dict[str, object]:
    danger = bulletin.danger
    return {
        "navtex": bulletin.code,
        "identity": bulletin.identity,
        "frequency_khz": FREQUENCIES_KHZ.get(bulletin.frequency or 0),
        "danger": None if danger is None else danger.value,
        "received_at": iso_utc(bulletin.received_at) if bulletin.is_stated_well else None,
        "parts": bulletin.parts,
        "lost": bulletin.lost,
        "characters": bulletin.characters,
        "unreadable": bulletin.unreadable,
        "valid": bulletin.valid,
        "left_out": bulletin.left_out or None,
        "faults": round(bulletin.faults, 4),
    }
