"""What arrived from outside, asked for values of a type; nothing in it is believed."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs

_ID: Final = re.compile(r"[A-Za-z0-9]{1,64}")
_FIELDS: Final = 200
_JSON: Final = "application/json"
_BIGGEST: Final = 2**53

Admit = Callable[[str], None]
"""Lets a proven call of a user in; raises Refusal `http.too_many`."""


class Unproven(Exception):
    """Nothing shows that this came from our own server: a wrong token, a wrong signature."""


class Payload:
    """Fields by name. What is absent, or of another type than asked for, is empty."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """Return a text; a number is its digits, as telephones send them."""
        value = self._fields.get(name)
        if isinstance(value, bool):
            return ""
        if isinstance(value, int | float):
            # Compared before it is converted: an integer may be too large for a float.
            whole = abs(value) < _BIGGEST and float(value).is_integer()
            return str(int(value)) if whole else str(value)
        return value if isinstance(value, str) else ""

    def ident(self, name: str) -> str:
        """Return an id of the chat server's: letters and digits, fit to stand in an address."""
        value = self.text(name)
        return value if _ID.fullmatch(value) else ""

    def idents(self, name: str) -> tuple[str, ...]:
        """Return ids that stand in one text with commas between them, or in a list."""
        value = self._fields.get(name)
        parts = value if isinstance(value, list) else self.text(name).split(",")
        return tuple(part for part in parts if isinstance(part, str) and _ID.fullmatch(part))

    def whole(self, name: str) -> int | None:
        """Return a whole number, whether it came as a number or as digits."""
        value = self._fields.get(name)
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,16}", value):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        # Numbers have passed through a float of the server's.
        if not abs(value) <= _BIGGEST or value != int(value):
            return None
        return int(value)

    def flag(self, name: str) -> bool:
        """Return whether it is true, and said so."""
        return self._fields.get(name) is True

    def record(self, name: str) -> "Payload":
        """Return the fields within a field."""
        value = self._fields.get(name)
        return Payload(value if isinstance(value, dict) else {})


def parsed(body: bytes, content_type: str) -> Payload | None:
    """Return a JSON object or a form as fields, None for anything else."""
    if content_type.partition(";")[0].strip().lower() == _JSON:
        return _json(body)
    return _form(body)


def _json(body: bytes) -> Payload | None:
    try:
        found = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return Payload(found) if isinstance(found, dict) else None


def _form(body: bytes) -> Payload | None:
    try:
        form = parse_qs(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_FIELDS,
        )
    except ValueError:
        return None
    return Payload({name: values[0] for name, values in form.items()})
