"""The way in: ``python -m auditlint`` and the console script."""

import gc
import os
import sys

from .version import __version__


def main(argv: list[str] | None = None) -> int:
    """Run a command line, that of the process where none is given, and return its exit code."""
    if argv is not None:
        return _run(argv)
    # Starting up and auditing one file leaves no garbage worth a collection, and the interpreter would go through
    # everything once more on its way out: together a tenth of the time.
    gc.disable()
    try:
        return _run(sys.argv[1:])
    finally:
        gc.freeze()


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        from .output import emit

        emit(f"auditlint {__version__}\n")
        return 0
    from .cli import run

    code = run(arguments)
    if startup := sys.modules.get(f"{__package__}.startup"):  # nothing was compiled otherwise
        startup.save()
    return code


if __name__ == "__main__":
    if not sys.flags.safe_path and os.path.abspath(sys.path[0]) == os.getcwd() != os.path.dirname(os.path.dirname(__file__)):
        del sys.path[0]  # put there by -m: what lies in the current directory is to be audited and not to be run
    sys.exit(main())
