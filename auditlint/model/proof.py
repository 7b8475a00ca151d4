"""What speaks for a relation, and what was made of it where it did not hold."""

from ..named import NamedTuple


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
    """Why a broken check is told as it is, in keys of phrases.

    ``established`` says what makes the relation certain (``words``, or the kind of structure that ``held`` in so many other instances and
    ``failed`` in so many), ``rivals`` which other readings were tried, and ``slip`` what explains it: the name of a slip, ``repaired``
    where one figure altered repairs several relations, ``row`` where a row is left out, or "" where nothing does.
    """

    established: str
    held: int
    failed: int
    rivals: tuple[str, ...]
    slip: str
