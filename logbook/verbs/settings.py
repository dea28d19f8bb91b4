"""What a skipper sets from the channel: each change is a line of the log and overrides the file."""

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from logbook.config import INTERVALS, THREADINGS, Config, values
from logbook.config.values import WrongValue
from logbook.locale import Speaker, formats, speaker
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.mob import USERNAME
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.verbs.alarm_settings import ALARM_SETTINGS, ALARM_WAYS
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_skipper
from logbook.verbs.setting import Setting, flag, say_flag
from logbook.verbs.write import appended, drafted

SHIP_TIME: Final = "ship_time"
_OFFSET: Final = re.compile(r"(?:utc|gmt|z)?\s*([+-])\s*([0-9]{1,2})(?:[:hH.]?([0-9]{2}))?")
_NOBODY: Final = frozenset({"-", "none", "nobody", "personne", "aucun"})
_NO_SUCH_USER: Final = 404
_SPACED: Final = re.compile(r"[\s,;]+")


def offset(typed: str) -> int:
    """Return ship's time (seconds ahead of UTC) as typed: `+2`, `UTC-9:30`, `+05:30`, `UTC`.

    Raises Refusal `settings.ship_time`.
    """
    text = typed.strip().replace("−", "-").lower()  # noqa: RUF001 - a phone's minus
    if text in {"utc", "gmt", "z"}:
        return 0
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise Refusal("settings.ship_time", value=typed)
    hours, minutes = int(found[2]), int(found[3] or 0)
    if minutes > 59:
        raise Refusal("settings.ship_time", value=typed)
    try:
        return values.ahead((hours * 3600 + minutes * 60) * (1 if found[1] == "+" else -1))
    except WrongValue as wrong:
        raise Refusal("settings.ship_time", value=typed) from wrong


def _interval(typed: str) -> int:
    wanted = "".join(typed.lower().split())
    if wanted not in INTERVALS:
        raise Refusal("settings.interval", value=typed, known=", ".join(INTERVALS))
    return INTERVALS[wanted]


def _threading(typed: str) -> str:
    wanted = {"fil": "thread", "canal": "channel"}.get(typed.lower(), typed.lower())
    if wanted not in THREADINGS:
        raise Refusal("settings.threading", value=typed)
    return wanted


def _crew(typed: str) -> tuple[str, ...]:
    if typed.lower() in _NOBODY:
        return ()
    names = [name.lstrip("@").lower() for name in _SPACED.split(typed) if name]
    if not all(map(USERNAME.fullmatch, names)):
        raise Refusal("settings.alarm", value=typed)
    return tuple(dict.fromkeys(names))


def _kept_crew(value: Any) -> tuple[str, ...]:
    names = values.crew(value)
    if value and not names:
        # Nobody was meant: those whom the file names are rather called than nobody.
        raise WrongValue("config.expected_list")
    return names


def _say_interval(say: Speaker, value: object) -> str:
    return formats.duration(say, float(str(value)))


def _say_threading(say: Speaker, value: object) -> str:
    return say.say(f"settings.threading_{value}")


def _say_crew(say: Speaker, value: object) -> str:
    names = [str(one) for one in value] if isinstance(value, list | tuple) else []
    return ", ".join(names) or say.say("settings.nobody")


SETTINGS: Final[Mapping[str, Setting]] = {
    "interval": Setting("interval_s", _interval, _say_interval, values.spacing),
    "at_anchor": Setting("at_anchor", flag, say_flag, values.flag),
    "threading": Setting("threading", _threading, _say_threading, values.threading),
    "live_card": Setting("live_card", flag, say_flag, values.flag),
    "alarm": Setting("alarm", _crew, _say_crew, _kept_crew),
    **ALARM_SETTINGS,
}
"""What may be set from the channel, by the name that is typed."""
WAYS: Final[Mapping[str, Sequence[str]]] = {
    "interval": ("intervalle", "rythme"),
    "at_anchor": ("at-anchor", "anchor", "au_mouillage", "au-mouillage", "mouillage"),
    "threading": ("fil", "thread", "fils"),
    "live_card": ("live-card", "card", "carte"),
    "alarm": ("alarme", "alert", "alerte", "mob"),
    **ALARM_WAYS,
}
"""How else the names may be typed."""


