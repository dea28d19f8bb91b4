"""Many short recordings in one table, a row each."""

from collections.abc import Mapping

from tests.recorded.outcome import Outcome
from tests.recorded.summary import iso, reasons, shares, worst


def row(name: str, outcome: Outcome) -> str:
    """Return what a recording of seconds or minutes gives, as one row of the table."""
    counts, taken = outcome.counters, outcome.taken
    cells = [
        shares(outcome),
        _if("bad", counts.bad),
        _if("beyond", counts.out_of_range),
        f"{taken.fixes} fixes",
        _if("bad fixes", taken.bad_fixes),
        f"{len(outcome.points)} points",
    ]
    if outcome.good:
        last = outcome.good[-1]
        cells += [
            f"within {worst(outcome)} m",
            f"{iso(outcome.good[0].at)} to {iso(last.at)}",
            f"{last.position.lat:.4f} {last.position.lon:.4f}",
        ]
    elif not taken.dated:
        cells.append("no date")
    cells += [f"{entry.draft.kind} {iso(entry.at)}" for entry in outcome.entries]
    if outcome.torn:
        cells.append("torn")
    quantities = sorted({sample.quantity for sample in outcome.samples})
    if quantities:
        cells.append("sampled " + " ".join(quantities))
    return f"{name}: " + "; ".join(cell for cell in cells if cell)


def _if(what: str, found: Mapping[str, int]) -> str:
    return f"{what} ({reasons(found)})" if any(found.values()) else ""
