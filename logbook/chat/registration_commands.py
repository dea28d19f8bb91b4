"""Slash commands: what there should be, what there is, and nobody else's touched."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from logbook.chat.administration import Admin, Json, needing
from logbook.chat.secrets import Door
from logbook.chat.wanted import SLASH_PATH, Progress, Wanted
from logbook.model.ports import ChatRefused
from logbook.model.refusal import Refusal

_TAKEN: Final = "api.command.duplicate_trigger.app_error"


def listed(admin: Admin, team: Json, user: str) -> list[Json]:
    """Return the team's commands. Raises Refusal where this token may not see to them."""
    facts = {"user": user, "team": team["display_name"]}
    with needing("setup.may_not_commands", off="setup.commands_off", **facts):
        return admin.commands(team["id"])


def refuse_taken(wanted: Wanted, prefix: str, there: list[Json], known: Mapping[str, Door]) -> None:
    """Raise Refusal `setup.taken` where a trigger that we need is somebody else's."""
    ids = {door.id for door in known.values()}
    needed = {prefix + spec.trigger for spec in wanted.specs}
    taken = sorted(
        command["trigger"]
        for command in there
        if command["trigger"] in needed and not _ours(wanted, command, ids)
    )
    if taken:
        raise _taken(wanted, taken)


def register(
    admin: Admin, wanted: Wanted, team_id: str, there: list[Json], me: str, progress: Progress
) -> None:
    """Make each command, mend each that has drifted, remove ours that are no more.

    `me` is the user who sets up. What only says to be ours, and was made by somebody else, is made
    anew: whoever made it sees its token.
    """
    ids = {door.id for door in progress.settings.commands.values()}
    found = [one for one in there if _ours(wanted, one, ids)]
    ours = {one["trigger"]: one for one in found if is_known(one, ids, me)}
    for old in (one for one in found if not is_known(one, ids, me)):
        _remove(admin, old, progress)
    doors: dict[str, Door] = {}
    for spec in wanted.specs:
        trigger = progress.settings.trigger_prefix + spec.trigger
        whole = {
            "team_id": team_id,
            "trigger": trigger,
            "method": "P",
            "url": progress.settings.callback + SLASH_PATH,
            "username": "",
            "icon_url": "",
            "auto_complete": True,
            "auto_complete_hint": spec.hint,
            "auto_complete_desc": spec.description,
            "display_name": wanted.title,
            "description": wanted.description,
        }
        doors[trigger] = _settled(admin, wanted, whole, ours.pop(trigger, None), progress)
        # Each token is kept as soon as it holds: a running server follows the file.
        known = {**progress.settings.commands, trigger: doors[trigger]}
        progress.now(replace(progress.settings, commands=known))
    for old in ours.values():
        _remove(admin, old, progress)
    if wanted.rotate:
        progress.tell("setup.commands_rotated", count=len(doors))
    progress.now(replace(progress.settings, commands=doors))


def _remove(admin: Admin, command: Json, progress: Progress) -> None:
    admin.delete_command(command["id"])
    progress.tell("setup.command_removed", trigger=command["trigger"])


def is_known(door: Json, ids: Collection[str], me: str) -> bool:
    """Tell whether a command or a webhook is one that we registered, or whoever sets up now."""
    return door["id"] in ids or door.get("creator_id") == me


def remove(admin: Admin, vessel: str, team_id: str, known: Mapping[str, Door]) -> int:
    """Delete every command of this vessel in a team; return how many."""
    ids = {door.id for door in known.values()}
    ours = [
        command
        for command in admin.commands(team_id)
        if vessel in command["description"] or command["id"] in ids
    ]
    for command in ours:
        admin.delete_command(command["id"])
    return len(ours)


def _ours(wanted: Wanted, command: Json, ids: set[str]) -> bool:
    """Tell whether a command is ours: by its description, or by its id if that was altered."""
    return wanted.is_ours(command["description"]) or command["id"] in ids


def _settled(
    admin: Admin, wanted: Wanted, whole: Json, old: Json | None, progress: Progress
) -> Door:
    trigger = whole["trigger"]
    if old is None:
        try:
            made = admin.make_command(whole)
        except ChatRefused as refused:
            if refused.error == _TAKEN:
                # One of the server's own commands, which no list shows.
                raise _taken(wanted, [trigger]) from refused
            raise
        progress.tell("setup.command_made", trigger=trigger)
        return Door(made["id"], made["token"])
    token = str(old["token"])
    if any(old.get(name) != value for name, value in whole.items()):
        token = str(admin.change_command({**old, **whole})["token"])
        progress.tell("setup.command_mended", trigger=trigger)
    if wanted.rotate:
        token = admin.renew_command(old["id"])
    return Door(old["id"], token)


def _taken(wanted: Wanted, triggers: list[str]) -> Refusal:
    words = wanted.ship_name.lower().encode("ascii", "ignore").decode()
    name = "".join(letter for letter in words if letter.isalnum())[:12]
    example = name if name[:1].isalpha() else "boat"
    shown = ", ".join(f"/{trigger}" for trigger in triggers)
    return Refusal("setup.taken", triggers=shown, count=len(triggers), prefix=example)
