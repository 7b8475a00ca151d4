"""The survey of a folder of filings: findings, checks and figures as Parquet, for DuckDB, pandas and Spark.

What comes of each filing is kept beside the tables as soon as it is there (:class:`~auditlint.desk.results.Results`, by content
and settings), so that a run that was broken off goes on where it was.  The tables are written when every filing is done, beside
their place, and moved there whole: the manifest, which is written last, tells that they are.
"""

from ..errors import MissingPackage

PACKAGE = "pyarrow>=15.0"


def demand() -> None:
    """Raises :class:`~auditlint.errors.MissingPackage` where what writes Parquet is not installed."""
    from importlib.util import find_spec

    if not find_spec("pyarrow"):
        raise MissingPackage(PACKAGE)
