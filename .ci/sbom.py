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
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution

NAME, EXTRA = "auditlint-juesuan", "all"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?[^;]*(?:;(.*))?")


def plain(name: str) -> str:
    """A name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(about: Distribution, extra: str) -> list[str]:
    """The names that a distribution requires, with one of its extras."""
    found = []
    for line in about.requires or ():
        match = _REQUIREMENT.match(line)
        if match is None:
            continue
        marker = match[2] or ""
        wanted = re.search(r"extra\s*==\s*['\"]([^'\"]+)", marker)
        elsewhere = "platform_system" in marker or "sys_platform" in marker or "os_name" in marker
        if (wanted is None or wanted[1] == extra) and not elsewhere:
            found.append(plain(match[1]))
    return sorted(set(found))


def closure() -> dict[str, tuple[Distribution, list[str]]]:
    """Every distribution that is needed, with what it needs itself."""
    found: dict[str, tuple[Distribution, list[str]]] = {}
    waiting = [(NAME, EXTRA)]
    while waiting:
        name, extra = waiting.pop()
        if name not in found:
            try:
                about = distribution(name)
            except PackageNotFoundError:
                raise SystemExit(f"{name} is not installed: install auditlint with its extra [{EXTRA}] first") from None
            needs = required(about, extra)
            found[name] = about, needs
            waiting += [(each, "") for each in needs]
    return dict(sorted(found.items()))


def licence(about: Distribution) -> str:
    """The licence that a distribution states: as an expression, in its classifiers, or in a word."""
    stated = about.metadata.get("License-Expression")
    classifiers = [each.rpartition(" :: ")[2] for each in about.metadata.get_all("Classifier") or () if each.startswith("License :: ")]
    word = (about.metadata.get("License") or "").strip().splitlines()
    return stated or " AND ".join(each for each in classifiers if each != "OSI Approved") or (word[0] if word else "not stated")


def component(name: str, about: Distribution) -> dict[str, object]:
    """One component as CycloneDX has it."""
    return {
        "type": "application" if name == NAME else "library",
        "bom-ref": f"pkg:pypi/{name}@{about.version}",
        "name": name,
        "version": about.version,
        "purl": f"pkg:pypi/{name}@{about.version}",
        "licenses": [{"license": {"name": licence(about)}}],
    }


def bom() -> dict[str, object]:
    """The whole, the same for the same distributions and SOURCE_DATE_EPOCH."""
    parts = closure()
    reference = {name: f"pkg:pypi/{name}@{about.version}" for name, (about, _) in parts.items()}
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    content = json.dumps(sorted(reference.values()))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"timestamp": f"{when:%Y-%m-%dT%H:%M:%SZ}", "component": component(NAME, parts[NAME][0])},
        "components": [component(name, about) for name, (about, _) in parts.items() if name != NAME],
        "dependencies": [{"ref": reference[name], "dependsOn": [reference[each] for each in needs]} for name, (_, needs) in parts.items()],
    }


def licences() -> str:
    """The table of docs/dependencies.md."""
    rows = [f"| {name} | {licence(about)} |" for name, (about, _) in closure().items() if name != NAME]
    return "\n".join(["| 组件 | 许可证 |", "|---|---|", *rows])


if __name__ == "__main__":
    print(licences() if "--licences" in sys.argv[1:] else json.dumps(bom(), ensure_ascii=False, indent=2))
