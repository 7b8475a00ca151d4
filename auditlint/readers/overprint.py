"""Lines that a page prints twice to make them bold, as an extractor that keeps each of them gives them."""

#: So long a line is seldom the same as the one before; so many of a page must be.
_LONG, _FEWEST = 10, 4
#: Such a share of a page's long lines are one of two.
_NEARLY_ALL = (4, 5)


def without_overprint(text: str) -> str:
    """A text with blank lines in the place of second copies, on pages that have nearly all long lines twice."""
    if "\f" not in text:
        return text
    pages = text.split("\f")
    found = [_once(page) for page in pages]
    return "\f".join(found) if any(one is not other for one, other in zip(found, pages, strict=True)) else text


def _once(page: str) -> str:
    lines = page.split("\n")
    copies: set[int] = set()
    for at in range(1, len(lines)):
        if lines[at].strip() and lines[at] == lines[at - 1]:
            if at - 1 in copies:
                return page  # thrice
            copies.add(at)
    count = sum(len(lines[at]) >= _LONG for at in copies)
    if count < _FEWEST or 2 * count * _NEARLY_ALL[1] < _NEARLY_ALL[0] * sum(len(line) >= _LONG for line in lines):
        return page
    return "\n".join(["" if at in copies else line for at, line in enumerate(lines)])
