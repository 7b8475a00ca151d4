"""How far one printed number is from another: the strokes of a hand that slips."""

from collections.abc import Iterator

#: What stands among and behind the digits of a printed number, and the signs that all mean less than nothing: (72.15) and △72.15 are -72.15.
_MARKS = str.maketrans({**dict.fromkeys(",， %％)）"), **dict.fromkeys("－−△▲(（", "-")})


def digits(text: str) -> str:
    """A printed number without separators and percent sign, of whichever width they are."""
    return text.translate(_MARKS)


def one_stroke(printed: str, right: str) -> str:
    """The slip that turns ``right`` into ``printed``: digit, swapped, dropped or doubled; "" where it takes more than one."""
    if len(printed) == len(right):
        return _replaced(printed, right)
    short, long = (printed, right) if len(printed) < len(right) else (right, printed)
    if len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        return "dropped" if short is printed else "doubled"
    return ""


def _replaced(printed: str, right: str) -> str:
    """The slip between two numbers of one length."""
    apart = [i for i in range(len(printed)) if printed[i] != right[i]]
    if len(apart) == 1:
        return "digit"
    if len(apart) != 2:
        return ""
    i, j = apart
    beside = j == i + 1 or printed[i + 1 : j] == "."
    return "swapped" if beside and printed[i] == right[j] and printed[j] == right[i] else ""


def one_stroke_away(text: str) -> Iterator[str]:
    """Every number that one stroke turns into the number ``text``."""
    for at in range(len(text) + 1):
        head, tail = text[:at], text[at:]
        yield from (head + digit + tail for digit in "0123456789")
        if tail[:1].isdigit():
            yield from (head + digit + tail[1:] for digit in "0123456789" if digit != tail[0])
            if len(text) > 1:
                yield head + tail[1:]
            if tail[1:2].isdigit():
                yield head + tail[1] + tail[0] + tail[2:]
            elif tail[1:2] == "." and tail[2:3].isdigit():
                yield f"{head}{tail[2]}.{tail[0]}{tail[3:]}"
