"""Coverage-guided fuzzing of the feeds' intake and of the importers, for a stated time.

LOGBOOK_FUZZ says for how many seconds in all (60 unless set). Needs atheris, an extra tool.
"""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.processes import ROOT, environment

SECONDS: Final = int(os.environ.get("LOGBOOK_FUZZ", "60"))
TARGETS: Final = ("feed", "nmea", "gpx")
MOST_MB: Final = 256
"""The fuzzer's own memory of what it found is in it too."""


@pytest.mark.long
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris not installed")
@pytest.mark.parametrize("target", TARGETS)
def test_no_bytes_let_anything_escape_but_a_refusal(tmp_path: Path, target: str) -> None:
    told = subprocess.run(
        (
            *(sys.executable, "-m", "tests.trials.fuzzing", target, str(tmp_path)),
            *(f"-max_total_time={max(1, SECONDS // len(TARGETS))}", "-print_final_stats=1"),
            *(f"-rss_limit_mb={MOST_MB}", "-timeout=20", f"-artifact_prefix={tmp_path}/"),
        ),
        cwd=ROOT, env=environment(), capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    said = told.stdout + told.stderr
    assert told.returncode == 0, said[-6000:]
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", said))
    covered = re.findall(r"cov: (\d+)", said)
    print(
        f"{target}: {stats['number_of_executed_units']} inputs in {SECONDS // len(TARGETS)} s,"
        f" {covered[-1]} edges covered, at most {stats['peak_rss_mb']} MB, nothing escaped"
    )
    assert int(stats["number_of_executed_units"]) > 100
