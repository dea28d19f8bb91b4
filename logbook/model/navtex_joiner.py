"""Parts of NAVTEX bulletins, in any order, repeated or missing, to whole bulletins.

A bulletin is given as soon as it is whole. One that lacks a part is given, with what is missing,
when nothing of it came for a minute, when another begins under its number, or when too many are
open.
"""

from typing import Final

from logbook.model.navtex import LOST, Bulletin, Part

WAIT_S: Final = 60.0
"""A receiver sends a bulletin's sentences in one go: at 4800 baud, six a second."""
MOST_OPEN: Final = 8
"""Bulletins held at once. One receiver sends them one after the other; the rest are for others."""
MOST_CHARACTERS: Final = 16_000
"""Characters held of each. At 100 baud a station's turn of ten minutes has room for 4,300."""

_HEADING: Final = ("code", "frequency", "received", "characters", "unreadable", "valid")


class _Message:
    """One bulletin on its way; `given` once it was whole, and kept to know its repetitions."""

    __slots__ = ("began", "given", "heading", "heard", "held", "left_out", "total", "words")

    def __init__(self, total: int, at: float) -> None:
        self.total = total
        self.began = self.heard = at
        self.given = False
        self.words: dict[int, str] = {}
        self.held = 0
        self.left_out = 0
        self.heading: dict[str, object] = {}

    def holds(self, part: Part) -> bool:
        """Tell whether this very part is here already."""
        return part.number in self.words and self.takes(part)

    def takes(self, part: Part) -> bool:
        """Tell whether a part may be of this bulletin: nothing that it says is said otherwise."""
        if part.total != self.total:
            return False
        words = self.words.get(part.number)
        # What was beyond the bound is not here to be compared.
        if words not in {None, part.words} and not (self.left_out and not words):
            return False
        said = ((name, getattr(part, name)) for name in _HEADING)
        return all(value is None or self.heading.get(name, value) == value for name, value in said)

    def add(self, part: Part, at: float) -> None:
        """Take a part that is not here yet."""
        self.heard = at
        fits = self.held + len(part.words) <= MOST_CHARACTERS
        self.words[part.number] = part.words if fits else ""
        if fits:
            self.held += len(part.words)
        else:
            self.left_out += len(part.words)
        for name in _HEADING:
            value = getattr(part, name)
            if value is not None:
                self.heading[name] = value

    @property
    def is_whole(self) -> bool:
        return len(self.words) == self.total

    def bulletin(self) -> Bulletin:
        """Return it as far as it came."""
        return Bulletin(
            at=self.began,
            text=_tidy("".join(self._pieces())),
            parts=self.total,
            lost=self.total - len(self.words),
            left_out=self.left_out,
            **self.heading,  # type: ignore[arg-type] # each is that field of a part
        )

    def _pieces(self) -> list[str]:
        pieces: list[str] = []
        for number in range(1, self.total + 1):
            words = self.words.get(number, LOST)
            if words is not LOST or pieces[-1:] != [LOST]:
                pieces.append(words)
        return pieces


class Joiner:
    """Holds what is open, within bounds; mutable. Instants are UTC seconds since 1970.

    Parts are of one bulletin where one source gives them one number in its sequence.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], _Message] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether anything is open, or remembered to know its repetitions."""
        return bool(self._known)

    def take(self, source: str, part: Part, at: float) -> list[Bulletin]:
        """Take a part heard at `at`; return what is whole now, or will not be any more."""
        given = self.due(at)
        key = (source, part.sequence)
        message = self._known.get(key)
        if message is not None and message.holds(part):
            return given
        if message is None or message.given or not message.takes(part):
            given += self._close(key)
            if len(self._known) >= MOST_OPEN:
                given += self._close(self._least())
            message = self._known[key] = _Message(part.total, at)
        message.add(part, at)
        if message.is_whole:
            given.append(message.bulletin())
            message.given = True
        return given

    def due(self, at: float) -> list[Bulletin]:
        """Return those of which nothing came for so long that nothing more is waited for."""
        # In another time, an earlier one too, nothing more will come.
        late = [key for key, one in self._known.items() if abs(at - one.heard) > WAIT_S]
        return [bulletin for key in late for bulletin in self._close(key)]

    def close(self) -> list[Bulletin]:
        """Return all that are open, and forget everything."""
        return [bulletin for key in tuple(self._known) for bulletin in self._close(key)]

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        for message in self._known.values():
            message.began += offset_s
            message.heard += offset_s

    def _close(self, key: tuple[str, int]) -> list[Bulletin]:
        message = self._known.pop(key, None)
        return [] if message is None or message.given else [message.bulletin()]

    def _least(self) -> tuple[str, int]:
        """Return the key of what is missed least: given already, or silent for longest."""
        return min(
            self._known, key=lambda key: (not self._known[key].given, self._known[key].heard)
        )


def _tidy(text: str) -> str:
    """Return `text` with plain line ends, no blanks at them, and one empty line at most."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()
