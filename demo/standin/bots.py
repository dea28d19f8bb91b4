"""`/bots`: accounts without a password, made by a person who owns them."""

from dataclasses import replace

from demo.standin.exchange import Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import User
from demo.standin.refused import Refused, may_not
from demo.standin.site import Site


def _create(site: Site, ask: Ask) -> Answer:
    if not site.settings.bot_creation:
        raise Refused(403, "api.bot.create_disabled")
    if ask.user.is_bot or not (ask.user.administers or _runs_a_team(site, ask.user)):
        raise may_not()
    wanted = ask.record("bot")
    name = str(wanted.get("username") or "").lower()
    bot = User(
        new_id(),
        name,
        site.clock(),
        email=f"{name}@localhost",
        first_name=str(wanted.get("display_name") or ""),
        is_bot=True,
        description=str(wanted.get("description") or ""),
        owner_id=ask.user.id,
    )
    return Answer(site.world.add_user(bot).as_bot(), 201)


def _runs_a_team(site: Site, user: User) -> bool:
    members = list(site.world.team_members.values())
    return any(member.user_id == user.id and member.admin for member in members)


def _list(site: Site, ask: Ask) -> Answer:
    bots = [user for user in list(site.world.users.values()) if user.is_bot]
    deleted = ask.query.get("include_deleted") == "true"
    return Answer([bot.as_bot() for bot in bots if deleted or not bot.delete_at])


def _bot(site: Site, ask: Ask) -> User:
    """Return the bot; to who neither made it nor administers the server there is none."""
    bot = site.world.users.get(ask.ids[0])
    mine = bot is not None and (ask.user.administers or bot.owner_id == ask.user.id)
    if bot is None or not bot.is_bot or not mine:
        raise _no_bot()
    return bot


def _no_bot() -> Refused:
    return Refused(404, "store.sql_bot.get.missing.app_error")


def _get(site: Site, ask: Ask) -> Answer:
    bot = _bot(site, ask)
    if bot.delete_at and ask.query.get("include_deleted") != "true":
        raise _no_bot()
    return Answer(bot.as_bot())


def _change(site: Site, ask: Ask) -> Answer:
    bot, wanted = _bot(site, ask), ask.record("bot")
    changed = replace(
        bot,
        username=str(wanted.get("username") or bot.username),
        first_name=str(wanted.get("display_name", bot.first_name)),
        description=str(wanted.get("description", bot.description)),
        update_at=site.clock(),
    )
    site.world.users[bot.id] = changed
    return Answer(changed.as_bot())


def _disable(site: Site, ask: Ask) -> Answer:
    return _switched(site, _bot(site, ask), site.clock())


def _enable(site: Site, ask: Ask) -> Answer:
    return _switched(site, _bot(site, ask), 0)


def _switched(site: Site, bot: User, deleted: int) -> Answer:
    changed = replace(bot, delete_at=deleted, update_at=site.clock())
    site.world.users[bot.id] = changed
    return Answer(changed.as_bot())


ROUTES = (
    Route("POST", "bots", _create),
    Route("GET", "bots", _list),
    Route("GET", "bots/{bot_user}", _get),
    Route("PUT", "bots/{bot_user}", _change),
    Route("POST", "bots/{bot_user}/disable", _disable),
    Route("POST", "bots/{bot_user}/enable", _enable),
)
