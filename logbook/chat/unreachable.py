"""Why a chat server could not be reached, kind by kind: each has a remedy of its own."""

from collections.abc import Sequence
from enum import StrEnum

from logbook.model.ports import ChatAway


class Cause(StrEnum):
    """Why nothing is known of a call."""

    NAME = "name"  # no such host
    SHUT = "shut"  # nobody listens there, or no way to it
    SLOW = "slow"  # no answer in time
    CERTIFICATE = "certificate"  # TLS does not prove who answers
    CUT = "cut"  # the connection broke before an answer
    STRANGER = "stranger"  # what answered is no Mattermost: a captive portal, a proxy's page
    ELSEWHERE = "elsewhere"  # it sends us to another address
    BROKEN = "broken"  # the server is ill
    TOO_LARGE = "too_large"  # the answer is larger than any should be


class Unreachable(ChatAway):
    """ChatAway with its `cause`, and with the server's error id where it was ill and said so."""

    def __init__(
        self, cause: Cause, reason: str, *, certain: bool = False, error: str = ""
    ) -> None:
        super().__init__(reason, certain=certain)
        self.cause = cause
        self.error = error


def fields(told: object, names: Sequence[str]) -> tuple[str, ...]:
    """Return texts by name out of an answer that must be an object holding them.

    Raises ChatAway where it does not: what answered does not speak as the server does.
    """
    if isinstance(told, dict):
        found = tuple(told.get(name) for name in names)
        if all(isinstance(text, str) for text in found):
            return tuple(str(text) for text in found)
    raise Unreachable(Cause.STRANGER, f"an answer without {', '.join(names)}")
