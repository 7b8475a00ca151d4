"""Whose filing it is, of which year, and whether it is of final accounts or a budget."""

from collections import Counter

from ...model.filing import Filing
from ...startup import pattern
from .naming import extent_of_titles, whole_name

_TITLE_YEAR = pattern(r"(20\d\d)\s*年?度?[^，。；\n\d]{0,30}(?:决算|预算)")
#: A year that has its line to itself, as over a table.
_YEAR_LINE = pattern(r"(?m)^(20\d\d)\s*年度$")
#: A year that is spoken of, not one that is compared with.
_YEAR = pattern(r"(?<![与较比于同和从自〔【\[\d])(20\d\d)年度?(?=[^，。；\d]{0,30}(?:决算|预算|收入|支出|总计|三公))")
_KIND = pattern(r"(?m)(决算|预算)(?:公开|说明|报告|情况|信息)*(?:[（(].*[）)])?(?:$|\n)|(?:部门|单位)(决算|预算)")
_ENDS = r"(?:局|委员会|委|办公室|院|中心|厅|会|处|所|站|馆|校|学|园|部(?!门|分)|政府|街道|镇|乡|公司|联|社|队|团)"
NAME = pattern(rf"([一-龥（）()]{{2,40}}{_ENDS})")
#: Where a form says whose it is.
_STATED = pattern(rf"(?:主管部门|编制部门|编制单位|部门名称|单位名称|填报单位|填报部门|部门|单位)(?:（[^）]*）)?[:：]\s*([一-龥（）()]{{2,40}}{_ENDS})")
#: A line that ends within a name.
_BROKEN = pattern(r"(?m)(?<=[一-龥]{4})(?<!算|开|明|表|录|况|告|分|件|息|页|章)\n(?=[一-龥]{2,12}(?:$|\n))")
#: The marks of a sentence, and of a line that says what stands behind it.
_MARKS, _COLON = "，。；", "："
_YEARS = pattern(r"20\d\d\s*年?度?")


def identify(filing: Filing) -> None:
    """The year, the kind and the department, as the titles say, or else the text."""
    document = filing.document
    text = document.text
    fronts = [text[paragraph.start : paragraph.end] for paragraph in document.paragraphs[:8]]
    fronts = [front for front in fronts if len(front) < 60 and not any(mark in front for mark in _MARKS)]
    titles = [front for front in fronts if _COLON not in front]
    joined = _BROKEN.sub("", "\n".join(titles))
    year = _TITLE_YEAR.search(joined) or _YEAR_LINE.search(joined)
    if year is not None:
        filing.year = int(year.group(1))
    else:
        years = Counter(_YEAR.findall(text))
        filing.year = int(max(years, key=lambda each: (years[each], each))) if years else None
    kind = _KIND.search(joined)
    if kind is not None:
        filing.kind = kind.group(1) or kind.group(2)
    stated = _STATED.search("\n".join(fronts))
    name = stated or NAME.search(_YEARS.sub("\n", joined))
    filing.name = whole_name(name.group(1)) if name else ""
    filing.extent = extent_of_titles(titles, filing.name)
