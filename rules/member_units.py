"""A department's accounts against those of the units that it takes in."""

from collections.abc import Iterable, Iterator

from auditlint.field import ALL, FISCAL, GENERAL, INTERNAL, PARTS, SPENT, alike
from auditlint.model import BROKEN, Check, Figure, Filing, Operand, Phrase, Unit, expect, phrase, total, unchecked
from auditlint.model.filing import UNIT
from auditlint.registry import Example, rule

from .stated import stated
from .table_lookup import Tables

_AMOUNTS = (
    *((concept, ALL) for concept in ("收入总计", "支出总计", "本年支出", "基本支出", "项目支出")),
    *((concept, scope) for concept in ("三公经费", *PARTS["三公经费"]) for scope in (FISCAL, GENERAL)),
)
#: The end of a name that is surely that of one unit.
_LEAST = 4
_DEPARTMENT = (
    "甲县水利局2023年度部门决算\n纳入甲县水利局2023年度部门决算编制范围的单位包括：甲县水利局机关、甲县河道管理站。\n"
    "本年支出100.00万元，其中：基本支出60.00万元，项目支出40.00万元。"
)
_OWN = "甲县水利局（本级）2023年度部门决算\n本年支出70.00万元，其中：基本支出40.00万元，项目支出30.00万元。"
_STATION = "甲县河道管理站2023年度单位决算\n本年支出30.00万元，其中：基本支出20.00万元，项目支出10.00万元。"


@rule(
    "YOY004",
    "units-of-department",
    severity="note",
    title="部门汇总数等于所属各单位之和",
    title_en="a department's accounts are the sum of its units'",
    message="部门汇总数与各单位之和不符",
    message_en="the department's figure is not the sum of its units'",
    formula="部门汇总数 = 本级 + 各所属单位（收入总计、支出总计、本年支出、基本支出、项目支出、“三公”）",
    source="部门决算由部门本级和所属单位的决算汇总而成",
    why_en=(
        "Added up only where the narrative names the units that the accounts take in and the accounts of all of them are audited "
        "together; where one is missing, nothing is checked.\n\n"
        "What passes between a department and its units, or between units, is left out when accounts are added up; where there is "
        "any, nothing is checked. Other adjustments may remain, so this is a note."
    ),
    formula_en="department = its own office + its units (totals, expenditure of the year, basic, project, the three public expenses)",
    source_en="the accounts of a department are those of its office and its units added up",
    scope="related",
    good=(
        Example(f"{_DEPARTMENT}\n=====\n{_OWN}\n=====\n{_STATION}"),
        Example(f"{_DEPARTMENT}\n=====\n{_OWN.replace('70.00', '75.00')}"),
        Example(f"{_DEPARTMENT}\n=====\n{_OWN.replace('70.00', '75.00')}上级补助收入5.00万元。\n=====\n{_STATION}"),
    ),
    bad=(
        Example(
            f"{_DEPARTMENT.replace('项目支出40.00', '项目支出⟦41.00⟧')}\n=====\n{_OWN}\n=====\n{_STATION}",
            "40.00",
        ),
    ),
)
def units_of_department(filings: list[Filing]) -> Iterator[Check]:
    """说明里写明纳入决算编制范围的单位，而且各单位的决算都在同一次核对之中，才相加；少一个单位就不核对。

    部门与单位之间、单位与单位之间的往来在汇总时抵销，有上级补助收入、附属单位上缴收入、上缴上级支出或对附属单位补助支出的
    不核对；仍可能有别的口径调整，所以只作提示。
    """
    for department in filings:
        if len(department.units) < 2:
            continue
        found = [_accounts(unit, department, filings) for unit in department.units]
        units = [filing for filing in found if filing is not None]
        if units:
            yield from _sums(department, units, [unit.name for unit, filing in zip(department.units, found, strict=True) if filing is None])


def _accounts(unit: Unit, department: Filing, filings: list[Filing]) -> Filing | None:
    """The one filing of a unit for the department's year, ``None`` where there is none or more than one."""
    able = [filing for filing in filings if filing is not department and (filing.year, filing.kind) == (department.year, department.kind)]
    if unit.own:
        return _only(filing for filing in able if filing.name == department.name and filing.extent == UNIT)
    named = [filing for filing in able if filing.name == unit.name]
    if not named and len(unit.name) >= _LEAST:
        named = [filing for filing in able if filing.name.endswith(unit.name)]
    return _only(named)


def _only(filings: Iterable[Filing]) -> Filing | None:
    found = list(filings)
    return found[0] if len(found) == 1 else None


def _sums(department: Filing, units: list[Filing], missing: list[str]) -> Iterator[Check]:
    reason = _no_sum(department, units, missing)
    for concept, scope in _AMOUNTS:
        whole = stated(department, concept, scope)
        if isinstance(whole, Figure):
            parts = [stated(unit, concept, scope) for unit in units]
            silent = phrase("unit-silent", what=f"{scope if scope != ALL else ''}{concept}") if any(part is None for part in parts) else None
            yield _sum(whole, [part for part in parts if part is not None], reason or silent)


def _no_sum(department: Filing, units: list[Filing], missing: list[str]) -> Phrase | None:
    """Why the accounts of the units need not make those of the department; ``None`` where they must."""
    if missing:
        return phrase("units-missing", names=tuple(missing))
    if len({id(filing) for filing in units}) < len(units):
        return phrase("units-share-accounts")
    passed = next((figure for filing in (department, *units) for figure in _passed(filing)), None)
    return phrase("internal-transfers", what=passed.label or phrase("internal-transfer")) if passed is not None else None


def _sum(whole: Figure, parts: list[Operand], reason: Phrase | None) -> Check:
    if reason is not None:
        return unchecked(whole, reason, [part for part in parts if isinstance(part, Figure)])
    check = expect(whole, total(parts))
    return check.noted(phrase("maybe-offset")) if check.verdict == BROKEN else check


def _passed(filing: Filing) -> Iterator[Figure]:
    """Amounts that pass between a department and its units, where they are not zero."""
    for (concept, _, role), figures in filing.ledger.figures.items():
        if concept in INTERNAL and role == SPENT:
            yield from (figure for figure in figures[:1] if not figure.is_zero)
    tables = Tables(filing)
    for name in INTERNAL:
        yield from (figure for figure in tables.figures(alike(name, "")) if not figure.is_zero)
