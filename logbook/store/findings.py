"""Something that is wrong with a log, as a sentence that a person can be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from logbook.model.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """The name of a sentence in the catalogues, and the facts that fill it."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def refusal(self) -> Refusal:
        """Return the same as what refuses something."""
        return Refusal(self.name, **self.facts)
