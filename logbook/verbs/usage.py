"""What is said to somebody whose words were not understood: the form, and an example."""

from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge


def usage(bridge: Bridge, trigger: str) -> Refusal:
    """Return the refusal that shows how `trigger` (without prefix) is used."""
    name = trigger.replace("-", "_")
    return Refusal(
        "slash.usage",
        trigger=f"/{bridge.prefix}{trigger}",
        hint=Refusal(f"slash.{name}_hint"),
        example=Refusal(f"slash.{name}_example"),
    )
