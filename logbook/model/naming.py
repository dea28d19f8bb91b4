"""Members in texts that the log words itself: by their random id, so that a name can be replaced.

What is hashed holds `⟦0123456789abcdef⟧` where a reader sees a name.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

_SIGN: Final = re.compile("⟦([0-9a-f]{16})⟧")


def sign(member: str) -> str:
    """Return what stands in a text for a member, by the id (16 hex digits)."""
    return f"⟦{member}⟧"


def named(text: str, names: Mapping[str, str], unknown: Callable[[str], str] = sign) -> str:
    """Return `text` with the name of each member that it speaks of, by `names` (id to name).

    `unknown` says what stands for an id without a name: the sign as it is, unless told otherwise.
    """
    if "⟦" not in text:
        return text
    return _SIGN.sub(lambda found: names.get(found[1]) or unknown(found[1]), text)
