"""`/log-role @SOMEBODY skipper|crew|guest`: who may do what; without words, the list."""

from typing import Final

from logbook.locale import Speaker
from logbook.model.neutral import row
from logbook.model.refusal import Refusal
from logbook.verbs.accounts import account
from logbook.verbs.bridge import Bridge
from logbook.verbs.muster import Role
from logbook.verbs.people import Caller
from logbook.verbs.role import change, listed
from logbook.verbs.usage import usage
from logbook.verbs.words import Words, meant
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request

_ROLES: Final[Words] = {
    "skipper": ("capitaine", "captain", "chef", "patron"),
    "crew": ("équipier", "équipière", "équipage", "member"),
    "guest": ("invité", "invitée", "child", "enfant"),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Give somebody a role, or answer with everybody's."""
    who, say = known(request, bridge)
    words = request.text.split()
    if not words or (len(words) == 1 and meant(words[0], {"list": ("liste",)})):
        return Reply(_all(bridge, who, say))
    named = [word for word in words if meant(word, _ROLES) is None]
    roles = [role for word in words if (role := meant(word, _ROLES)) is not None]
    if len(named) != 1 or len(roles) != 1:
        raise usage(bridge, "log-role")
    entry = change(bridge, who, _user_id(request, bridge, named[0]), Role(roles[0]))
    return echo(bridge, who, say, entry)


def _user_id(request: Request, bridge: Bridge, word: str) -> str:
    """Return the user that a word names: mentioned in the request, or by their own username.

    What the log calls somebody is not asked: everybody may choose that.
    """
    name = word.lstrip("@").rstrip(",;:").lower()
    found = request.mentions.get(name)
    if found is not None:
        return found
    known = account(bridge, name)
    if known is None:
        raise Refusal("role.unknown", who=row(name[:64]))
    return known.id


def _all(bridge: Bridge, who: Caller, say: Speaker) -> str:
    rows = [say.say("slash.roles")]
    for name, role in listed(bridge):
        rows.append(say.say(f"role.row_{role.value}", who=row(name)))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return "\n".join(rows)


COMMAND: Final = Command("log-role", run, who="skipper")
