"""Numbers in Chinese numerals, as announced counts and the numbers of paragraphs are written."""

_DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
