"""`down|up [CHAIN]`: the anchor, as typed; a bare number is metres of chain."""

import re
from functools import partial
from typing import Final

from logbook.model.refusal import Refusal
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading, figure, means_a_figure
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from logbook.verbs.words import Words, first, meant, plain

_STATES: Final[Words] = {
    "down": ("mouillé", "mouillée", "mouille", "mouillage", "jetée", "dropped", "drop"),
    "up": ("levé", "levée", "lève", "dérapé", "dérape", "haute", "weighed", "aweigh"),
}
_CHAIN: Final = re.compile(
    r"([0-9]{1,7}(?:[.,][0-9]{1,3})?)(?:(?:\s?m(?:[eè]t(?:re|er)s?)?)?(?=[\s.,;:!]|$)[\s.,;:!]*)",
    re.IGNORECASE,
)
_OTHERS: Final = frozenset((
    "ft", "feet", "foot", "pied", "pieds", "brasse", "brasses", "fathom", "fathoms",
    "maillon", "maillons", "shackle", "shackles",
))  # fmt: skip
_UNITS: Final = _OTHERS | {"m", "metre", "metres", "meter", "meters"}
_MOST_M: Final = 1000.0
"""No yacht carries as much chain and line."""


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read that it was dropped or weighed; metres of chain and a note may follow."""
    word, rest = first(line.rest)
    state = meant(word, _STATES)
    if state is None:
        raise usage(bridge, "log-anchor")
    chain_m, note = _chain(rest)
    missed = chain_m is None and means_a_figure(note, _UNITS)
    write = partial(
        events.anchor,
        bridge,
        who,
        "down" if state == "down" else "up",
        chain_m=chain_m,
        note=note,
        at=line.at,
        kept=line.kept,
    )
    return Reading(write, Refusal("typed.chain", left=note) if missed else None)


def _chain(text: str) -> tuple[float | None, str]:
    """Return the metres that a text begins with (`30`, `25,5 m`, `30m`), and the rest."""
    found = _CHAIN.match(text)
    metres = None if found is None else figure(found[1])
    if found is None or metres is None or metres > _MOST_M:
        return None, text
    rest = text[found.end() :]
    # Thirty fathoms are not thirty metres.
    return (None, text) if plain(first(rest)[0].strip(".,;:!")) in _OTHERS else (metres, rest)
