"""argparse in the words of whoever reads: its help, and what was wrong in one sentence."""

import argparse
import re
from typing import Any, Final, NoReturn

from logbook.console.plain import printable
from logbook.locale import Speaker

# What argparse says (in English alone) to the names of our sentences and of their facts.
_WRONG: Final = (
    (r"the following arguments are required: (?P<what>.+)", "usage.required"),
    (r"unrecognized arguments: (?P<what>.+)", "usage.unknown"),
    (
        r"argument (?P<what>.+?): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        "usage.not_one_of",
    ),
    (r"argument (?P<what>.+?): expected .*argument.*", "usage.lacks_value"),
    (
        r"argument (?P<what>.+?): invalid (?P<expected>usage\.\w+) value: (?P<value>.+)",
        "usage.wrong_value",
    ),
    (r"argument (?P<what>.+?): ignored explicit argument (?P<value>.+)", "usage.no_value"),
    (r"ambiguous option: (?P<what>.+?) could match (?P<known>.+)", "usage.ambiguous"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks: `speaker` words its help and its refusals."""

    def __init__(self, speaker: Speaker, **settings: Any) -> None:
        settings.setdefault("prog", "app.py")
        super().__init__(add_help=False, **settings)
        self._speaker = speaker
        self._positionals.title = speaker.say("usage.arguments")
        self._optionals.title = speaker.say("usage.options")
        self.add_argument("-h", "--help", action="help", help=speaker.say("usage.help"))

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong, and leave with status 2."""
        said = printable(self._worded(message))
        self.exit(2, f"{said} {self._speaker.say('usage.see_help', command=self.prog)}\n")

    def _worded(self, message: str) -> str:
        for shape, name in _WRONG:
            found = re.fullmatch(shape, message, re.DOTALL)
            if found is not None:
                facts = found.groupdict()
                if "expected" in facts:
                    facts["expected"] = self._speaker.say(facts["expected"])
                return self._speaker.say(name, **facts)
        return message
