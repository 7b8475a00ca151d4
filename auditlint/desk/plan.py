"""Which files are audited together: first as their names tell, then as what was read tells."""

from collections.abc import Mapping, Sequence

from ..model.filing import Identity
from ..reading.identity.joining import Clusters, clusters, expected
from .job import Job

#: Whose accounts each file tells, by its number.
Identities = Sequence[Identity | None] | Mapping[int, Identity | None]


def related(files: Sequence[int], identities: Identities, kin: bool) -> Clusters:
    """Which of some files are related, and which of those are one filing; ``kin`` tells that rules ask for more than that."""
    found = clusters([identities[number] for number in files], kin)
    return {tuple(files[i] for i in each): [[files[i] for i in group] for group in groups] for each, groups in found.items()}


class Plan:
    """The jobs of a run over several files."""

    def __init__(self, paths: Sequence[str], kin: bool):
        self._kin = kin
        self._units = [tuple(unit) for unit in expected(paths)]

    def first(self) -> list[Job]:
        """Every file once, those together whose names belong together."""
        jobs = [Job(unit) for unit in self._units]
        self._units = [unit for unit in self._units if len(unit) > 1]
        return jobs

    def rest(self, identities: Sequence[Identity | None]) -> list[Job]:
        """What must be audited once more, because what was read tells of other relations than the names did."""
        known: Clusters = {}
        for unit in self._units:
            known |= related(unit, identities, self._kin)
        true = related(range(len(identities)), identities, self._kin)
        again = {files: groups for files, groups in true.items() if known.get(files) != groups}
        alone = {number for files in known for number in files} - {number for files in true for number in files}
        return [Job(files, tuple(map(tuple, groups))) for files, groups in again.items()] + [Job((number,), ()) for number in sorted(alone)]