def names(say: Speaker) -> Mapping[str, str]:
    """Return what each setting is called in the language of `say`, as it may be typed."""
    return {name: say.say(f"settings.name_{name}") for name in SETTINGS}


def change(bridge: Bridge, caller: Caller, name: str, typed: str) -> LogEntry:
    """Write that setting `name` is `typed` from now on, and follow it; skipper only.

    Raises Refusal `rights.skipper_only`, `settings.unknown`, `settings.<what it may be>`.
    """
    needs_skipper(caller)
    setting = SETTINGS.get(name)
    if setting is None:
        known = ", ".join(names(speaker(caller.language)).values())
        raise Refusal("settings.unknown", setting=name, known=known)
    value = setting.read(typed.strip())
    if name == "alarm" and isinstance(value, tuple):
        _must_be_there(bridge, value)
    say = bridge.speaker()
    text = say.say(
        "settings.changed", what=say.say(f"settings.what_{name}"), value=setting.say(say, value)
    )
    # As it is read again from the line, where there are no tuples.
    facts = {"name": name, "value": list(value) if isinstance(value, tuple) else value}
    return _settled(bridge, caller, EntryKind.SETTING, text, facts)


def _must_be_there(bridge: Bridge, names: Sequence[str]) -> None:
    """Refuse (`settings.alarm_unknown`) a name that calls nobody; unasked while the chat is away.

    A list that was misspelt would be found out when somebody is in the water.
    """
    chat = bridge.chat
    if chat is None:
        return
    for name in names:
        try:
            person = chat.named(name)
            there = not person.gone and chat.is_member(bridge.channel_id, person.id)
        except ChatAway:
            return
        except ChatRefused as refused:
            if refused.status != _NO_SUCH_USER:
                return
            there = False
        if not there:
            raise Refusal("settings.alarm_unknown", who=name)


def set_clock(bridge: Bridge, caller: Caller, ship_offset_s: int) -> LogEntry:
    """Write that ship's time is `ship_offset_s` ahead of UTC from now on; skipper only."""
    needs_skipper(caller)
    was, zone = bridge.config.ship_offset_s, formats.zone(ship_offset_s)
    text = bridge.speaker().say("settings.clock_changed", was=formats.zone(was), zone=zone)
    facts = {"name": SHIP_TIME, "value": ship_offset_s, "was": was}
    return _settled(bridge, caller, EntryKind.CLOCK, text, facts)


def settled(config: Config, lines: Iterable[LogEntry]) -> Config:
    """Return `config` overridden by what `lines`, in the order written, have set.

    What this release does not know, or would not take, is passed over: the file then holds. A line
    may come out of another's backup, and what it sets is believed of nobody.
    """
    changes: dict[str, object] = {}
    for line in lines:
        with contextlib.suppress(WrongValue):
            changes |= _set_by(line)
    return replace(config, **changes)  # type: ignore[arg-type] # each as its setting reads it


def _set_by(line: LogEntry) -> dict[str, object]:
    """Return what a line sets, by the field of Config; raises WrongValue for what cannot be."""
    facts = line.draft.facts
    name, value = facts.get("name"), facts.get("value")
    if line.draft.kind is EntryKind.CLOCK and name == SHIP_TIME:
        return {"ship_offset_s": values.ahead(value)}
    setting = SETTINGS.get(name) if isinstance(name, str) else None
    if line.draft.kind is not EntryKind.SETTING or setting is None:
        return {}
    return {setting.field: setting.kept(value)}


SETTLING: Final = (EntryKind.SETTING, EntryKind.CLOCK)
"""The kinds of lines that `settled` looks at."""


def _settled(
    bridge: Bridge, caller: Caller, kind: EntryKind, text: str, facts: Mapping[str, object]
) -> LogEntry:
    now = bridge.now()
    entry = appended(bridge, drafted(bridge, caller, text, kind, at=now, now=now, facts=facts))
    bridge.ship.apply(settled(bridge.config, (entry,)))
    return entry
