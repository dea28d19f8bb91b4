"""What befell the log itself, as a line of it: what was wrong, what was done, what is lost."""

from collections.abc import Mapping

from logbook.locale import Speaker
from logbook.model.entries import Draft, EntryKind, Origin, Timing
from logbook.store.mending import Mended


def line(text: str, alert: str, at: float, timing: Timing, facts: Mapping[str, object]) -> Draft:
    """Return a line of the ship's own about her log; `alert` names it, `at` is UTC seconds."""
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.ALARM,
        origin=Origin.AUTO,
        text=text,
        timing=timing,
        facts={"alert": alert, "phase": "raised", **facts},
    )


def of_mending(speaker: Speaker, one: Mended, at: float, timing: Timing) -> Draft:
    """Return the line that tells what was mended before the log was opened."""
    facts = {**one.facts, "found": one.reason.name}
    return line(words(speaker, one), one.name.replace("upkeep.", "mended_"), at, timing, facts)


def words(speaker: Speaker, one: Mended) -> str:
    """Return what was mended, as a few sentences in one row."""
    said = [speaker.refusal(one.reason.refusal()), speaker.say(one.name, **one.facts)]
    if one.name == "upkeep.book":
        lost = one.facts["lost"]
        assert isinstance(lost, int), "a count"
        said.append(speaker.say("upkeep.lost", count=lost) if lost else speaker.say("upkeep.whole"))
        if one.facts["outbox"] != "database":
            said.append(speaker.say("upkeep.not_again"))
    if one.name == "upkeep.track":
        until = one.facts["until"]
        name = "upkeep.track_new" if until is None else "upkeep.track_until"
        said.append(speaker.say(name, until=until))
    return " ".join(said)
