"""`/log-set [NAME VALUE]`: what the skipper settles; without words, how things stand."""

from typing import Final

from logbook.locale import Speaker
from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.settings import SETTINGS, WAYS, change, names
from logbook.verbs.usage import usage
from logbook.verbs.words import first, meant
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Change one setting, or answer with all of them."""
    who, say = known(request, bridge)
    word, value = first(request.text)
    if not word or meant(word, {"list": ("liste",)}):
        return Reply(_all(bridge, say))
    if not value:
        raise usage(bridge, "log-set")
    name = meant(word.replace("-", "_"), WAYS) or meant(word, WAYS) or word
    return echo(bridge, who, say, change(bridge, who, name, value))


def _all(bridge: Bridge, say: Speaker) -> str:
    rows = [say.say("slash.settings")]
    called = names(say)
    for name, setting in SETTINGS.items():
        value = row(setting.say(say, getattr(bridge.config, setting.field)))
        what = say.say(f"settings.what_{name}")
        rows.append(say.say("slash.setting_row", setting=called[name], what=what, value=value))
    return "\n".join(rows)


COMMAND: Final = Command("log-set", run, who="skipper")
