"""What an eye reads: French as it is said aboard, its no-break spaces told as blanks.

What is tied is tested in `tests/locale/test_typography.py`; everywhere else a sentence is compared
with one that can be read here.
"""

import gettext
from dataclasses import replace

from logbook.locale import Speaker, speaker
from logbook.locale.typography import TIE


def seen(text: str) -> str:
    """Return a text with blanks for its no-break spaces."""
    return text.replace(TIE, " ")


class _Seen(gettext.NullTranslations):
    """The sentences of another catalogue, as an eye reads them."""

    def __init__(self, real: gettext.NullTranslations) -> None:
        super().__init__()
        self._real = real

    def gettext(self, message: str) -> str:
        return seen(self._real.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return seen(self._real.ngettext(msgid1, msgid2, n))


def spoken(language: str) -> Speaker:
    """Return the speaker of a language, whose words are told as an eye reads them."""
    real = speaker(language)
    return replace(real, catalogue=_Seen(real.catalogue))


def french() -> Speaker:
    """Return the French one."""
    return spoken("fr")
