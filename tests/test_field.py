"""The field: one entry in one file is all that a new name, family or form takes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import auditlint
import auditlint_rules
from auditlint.desk.packs import load
from auditlint.desk.settings import DEFAULTS
from auditlint.field import (
    ANY_FUND,
    BALANCES,
    BOTH,
    CLASSES,
    FAMILIES,
    FUNDS,
    INSTEAD,
    INTERNAL,
    PARTS,
    PUBLICS,
    TOTAL_OF,
    alike,
    all_parts,
    budget_kind_of,
    by_fund,
    cells_of,
    codes_of,
    concepts,
    economic_classes,
    economic_items,
    forms,
    forms_of,
    fund_scope,
    funds_of,
    is_balance,
    laws,
    names_account,
    names_budget,
    names_carried,
    resolve,
    told,
)

PAGE = (Path(__file__).parent.parent / "docs/field.md").read_text(encoding="utf-8")
#: The examples of docs/field.md.
FAMILY, FORM = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
Check = Callable[..., dict[str, Any]]


@pytest.fixture
def with_entry(tmp_path: Path) -> Callable[[str, str], Check]:
    """A copy of the program with an entry added to one table of the field; what it says of a text."""
    shutil.copytree(Path(auditlint.__file__).parent, tmp_path / "auditlint", ignore=shutil.ignore_patterns("__pycache__", "compiled.py"))
    shutil.copytree(Path(auditlint_rules.__file__).parent, tmp_path / "auditlint_rules", ignore=shutil.ignore_patterns("__pycache__"))

    def added(name: str, entry: str) -> Check:
        path = tmp_path / "auditlint" / "field" / f"{name}.toml"
        before, mark, entries = path.read_text(encoding="utf-8").partition("\n[[")
        path.write_text(f"{before}\n{entry}\n{mark}{entries}", encoding="utf-8")

        def check(text: str, command: str = "figures", *options: str) -> dict[str, Any]:
            (tmp_path / "a.txt").write_text(text, encoding="utf-8")
            made = subprocess.run(
                [sys.executable, "-c", "from auditlint.__main__ import main; raise SystemExit(main())", command, "a.txt", "--isolated", "--format", "json", *options],
                cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False,
            )  # fmt: skip
            assert made.returncode in (0, 1, 3), made.stderr  # 3: nothing could be checked
            read: dict[str, Any] = json.loads(made.stdout)
            return read

        return check

    return added


def broken(read: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["rule"], each["actual"], each["expected"]) for each in read["checks"] if each["verdict"] == "broken"]


class TestOneEntry:
    TEXT = "甲县民政局2023年度部门决算\n三、支出决算情况说明\n惠民补贴10.00万元，其中：粮食补贴6.00万元，住房补助3.00万元。\n"

    def test_names_aliases_and_a_closed_family(self, with_entry: Callable[[str, str], Check]) -> None:
        read = with_entry("concepts", FAMILY)(self.TEXT)
        assert [(each["text"], each["concept"]) for each in read["figures"]][-3:] == [("10.00", "民生补贴"), ("6.00", "粮食补贴"), ("3.00", "住房补助")]
        assert broken(read) == [("SUM001", "10.00", "9.00")]

    def test_without_it_nothing_is_claimed(self, with_entry: Callable[[str, str], Check]) -> None:
        assert broken(with_entry("concepts", "")(self.TEXT)) == []

    TABLES = (
        "甲县民政局2023年度部门决算\n会议费和培训费支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t会议费\t培训费\n\t合计\t5.00\t3.00\t2.00\n205\t教育支出\t4.00\t2.50\t1.50\n"
        "208\t社会保障和就业支出\t1.00\t0.50\t0.50\n"
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n302\t商品和服务支出\t15.00\n30215\t会议费\t3.00\n30216\t培训费\t12.00\n"
        "第三部分 决算情况说明\n六、一般公共预算财政拨款基本支出决算情况说明\n会议费{}万元，培训费2.00万元。\n"
    )

    def test_a_tenth_form(self, with_entry: Callable[[str, str], Check]) -> None:
        check = with_entry("forms", FORM)
        held = {(each["rule"], each["actual"], each["verdict"]) for each in check(self.TABLES.format("3.00"))["checks"]}
        assert {("TAB008", "3.00", "holds"), ("TAB009", "3.00", "holds"), ("TAB009", "2.00", "holds")} <= held
        doubtful = check(self.TABLES.format("3.10"))  # one tie that holds is too little to accuse by
        assert [(each["rule"], each["text"]) for each in doubtful["unchecked"] if each["rule"] == "TAB009"] == [("TAB009", "3.10")]

    def test_a_tenth_form_is_demanded(self, with_entry: Callable[[str, str], Check]) -> None:
        check = with_entry("forms", FORM)
        missing = check("甲县民政局2023年度部门决算\n第二部分 决算表\n收入决算表\n第三部分 决算情况说明\n", "check", "--select", "DOC003")["findings"]
        assert any("会议费和培训费支出决算表" in each["message"] for each in missing)
        found = check("甲县民政局2023年度部门决算\n第二部分 决算表\n收入决算表\n会议费和培训费支出决算表\n第三部分 决算情况说明\n", "check", "--select", "DOC003")["findings"]
        assert len(found) == len(missing) - 1

    def test_a_name_of_a_fund(self, with_entry: Callable[[str, str], Check]) -> None:
        entry = '[[fund]]\nid = "bonds"\nname = "地方债券"\nbudget = "地方债券预算"\nof = "财政拨款"\nwords = ["地方债券[预算][财政][拨款]"]\n\n'
        read = with_entry("funds", entry)("甲县民政局2023年度部门决算\n地方债券预算财政拨款支出决算情况说明\n地方债券支出7.00万元。\n")
        assert [(each["concept"], each["scope"]) for each in read["figures"] if each["text"] == "7.00"] == [("本年支出", "地方债券")]

    @pytest.mark.parametrize(
        ("name", "entry", "said"),
        [
            ("concepts", '[[concept]]\nname = "甲费"\naliases = ["总收入"]\n', "总收入: 甲费, 收入总计"),
            ("forms", '[[form]]\nname = "甲表"\ntitle = { all = ["甲"] }\nlaws = ["甲表[合计] = 乙表[合计]"]\n', "乙表[合计]"),
            ("forms", '[[form]]\nname = "甲表"\ntitle = { all = ["甲"] }\ntold = ["甲费 = [合计]"]\n', "甲费 = [合计]"),
        ],
    )
    def test_a_mistake_is_named(self, tmp_path: Path, with_entry: Callable[[str, str], Check], name: str, entry: str, said: str) -> None:
        with_entry(name, entry)
        made = subprocess.run(
            [sys.executable, "-c", "from auditlint import field; field.laws(); field.told()"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert made.stderr.strip().splitlines()[-1] == f"auditlint.field.concepts.FieldError: {said}"


class TestNames:
    def test_an_alias_belongs_to_one_name(self) -> None:
        for concept in concepts():
            assert concept.name not in concept.aliases
            for alias in concept.strong:
                found = resolve(alias)
                assert found is not None
                assert found[0] == concept.name

    def test_a_weak_alias_needs_its_fund(self) -> None:
        assert resolve("支出") is None
        assert resolve("一般公共预算财政拨款支出") == ("本年支出", "一般公共", True)
        assert resolve("预算收入") is None
        assert resolve("本单位预算收入") == ("本年收入", "", True)

    def test_the_members_of_families_are_known(self) -> None:
        known = {concept.name for concept in concepts()} | {f"{fund}收入" for fund in (*FUNDS, "财政拨款")}
        for family in FAMILIES:
            assert family.core <= family.parts <= known
            assert family.wholes <= known

    def test_parts_of_parts(self) -> None:
        assert PUBLICS == ("三公经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
        assert all_parts("公务接待费") == ()
        assert {"年初结转和结余", "年末结转和结余", "结余分配", "使用非财政拨款结余"} == BALANCES
        assert INTERNAL == ("上级补助收入", "附属单位上缴收入", "上缴上级支出", "对附属单位补助支出")

    def test_totals_of_one_side_and_of_both(self) -> None:
        assert BOTH == {"收支总计": ("收入总计", "支出总计")}
        assert TOTAL_OF == {"本年收入": "收入总计", "本年支出": "支出总计"}
        assert INSTEAD["本年支出"] == ("支出总计", "收支总计")
        assert INSTEAD["收支总计"] == ("支出总计", "收入总计")

    @pytest.mark.parametrize("whole", ["三公经费", "公务用车购置及运行维护费", "基本支出", "政府采购支出", "本年支出"])
    def test_an_identity_of_a_family_names_its_parts(self, whole: str) -> None:
        formulas = {rule.formula for rule in load(DEFAULTS)}
        assert f"{whole} = {' + '.join(PARTS[whole])}" in formulas


class TestFunds:
    @pytest.mark.parametrize(
        ("words", "scope"),
        [
            ("一般公共预算财政拨款支出", "一般公共"), ("公共预算当年财政拨款", "一般公共"), ("政府性基金预算", "政府性基金"),
            ("国有资本经营预算财政拨款", "国有资本"), ("财政补助收入", "财政拨款"), ("事业收入", ""),
        ],
    )  # fmt: skip
    def test_words_name_a_fund(self, words: str, scope: str) -> None:
        assert fund_scope(words) == scope

    def test_a_fund_is_not_there_before_its_first_year(self) -> None:
        assert funds_of(2019) == FUNDS[:2]
        assert funds_of(2020) == funds_of(None) == FUNDS

    def test_the_budget_in_the_name_of_a_fund_is_none(self) -> None:
        assert not names_budget("一般公共预算支出")
        assert names_budget("一般公共预算支出年初预算")

    def test_a_label_that_only_names_a_fund(self) -> None:
        assert by_fund("一般公共预算支出", "三公经费") == ("三公经费", "一般公共", True)
        assert by_fund("其中：非财政拨款结余", "年初结转和结余") == ("年初结转和结余", "非财政拨款", True)
        assert by_fund("一般公共预算支出结构", "三公经费") is None

    def test_every_fund_has_the_table_of_its_items(self) -> None:
        assert [len(forms_of(fund)) for fund in FUNDS] == [1] * len(FUNDS)
        assert all(re.search(ANY_FUND, fund) for fund in FUNDS[:2])


class TestForms:
    def test_the_laws_of_the_three_public_expenses_are_those_of_their_family(self) -> None:
        assert [law.text for law in laws() if law.family and "决算" in law.text] == [
            "三公经费表[三公经费决算] = 三公经费表[因公出国（境）费决算] + 三公经费表[公务用车购置及运行维护费决算] + 三公经费表[公务接待费决算]",
            "三公经费表[公务用车购置及运行维护费决算] = 三公经费表[公务用车购置费决算] + 三公经费表[公务用车运行维护费决算]",
        ]

    def test_where_an_amount_is_printed(self) -> None:
        first, cell = cells_of("上级补助收入", "")
        assert first.kind == "收支总表" and (cell.kind, cell.rows, cell.column) == ("收入总表", ("合计",), "上级补助收入")
        assert {other.kind for other in alike("上级补助收入", "")} == {"收入总表", "收支总表"}
        assert {each.scope for each in told() if each.concept == "基本支出"} == {"全部", *FUNDS}

    def test_the_column_of_state_capital_is_none_of_what_a_department_earns(self):
        revenue = forms().named("收入总表")
        assert revenue is not None
        assert [revenue.column(words) for words in ("国有资本经营预算", "事业单位经营收入", "经营")] == ["国有资本收入", "经营收入", "经营收入"]

    def test_names_are_their_own(self) -> None:
        names = [form.name for form in forms().forms]
        assert len(set(names)) == len(names) >= 9


class TestTheEconomicClassification:
    def test_codes_begin_with_their_class(self) -> None:
        for each in economic_classes():
            assert all(code.startswith(each.code) and len(code) == 5 for code in each.items)

    def test_what_basic_expenditure_is_made_of(self) -> None:
        assert codes_of("人员经费") == {"301", "303"}
        assert codes_of("公用经费") == {"302", "307", "309", "310", "311", "312", "313", "399"}
        assert "公务用车购置" in economic_items()
        assert {"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"} == CLASSES


@pytest.mark.parametrize(("role", "kind"), [("预算", ""), ("年初预算", "年初"), ("全年预算", "全年"), ("上年预算", None), ("决算", None), ("上年", None), ("", None)])
def test_a_role_tells_which_of_this_years_budgets_it_is(role: str, kind: str | None) -> None:
    assert budget_kind_of(role) == kind


def test_labels_of_what_is_left_and_of_whole_accounts() -> None:
    assert [label for label in ("上年结转", "年末结转和结余", "净资产", "基本支出") if names_carried(label)] == ["上年结转", "年末结转和结余"]
    assert [label for label in ("年末结余", "净资产", "收支差额", "资产") if is_balance(None, label)] == ["年末结余", "净资产", "收支差额"]
    assert [label for label in ("2023年度收入总计", "收支总额", "总收入", "本年收入") if names_account(label)] == ["2023年度收入总计", "收支总额"]
