"""Data of ours in the user's cache, with a digest: half of it, or what somebody else may have written, is told apart."""

import os
import stat


def sealed(data: bytes) -> bytes:
    """What :func:`unsealed` knows again."""
    try:
        from _blake2 import blake2b  # without all that hashlib loads with it
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=20).hexdigest().encode() + b"\n" + data


def unsealed(path: str) -> bytes:
    """What a file holds that was sealed.

    Raises :class:`OSError` where it is none, or where somebody else may have written it, and :class:`ValueError` where it is half
    of one, or damaged.
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
