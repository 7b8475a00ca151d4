"""auditlint recomputes what a published 部门决算 filing lets one recompute, and reports what cannot be right.

``check_text`` and ``check_path`` audit one filing, ``check_paths`` audits many; each returns a :class:`~auditlint.model.Report`.
"""

from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .desk.run import check_path, check_paths, check_text

__all__ = ["__version__", "check_path", "check_paths", "check_text"]


def __getattr__(name: str) -> Any:
    """Import the run when it is first asked for: ``auditlint --version`` needs none of it."""
    if name in ("check_path", "check_paths", "check_text"):
        from .desk import run

        return getattr(run, name)
    raise AttributeError(f"module 'auditlint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
