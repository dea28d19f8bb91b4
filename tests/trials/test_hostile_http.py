"""Thousands of steps of a crew and its enemies; and schemathesis on our own description.

LOGBOOK_HOSTILE says how many stories are told, and calls of each route made (200 unless set).
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from logbook.store.book_reader import BookReader
from tests.echoing import SECRETS, echoing, set_up
from tests.processes import ROOT, serving, settled
from tests.webhooks.hostile import Crew

MANY = int(os.environ.get("LOGBOOK_HOSTILE", "200"))
STEPS = 50
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance"
)
HOW = (
    *("--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--mode", "all"),
    *("--max-examples", str(MANY), "--request-timeout", "20", "--workers", "1", "--no-color"),
)


@pytest.mark.long
def test_whatever_a_crew_and_its_enemies_try_nothing_is_written_without_proof() -> None:
    told: list[int] = []

    class Counted(Crew):
        def teardown(self) -> None:
            told.append(self.typed)
            super().teardown()

    many = settings(
        max_examples=MANY,
        stateful_step_count=STEPS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Counted, settings=many)
    print(f"{len(told)} stories of up to {STEPS} steps, {sum(told)} texts typed:")
    print("no 5xx, none written without proof, none twice")


@pytest.mark.long
def test_schemathesis_finds_no_answer_that_our_description_does_not_name(tmp_path: Path) -> None:
    found = shutil.which("schemathesis", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        pytest.skip("schemathesis is not installed")
    folder = settled(tmp_path, more="[http]\nmember_calls = 100000\n")
    with echoing() as chat:
        set_up(folder / "data", chat.url)
        with serving("run", "--port", 0, cwd=folder) as server:
            address = f"http://127.0.0.1:{server.port}"
            done = subprocess.run(
                [found, "run", str(ROOT / "docs/openapi.json"), "--url", address, *HOW],
                capture_output=True,
                text=True,
                timeout=1800,
                check=False,
                cwd=tmp_path,
            )
            health: dict[str, Any] = server.health()
            ended, _, err = server.ends(signal.SIGTERM)
    print("\n".join(done.stdout.splitlines()[-25:]))
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert ended == 0
    assert health["status"] != "failing", health
    assert health["entries"] == 0, json.dumps(health)
    assert not [secret for secret in SECRETS if secret in err]
    assert "Traceback" not in err
    with BookReader(folder / "data") as book:
        assert not list(book.entries(by_number=True))
