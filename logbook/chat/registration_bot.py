"""The bot that the log writes as: its account, its token, its place in team and channel."""

from dataclasses import replace
from typing import Final

from logbook.chat.administration import Admin, Json, needing
from logbook.chat.mattermost import MattermostChat
from logbook.chat.secrets import TOKEN, Mattermost
from logbook.chat.wanted import Progress, Wanted
from logbook.model.ports import ChatRefused, Person
from logbook.model.refusal import Refusal

NAME: Final = "logbook"


def settle(admin: Admin, wanted: Wanted, me: str, progress: Progress) -> None:
    """See to it that the log has a bot of its own and a token that works; kept at once.

    `me` is the user who sets up. Raises Refusal where the bot or its name is somebody else's, or an
    administrator is needed.
    """
    if wanted.bot_token:
        _given(wanted, progress)
        return
    name = progress.settings.trigger_prefix + NAME
    bot_id = _account(admin, wanted, me, name, progress)
    works = _works(progress.settings, bot_id)
    progress.settings = replace(progress.settings, bot_id=bot_id)
    if works and not wanted.rotate:
        return
    old = progress.settings.bot_token_id
    with needing("setup.may_not_token", off="setup.tokens_off", bot=name):
        token_id, token = admin.make_token(bot_id, wanted.title)
    progress.now(replace(progress.settings, bot_token=token, bot_token_id=token_id))
    progress.tell("setup.token_made", bot=name)
    if old:
        # Only now, with the new one on disk: killed in between, one of them still works.
        with needing("setup.may_not_token", bot=name):
            admin.revoke_token(old)


def refuse_administrator(admin: Admin, team: Json, progress: Progress) -> None:
    """Raise Refusal `setup.bot_is_admin`: whoever steals the bot's token must not own the team."""
    bot = admin.user_by_id(progress.settings.bot_id) or {}
    above = "system_admin" in str(bot.get("roles")).split()
    if above or admin.is_team_admin(team["id"], progress.settings.bot_id):
        raise Refusal("setup.bot_is_admin", bot=bot.get("username", ""))


def _given(wanted: Wanted, progress: Progress) -> None:
    """Take the bot that somebody made by hand."""
    found = _owner(replace(progress.settings, bot_token=wanted.bot_token))
    if found is None or not found.bot:
        raise Refusal("setup.bad_bot_token")
    settings = progress.settings
    if (found.id, wanted.bot_token) != (settings.bot_id, settings.bot_token):
        given = replace(settings, bot_id=found.id, bot_token=wanted.bot_token, bot_token_id="")
        progress.now(given)
        progress.tell("setup.bot_given", bot=found.username)


def _account(admin: Admin, wanted: Wanted, me: str, name: str, progress: Progress) -> str:
    """Return the id of our bot, made or let in again."""
    known = progress.settings.bot_id
    bot = (admin.user_by_id(known) if known else None) or admin.user(name)
    if bot is None:
        with needing("setup.may_not_bots", off="setup.bots_off", bot=name):
            made = admin.make_bot(name, wanted.title, wanted.description)
        progress.tell("setup.bot_made", bot=name)
        return made
    if bot["id"] != known:
        _found_again(admin, wanted, me, bot)
    with needing("setup.may_not_bots", off="setup.bots_off", bot=name):
        if bot.get("delete_at"):
            admin.enable_bot(bot["id"], on=True)
            progress.tell("setup.bot_enabled", bot=bot["username"])
        shown = (bot.get("bot_description"), bot.get("first_name"))
        if shown != (wanted.description, wanted.title):
            admin.describe_bot(bot["id"], wanted.title, wanted.description)
            progress.tell("setup.bot_mended", bot=bot["username"])
    return str(bot["id"])


def _found_again(admin: Admin, wanted: Wanted, me: str, bot: Json) -> None:
    """Take a bot that calls itself ours, and of which we know nothing more.

    Anybody can read what it must call itself, and whoever made it can hold tokens for it. So it
    must be of who sets up, `me`; and what opened it so far opens nothing any more, since a bot can
    be given away.
    """
    name = bot["username"]
    if bot.get("is_bot") is not True or not wanted.is_ours(bot.get("bot_description")):
        raise Refusal("setup.bot_taken", bot=name)
    if admin.owner_of(bot["id"]) != me:
        raise Refusal("setup.bot_of_another", bot=name, variable=TOKEN)
    with needing("setup.may_not_token", off="setup.tokens_off", bot=name):
        gone: set[str] = set()
        while old := set(admin.tokens(bot["id"])) - gone:
            for token_id in old:
                admin.revoke_token(token_id)
            gone |= old


def _works(settings: Mattermost, bot_id: str) -> bool:
    found = _owner(settings) if settings.bot_token else None
    return found is not None and found.id == bot_id


def _owner(settings: Mattermost) -> Person | None:
    """Return whose token the bot's is; None where it opens nothing."""
    try:
        return MattermostChat(settings).me()
    except ChatRefused as refused:
        if refused.status != 401:
            raise
        return None
