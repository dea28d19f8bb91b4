"""A form that changes what the skipper has seen: the reason is asked for at its own field."""

from logbook.verbs.visa import today, visa
from tests.webhooks.quay import Quay


def test_after_a_visa_the_correction_s_form_wants_its_reason_and_is_not_spent(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    seen = visa(port.bridge, port.ship.caller(), today(port.bridge))
    state = port.state("correct", entry=entry.number, seen=entry.number)
    answer = port.submit(state, {"text": "Pris deux ris", "reason": None})
    assert set(answer.json["errors"]) == {"reason"}
    assert port.ship.entries()[-1] == seen
    assert port.submit(state, {"text": "Pris deux ris", "reason": "mal compté"}).json == {}
    facts = port.ship.entries()[-1].draft.facts
    assert facts == {"reason": "mal compté", "visa": seen.number}
