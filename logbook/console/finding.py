"""One line of `doctor`: what was looked at, fine or wrong, and the remedy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from logbook.locale import Speaker
from logbook.model.refusal import Refusal

_INDENT: Final = " " * 7


@dataclass(frozen=True, slots=True)
class Finding:
    """`said` and `remedy` are named sentences; without a remedy it is fine.

    `aside` is said without judging: what could not be looked at, and why.
    """

    said: Refusal
    remedy: Refusal | None = None
    aside: bool = False

    @property
    def is_wrong(self) -> bool:
        """Whether somebody must do something."""
        return self.remedy is not None


def rows(finding: Finding, says: Speaker) -> Iterator[str]:
    """Yield the finding as lines of plain text."""
    said = says.refusal(finding.said)
    if finding.remedy is not None:
        yield says.say("doctor.wrong", said=said)
        for line in says.refusal(finding.remedy).splitlines():
            yield f"{_INDENT}{says.say('doctor.remedy', remedy=line)}"
    elif finding.aside:
        yield says.say("doctor.aside", said=said)
    else:
        yield says.say("doctor.fine", said=said)


def fine(name: str, /, **facts: object) -> Finding:
    """Return a finding that all is well."""
    return Finding(Refusal(name, **facts))


def aside(name: str, /, **facts: object) -> Finding:
    """Return what is only told."""
    return Finding(Refusal(name, **facts), aside=True)


def wrong(said: Refusal, remedy: Refusal) -> Finding:
    """Return what is wrong with its remedy."""
    return Finding(said, remedy)
