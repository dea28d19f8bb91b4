"""Where the log is kept: the team, its channel, and who is skipper first."""

import unicodedata
from typing import Final

from logbook.chat.administration import Admin, Json, needing
from logbook.chat.wanted import Progress, Wanted
from logbook.model.ports import ChatRefused
from logbook.model.refusal import Refusal

_LONGEST: Final = 64
_EXISTS: Final = "save_channel.exists.app_error"


def team(admin: Admin, wanted: Wanted, known: str) -> Json:
    """Return the team asked for, by either of its names; else the known one; else the only one.

    Raises Refusal `setup.which_team` or `setup.no_team` with the teams that there are.
    """
    teams = admin.teams()
    names = ", ".join(sorted(one["name"] for one in teams)) or "-"
    asked = wanted.team.strip().casefold()
    if asked:
        found = [one for one in teams if asked in (one["name"], one["display_name"].casefold())]
        if not found:
            raise Refusal("setup.no_team", team=wanted.team, teams=names)
        return found[0]
    found = [one for one in teams if one["id"] == known] or teams
    if len(found) != 1:
        raise Refusal("setup.which_team", teams=names)
    return found[0]


def channel_name(typed: str) -> str:
    """Return a channel's name as it stands in addresses: `Journal de bord` is `journal-de-bord`."""
    spread = unicodedata.normalize("NFKD", typed.strip().lstrip("~").casefold())
    letters = (
        one if one.isascii() and (one.isalnum() or one == "_") else "-"
        for one in spread
        if not unicodedata.combining(one)
    )
    return "-".join(part for part in "".join(letters).split("-") if part)[:_LONGEST]


def channel(admin: Admin, wanted: Wanted, in_team: Json, user: str, progress: Progress) -> Json:
    """Return the log's channel, made public where there is none.

    Raises Refusal: it is archived, it cannot be made, its name is none.
    """
    title = wanted.channel.strip().lstrip("~") or wanted.say.say("setup.channel_title")
    name = channel_name(title)
    if len(name) < 2:
        raise Refusal("setup.bad_channel", channel=wanted.channel)
    found = admin.channel(in_team["id"], name)
    if found is None:
        whole = {"team_id": in_team["id"], "name": name, "display_name": title, "type": "O"}
        facts = {"user": user, "team": in_team["display_name"], "channel": name}
        try:
            with needing("setup.may_not_channel", **facts):
                found = admin.make_channel(whole)
        except ChatRefused as refused:
            if refused.error.endswith(_EXISTS):
                # A private one that this token's owner is not in.
                raise Refusal("setup.channel_hidden", **facts) from refused
            raise
        progress.tell("setup.channel_made", channel=name)
    if found.get("delete_at"):
        raise Refusal("setup.channel_archived", channel=name)
    return found


def skipper(admin: Admin, wanted: Wanted, me: Json, in_team: Json, progress: Progress) -> str:
    """Return the user who is skipper first, a member of the channel when this returns.

    Who was named; else who already is; else the token's owner, where that is a person.
    """
    settings = progress.settings
    asked = wanted.skipper.strip().lstrip("@").lower()
    if asked:
        found = admin.user(asked)
    elif settings.skipper_id:
        return settings.skipper_id
    else:
        found = me
    if found is None:
        raise Refusal("setup.no_such_user", user=asked)
    if found.get("is_bot") is True:
        raise Refusal(
            "setup.skipper_unnamed" if not asked else "setup.skipper_no_person", user=asked
        )
    if "system_guest" in found["roles"].split():
        raise Refusal("setup.skipper_no_person", user=found["username"])
    facts = {"user": found["username"], "team": in_team["display_name"]}
    try:
        admin.join_channel(settings.channel_id, found["id"])
    except ChatRefused as refused:
        # A stranger to the team is 400 or 404, by the server's age; a missing right is 403.
        raise Refusal("setup.skipper_not_in", **facts) from refused
    progress.tell("setup.skipper", user=found["username"])
    return str(found["id"])
