"""The option ``--scheduler``: the workers of a Dask cluster as an executor."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ..errors import MissingPackage, UsageError

PACKAGE = "distributed>=2024.1"
#: Seconds to wait for a scheduler.
_PATIENCE = 10


@contextmanager
def executor_at(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler is at an address.

    Raises :class:`~auditlint.errors.MissingPackage` where Dask is not installed, and :class:`~auditlint.errors.UsageError` where nobody answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise MissingPackage(PACKAGE) from error
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError("no-scheduler", address=address, reason=" ".join(str(error).split())) from error
    with client:
        yield client.get_executor(pure=False)
