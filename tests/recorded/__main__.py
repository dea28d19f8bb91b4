"""Write the summaries anew: `python -m tests.recorded --write`, then read the diff."""

import argparse

from tests.recorded import cases


def main() -> None:
    """Import every recording at hand, and write what it gives; without `--write` only compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.recorded", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="write the summaries that differ")
    write = parser.parse_args().write
    found = {cases.written(name, day): cases.summarised(name, day) for name, day in cases.pages()}
    for folder in cases.TABLES:
        if cases.recorded(folder):
            found[cases.EXPECTED / f"{folder}.txt"] = cases.tabled(folder)
    for path, text in found.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        print("written" if write else "differs", path.relative_to(cases.EXPECTED))  # noqa: T201 - a command speaks
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
