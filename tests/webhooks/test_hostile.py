"""A few hundred steps of a crew and its enemies; `.ci/trials` takes many more."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.webhooks.hostile import Crew


def test_whatever_is_tried_nothing_is_written_without_proof_nor_twice() -> None:
    quick = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Crew, settings=quick)
