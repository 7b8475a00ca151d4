"""Content: the sections, statements and tables that the rules of disclosure demand.

These rules are off unless selected: what must be there differs by place, and an excerpt never has it all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from auditlint.field import LAST_YEAR, SPENT
from auditlint.model import Change, Check, Filing, Nil, Section, own, phrase
from auditlint.registry import Example, Rule, rule

from .demands import (
    PROFILES,
    Demand,
    Profile,
    profile_of,
    published,
    sections,
    separate_funds,
    statements,
    table_named,
    tables,
)
from .words import paragraph, slip

_TITLE_WIDTH = 40
_TABLE, _COMMA, _STOPS = "表", "，", "，。；"
#: What a heading does not end in: the titles of tables do, and sentences and lists.
_NO_TITLE_ENDS = "表，。；：、"
_MARKED = r"[（(]?[\d一二三四五六七八九十]{1,3}[、.．）)]|第[一二三四五六七八九十]+部分"
_NUMBERING = (
    r"^(?:附?表[\d一二三四五六七八九十]+|公开\d+表|[（(]?[\d一二三四五六七八九十]{1,3}[、.．）)]|[Zz]\d+)[:：、.]?"
)
_QUOTES = str.maketrans("", "", '“”"《》〈〉 　')
#: Totals whose change must be explained.
_EXPLAINED = frozenset(("收入总计", "支出总计", "收支总计", "三公经费", "机关运行经费"))
_REASONS = ("原因", "主要是", "由于", "主要系", "因为", "主要为")

_START = (
    "石桥县水利局2023年度部门决算\n第一部分 石桥县水利局概况\n一、主要职能\n负责全县水利工作。\n二、机构设置\n内设3个科室。\n"
    "第二部分2023年度部门决算表\n"
)
_LIST = (
    "一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、财政拨款收入支出决算总表\n五、一般公共预算财政拨款支出决算表\n"
    "六、一般公共预算财政拨款基本支出决算表\n七、财政拨款“三公”经费支出决算表\n八、政府性基金预算财政拨款收入支出决算表\n"
    "九、国有资本经营预算财政拨款支出决算表\n"
)
_TOTALS = (
    "第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n收、支总计100.00万元，比上年增加20.00万元，增长25.00%，"
    "主要原因是新建水库。\n二、收入决算情况说明\n本年收入100.00万元。\n三、支出决算情况说明\n本年支出100.00万元。\n"
)
_FISCAL = (
    "四、财政拨款收入支出决算总体情况说明\n财政拨款收、支总计100.00万元。\n五、一般公共预算财政拨款支出决算情况说明\n"
    "一般公共预算财政拨款支出100.00万元。\n六、一般公共预算财政拨款基本支出决算情况说明\n基本支出100.00万元。\n"
)
_THREE = "七、财政拨款“三公”经费支出决算情况说明\n“三公”经费支出3.00万元。因公出国（境）团组0个，0人次。公务用车购置数0辆，保有量2辆。"
_VISITORS = "国内公务接待3批次，20人次。\n"
_FUNDS = (
    "八、政府性基金预算财政拨款收入支出决算情况说明\n本部门无政府性基金预算财政拨款收入、支出。\n"
    "九、国有资本经营预算财政拨款支出决算情况说明\n本部门无国有资本经营预算财政拨款支出。\n"
)
_REST = (
    "十、其他重要事项的情况说明\n机关运行经费支出10.00万元。政府采购支出总额0.00万元。共有车辆2辆。对2个项目开展绩效自评。\n"
    "第四部分 名词解释\n一、基本支出：指为保障机构正常运转而发生的支出。\n"
)
_WHOLE = _START + _LIST + _TOTALS + _FISCAL + _THREE + _VISITORS + _FUNDS + _REST
_TITLE = "石桥县水利局2023年度部门决算"
_TITLED = _WHOLE.replace(_TITLE, f"⟦{_TITLE}⟧", 1)


def rules(options: Mapping[str, Any]) -> list[Rule]:
    """The rules of this module under the profile that a configuration names, or else under each filing's own.

    Raises :class:`ValueError` for a profile that there is not.
    """
    profile = str(options.get("profile") or "")
    if profile and profile not in PROFILES:
        raise ValueError(f"没有“{profile}”这个 profile，应为 {' / '.join(PROFILES)} 之一")
    own: list[Any] = [required_sections, required_statements, required_tables]
    return [_under(audit, profile) if profile else audit.rule for audit in own]


def _under(audit: Any, profile: str) -> Rule:
    from copy import copy

    @wraps(audit)
    def audited(filing: Filing) -> Iterable[Any]:
        found: Iterable[Any] = audit(filing, profile)
        return found

    bound: Rule = copy(audit.rule)
    bound.audit = audited
    return bound


@rule(
    "DOC001",
    "required-sections",
    severity="warning",
    title="规定的部分和章节齐全",
    title_en="the sections that the rules demand are there",
    message="缺少规定的章节",
    message_en="a required section is missing",
    formula="概况、决算情况说明各节、名词解释……每节都有标题，标题下有内容",
    source="《地方预决算公开操作规程》（财预〔2016〕143 号）；财政部部门决算公开模板",
    why_en=(
        "By the kind of filing (of a department or of a unit, accounts or budget) and its year. What stands in the table of "
        "contents and has nothing in the text is missing too.\n\n"
        "Up to 2019 there was no section of the state capital operating budget. Names and order of sections differ from place to "
        "place; only key words of the headings count."
    ),
    formula_en="overview, the sections on the accounts, glossary: each has a heading with something under it",
    source_en="《地方预决算公开操作规程》（财预〔2016〕143 号）; template of the Ministry of Finance",
    good=(Example(_WHOLE),),
    bad=(
        Example(_TITLED.replace("第四部分 名词解释\n一、基本支出：指为保障机构正常运转而发生的支出。\n", "")),
        Example(
            _WHOLE.replace(
                _FUNDS, "⟦八、政府性基金预算财政拨款收入支出决算情况说明⟧\n" + _FUNDS.partition("支出。\n")[2]
            )
        ),
    ),
    default=False,
)
def required_sections(filing: Filing, profile: str = "") -> Iterator[Check]:
    """按文件的种类（部门或单位、决算或预算）和年度检查。目录里列出而正文没有内容的，也算缺少。

    2019 年度及以前没有国有资本经营预算一节。各地章节的名称和顺序不同，只看标题中的关键词。
    """
    headings, empty = _headings(filing)
    for demand in sections(profile_of(filing, profile)):
        if any(re.search(demand.pattern, title) for title in headings):
            continue
        bare = next((section for section in empty if re.search(demand.pattern, section.title)), None)
        yield _missing(filing, demand.name, demand.name_en, bare, "lacks-section")


def _headings(filing: Filing) -> tuple[list[str], list[Section]]:
    """Titles that have something under them, and sections that have nothing; titles of tables are neither."""
    text = filing.document.text
    titles: list[str] = []
    empty: list[Section] = []
    following = [*filing.sections[1:], None]
    for section, after in zip(filing.sections, following, strict=False):
        if _is_table(section.title):
            continue
        end = section.start + len(section.title)
        nothing = not text[end : after.start if after is not None else len(text)].strip()
        if nothing and (after is None or after.level <= section.level):
            empty.append(section)
        else:
            titles.append(section.title)
    for start, end, *_ in filing.document.paragraphs:
        line = text[start:end]
        if (
            len(line) <= _TITLE_WIDTH
            and not re.match(_MARKED, line)
            and line[-1:] not in _NO_TITLE_ENDS
            and _COMMA not in line
        ):
            titles.append(line)
    return titles, empty


def _missing(filing: Filing, name: str, name_en: str, section: Section | None, kind: str = "lacks") -> Check:
    """Something is missing; the finding stands at the heading under which it is missed, or at the title."""
    text = filing.document.text
    start = section.start if section is not None else 0
    end = min(paragraph(text, start)[1], start + (len(section.title) if section is not None else _TITLE_WIDTH))
    return slip(filing, start, end, message=phrase(kind, what=own(name, name_en)), label=name)._replace(lacking=True)


def _heading_of(filing: Filing, pattern: str) -> Section | None:
    """The last heading that speaks of something, and is not the title of a table."""
    return next(
        (each for each in reversed(filing.sections) if re.search(pattern, each.title) and not _is_table(each.title)),
        None,
    )


def _is_table(title: str) -> bool:
    return title.endswith(_TABLE) and not re.search(r"(?:部门|单位|年度?)(?:决算|预算)(?:公开)?报?表$", title)


def _after(filing: Filing, section: Section, level: int) -> Section | None:
    """The section that ends another: the next one of ``level`` or above."""
    return next((each for each in filing.sections if each.start > section.start and each.level <= level), None)


@rule(
    "DOC002",
    "required-statements",
    severity="warning",
    title="规定的说明齐全",
    title_en="the statements that the rules demand are there",
    message="缺少规定的说明",
    message_en="a required statement is missing",
    formula="批次和人次、团组和人次、购置数和保有量、空表说明、增减原因、机关运行经费、政府采购、国有资产、绩效均有说明",
    source="《地方预决算公开操作规程》（财预〔2016〕143 号）；部门决算公开检查表",
    why_en=(
        "By the kind of filing and its year; of what is declared as nil or is zero, no counts are demanded.\n\n"
        "Reasons for changes are demanded of the totals, the three public expenses and agency running costs alone; where "
        "government funds or the state capital operating budget have nothing, that must be said."
    ),
    formula_en=(
        "receptions and guests, groups and persons, vehicles bought and held, empty tables, reasons for changes, agency running "
        "costs, procurement, state assets and performance are all told"
    ),
    source_en="《地方预决算公开操作规程》（财预〔2016〕143 号）; check list for published accounts",
    good=(Example(_WHOLE), Example(_WHOLE.replace(_VISITORS, "公务接待费支出0.00万元。\n"))),
    bad=(
        Example(_WHOLE.replace("七、财政拨款“三公”经费支出决算情况说明", "⟦七、财政拨款“三公”经费支出决算情况说明⟧").replace("3批次，20人次", "3批次")),
        Example(_WHOLE.replace("比上年增加", "比上年⟦增加⟧").replace("，主要原因是新建水库", "")),
        Example(
            _WHOLE.replace("八、政府性基金预算财政拨款收入支出决算情况说明", "⟦八、政府性基金预算财政拨款收入支出决算情况说明⟧")
            .replace("本部门无政府性基金预算财政拨款收入、支出。", "见附表。")
        ),
    ),
    default=False,
)  # fmt: skip
def required_statements(filing: Filing, profile: str = "") -> Iterator[Check]:
    """按文件的种类和年度检查；说“无”或金额为零的事项，不再要求批次、人次、团组、购置数和保有量。

    增减原因只要求总计、“三公”经费和机关运行经费；一般公共预算以外的两类预算没有收支的，要说明没有。
    """
    found = profile_of(filing, profile)
    text = _without_glossary(filing)
    for demand in statements(found):
        if not re.search(demand.pattern, text) and not _nothing(filing, demand):
            yield _missing(filing, demand.name, demand.name_en, _heading_of(filing, demand.topic), "lacks-statement")
    if found.kind == SPENT:
        yield from _silent_funds(filing, found)
        yield from _unexplained(filing)


def _without_glossary(filing: Filing) -> str:
    text = filing.document.text
    glossary = _heading_of(filing, "名词解释")
    if glossary is None:
        return text
    after = _after(filing, glossary, glossary.level)
    return text[: glossary.start] + (text[after.start :] if after is not None else "")


def _nothing(filing: Filing, demand: Demand) -> bool:
    """Whether the filing says that there is none of what the statement would count, or that it cost nothing."""
    nils = {concept for nil in filing.claims(Nil) for concept, _ in nil.concepts}
    if nils.intersection(demand.concepts):
        return True
    figures = filing.ledger.figures.items()
    stated = ([each for key, found in figures if key[0] == concept and key[2] == SPENT for each in found] for concept in demand.concepts)
    return any(told and all(figure.is_zero for figure in told) for told in stated)


def _silent_funds(filing: Filing, profile: Profile) -> Iterator[Check]:
    """A fund of which the filing neither states an amount nor says that there is none."""
    text = filing.document.text
    for each in separate_funds(profile):
        fund = each.name
        stated = any(scope == fund for _, scope, _ in filing.ledger.figures) or any(
            scope == fund for nil in filing.claims(Nil) for _, scope in nil.concepts
        )
        said = re.search(rf"(?:无|没有|未)[^，。\n]{{0,14}}{fund}|{fund}[^。\n]{{0,40}}?(?:无|没有|未|空表|\d)", text)
        if not stated and said is None:
            yield _missing(filing, f"{each.budget}的收支，或没有收支的说明", f"{each.name_en}, or that there are none", _heading_of(filing, fund), "lacks-statement")


def _unexplained(filing: Filing) -> Iterator[Check]:
    """Changes of the great totals for which their whole section gives no reason."""
    text = filing.document.text
    for change in filing.claims(Change):
        word, item = change.delta_word, change.item
        if change.base != LAST_YEAR or change.delta is None or change.delta.is_zero:
            continue
        if word is None or item is None or item.concept not in _EXPLAINED:
            continue
        start, end = _great_section(filing, change.delta.start)
        if not any(text.find(reason, start, end) >= 0 for reason in _REASONS):
            name = phrase("change-unexplained", label=item.label)
            yield slip(filing, word.start, word.end, message=name, label=item.label)


def _great_section(filing: Filing, offset: int) -> tuple[int, int]:
    """Where the section of the first level round the character at ``offset`` begins and ends; the whole text where none does."""
    around = next((each for each in reversed(filing.sections) if each.start <= offset and each.level <= 1), None)
    after = _after(filing, around, 1) if around is not None else None
    return around.start if around is not None else 0, after.start if after is not None else len(filing.document.text)


@rule(
    "DOC003",
    "required-tables",
    severity="warning",
    title="规定的各表齐全",
    title_en="the tables that the rules demand are there",
    message="缺少规定的表",
    message_en="a required table is missing",
    formula="决算九表（2019 年度及以前八表）、预算九表均有表名；顺序和编号不限",
    source="财政部部门决算公开模板；《地方预决算公开操作规程》（财预〔2016〕143 号）",
    why_en=(
        "Tables are known by their names and not by their numbers; where one name ends in another, the longer counts. More tables "
        "than demanded are no fault. Where none is listed at all, it is told once."
    ),
    formula_en="the nine tables of the accounts (eight up to 2019), or of the budget, are named; order and numbers are free",
    source_en="template of the Ministry of Finance; 《地方预决算公开操作规程》（财预〔2016〕143 号）",
    good=(Example(_WHOLE),),
    bad=(
        Example(
            _WHOLE.replace("八、政府性基金预算财政拨款收入支出决算表\n", "").replace(
                "第二部分2023年度部门决算表", "⟦第二部分2023年度部门决算表⟧"
            )
        ),
    ),
    default=False,
)
def required_tables(filing: Filing, profile: str = "") -> Iterator[Check]:
    """表按名称认，不按编号认；一个名称以另一个结尾时取最长的一个。多出的表不算错。一张表都没有列出时只报一次。"""
    found = profile_of(filing, profile)
    wanted = tables(found)
    titles = [*_table_titles(filing), *(table.title for table in filing.tables)]
    named = {form.name for title in titles if (form := table_named(title, wanted, found.kind)) is not None}
    heading = _heading_of(filing, rf"{found.kind}表$|报表|附表")
    if wanted and not named:
        yield _missing(filing, f"{found.kind}各表", "all tables", heading)
        return
    for form in wanted:
        called = published(form, found.kind)
        if called is not None and form.name not in named:
            yield _missing(filing, called.name, form.name_en, heading, "lacks-table")


def _table_titles(filing: Filing) -> Iterator[str]:
    """The lines that name a table, bare of numbers, quotation marks, page numbers and remarks."""
    text = filing.document.text
    for start, end, *_ in filing.document.paragraphs:
        if end - start > 70 or text.find(_TABLE, start, end) < 0:
            continue
        line = re.sub(r"[（(][^（）()]*[）)]$|[.…·\s\d]+$", "", text[start:end].translate(_QUOTES))
        line = re.sub(r"[.…·\s\d]+$", "", re.sub(_NUMBERING, "", line))
        if line.endswith(_TABLE) and not any(mark in line for mark in _STOPS):
            yield line
