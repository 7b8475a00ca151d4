"""What auditlint is made of, from the metadata of what is installed: an SBOM as CycloneDX JSON, or a table of licences.

    .venv/bin/python .ci/sbom.py > dist/sbom.json
    .venv/bin/python .ci/sbom.py --licences

Only what a user may get is listed: the package, what it requires, and what its extra ``all`` adds.
"""

import json
import os
import re
import sys
import uuid
from collections.abc import Iterable
from configparser import ConfigParser
from datetime import UTC, datetime
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
NAME, EXTRA = "auditlint-juesuan", "all"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?[^;]*(?:;(.*))?")


def plain(name: str) -> str:
    """A name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Part(NamedTuple):
    """A distribution: its version, its licence, and the names of what it needs."""

    version: str
    licence: str
    needs: list[str]


def ours() -> Part:
    """The package itself, as its sources have it."""
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = [*settings["options"]["install_requires"].splitlines(), *settings["options.extras_require"][EXTRA].splitlines()]
    version = re.search(r'"(.+)"', (ROOT / "auditlint/version.py").read_text(encoding="utf-8").rpartition("__version__")[2])
    assert version is not None
    return Part(version[1], settings["metadata"]["license"], required(lines))


def part(name: str) -> Part:
    """A distribution that is installed."""
    try:
        about = distribution(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: install auditlint with its extra [{EXTRA}] first") from None
    return Part(about.version, licence(about.metadata), required(about.requires or ()))


def required(lines: Iterable[str]) -> list[str]:
    """The names of requirements, without those of extras and of other systems."""
    found = []
    for line in filter(None, map(str.strip, lines)):
        match = _REQUIREMENT.match(line)
        if match is None:
            continue
        if not re.search(r"extra|platform_system|sys_platform|os_name|python_version", match[2] or ""):
            found.append(plain(match[1]))
    return sorted(set(found))


def closure() -> dict[str, Part]:
    """Every distribution that is needed, by name."""
    found = {NAME: ours()}
    waiting = [*found[NAME].needs]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = part(name)
            waiting += found[name].needs
    return dict(sorted(found.items()))


def licence(about: PackageMetadata) -> str:
    """The licence that a distribution states: as an expression, in its classifiers, or in a word."""
    classifiers = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if each.startswith("License :: ")]
    word = about["License"].strip().splitlines() if "License" in about else []
    stated = about["License-Expression"] if "License-Expression" in about else ""  # noqa: SIM401 - it has no get
    return stated or " AND ".join(each for each in classifiers if each != "OSI Approved") or (word[0] if word else "not stated")


def component(name: str, about: Part) -> dict[str, object]:
    """One component as CycloneDX has it."""
    return {
        "type": "application" if name == NAME else "library",
        "bom-ref": f"pkg:pypi/{name}@{about.version}",
        "name": name,
        "version": about.version,
        "purl": f"pkg:pypi/{name}@{about.version}",
        "licenses": [{"license": {"name": about.licence}}],
    }


def bom() -> dict[str, object]:
    """The whole, the same for the same distributions and SOURCE_DATE_EPOCH."""
    parts = closure()
    reference = {name: f"pkg:pypi/{name}@{about.version}" for name, about in parts.items()}
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    content = json.dumps(sorted(reference.values()))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"timestamp": f"{when:%Y-%m-%dT%H:%M:%SZ}", "component": component(NAME, parts[NAME])},
        "components": [component(name, about) for name, about in parts.items() if name != NAME],
        "dependencies": [{"ref": reference[name], "dependsOn": [reference[each] for each in about.needs]} for name, about in parts.items()],
    }


def licences() -> str:
    """The table of docs/dependencies.md."""
    rows = [f"| {name} | {about.licence} |" for name, about in closure().items() if name != NAME]
    return "\n".join(["| 组件 | 许可证 |", "|---|---|", *rows])


if __name__ == "__main__":
    print(licences() if "--licences" in sys.argv[1:] else json.dumps(bom(), ensure_ascii=False, indent=2))
