"""Reports of files as data: how processes send them, how a run keeps them, and how they are kept for the next run.

A record is two lines of JSON, which holds nothing that acts: a head with the counts and whose accounts it is, and a body with
the findings, which is not opened before somebody asks for them.  What a report with pictures keeps of a file stands behind.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from ..model.finding import SEVERITIES, FileReport, Finding, Related, Suspect
from ..model.place import Place
from ..model.proof import Proof

if TYPE_CHECKING:
    from ..model.filing import Identity

#: What a head holds beside the identity and the counts of findings.
_HEAD = (
    "path", "encoding", "figures", "checked", "bounded", "holds", "rounding", "broken", "unchecked", "problem", "money", "money_checked",
    "vacuous", "failures", "fail_on", "undiagnosed", "joined", "unseen", "unsure",
)  # fmt: skip


def pack(report: FileReport) -> bytes:
    """A report as a record; what was read and checked is not in it."""
    home = report.path
    identity = report.identity
    head = [
        [getattr(report, name) for name in _HEAD],
        None if identity is None else list(identity),
        [*map(report.count, SEVERITIES), report.count("note", single=True)],
    ]
    body = [
        [_packed(finding, home) for finding in report.findings],
        [[page, line, text] for (page, line), text in report.lines.items()],
    ]
    return _bytes(head) + b"\n" + _bytes(body) + b"\n" + report.picture


def unpack(record: bytes) -> FileReport:
    """The report of a record; its body is opened when it is asked for.

    Raises :class:`ValueError`, :class:`TypeError` or :class:`LookupError` where its head is none.
    """
    end = record.index(b"\n")
    return _Shelved(_value(record[:end]), record[end + 1 :])


def bind(found: Sequence[bytes]) -> bytes:
    """Records as one: a line with their lengths, then one behind the other."""
    return _bytes(list(map(len, found))) + b"\n" + b"".join(found)


def records(data: bytes) -> list[bytes]:
    """The records in data that :func:`bind` made."""
    end = data.index(b"\n") + 1
    return [data[start:stop] for start, stop in pairwise(accumulate(_value(data[: end - 1]), initial=end))]


def _bytes(value: object) -> bytes:
    return dumps(value, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _value(data: bytes) -> Any:
    return loads(data.decode("utf-8", "surrogatepass"))


class _Shelved(FileReport):
    """A report whose findings and lines are still in its record: both are opened when one of them is missed."""

    __slots__ = ("_body", "_counts")

    def __init__(self, head: Sequence[Any], body: bytes):
        values, identity, counts = head
        (
            self.path, self.encoding, self.figures, self.checked, self.bounded, self.holds, self.rounding, self.broken, self.unchecked,
            self.problem, self.money, self.money_checked, self.vacuous, self.failures, self.fail_on, self.undiagnosed, self.joined,
            self.unseen, self.unsure,
        ) = values  # fmt: skip
        self.filing, self.checks, self.shared, self.accepted, self.passed_over = None, [], [], [], False
        self.identity = None if identity is None else _identity(identity)
        end = body.index(b"\n")
        self._body, self.picture = body[:end], body[end + 1 :]
        self._counts: list[int] = counts

    def __getattr__(self, name: str) -> Any:
        if name not in ("findings", "lines"):
            raise AttributeError(name)
        findings, lines = _value(self._body)
        if not self._has("findings"):
            self.findings = [_unpacked(finding, self.path) for finding in findings]
        if not self._has("lines"):
            self.lines = {(page, line): text for page, line, text in lines}
        return getattr(self, name)

    def _has(self, name: str) -> bool:
        """Whether the findings or the lines are no longer what the record says, or have been opened."""
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def count(self, severity: str, single: bool = False) -> int:
        if self._has("findings"):
            return super().count(severity, single)
        return self._counts[-1] if single and severity == "note" else self._counts[SEVERITIES.index(severity)]


def _identity(values: Sequence[Any]) -> "Identity":
    from ..model.filing import Identity  # a file that was audited alone tells none

    return Identity._make((*values[:-2], tuple(values[-2]), tuple(values[-1])))


def _place(place: Place, home: str) -> list[Any]:
    """A place without what it shares with its file, and what is only in tables."""
    return [None if place.path == home else place.path, *(place[1:6] if place[6:] == _NO_TABLE else place[1:])]


_NO_TABLE = (None,) * (len(Place._fields) - 6)


def _packed(finding: Finding, home: str) -> list[Any]:
    values: list[Any] = list(finding)
    values[_PLACE] = _place(finding.place, home)
    values[_RELATED] = [[_place(each.place, home), *each[1:]] for each in finding.related]
    values[_SUSPECTS] = [[_place(each.place, home), *each[1:]] for each in finding.suspects]
    values[_EXPLAINS] = [_packed(each, home) for each in finding.explains]
    values[_PROOF] = None if finding.proof is None else list(finding.proof)
    return values


def _unpacked(values: list[Any], home: str) -> Finding:
    values[_PLACE] = _placed(values[_PLACE], home)
    values[_RELATED] = tuple([Related(_placed(place, home), *more) for place, *more in values[_RELATED]])
    values[_SUSPECTS] = tuple([Suspect(_placed(place, home), *more) for place, *more in values[_SUSPECTS]])
    values[_EXPLAINS] = tuple([_unpacked(each, home) for each in values[_EXPLAINS]])
    if values[_PROOF] is not None:
        established, held, failed, rivals, slip = values[_PROOF]
        values[_PROOF] = Proof(established, held, failed, tuple(rivals), slip)
    return Finding(*values)


def _placed(values: list[Any], home: str) -> Place:
    path, *more = values
    return Place(home if path is None else path, *more)


_PLACE, _RELATED, _SUSPECTS, _EXPLAINS, _PROOF = map(Finding._fields.index, ("place", "related", "suspects", "explains", "proof"))
