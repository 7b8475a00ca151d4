"""The way in: ``python -m auditlint`` and the console script."""

import sys

from .version import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        print(f"auditlint {__version__}")
        return 0
    from .cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
