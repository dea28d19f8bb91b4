"""Ids and times as Mattermost makes them: 26 characters of its base 32, milliseconds since 1970."""

import secrets
import time
from typing import Final

LENGTH: Final = 26
_ALPHABET: Final = "ybndrfg8ejkmcpqxot1uwisza345h769"


def new_id() -> str:
    """Return an id that nobody else has; tokens are made the same way."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


def is_id(text: str) -> bool:
    """Return whether `text` could be an id."""
    return len(text) == LENGTH and text.isascii() and text.isalnum()


def now_ms() -> int:
    """Return this computer's time, milliseconds since 1970."""
    return time.time_ns() // 1_000_000
