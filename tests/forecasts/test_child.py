"""A decoder that crashes, spins, swells, floods or lies: one sentence, in time, and no more."""

import sys
from pathlib import Path

import pytest

from logbook.forecasts import child
from logbook.forecasts.asked import Answer, Question
from logbook.forecasts.child import MOST_ANSWER, Decoder
from logbook.model.refusal import Refusal
from tests.watchkeeper.harness import soon

ASKED = Question("/nowhere")


def decoder(program: str, longest_s: float = 20.0) -> Decoder:
    return Decoder((sys.executable, "-E", "-S", "-c", program), longest_s)


def refusal(program: str, longest_s: float = 20.0, asked: Question = ASKED) -> Refusal:
    with pytest.raises(Refusal) as told:
        decoder(program, longest_s).ask(asked)
    return told.value


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemExit(3)",
        "print('Segmentation fault')",
        "print('{}')",
        "print('[]')",
        'print(\'{"answer": {"runs": 1}}\')',
        "print('[' * 100000)",
        "pass",
    ],
)
def test_a_decoder_that_crashes_or_talks_nonsense(program: str) -> None:
    assert refusal(program).name == "forecasts.crashed"


def test_a_decoder_that_hangs_is_given_up() -> None:
    assert refusal("import time; time.sleep(3600)", 0.5).name == "forecasts.too_slow"


def test_a_decoder_that_spins_is_given_up() -> None:
    assert refusal("while True: pass", 0.5).name == "forecasts.too_slow"


def test_a_decoder_that_swells_gets_no_more_memory_than_its_share() -> None:
    assert refusal("x = bytearray(10**9); print(len(x))").name == "forecasts.crashed"


def test_a_decoder_that_floods_is_ended() -> None:
    assert refusal("while True: print('x' * 100000)").name == "forecasts.crashed"
    assert MOST_ANSWER < 10_000_000


def test_the_fences_stand_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, fence = tmp_path / "begun", child._fence

    def late(pid: int) -> None:
        assert soon(begun.exists)
        fence(pid)

    monkeypatch.setattr(child, "_fence", late)
    program = (
        "import resource as r, json, sys\n"
        f"open({str(begun)!r}, 'w').close()\n"
        "assert json.load(sys.stdin)\n"
        "told = {n: r.getrlimit(getattr(r, n))[0] for n in"
        " ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_CORE', 'RLIMIT_NPROC')}\n"
        "print(json.dumps({'refused': 'too_many', 'facts': told}))"
    )
    assert refusal(program).facts == {
        "RLIMIT_AS": 384 * 1024 * 1024,
        "RLIMIT_CPU": 30,
        "RLIMIT_FSIZE": MOST_ANSWER,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
    }


def test_a_decoder_that_never_listens_is_given_up() -> None:
    long = Question("/nowhere" * 100_000)
    told = refusal("import time; time.sleep(3600)", 0.5, asked=long)
    assert told.name == "forecasts.too_slow"


def test_it_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGBOOK_MATTERMOST_TOKEN", "secret")
    program = (
        "import os, json; print(json.dumps({'refused': 'too_many', 'facts': dict(os.environ)}))"
    )
    assert "secret" not in str(refusal(program).facts)


def test_a_decoder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        Decoder((str(tmp_path / "nothing"),)).ask(ASKED)
    assert told.value.name == "forecasts.not_started"


@pytest.mark.parametrize(
    ("data", "said"), [(b"GRIB\0\0\1\2", "forecasts.no_decoder"), (b"GIF89a", "forecasts.no_grib")]
)
def test_without_ecmwf_s_library_the_sentence_says_what_to_install_where_that_would_help(
    tmp_path: Path, data: bytes, said: str
) -> None:
    file = tmp_path / "x.grb"
    file.write_bytes(data)
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from logbook.forecasts import eccodes, decode\n"
        "eccodes.LIBRARIES = ('libnothing.so.9',)\n"
        "decode.main()"
    )
    assert refusal(program, asked=Question(str(file))).name == said


def test_an_answer_is_read() -> None:
    program = (
        'print(\'{"answer": {"runs": [], "unreadable": {}, "other": 0,'
        ' "cut": false, "content": "", "rows": []}}\')'
    )
    assert decoder(program).ask(ASKED) == Answer(decoder(program).ask(ASKED).holding, ())
