"""Set-up on the chat server: everything the log needs there, in an order that can be cut short.

Nothing is made before it is known that every trigger is free; what holds a secret is on disk
before the next step; done twice, the second time finds everything as it should be.
"""

from collections.abc import Callable
from dataclasses import replace

from logbook.chat import registration_bot, registration_commands, registration_hook
from logbook.chat import registration_place as place
from logbook.chat.administration import Admin, Json, needing
from logbook.chat.secrets import Mattermost, new_signing_key
from logbook.chat.wanted import Progress, Tell, Wanted, prefix_of
from logbook.model.ports import ChatRefused
from logbook.model.refusal import Refusal


def register(
    admin: Admin,
    wanted: Wanted,
    known: Mattermost | None,
    keep: Callable[[Mattermost], None],
    tell: Tell,
) -> Mattermost:
    """Bring about what is `wanted`; return what was kept last.

    `known` is what an earlier set-up kept; `keep` must have it on disk when it returns. Raises
    Refusal (`setup.…`) with what an administrator must do; ChatAway where the server went away.
    """
    with needing("setup.bad_token"):
        me = admin.me()
    user = me["username"]
    progress = Progress(_start(wanted, known), keep, tell)
    settings = progress.settings
    team = place.team(admin, wanted, settings.team_id)
    there = registration_commands.listed(admin, team, user)
    registration_commands.refuse_taken(wanted, settings.trigger_prefix, there, settings.commands)
    moved = settings.team_id not in ("", team["id"])
    if moved:
        # The old team's commands would go on calling us.
        _sweep(admin, wanted.vessel, settings)
    channel = _channel(admin, wanted, team, user, progress)
    progress.settings = replace(
        progress.settings,
        team_id=team["id"],
        channel_id=channel["id"],
        channel_private=channel["type"] != "O",
        commands={} if moved else settings.commands,
        hook=None if moved else settings.hook,
    )
    registration_bot.settle(admin, wanted, me["id"], progress)
    registration_bot.refuse_administrator(admin, team, progress)
    facts = {"user": user, "team": team["display_name"], "channel": channel["name"]}
    with needing("setup.may_not_channel", **facts):
        admin.join(team["id"], channel["id"], progress.settings.bot_id)
    skipper = place.skipper(admin, wanted, me, team, progress)
    progress.now(replace(progress.settings, skipper_id=skipper))
    with needing("setup.may_not_commands", off="setup.commands_off", **facts):
        registration_commands.register(admin, wanted, team["id"], there, me["id"], progress)
    registration_hook.register(admin, wanted, team, me, progress)
    return progress.settings


def remove(admin: Admin, vessel: str, known: Mattermost, tell: Tell) -> None:
    """Take back what set-up made: commands, webhook, the bot's access. Channel and posts stay.

    Raises Refusal where this token may not.
    """
    with needing("setup.bad_token"):
        user = admin.me()["username"]
    facts = {"user": user, "team": ""}
    with needing("setup.may_not_commands", **facts):
        count = registration_commands.remove(admin, vessel, known.team_id, known.commands)
    tell("setup.commands_removed", count=count)
    with needing("setup.may_not_hooks", **facts):
        for _ in range(registration_hook.remove(admin, vessel, known.team_id, known.hook)):
            tell("setup.hook_removed")
    bot = admin.user_by_id(known.bot_id) or {}
    with needing("setup.may_not_bots", bot=bot.get("username", "")):
        admin.enable_bot(known.bot_id, on=False)
        if known.bot_token_id:
            admin.revoke_token(known.bot_token_id)
    tell("setup.bot_disabled", bot=bot.get("username", ""))


def _start(wanted: Wanted, known: Mattermost | None) -> Mattermost:
    """Return where to begin; of another server's set-up only the key and the prefix are kept."""
    prefix = None if wanted.prefix is None else prefix_of(wanted.prefix)
    if known is not None and known.url == wanted.url:
        return replace(
            known,
            callback=wanted.callback,
            ca=wanted.ca or known.ca,
            trigger_prefix=known.trigger_prefix if prefix is None else prefix,
        )
    return Mattermost(
        url=wanted.url,
        bot_token="",
        bot_id="",
        team_id="",
        channel_id="",
        callback=wanted.callback,
        signing_key=new_signing_key() if known is None else known.signing_key,
        trigger_prefix=(known.trigger_prefix if known else "") if prefix is None else prefix,
        ca=wanted.ca,
    )


def _channel(admin: Admin, wanted: Wanted, team: Json, user: str, progress: Progress) -> Json:
    """Return the channel named, or the known one while nobody names another."""
    known = progress.settings.channel_id
    if not wanted.channel and known and progress.settings.team_id == team["id"]:
        found = admin.channel_by_id(known)
        if found is not None:
            if found.get("delete_at"):
                raise Refusal("setup.channel_archived", channel=found["name"])
            return found
    return place.channel(admin, wanted, team, user, progress)


def _sweep(admin: Admin, vessel: str, settings: Mattermost) -> None:
    try:
        registration_commands.remove(admin, vessel, settings.team_id, settings.commands)
        registration_hook.remove(admin, vessel, settings.team_id, settings.hook)
    except ChatRefused as refused:
        raise Refusal("setup.old_team") from refused
