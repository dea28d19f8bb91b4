"""Named sentences out of the compiled catalogues; the only file that knows gettext."""

import errno
import gettext
import string
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from logbook.locale import elision
from logbook.model.refusal import Refusal, Refusals

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says named sentences in one language, `fr` or `en`."""

    language: str
    catalogue: gettext.NullTranslations

    def knows(self, name: str) -> bool:
        """Return whether a sentence of that name stands in the catalogues."""
        return self._sentence(name, 1) != name

    def say(self, name: str, /, **facts: object) -> str:
        """Return the sentence `name` with its `{facts}` filled in.

        Decimals and groups of digits are this language's; a whole `count` chooses singular or
        plural; a Refusal or an OSError among the facts is itself put into words; `{name:de}` is
        the French `de` before a name. It never raises: a name without a sentence is said as it
        stands with its facts, and a fact that was not given keeps its braces, since these words
        may be all that a person gets.
        """
        sentence = self._sentence(name, facts.get("count"))
        if sentence == name:
            told = ", ".join(f"{key}={value}" for key, value in facts.items())
            return f"{name} ({told})" if told else name
        words = _Given((key, self._worded(value)) for key, value in facts.items())
        return _Filler(self.language).vformat(sentence, (), words)

    def refusal(self, refusal: Refusal) -> str:
        """Return what was refused and why; several refusals are one a line."""
        if isinstance(refusal, Refusals):
            return "\n".join(self.refusal(part) for part in refusal.parts)
        return self.say(refusal.name, **refusal.facts)

    def number(self, value: float, digits: int = 0) -> str:
        """Return `value` with `digits` decimals and this language's mark; never `-0`."""
        return _Filler(self.language).format_field(round(value, digits) + 0.0, f".{digits}f")

    def _sentence(self, name: str, count: object) -> str:
        # Of a number only this matters to both languages.
        some = (count > 0) + (count > 1) if isinstance(count, int) else None
        return _found(self.catalogue, name, some)

    def _worded(self, value: object) -> object:
        if isinstance(value, Refusal):
            return self.refusal(value)
        if isinstance(value, OSError):
            return self._system(value)
        return value

    def _system(self, error: OSError) -> str:
        """Return why the system refused: it only knows English, so the usual ones are ours."""
        name = f"system.{errno.errorcode.get(error.errno or 0, '')}"
        return self.say(name) if self.knows(name) else error.strerror or type(error).__name__


# Every area's catalogue is asked in turn: thirty look-ups a sentence, many sentences an answer.
@lru_cache(maxsize=4096)
def _found(catalogue: gettext.NullTranslations, name: str, count: int | None) -> str:
    """Return the sentence of that name, for a `count` of 0, 1 or (2) more; the name without one."""
    if count is not None:
        found = catalogue.ngettext(name, name, count)
        if found != name:
            return found
    return catalogue.gettext(name)


@lru_cache
def speaker(language: str) -> Speaker:
    """Return the speaker of `language`: `fr`, `en`, or a locale of theirs such as `fr_CA`.

    Raises ValueError for a language without catalogues.
    """
    base = language.replace("-", "_").partition("_")[0].lower()
    if base not in LANGUAGES:
        raise ValueError(f"no catalogue in {language!r}; there are {', '.join(LANGUAGES)}")
    return Speaker(base, _catalogue(FOLDER / base / "LC_MESSAGES"))


def _catalogue(folder: Path) -> gettext.NullTranslations:
    """Return every area's catalogue in `folder` as one."""
    whole = gettext.NullTranslations()
    for path in sorted(folder.glob("*.mo")):
        with path.open("rb") as file:
            area = gettext.GNUTranslations(file)
        area.add_fallback(whole)
        whole = area
    return whole


class _Given(dict[str, object]):
    """Facts; one that was not given stands for itself in braces."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


class _Filler(string.Formatter):
    """str.format with a language's decimal mark and digit groups."""

    def __init__(self, language: str) -> None:
        self._french = language == "fr"

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "de":
            return elision.de(str(value))
        try:
            text = str(format(value, format_spec))
        except (TypeError, ValueError):
            return str(value)
        if not self._french or isinstance(value, bool) or not isinstance(value, int | float):
            return text
        # A no-break space, not the narrow one: a ship's plain console may lack that glyph.
        return text.translate({ord(","): "\N{NO-BREAK SPACE}", ord("."): ","})
