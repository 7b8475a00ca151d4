"""Names of uploaded files: a client may call a file what it likes, and none of that becomes a path."""

import os
import re
from collections.abc import Container
from unicodedata import normalize

_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
#: Bytes that a name may have, with what is added to it for a copy of the file.
_LONGEST = 180


def safe(name: str, taken: Container[str]) -> str:
    """A name for a file that is none of those ``taken`` (in lower case): the last part of what it was called, without what acts in a path or on a screen."""
    last = normalize("NFC", name).replace("\\", "/").rpartition("/")[2].replace("\u3000", " ")
    kept = _FORBIDDEN.sub("_", "".join(char for char in last if char.isprintable())).strip(" .")
    if _RESERVED.match(kept) or not kept:
        kept = f"_{kept}"
    stem, suffix = os.path.splitext(kept)
    suffix = suffix[:12]
    while len((stem + suffix).encode()) > _LONGEST:
        stem = stem[:-1]
    made, number = stem + suffix, 1
    while made.lower() in taken:
        number += 1
        made = f"{stem}（{number}）{suffix}"
    return made
