"""Coverage-guided fuzzing, in a process of its own, with atheris.

`python -m tests.trials.fuzzing TARGET FOLDER [what libFuzzer takes]`
"""

import importlib
import sys
from pathlib import Path


def main() -> None:
    """Fuzz until told to stop; a fault ends it with its traceback."""
    atheris = importlib.import_module("atheris")
    # What is to be watched has to be imported under its eyes.
    with atheris.instrument_imports(include=["logbook", "gpxpy"]):
        fuzzed = importlib.import_module("tests.trials.fuzzed")
    name, folder, *more = sys.argv[1:]
    corpus = Path(folder) / "corpus"
    corpus.mkdir()
    fuzzed.sow(name, corpus)
    target = fuzzed.TARGETS[name](Path(folder))
    atheris.Setup([sys.argv[0], *more, f"-max_len={fuzzed.LONGEST}", str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
