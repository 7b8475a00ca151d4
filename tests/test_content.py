"""Required sections, statements and tables: profiles by kind and year, and what stays quiet."""

import pytest

from auditlint.model import Check, Filing
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.registry import Registry
from auditlint_rules import register
from auditlint_rules.content import required_sections, required_statements, required_tables, rules
from auditlint_rules.demands import Profile, profile_of, table_named, tables

COMPLETE = required_sections.rule.good[0].text  # type: ignore[attr-defined]


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def missing(checks: object) -> list[str]:
    return [check.printed.label for check in checks if isinstance(check, Check)]  # type: ignore[attr-defined]


def test_off_unless_selected() -> None:
    registry = Registry()
    register(registry)
    found = [registry.get(code) for code in ("DOC001", "DOC002", "DOC003")]
    assert all(rule is not None and not rule.default for rule in found)


@pytest.mark.parametrize(
    ("head", "profile"),
    [
        ("石桥县水利局2023年度部门决算", Profile("决算", "部门", 2023)),
        ("石桥县水利站2023年度单位决算", Profile("决算", "单位", 2023)),
        ("石桥县水利局2025年部门预算", Profile("预算", "部门", 2025)),
        ("石桥县2023年度“三公”经费支出决算公开", Profile("", "", 2023)),
    ],
)
def test_profiles(head: str, profile: Profile) -> None:
    assert profile_of(filing(head + "\n收入总计3.00万元。")) == profile


def test_profile_of_the_configuration() -> None:
    text = COMPLETE.replace("二、机构设置\n内设3个科室。\n", "").replace("石桥县水利局概况", "石桥县水利局简介")
    assert missing(required_sections(filing(text))) == ["机构设置（单位构成）"]
    named = {rule.code: rule for rule in rules({"profile": "单位决算"})}
    assert missing(named["DOC001"].audit(filing(text))) == []
    assert named["DOC001"].explanation
    with pytest.raises(ValueError, match="profile"):
        rules({"profile": "决算"})


@pytest.mark.parametrize("audit", [required_sections, required_statements, required_tables])
def test_nothing_is_demanded_of_a_page_on_one_subject(audit: object) -> None:
    text = "石桥县2023年度“三公”经费支出决算公开\n公务接待费支出3.00万元，比上年减少1.00万元，下降25.00%。"
    assert missing(audit(filing(text))) == []  # type: ignore[operator]


def test_a_section_listed_and_left_empty_is_missing() -> None:
    contents = "目录\n六、一般公共预算财政拨款基本支出决算情况说明\n七、财政拨款“三公”经费支出决算情况说明\n"
    text = COMPLETE.replace("六、一般公共预算财政拨款基本支出决算情况说明\n基本支出100.00万元。\n", "")
    text = text.replace("第一部分", contents + "第一部分", 1)
    (check,) = required_sections(filing(text))
    assert check.printed.label == "基本支出情况"
    assert check.printed.place.line == 3


def test_state_capital_is_demanded_from_2020_on() -> None:
    old = COMPLETE.replace("九、国有资本经营预算财政拨款支出决算情况说明\n本部门无国有资本经营预算财政拨款支出。\n", "")
    old = old.replace("九、国有资本经营预算财政拨款支出决算表\n", "")
    assert missing(required_sections(filing(old))) == ["国有资本经营预算情况"]
    assert missing(required_tables(filing(old))) == ["国有资本经营预算财政拨款支出决算表"]
    old = old.replace("2023", "2019")
    for audit in (required_sections, required_statements, required_tables):
        assert missing(audit(filing(old))) == []


@pytest.mark.parametrize(
    ("was", "now", "lost"),
    [
        ("3批次，20人次", "3批次", ["国内公务接待人次"]),
        ("国内公务接待3批次，20人次。", "国内公务接待支出3.00万元。", ["国内公务接待批次", "国内公务接待人次"]),
        ("因公出国（境）团组0个，0人次。", "", ["因公出国（境）团组数", "因公出国（境）人次"]),
        ("公务用车购置数0辆，", "", ["公务用车购置数"]),
        ("机关运行经费支出10.00万元。", "", ["机关运行经费"]),
        ("政府采购支出总额0.00万元。", "", ["政府采购"]),
        ("对2个项目开展绩效自评。", "", ["预算绩效"]),
        ("本部门无政府性基金预算财政拨款收入、支出。", "见附表。", ["政府性基金预算的收支，或没有收支的说明"]),
    ],
)
def test_statements(was: str, now: str, lost: list[str]) -> None:
    assert was in COMPLETE
    assert missing(required_statements(filing(COMPLETE.replace(was, now)))) == lost


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("3批次，20人次", "共接待国内来访团组3个、来宾20人次"),
        ("国内公务接待3批次，20人次。", "公务接待费支出0.00万元。"),
        ("国内公务接待3批次，20人次。", "本部门2023年度无公务接待费支出。"),
        ("公务用车购置数0辆，保有量2辆", "未购置公务用车，开支财政拨款的公务用车保有量为2辆"),
        ("主要原因是新建水库", "主要是新建水库"),
        ("机关运行经费支出10.00万元。", "本单位为事业单位，无机关运行经费。"),
    ],
)
def test_statements_in_other_words(was: str, now: str) -> None:
    assert was in COMPLETE
    assert missing(required_statements(filing(COMPLETE.replace(was, now)))) == []


def test_the_glossary_is_no_statement() -> None:
    text = COMPLETE.replace("机关运行经费支出10.00万元。", "") + "二、机关运行经费：指没有列入项目的公用经费。\n"
    assert missing(required_statements(filing(text))) == ["机关运行经费"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算表"),
        ("石桥县水利局支出决算表", "支出决算表"),
        ("一般公共预算财政拨款基本支出决算明细表", "一般公共预算财政拨款基本支出决算表"),
        ("三公经费及机关运行经费支出决算表", "财政拨款“三公”经费支出决算表"),
        ("国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"),
        ("财政拨款收支决算总表", "财政拨款收入支出决算总表"),
        ("项目支出决算表", None),
        ("国有资产占用情况表", None),
    ],
)
def test_the_longest_title_wins(title: str, name: str | None) -> None:
    found = table_named(title, tables(Profile("决算", "部门", 2023)), "决算")
    assert (found.accounts.name if found is not None and found.accounts is not None else None) == name


def test_tables_go_by_name_in_any_order() -> None:
    text = COMPLETE.replace("一、收入支出决算总表\n", "").replace(
        "九、国有资本经营预算财政拨款支出决算表\n",
        "公开09表 国有资本经营预算财政拨款支出决算表 ...... 12\n附表1：收入支出决算总表（见附件）\n",
    )
    assert missing(required_tables(filing(text))) == []


def test_no_table_at_all_is_told_once() -> None:
    text = "\n".join(line for line in COMPLETE.split("\n") if not line.endswith(("总表", "决算表")) or "部分" in line)
    assert missing(required_tables(filing(text))) == ["决算各表"]
