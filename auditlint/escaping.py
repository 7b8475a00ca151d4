"""What comes from a file, a name or a configuration, on its way to a person or a program: nothing in it acts there.

Control characters drive a terminal, marks of direction show a text as another, and a line that begins with ``::`` or holds
``##[`` is a command to the runner of a workflow.
"""

#: C0 (but for the tab and the line break), DEL, C1, the separators of lines and paragraphs, and the marks of direction.
_RAW = {
    code: f"\\u{code:04x}"
    for first, last in (
        (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069),
    )
    for code in range(first, last + 1)
}  # fmt: skip
_CHARACTERS = tuple(map(chr, _RAW))


def escaped(text: str) -> str:
    """A text with every character that acts written out as ``\\u009b`` is, which is what JSON calls it too."""
    # Lines and wide spaces are what text is made of; with anything else that is not printed it is worth looking.
    if text.replace("\n", "").replace("\u3000", "").isprintable() or not any(char in text for char in _CHARACTERS):
        return text
    return text.translate(_RAW)


def escaped_line(text: str) -> str:
    """The same of a text that must stay on one line: its line breaks are written out."""
    return escaped(text).replace("\n", "\\n")


def clean(text: str) -> str:
    """A line that can be quoted: each tab and each character that cannot be printed is a space, so that columns stay.

    Bytes of a file name that is not UTF-8 (surrogates) are kept for the output to escape.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\u3000" or "\udc80" <= char <= "\udcff" else " " for char in text
    )


def harmless(text: str) -> str:
    """A whole output none of whose lines is a command of a workflow: a backslash stands in it."""
    text = text.replace("##[", "#\\#[")
    if "::" not in text:
        return text
    return "".join(map(_no_command, text.splitlines(keepends=True)))


def _no_command(line: str) -> str:
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}\\{bare}" if bare.startswith("::") else line
