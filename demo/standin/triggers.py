"""Trigger ids: the ticket that lets an integration open a dialog for one user, for 3 seconds."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Final

from demo.standin.ids import new_id
from demo.standin.refused import Refused

LIFE_MS: Final = 3000
_READ_OVER: Final = {ord("\r"): None, ord("\n"): None}
"""What Go's decoder of base64 leaves out, wherever it stands."""


class Triggers:
    """Makes and reads trigger ids: base64 of `id:user:milliseconds:signature`."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def make(self, user_id: str) -> tuple[str, str]:
        """Return the client's half (the id) and the integration's (the whole)."""
        client = new_id()
        words = f"{client}:{user_id}:{self._clock()}"
        return client, base64.b64encode(f"{words}:{self._sign(words)}".encode()).decode()

    def read(self, trigger: str) -> tuple[str, str]:
        """Return the client's half and the user's id. Raises Refused (400)."""
        try:
            words = base64.b64decode(trigger.translate(_READ_OVER), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Refused(
                400, "interactive_message.decode_trigger_id.base64_decode_failed"
            ) from error
        said, _, signature = words.rpartition(":")
        if not hmac.compare_digest(signature, self._sign(said)):
            raise Refused(400, "interactive_message.decode_trigger_id.verify_signature_failed")
        client, user_id, made = said.split(":")
        if self._clock() - int(made) > LIFE_MS:
            raise Refused(400, "interactive_message.decode_trigger_id.expired")
        return client, user_id

    def _sign(self, words: str) -> str:
        return base64.b64encode(
            hmac.new(self._key, words.encode(), hashlib.sha256).digest()
        ).decode()
