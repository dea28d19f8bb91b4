"""A whole import, durable at the end, beside parsers that only parse.

`python -m benchmarks.import_rate`; gpsbabel takes part where it is installed, and Signal K's
parser where SIGNALK_PARSER names the folder of the package `@signalk/nmea0183-signalk`.
"""

import os
import shutil
import tempfile
from pathlib import Path

from benchmarks.corpus import ROOT, recording
from benchmarks.measure import Contender, python, race, table

_PYNMEA2 = """
import sys, pynmea2
fields = len(sys.argv) > 2
good = 0
for line in open(sys.argv[1], encoding="ascii", errors="replace"):
    try:
        message = pynmea2.parse(line)
    except pynmea2.ParseError:
        continue
    good += 1
    if fields:
        for name in ("latitude", "longitude", "timestamp"):
            try:
                getattr(message, name, None)
            except (ValueError, TypeError):
                pass
print(good)
"""

_SIGNALK = """
const [folder, path] = process.argv.slice(1);
const Parser = require(folder);
const parser = new Parser();
let good = 0;
for (const line of require("fs").readFileSync(path, "latin1").split("\\n")) {
    try { if (line && parser.parse(line)) good++; } catch (error) { }
}
console.log(good);
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path, count, what = recording(folder)
        book = folder / "book"

        def fresh() -> None:
            shutil.rmtree(book, ignore_errors=True)

        ours = "ship's log, whole import"
        contenders = [
            Contender(
                ours,
                [python(), str(ROOT / "app.py"), "import", "--data", str(book), str(path)],
                fresh,
            ),
            Contender("pynmea2, parse alone", [python(), "-c", _PYNMEA2, str(path)]),
            Contender(
                "pynmea2, three fields read", [python(), "-c", _PYNMEA2, str(path), "fields"]
            ),
        ]
        if shutil.which("gpsbabel"):
            target = str(folder / "peer.gpx")
            contenders.append(
                Contender(
                    "gpsbabel, NMEA to GPX",
                    ["gpsbabel", "-i", "nmea", "-f", str(path), "-o", "gpx", "-F", target],
                )
            )
        if os.environ.get("SIGNALK_PARSER"):
            peer = os.environ["SIGNALK_PARSER"]
            contenders.append(
                Contender("Signal K's parser alone", ["node", "-e", _SIGNALK, peer, str(path)])
            )
        print(f"{count:,} sentences: {what}\n")
        print(table(race(contenders), ours, count, "sentences"))


if __name__ == "__main__":
    main()
