"""The server's own messages: one row each, safe for a terminal, and without a secret in them.

Whatever comes from outside (a sentence, a file's name, a header) may hold line feeds and escape
sequences. They are shown escaped, so that nobody can forge a row or paint the screen.
"""

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Final

FORM: Final = "%(asctime)s %(name)s: %(message)s"
_TOLD: Final = re.compile(r"(?i)((?:bearer|token)[ =:]+[\"']?)[A-Za-z0-9._~+/-]{16,}")
"""What looks like a token of somebody's, whoever's."""
_SHORTEST: Final = 8
"""A shorter secret would be struck out of ordinary words."""
_HIDDEN: Final = "…"
_MARGIN: Final = "    "


def escaped(text: str) -> str:
    """Return `text` as one row: control characters, and what turns the writing, as escapes."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


class Plain(logging.Formatter):
    """One row a message; a traceback follows in rows of its own, set off by a margin."""

    def __init__(self) -> None:
        super().__init__(FORM)
        self._secrets: Callable[[], Iterable[str]] = tuple

    def hide(self, secrets: Callable[[], Iterable[str]]) -> None:
        """Say what must never be shown; asked at each message, so it must neither log nor wait."""
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the rows of a message."""
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        rows = [self._safe(self.formatMessage(record))]
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            rows += [_MARGIN + self._safe(row) for row in trace.split("\n")]
        if record.stack_info:
            rows += [_MARGIN + self._safe(row) for row in record.stack_info.split("\n")]
        return "\n".join(rows)

    def _safe(self, row: str) -> str:
        for secret in self._secrets():
            if len(secret) >= _SHORTEST:
                row = row.replace(secret, _HIDDEN)
        return escaped(_TOLD.sub(rf"\1{_HIDDEN}", row))


def install(level: int) -> Plain:
    """Let messages of `level` and above go to standard error; return what words them.

    Threads that end by an exception nobody caught are told of in the same way.
    """
    plain = Plain()
    handler = logging.StreamHandler()
    handler.setFormatter(plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    threading.excepthook = _thread_ended
    sys.unraisablehook = _unraisable
    return plain


def _thread_ended(told: threading.ExceptHookArgs) -> None:
    if told.exc_type is SystemExit or told.exc_value is None:
        return
    name = "?" if told.thread is None else told.thread.name
    caught = (told.exc_type, told.exc_value, told.exc_traceback)
    logging.getLogger(__name__).error("thread %s ended", name, exc_info=caught)


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    if told.exc_value is None:
        return
    caught = (told.exc_type, told.exc_value, told.exc_traceback)
    logging.getLogger(__name__).error("%s", told.err_msg or "unraisable", exc_info=caught)
