"""The language server: filings that are texts are audited while they are written, in any editor that speaks the protocol.

The server only talks with the editor; a process of its own audits (:mod:`.worker`), so that typing never waits and no text
ends the server.
"""

from ..errors import MissingPackage

PACKAGE = "pygls>=2.0"


def demand() -> None:
    """Raises :class:`~auditlint.errors.MissingPackage` where what speaks the protocol is not installed."""
    try:
        import pygls  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingPackage(PACKAGE) from error
