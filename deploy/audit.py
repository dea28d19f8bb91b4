"""`python -m deploy.audit ADVISORIES`: the known vulnerabilities of what runs aboard.

ADVISORIES is a folder or a zip of advisories in the OSV format (https://ossf.github.io/osv-schema),
such as the PyPI archive of osv.dev, fetched when there was a network. Nothing is asked of anybody.
Exit status 1 where one is known, 2 where there is nothing to go by.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from deploy.sbom import ROOT, pinned

Json = dict[str, Any]
_OURS: Final = "PyPI"


def advisories(path: Path) -> Iterator[Json]:
    """Yield the advisories of a folder or a zip."""
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            yield json.loads(file.read_bytes())
    else:
        with zipfile.ZipFile(path) as packed:
            for name in sorted(packed.namelist()):
                if name.endswith(".json"):
                    yield json.loads(packed.read(name))


def concerns(advisory: Json, versions: dict[str, str]) -> list[str]:
    """Return which of our distributions an advisory speaks of, in the version that we have."""
    if advisory.get("withdrawn"):
        return []
    return [
        name
        for affected in advisory.get("affected", ())
        if (name := _named(affected)) in versions and _is_in(affected, versions[name])
    ]


def _named(affected: Json) -> str:
    package = affected.get("package", {})
    ours = package.get("ecosystem", "").partition(":")[0] == _OURS
    return str(canonicalize_name(package.get("name", ""))) if ours else ""


def _is_in(affected: Json, version: str) -> bool:
    if version in affected.get("versions", ()):
        return True
    ranges = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    return any(_within(one.get("events", ()), Version(version)) for one in ranges)


def _within(events: list[dict[str, str]], version: Version) -> bool:
    """Return whether a version lies in a range: each event switches it on or off, in order."""
    inside = False
    for event in events:
        for kind, told in event.items():
            try:
                at = Version("0" if told == "0" else told)
            except InvalidVersion:
                continue
            if kind == "introduced" and version >= at:
                inside = True
            elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
                inside = False
    return inside


def main(words: list[str]) -> int:
    """Tell of each advisory that concerns us; return the exit status."""
    versions = pinned((ROOT / "requirements.txt").read_text("utf-8"))
    read, found = 0, 0
    for advisory in advisories(Path(words[0])):
        read += 1
        for name in concerns(advisory, versions):
            found += 1
            summary = advisory.get("summary") or ""
            print(f"{advisory.get('id')}: {name} {versions[name]}: {summary}")
    print(f"{len(versions)} packages against {read} advisories: {found} known vulnerabilities")
    if not read:
        return 2
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
