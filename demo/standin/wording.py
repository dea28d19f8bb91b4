"""JSON as Go writes it: compact, maps sorted, numbers by way of a float, `<>&` escaped."""

import json
from typing import Any

Json = dict[str, Any]


def wire(body: Json) -> bytes:
    """Return `body` as it goes to an integration; its own order of fields is kept."""
    told = {key: sorted_within(value) for key, value in body.items()}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for mark, escaped in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(mark, escaped)
    return text.encode(errors="replace")


def sorted_within(value: Any) -> Any:
    """Return a value that passed through Go's maps: sorted keys, whole numbers as floats hold."""
    if isinstance(value, dict):
        return {key: sorted_within(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [sorted_within(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(float(value))
    return value
