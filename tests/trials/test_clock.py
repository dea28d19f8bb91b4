"""The computer's clock leaps either way: every slot has its line, and no slot has two."""

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.processes import ROOT, console, environment
from tests.trials.boat import seeded

LEAPS = int(os.environ.get("LOGBOOK_LEAPS", "40"))
SPEED = 300
SLOT_S = 300.0
YEAR_S = 365 * 86_400
SUMMER = (
    dt.datetime(2027, 3, 28, 0, 59, 58, tzinfo=dt.UTC),
    dt.datetime(2027, 10, 31, 0, 59, 58, tzinfo=dt.UTC),
)
"""Two seconds before Paris changes to summer time and back, UTC."""


def _leap(chance: random.Random, kind: int) -> float:
    """Return how far (s) the computer's clock is to be off."""
    if kind % 4 < 2:
        return chance.choice((-5.0, 5.0)) * YEAR_S
    if kind % 4 == 2:
        return chance.uniform(-7200.0, 7200.0)
    return SUMMER[kind // 4 % 2].timestamp() - time.time()


_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t lead(void) {
    long read = 0;
    FILE *file = fopen(getenv("TRIAL_LEAD"), "r");
    if (file) { if (fscanf(file, "%ld", &read) != 1) read = 0; fclose(file); }
    return (time_t)read;
}
int clock_gettime(clockid_t which, struct timespec *found) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, found);
    if (!done && which == CLOCK_REALTIME) found->tv_sec += lead();
    return done;
}
int gettimeofday(struct timeval *restrict found, void *restrict zone) {
    int (*real)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
    int done = real(found, zone);
    if (!done) found->tv_sec += lead();
    return done;
}
time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (found) *found = now.tv_sec;
    return now.tv_sec;
}
"""
"""Only the computer's idea of the date leaps. Where a library leads every clock astray, a wait on
the steady one fails, which no computer does."""


@pytest.mark.long
@pytest.mark.skipif(shutil.which("gcc") is None, reason="without gcc no clock can be led astray")
def test_no_slot_is_lost_or_doubled_however_the_computers_clock_leaps(tmp_path: Path) -> None:
    """The passage is simulated, five minutes in a second: its clock is not the computer's."""
    chance = random.Random(seeded())
    data, offset = tmp_path / "data", tmp_path / "offset"
    offset.write_text("0", encoding="ascii")
    feed = f"simulated://?speed={SPEED}&start=2027-06-01T06:00:00Z"
    (tmp_path / "ship.toml").write_text(
        f'[instruments]\nfeeds = ["{feed}"]\n[http]\nport = 0\n'
        '[schedule]\ninterval = "5min"\nat_anchor = true\n',
        encoding="utf-8",
    )
    shim = _compiled(tmp_path)
    fake = {"LD_PRELOAD": str(shim), "TRIAL_LEAD": str(offset), "TZ": "Europe/Paris"}
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "run", "--data", str(data)],
        cwd=tmp_path, env=environment(**fake), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for leap in range(LEAPS):
            time.sleep(chance.uniform(0.5, 2.5))
            offset.write_text(f"{_leap(chance, leap):.0f}", encoding="ascii")
        time.sleep(2.0)
    finally:
        server.terminate()
        assert server.wait(30) == 0
    verified = console("verify", "--data", data, cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    slots = _slots(data, tmp_path)
    ran = max(slots) - min(slots)
    print(f"{LEAPS} leaps of the computer's clock, {len(slots)} slots, none lost, none doubled")
    assert set(slots.values()) == {1}, [at for at, count in slots.items() if count > 1]
    missing = [
        min(slots) + k * SLOT_S
        for k in range(int(ran / SLOT_S))
        if min(slots) + k * SLOT_S not in slots
    ]
    assert not missing, missing
    assert len(slots) > LEAPS // 2


def _compiled(folder: Path) -> Path:
    """Return the library that leads the clock by the seconds that stand in TRIAL_LEAD's file."""
    source, made = folder / "lead.c", folder / "lead.so"
    source.write_text(_SHIM, encoding="ascii")
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return made


def _slots(data: Path, beside: Path) -> Counter[float]:
    """Return how many lines stand for each slot."""
    listed = console("list", "--json", "--data", data, cwd=beside)
    lines = [json.loads(row) for row in listed.stdout.splitlines()]
    return Counter(
        dt.datetime.fromisoformat(line["at"]).timestamp()
        for line in lines
        if line["kind"] == "hourly"
    )
