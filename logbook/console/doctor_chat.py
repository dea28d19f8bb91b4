"""`doctor` at the chat server: reached, let in, in the right place, switched on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from logbook.chat.inspection import Inspector
from logbook.chat.secrets import Mattermost
from logbook.chat.wording import worded
from logbook.console.finding import Finding, fine, wrong
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal

_CLOCKS_APART_S: Final = 60.0
_COMMANDS: Final = "EnableCommands"
_SWITCHES: Final = {
    _COMMANDS: "doctor.commands_off",
    "EnableOutgoingWebhooks": "doctor.hooks_off",
}


def look(
    settings: Mattermost, inspector: Inspector, triggers: Sequence[str], now: float
) -> Iterator[Finding]:
    """Yield findings in the order in which things must be mended; stop where nothing follows.

    `triggers` are ours without their prefix, `now` the host's UTC seconds. Never raises for what
    the server does.
    """
    try:
        yield from _server(settings, inspector, now)
        yield from _bot(settings, inspector)
        told = inspector.client_settings()
        yield from _settings(settings, told)
        if told.get(_COMMANDS) != "false":
            # Switched off they are not listed either, and setup could not mend that.
            yield from _commands(settings, inspector, triggers)
        yield from _hook(settings)
    except (ChatAway, ChatRefused) as error:
        yield wrong(worded(error, settings.url), _remedy(error))


def _remedy(error: ChatAway | ChatRefused) -> Refusal:
    if isinstance(error, ChatRefused) and error.status == 401:
        return Refusal("doctor.token_remedy")
    if isinstance(error, ChatRefused):
        return Refusal("doctor.run_setup")
    return Refusal("doctor.server_remedy")


def _server(settings: Mattermost, inspector: Inspector, now: float) -> Iterator[Finding]:
    there = inspector.ping()
    yield fine("doctor.server", url=settings.url)
    if there is not None and abs(there - now) > _CLOCKS_APART_S:
        said = Refusal("doctor.clocks_apart", seconds=round(abs(there - now)))
        yield wrong(said, Refusal("doctor.clock_remedy"))


def _bot(settings: Mattermost, inspector: Inspector) -> Iterator[Finding]:
    me = inspector.me()
    bot = me.get("username", "")
    if me.get("id") != settings.bot_id:
        yield wrong(Refusal("doctor.other_bot", bot=bot), Refusal("doctor.run_setup"))
        return
    yield fine("doctor.token", bot=bot)
    if not inspector.is_in(f"teams/{settings.team_id}"):
        yield wrong(
            Refusal("doctor.bot_not_in_team", bot=bot), Refusal("doctor.invite_to_team", bot=bot)
        )
        return
    channel = inspector.channel()
    name = "" if channel is None else channel.get("name", "")
    if channel is None or not inspector.is_in(f"channels/{settings.channel_id}"):
        said = Refusal("doctor.bot_not_in_channel", bot=bot)
        yield wrong(said, Refusal("doctor.invite_to_channel", bot=bot))
    elif channel.get("delete_at"):
        yield wrong(Refusal("doctor.channel_archived", channel=name), Refusal("doctor.unarchive"))
    elif (channel.get("type") != "O") != settings.channel_private:
        yield wrong(Refusal("doctor.channel_turned", channel=name), Refusal("doctor.run_setup"))
    else:
        yield fine("doctor.channel", channel=name)
    if inspector.administers():
        said = Refusal("doctor.bot_is_admin", bot=bot)
        yield wrong(said, Refusal("doctor.make_member", bot=bot))


def _settings(settings: Mattermost, told: Mapping[str, Any]) -> Iterator[Finding]:
    site = str(told.get("SiteURL") or "")
    if site:
        yield fine("doctor.site_url", site=site)
    else:
        yield wrong(Refusal("doctor.no_site_url"), Refusal("doctor.set_site_url", url=settings.url))
    for switch, sentence in _SWITCHES.items():
        if switch == "EnableOutgoingWebhooks" and settings.channel_private:
            continue
        if told.get(switch) == "false":
            yield wrong(Refusal(sentence), Refusal("doctor.switch_on", switch=switch))


def _commands(
    settings: Mattermost, inspector: Inspector, triggers: Sequence[str]
) -> Iterator[Finding]:
    needed = {settings.trigger_prefix + trigger for trigger in triggers}
    missing = sorted(needed - (inspector.triggers() & set(settings.commands)))
    if missing:
        shown = ", ".join(f"/{trigger}" for trigger in missing)
        said = Refusal("doctor.commands_missing", commands=shown, count=len(missing))
        yield wrong(said, Refusal("doctor.run_setup"))
    else:
        yield fine("doctor.commands", count=len(needed))


def _hook(settings: Mattermost) -> Iterator[Finding]:
    if settings.hook is None and not settings.channel_private:
        yield wrong(Refusal("doctor.no_hook"), Refusal("doctor.run_setup"))
