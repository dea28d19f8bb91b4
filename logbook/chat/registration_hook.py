"""The outgoing webhook of the log's channel: one, without words, so that files reach us too."""

from dataclasses import replace

from logbook.chat.administration import Admin, Json, needing
from logbook.chat.registration_commands import is_known
from logbook.chat.secrets import Door
from logbook.chat.wanted import HOOK_PATH, Progress, Wanted


def register(admin: Admin, wanted: Wanted, team: Json, me: Json, progress: Progress) -> None:
    """Make the webhook, mend it, or remove it where the channel is private: none fires there.

    `me` is the user who sets up. One that only says to be ours is removed.
    """
    settings = progress.settings
    facts = {"user": me["username"], "team": team["display_name"]}
    with needing("setup.may_not_hooks", off="setup.hooks_off", **facts):
        there = admin.hooks(team["id"])
    whole: Json = {
        "team_id": team["id"],
        "channel_id": settings.channel_id,
        "trigger_words": [],
        "trigger_when": 0,
        "callback_urls": [settings.callback + HOOK_PATH],
        "display_name": wanted.title,
        "description": wanted.description,
        "content_type": "application/json",
        "username": "",
        "icon_url": "",
    }
    known = "" if settings.hook is None else settings.hook.id
    ours = [hook for hook in there if hook["id"] == known or _ours(wanted, hook, whole)]
    here = [
        hook
        for hook in ours
        if hook["channel_id"] == settings.channel_id and is_known(hook, {known}, me["id"])
    ]
    chosen = None if settings.channel_private or not here else here[0]
    for hook in ours:
        if hook is not chosen:
            admin.delete_hook(hook["id"])
            progress.tell("setup.hook_removed")
    if settings.channel_private:
        progress.tell("setup.hook_none")
        progress.now(replace(settings, hook=None))
        return
    with needing("setup.may_not_hooks", off="setup.hooks_off", **facts):
        progress.now(replace(settings, hook=_settled(admin, wanted, whole, chosen, progress)))


def remove(admin: Admin, vessel: str, team_id: str, known: Door | None) -> int:
    """Delete every webhook of this vessel in a team; return how many."""
    ours = [
        hook
        for hook in admin.hooks(team_id)
        if vessel in str(hook.get("description")) or (known is not None and hook["id"] == known.id)
    ]
    for hook in ours:
        admin.delete_hook(hook["id"])
    return len(ours)


def _ours(wanted: Wanted, hook: Json, whole: Json) -> bool:
    """Tell whether a webhook is ours: by its description, or since it calls us from there."""
    same_place = hook["channel_id"] == whole["channel_id"]
    return wanted.is_ours(hook.get("description")) or (
        same_place and hook.get("callback_urls") == whole["callback_urls"]
    )


def _settled(
    admin: Admin, wanted: Wanted, whole: Json, old: Json | None, progress: Progress
) -> Door:
    if old is None:
        made = admin.make_hook(whole)
        progress.tell("setup.hook_made")
        return Door(made["id"], made["token"])
    token = str(old["token"])
    # What is empty may come back as null.
    if any((old.get(name) or type(value)()) != value for name, value in whole.items()):
        token = str(admin.change_hook({**old, **whole})["token"])
        progress.tell("setup.hook_mended")
    if wanted.rotate:
        token = admin.renew_hook(old["id"])
        progress.tell("setup.hook_rotated")
    return Door(old["id"], token)
