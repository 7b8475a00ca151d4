"""Which files are audited together: first as their names tell, then as what was read tells."""

from collections.abc import Mapping, Sequence
from itertools import chain

from ..model.filing import Identity
from ..reading.identity.joining import Clusters, clusters, expected, kindred
from .job import Job, Jobs

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
        self._size = len(paths)
        #: Files of several whose names belong together.
        self._units = [tuple(unit) for unit in expected(paths)]

    def first(self) -> Jobs:
        """Every file once, those together whose names belong together."""
        with_others = {number for unit in self._units for number in unit}
        return Jobs(chain(map(Job, self._units), (Job((number,)) for number in range(self._size) if number not in with_others)))

    def rest(self, identities: Sequence[Identity | None]) -> Jobs:
        """What must be audited once more, because what was read tells of other relations than the names did."""
        known: Clusters = {}
        for unit in self._units:
            known |= related(unit, identities, self._kin)
        near = kindred(identities)
        true = related(near, {number: identities[number] for number in near}, self._kin)
        again = {files: groups for files, groups in true.items() if known.get(files) != groups}
        alone = {number for files in known for number in files} - {number for files in true for number in files}
        return Jobs(
            [*(Job(files, tuple(map(tuple, groups))) for files, groups in again.items()), *(Job((number,), ()) for number in sorted(alone))]
        )
