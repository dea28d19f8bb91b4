"""The radio: parts of NAVTEX bulletins to those that are news, each with what becomes of it."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from logbook.model.chain import from_iso_utc
from logbook.model.entries import LogEntry
from logbook.model.navtex import Bulletin, Part
from logbook.model.navtex_joiner import Joiner
from logbook.model.navtex_posts import Fate, Posts, Together
from logbook.model.navtex_repeats import Had, Repeats
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader

_log = logging.getLogger(__name__)

_WRITTEN: Final = (Fate.POSTED, Fate.TOGETHER)


class Aerial(NamedTuple):
    """What a radio begins with: what the log knows, and how the run before left its posts.

    `known` gives the lines of the log whose natural key begins with a text.
    """

    known: Callable[[str], Iterable[LogEntry]] = lambda _: ()
    posts: object = None


class Heard(NamedTuple):
    """A bulletin to be written; one that is not `alone` is told in a post with others."""

    bulletin: Bulletin
    alone: bool


class News(NamedTuple):
    """What is to be written now: bulletins, and one line of those that had no post, if any."""

    heard: Sequence[Heard] = ()
    together: Together | None = None


_NOTHING: Final = News()


class Radio:
    """Follows what is heard; fed by the recorder's thread. Mutable.

    An import writes all that is news, however much: somebody asked for it, and nothing is posted.
    """

    def __init__(self, aerial: Aerial, *, imports: bool) -> None:
        self._aerial = aerial
        self._joiner = Joiner()
        self._repeats = Repeats(self._had)
        self._posts = None if imports else Posts.from_stored(aerial.posts)

    def hear(self, source: str, part: Part, at: float) -> News:
        """Take a part heard at `at` (UTC seconds since 1970)."""
        return News(self._news(self._joiner.take(source, part, at), at))

    def due(self, at: float) -> News:
        """Return what is waited for no longer at `at`."""
        if not self._joiner.is_waiting and (self._posts is None or self._posts.together is None):
            return _NOTHING
        heard = self._news(self._joiner.due(at), at)
        if self._posts is None:
            return News(heard)
        self._posts, together = self._posts.told(at)
        return News(heard, together)

    def close(self, at: float) -> News:
        """Return what is open: nothing more is heard."""
        return News(self._news(self._joiner.close(), at))

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self._joiner.retimed(offset_s)
        self._repeats.retimed(offset_s)
        if self._posts is not None:
            self._posts = self._posts.retimed(offset_s)

    def stored(self) -> dict[str, object]:
        """Return what the run to come must know, JSON-able."""
        return {} if self._posts is None else self._posts.stored()

    def _news(self, joined: Iterable[Bulletin], at: float) -> list[Heard]:
        fates = [(bulletin, self._fate(bulletin, at)) for bulletin in joined]
        return [Heard(one, fate is Fate.POSTED) for one, fate in fates if fate in _WRITTEN]

    def _fate(self, bulletin: Bulletin, at: float) -> Fate | None:
        """Return what becomes of a bulletin, None where it is no news."""
        if self._posts is None:
            return Fate.POSTED if self._repeats.is_news(bulletin) else None
        posts, fate = self._posts.after(bulletin, at)
        # The log is not asked about what a flood brings beyond all bounds.
        if fate is not Fate.DROPPED and not self._repeats.is_news(bulletin):
            return None
        self._posts = posts
        return fate

    def _had(self, identity: str) -> Iterator[Had]:
        for entry in self._aerial.known(key(identity)):
            faults, received = (entry.draft.facts.get(name) for name in ("faults", "received_at"))
            at = from_iso_utc(received) if isinstance(received, str) else entry.at
            yield Had(identity, at, faults if isinstance(faults, float) else 0.0)


def bulletins(folder: Path, start: str) -> Iterable[LogEntry]:
    """Return the lines of the log in `folder` whose natural key begins with `start`."""
    try:
        with BookReader(folder) as book:
            return list(book.keyed_from(start))
    except Refusal as refusal:
        # Better written twice than not at all.
        _log.warning("the bulletins of before cannot be read: %s", refusal.name)
        return ()


def key(identity: str | None) -> str:
    """Return how the natural keys of a bulletin's lines begin."""
    return f"navtex:{identity}:"
