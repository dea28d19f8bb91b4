"""What set-up is to bring about on the chat server, and how it tells of what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from logbook.chat.secrets import Mattermost
from logbook.locale import Speaker
from logbook.model.refusal import Refusal

SLASH_PATH: Final = "/slash"
HOOK_PATH: Final = "/webhooks/outgoing"
_LONGEST_DESCRIPTION: Final = 128
_LONGEST_NAME: Final = 64
_LONGEST_PREFIX: Final = 20


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A slash command as the completion shows it: `trigger` without slash and prefix."""

    trigger: str
    hint: str
    description: str


class Tell(Protocol):
    """Is told what was done: a sentence's name and its facts."""

    def __call__(self, name: str, /, **facts: object) -> None:
        """Tell one thing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Empty texts mean: as it is, or the only one there is.

    `vessel` is the book's id: it stands in the description of all that is ours. `callback` is our
    address as the server reaches it. `prefix` None keeps the present one. `bot_token` is that of
    a bot made by hand. `say` speaks the boat's language.
    """

    url: str
    vessel: str
    callback: str
    specs: Sequence[CommandSpec]
    say: Speaker
    ship_name: str = ""
    team: str = ""
    channel: str = ""
    skipper: str = ""
    prefix: str | None = None
    rotate: bool = False
    bot_token: str = field(default="", repr=False)
    ca: str = ""

    @property
    def title(self) -> str:
        """The log's name for people, with the ship's where she has one."""
        if not self.ship_name:
            return self.say.say("setup.title")
        return self.say.say("setup.title_of", ship=self.ship_name)[:_LONGEST_NAME]

    @property
    def description(self) -> str:
        """What marks a bot, a command or a webhook as this boat's: the vessel's id is in it."""
        return f"{self.title[: _LONGEST_DESCRIPTION - len(self.vessel) - 2]}, {self.vessel}"

    def is_ours(self, description: object) -> bool:
        """Tell whether something so described is this boat's."""
        return isinstance(description, str) and self.vessel in description


@dataclass(slots=True)
class Progress:
    """What is known so far, kept on disk as soon as a secret is in it."""

    settings: Mattermost
    keep: Callable[[Mattermost], None]
    tell: Tell

    def now(self, settings: Mattermost) -> None:
        """Go on from `settings`; they are on disk when this returns."""
        self.settings = settings
        self.keep(settings)


def prefix_of(typed: str) -> str:
    """Return a prefix as it stands before each trigger: `Groix` becomes `groix-`.

    Raises Refusal `setup.bad_prefix`.
    """
    word = typed.strip().lower().lstrip("/")
    plain = word.isascii() and word.replace("-", "").replace("_", "").isalnum()
    if word and (not plain or len(word) > _LONGEST_PREFIX or not word[0].isalpha()):
        raise Refusal("setup.bad_prefix", prefix=typed)
    return word if not word or word[-1] in "-_" else f"{word}-"
