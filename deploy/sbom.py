"""`python -m deploy.sbom > deploy/sbom.cdx.json`: what runs aboard, as a CycloneDX 1.6 document.

Read from `requirements.txt` and from what is installed; the same input gives the same document.
"""

import json
import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)
_LICENSE: Final = "License :: OSI Approved :: "
Json = dict[str, Any]


def pinned(requirements: str) -> dict[str, str]:
    """Return the versions that a file of requirements asks for, by normalized name."""
    return {
        str(canonicalize_name(name)): version for name, version in _PINNED.findall(requirements)
    }


def document(versions: dict[str, str]) -> Json:
    """Return the bill of materials of those distributions, which must be installed."""
    found = {name: distribution(name) for name in sorted(versions)}
    own = "ships-log"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": own,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [_component(name, versions[name], one) for name, one in found.items()],
        "dependencies": [
            {"ref": own, "dependsOn": [_purl(name, versions[name]) for name in found]},
            *(
                {
                    "ref": _purl(name, versions[name]),
                    "dependsOn": [_purl(other, versions[other]) for other in _needs(one, versions)],
                }
                for name, one in found.items()
            ),
        ],
    }


def written(found: Json) -> str:
    """Return a document as the text that is kept."""
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _component(name: str, version: str, found: Distribution) -> Json:
    return {
        "type": "library",
        "bom-ref": _purl(name, version),
        "name": name,
        "version": version,
        "purl": _purl(name, version),
        "licenses": _licenses(found),
    }


def _licenses(found: Distribution) -> list[Json]:
    told = found.metadata
    expression = told["License-Expression"] if "License-Expression" in told else ""  # noqa: SIM401 - these metadata have no `get` in their types
    if expression:
        return [{"expression": expression}]
    classified = [
        one.removeprefix(_LICENSE)
        for one in told.get_all("Classifier") or ()
        if one.startswith(_LICENSE)
    ]
    # Some put the whole text there: its first line names it.
    told_freely = told["License"] if "License" in told else ""  # noqa: SIM401 - the same
    plain = told_freely.strip().split("\n")[0]
    return [{"license": {"name": name}} for name in classified or [plain] if name]


def _needs(found: Distribution, versions: dict[str, str]) -> list[str]:
    needed = {
        str(canonicalize_name(one.name))
        for one in map(Requirement, found.requires or ())
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }
    return sorted(needed & versions.keys())


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


if __name__ == "__main__":
    sys.stdout.write(written(document(pinned((ROOT / "requirements.txt").read_text("utf-8")))))
