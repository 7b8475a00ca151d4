"""What speaks for a relation, and what was made of it where it did not hold."""

from typing import NamedTuple


class Support(NamedTuple):
    """What speaks for a relation: ``kind`` is column, code, total, run, words, law, tie ..., ``key`` tells one structure from another.

    ``held`` and ``failed`` count the distinct instances of the structure; ``established`` tells that they make it certain.
    """

    kind: str
    key: object
    held: int
    failed: int
    established: bool


class Proof(NamedTuple):
    """Why a broken check is told as it is.

    ``established`` says what makes the relation certain (words, or the instances of the same structure), ``rivals`` which other readings
    were tried, ``slip`` what explains it: one figure altered, a row left out, or "" where nothing does.
    """

    established: str
    rivals: tuple[str, ...]
    slip: str
