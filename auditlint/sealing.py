"""What is kept in the user's cache, sealed with a digest: what is damaged, cut, or open to others to write is not taken for ours."""

import os
import stat
from typing import Any, cast


def digest(data: bytes = b"") -> Any:
    """A digest of 20 bytes, as ``hashlib`` makes them: it goes on with ``update`` and is told by ``hexdigest``."""
    try:
        from _blake2 import blake2b  # without all that hashlib loads with it
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=20)


def place(name: str) -> str:
    """Where something of that name is kept between runs, in the user's cache; "" where nothing is to be kept."""
    if os.environ.get("AUDITLINT_NO_CACHE"):
        return ""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(os.path.join("~", ".cache"))
    return os.path.join(home, "auditlint", name) if os.path.isabs(home) else ""


def sealed(data: bytes) -> bytes:
    """What :func:`unsealed` knows again."""
    return cast(bytes, digest(data).hexdigest().encode()) + b"\n" + data


def unsealed(path: str) -> bytes:
    """The data that a sealed file holds.

    Raises :class:`OSError` where the file cannot be read, is no regular one, or may have been written by somebody else, and
    :class:`ValueError` where it is cut or damaged.
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
            raise PermissionError(path)
        content = file.read()
    data = content.partition(b"\n")[2]
    if content != sealed(data):
        raise ValueError(path)
    return data
