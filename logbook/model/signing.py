"""Proofs that a button or a form is ours: HMAC-SHA256 over what it may do, and nothing else."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

SHORTEST_KEY: Final = 32
"""Characters: 128 bits in hex, what an HMAC should not be below (RFC 2104 § 3 asks for more)."""
_CARD: Final = "card"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with one secret `key`, made aboard; raises ValueError for a key that is too short.

    A proof is 64 hex digits. The key is never shown, not even in a traceback.
    """

    key: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < SHORTEST_KEY:
            raise ValueError(f"a key of {len(self.key)} characters is too short to sign with")

    def sign(self, vessel: str, entry: int, purpose: str) -> str:
        """Return the proof that a card's button may do `purpose` to an entry of a vessel.

        It knows no user and no hour: a card is shared, and clicked days later. Who may is asked
        when it is clicked.
        """
        return self.mac(_CARD, (vessel, str(entry), purpose))

    def proves(self, vessel: str, entry: int, purpose: str, proof: str) -> bool:
        """Tell whether `proof` is the proof of just that, in constant time."""
        return self.agrees(self.sign(vessel, entry, purpose), proof)

    def mac(self, realm: str, parts: Sequence[str]) -> str:
        """Return the proof of `parts`, in order, within `realm`: no proof serves in two realms.

        Each part is preceded by its length in bytes, so that no two lists read the same.
        """
        message = b"".join(_measured(part) for part in (realm, *parts))
        return hmac.new(self.key.encode(), message, hashlib.sha256).hexdigest()

    @staticmethod
    def agrees(expected: str, proof: str) -> bool:
        """Tell whether two proofs are the same, in constant time; `proof` may be any text."""
        return hmac.compare_digest(expected.encode(), proof.encode("utf-8", "replace"))


def _measured(part: str) -> bytes:
    data = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)
