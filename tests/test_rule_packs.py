"""What authors of rules are promised: docs/rule-packs.md, the pack in examples/, and what is said of a pack that is wrong."""

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from auditlint.desk.examples import wrong_with_bad, wrong_with_good
from auditlint.desk.packs import load
from auditlint.desk.settings import Settings, parse
from auditlint.field import CONCEPTS, concepts, resolve
from auditlint.model import Constant, expect, expect_that
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.registry import BadRule, DuplicateRule, Example, Registry, Rule
from auditlint_rules.identities import BadIdentity, of_table

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/rule-packs.md").read_text(encoding="utf-8")
FILING = """2023年度部门决算
六、一般公共预算财政拨款基本支出决算情况说明
基本支出100.00万元，其中：人员经费60.00万元，公用经费40.00万元。会议费3.00万元，培训费2.00万元。
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The pack of examples/, imported by its path."""
    monkeypatch.syspath_prepend(str(ROOT / "examples/rule-pack"))
    yield "auditlint_county"
    for name in [name for name in sys.modules if name.startswith("auditlint_county")]:
        del sys.modules[name]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Write a pack whose one module holds ``code`` and a register function; its name."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def written(code: str) -> str:
        text = (
            "import sys\nfrom auditlint.model import Constant, Figure, expect, expect_that\n"
            "from auditlint.registry import Example, Rule, collect, rule\n"
            "FACTS = dict(title='甲', title_en='a', message='甲', message_en='a', formula='甲', source='甲')\n"
            f"{code}\ndef register(registry):\n    collect(registry, sys.modules[__name__])\n"
        )
        (tmp_path / "written_pack.py").write_text(text, encoding="utf-8")
        return "written_pack"

    yield written
    sys.modules.pop("written_pack", None)


def a_rule(**facts: Any) -> Rule:
    given = {
        "severity": "error", "title": "甲", "title_en": "a", "message": "甲", "message_en": "a", "formula": "甲",
        "source": "甲", "good": (), "bad": (),
    }  # fmt: skip
    return Rule(facts.pop("code", "ABC001"), "a-rule", lambda filing: [], **(given | facts))


class TestTheExample:
    def test_its_own_examples_hold(self, county: str, run: Any) -> None:
        outcome = run("pack", "test", county)
        assert (outcome.code, outcome.out, outcome.err) == (0, "2 条规则，5 个例子，0 个不符\n", "")

    def test_it_is_added_to_ours(self, county: str) -> None:
        ours = {rule.code for rule in load(Settings())}
        both = {rule.code for rule in load(parse({"rule-packs": [county]}, "", ""))}
        assert both - ours == {"CTY001", "CTY101"}
        assert ours < both

    def test_it_finds(self, county: str, run: Any, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(FILING, encoding="utf-8")
        outcome = run("check", tmp_path / "a.txt", "--isolated", "--rule-pack", county, "--format", "json")
        findings = json.loads(outcome.out)["findings"]
        assert [(each["rule"], each["actual"], each["expected"]) for each in findings] == [("CTY001", "40.00", "30.00")]
        assert run("rule", "CTY101", "--isolated", "--rule-pack", county).code == 0


class TestThePage:
    def test_every_identity_of_it_loads(self) -> None:
        loaded = [
            rule
            for block in blocks("toml")
            for rule in of_table(tomllib.loads(block).get("identity", []), load(Settings()).options, "page")
        ]
        assert [rule.code for rule in loaded] == ["ABC101", "ABC102", "ABC103", "ABC104", "ABC105"]
        registry = Registry()
        for rule in loaded:
            registry.add(rule)
            assert all(wrong_with_good(rule, example, [], "zh") == "" for example in rule.good)
            assert all(wrong_with_bad(rule, example, [], "zh") == "" for example in rule.bad)

    def test_every_configuration_of_it_is_one(self) -> None:
        for block in blocks("toml"):
            assert parse(tomllib.loads(block), "", "").origin == ""

    def test_every_module_of_it_runs(self, county: str, monkeypatch: pytest.MonkeyPatch) -> None:
        ours, seen = list(load(Settings())), []
        for number, block in enumerate(blocks("python")):
            module = ModuleType(f"page_{number}")
            monkeypatch.setitem(sys.modules, module.__name__, module)
            exec(compile(block, "rule-packs.md", "exec"), vars(module))
            registry = Registry(load(Settings()).options)
            if hasattr(module, "register"):
                module.register(registry)
            else:
                registry.add(module.reception.rule)
            for rule in registry:
                seen.append(rule.code)
                assert [wrong_with_good(rule, example, ours, "zh") for example in rule.good] == [""] * len(rule.good)
                assert [wrong_with_bad(rule, example, ours, "zh") for example in rule.bad] == [""] * len(rule.bad)
        assert seen == ["CTY001", "ABC001", "CTY101"]

    @pytest.mark.parametrize(("key", "phrase"), [("scopes", "资金口径"), ("roles", "角色"), ("when", "条件")])
    def test_what_may_stand_is_what_the_page_says(self, key: str, phrase: str) -> None:
        entry = {"code": "ABC001", "formula": "基本支出 = 人员经费 + 公用经费", key: "?" if key == "when" else ["?"]}
        with pytest.raises(BadIdentity, match=rf"不认识的{phrase} \?") as caught:
            list(of_table([entry], {}, "identity"))
        row = re.search(rf"^\| .*`{key}` \| (.*?) \|", PAGE, re.MULTILINE)
        assert row is not None
        assert caught.value.values["known"] == row.group(1)


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("facts", "zh", "en"),
        [
            ({"code": "my1"}, "规则 a-rule 的代码不能是 my1，应为三个大写字母和三个数字，如 ABC123", "such as ABC123"),
            ({"code": "ABC１２３"}, "代码不能是", "the code cannot be"),
            ({"severity": "fatal"}, "规则 ABC001（a-rule）的 severity 不能是 fatal，应为 note / warning / error 之一", "write one of note"),
            ({"scope": "file"}, "scope 不能是 file，应为 filing / related / run 之一", "scope cannot be file"),
            ({"good": ("甲",)}, "good 应为 Example 的元组", "good must be a tuple of examples"),
            ({"good": (Example("⟦甲⟧"),)}, "第 1 个正例里不能有 ⟦ ⟧", "good example 1 cannot hold"),
            ({"bad": (Example("⟦甲⟧"), Example("甲"))}, "第 2 个反例应把有误之处放在 ⟦ ⟧ 里", "bad example 2 must hold"),
            ({"bad": (Example("⟧甲⟦"),)}, "第 1 个反例", "bad example 1"),
        ],
    )
    def test_a_rule_is_refused_when_it_is_added(self, facts: dict[str, Any], zh: str, en: str) -> None:
        with pytest.raises(BadRule) as caught:
            Registry().add(a_rule(**facts))
        assert zh in caught.value.message("zh")
        assert en in caught.value.message("en")

    def test_a_code_that_is_taken(self) -> None:
        registry = Registry()
        registry.add(a_rule())
        with pytest.raises(DuplicateRule) as caught:
            registry.add(a_rule())
        assert caught.value.message("en") == "two rules have the code ABC001 (a-rule, a-rule)"

    def test_a_pack_says_which_rule(self, pack: Callable[[str], str], run: Any) -> None:
        name = pack("@rule('ABC001', 'a-rule', severity='fatal', good=(), bad=(), **FACTS)\ndef audit(filing): return []")
        outcome = run("rules", "--isolated", "--rule-pack", name)
        assert (outcome.code, outcome.out) == (3, "")
        assert "规则包“written_pack”无法载入：规则 ABC001（a-rule）的 severity 不能是 fatal" in outcome.err
        assert "severity cannot be fatal" in run("rules", "--isolated", "--lang", "en", "--rule-pack", name).err

    def test_what_fails_is_told_by_the_line_of_the_pack(self, pack: Callable[[str], str], run: Any) -> None:
        outcome = run("pack", "test", pack("MOST = Constant(0.3)"))
        assert outcome.code == 3
        assert "小数请写成文字" in outcome.err and "written_pack.py:" in outcome.err and "arithmetic.py" not in outcome.err

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("code", "my1", "的代码不能是 my1"),
            ("severity", "fatal", "severity 不能是 fatal"),
            ("formula", "基本支出 = 办公费 + 公用经费", "identity[1]：不认识的项 办公费"),
            ("formula", "基本支出 = 人员支出 + 公用经费", "是不是“人员经费”？"),
        ],
    )
    def test_an_identity_of_a_configuration(self, key: str, value: str, said: str, run: Any, tmp_path: Path) -> None:
        entry = {"code": "OWN001", "formula": "基本支出 = 人员经费 + 公用经费", key: value}
        lines = "\n".join(f'{name} = "{text}"' for name, text in entry.items())
        (tmp_path / "own.toml").write_text(f"[[identity]]\n{lines}\n", encoding="utf-8")
        outcome = run("rules", "--config", tmp_path / "own.toml")
        assert (outcome.code, outcome.out) == (2, "")
        assert "identity 有误：" in outcome.err
        assert said in outcome.err

    @pytest.mark.parametrize(
        ("call", "value"),
        [("expect_that(figure, '<=', 100)", "100"), ("expect_that(0.5, '<=', figure)", "0.5"), ("expect(figure, -3)", "-3")],
    )
    def test_a_number_in_a_formula(self, call: str, value: str, pack: Callable[[str], str], run: Any) -> None:
        name = pack(
            "@rule('ABC001', 'a-rule', severity='error', good=(), bad=(), **FACTS)\n"
            f"def audit(filing):\n    for figure in filing.figures:\n        yield {call}"
        )
        outcome = run("pack", "test", name)
        assert (outcome.code, outcome.out) == (3, "")
        assert f"规则 ABC001（a-rule）第 8 行：{call.partition('(')[0]} 比较的是数字和算式，不能直接写 {value}，请写 Constant({value})" in outcome.err

    def test_a_function_of_the_pack_may_take_numbers(self, pack: Callable[[str], str]) -> None:
        name = pack(
            "def expect(figure, times):\n    return expect_that(figure, '<=', figure * Constant(times))\n"
            "@rule('ABC001', 'a-rule', severity='error', good=(), bad=(), **FACTS)\n"
            "def audit(filing):\n    yield expect(filing.figures[0], 3)"
        )
        assert load(parse({"rule-packs": [name]}, "", "")).get("ABC001") is not None

    def test_constants_that_are_none_stop_the_loading(self, pack: Callable[[str], str], run: Any) -> None:
        assert 'Constant("0.3")' in run("pack", "test", pack("MOST = Constant(0.3)")).err
        assert "100%" in run("pack", "test", pack("MOST = Constant('百分之三十')")).err

    def test_examples_that_are_not_as_they_say(self, pack: Callable[[str], str], run: Any) -> None:
        name = pack(
            "GOOD = Example('收入总计3.00万元。')\nBAD = Example('收入总计⟦3.00⟧万元。', '9.00')\n"
            "@rule('ABC001', 'too-much', severity='error', good=(GOOD,), bad=(BAD, Example('收入总计1.00万元，⟦支出⟧总计3.00万元。')), **FACTS)\n"
            "def audit(filing):\n    for figure in filing.figures:\n        yield expect_that(figure, '<=', Constant(20000))\n"
        )
        outcome = run("pack", "test", name)
        assert outcome.code == 1
        lines = outcome.out.splitlines()
        assert lines[0] == "ABC001 too-much 第 1 个正例: 本应没有问题，却指出了 3.00 (1:5)"
        assert lines[1] == "ABC001 too-much 第 1 个反例: 应为 2.00，而例子里写的是 9.00"
        assert lines[2].startswith("ABC001 too-much 第 2 个反例: 没有指出第 1 行第 12 列的“支出”；指出的是 3.00 (1:16)")
        assert lines[3:] == ["1 条规则，3 个例子，3 个不符"]
        assert run("pack", "test", name, "--lang", "en").out.endswith("rules: 1, examples: 3, failed: 3\n")

    def test_a_rule_that_fails_and_has_no_bad_example(self, pack: Callable[[str], str], run: Any) -> None:
        name = pack(
            "@rule('ABC002', 'breaks', severity='error', good=(Example('收入总计3.00万元。'),), bad=(), **FACTS)\n"
            "def breaks(filing):\n    yield expect(filing.figures[0], filing.figures[0] * 2)\n"
        )
        outcome = run("pack", "test", name)
        assert outcome.code == 1
        lines = outcome.out.splitlines()
        assert lines[0].startswith("ABC002 breaks 第 1 个正例: 规则 ABC002 出错：TypeError: 2 不能直接写进算式，请写 Constant(2)")
        assert lines[1:] == ["ABC002 breaks: 没有反例", "1 条规则，1 个例子，2 个不符"]

    def test_a_pack_without_rules(self, pack: Callable[[str], str], run: Any) -> None:
        outcome = run("pack", "test", pack(""))
        assert (outcome.code, outcome.err) == (3, "规则包“written_pack”里没有规则\n")

    def test_a_pack_that_is_not_there(self, run: Any) -> None:
        outcome = run("pack", "test", "no_such_pack", "--lang", "en")
        assert outcome.code == 3
        assert "rule pack 'no_such_pack' is not installed" in outcome.err


class TestConstants:
    @pytest.mark.parametrize(
        ("given", "exact", "words"),
        [("100%", "1", "100%"), ("37.5％", "0.375", "37.5％"), ("-5%", "-0.05", "-5%"), ("1,200", "1200", "1,200"), (Decimal("0.5"), "0.5", "0.5"), (12, "12", "12")],
    )
    def test_as_printed(self, given: Any, exact: str, words: str) -> None:
        constant = Constant(given)
        assert (constant.exact, constant.formula()) == (Decimal(exact), words)

    @pytest.mark.parametrize("given", ["", "%", "约3%", "NaN", "Infinity", "5%%x"])
    def test_no_number(self, given: str) -> None:
        with pytest.raises(ValueError, match="100%"):
            Constant(given)

    def test_a_float_is_none(self) -> None:
        with pytest.raises(TypeError, match="0.1"):
            Constant(0.1)  # type: ignore[arg-type]

    def test_plain_numbers_and_unknown_comparisons(self) -> None:
        figure = read_filing(read(FILING.encode(), "a.txt")).figures[0]
        for wrong in (lambda: figure + 1, lambda: figure - 1, lambda: figure * 2, lambda: figure / 2, lambda: figure + figure - 1,
                      lambda: expect(figure, 1), lambda: expect_that(figure, "<", 1)):  # fmt: skip
            with pytest.raises(TypeError, match=r"请写 Constant\(\d\)"):
                wrong()
        with pytest.raises(ValueError, match="=="):
            expect_that(figure, "==", figure)


class TestConcepts:
    def test_every_name_is_listed_once_with_what_it_is_printed_as(self) -> None:
        known = concepts()
        assert sorted(concept.name for concept in known) == sorted(CONCEPTS)
        (carried,) = (concept for concept in known if concept.name == "年初结转和结余")
        assert "上年结转结余" in carried.aliases
        assert carried.name not in carried.aliases
        found = resolve("上年结转结余")
        assert found is not None
        assert found[0] == carried.name

    def test_the_funds_are_those_that_the_reading_gives(self) -> None:
        funds = {concept.name: concept.funds for concept in concepts()}
        assert funds["基本支出"] == ("全部", "财政拨款", "一般公共", "政府性基金", "国有资本")
        assert funds["固定资产原值"] == ()
        filing = read_filing(read(FILING.encode(), "a.txt"))
        for concept, scope, _ in filing.ledger.figures:
            assert scope in (funds[concept] or ("",))

    def test_text_and_json(self, run: Any) -> None:
        text = run("concepts", "--lang", "en").out
        assert text.startswith("name  [funds]  also printed as\n")
        assert len(text.splitlines()) == len(CONCEPTS) + 1
        listed = json.loads(run("concepts", "--format", "json").out)
        assert {each["name"] for each in listed} == CONCEPTS
        assert set(listed[0]) == {"name", "funds", "aliases"}


class TestTheGrammar:
    """What docs/rule-packs.md says of formulas, one sentence at a time."""

    HEAD = "六、一般公共预算财政拨款基本支出决算情况说明\n"

    @pytest.mark.parametrize(
        ("formula", "text", "verdicts"),
        [
            ("基本支出 = 人员经费 + 公用经费", "基本支出9.00万元，人员经费5.00万元，公用经费4.00万元。", ["holds"]),
            ("基本支出 ＝ 人员经费 ＋ 公用经费", "基本支出9.00万元，人员经费5.00万元，公用经费5.00万元。", ["broken"]),
            ("人员经费 = 基本支出 － 公用经费", "基本支出9.00万元，人员经费5.00万元，公用经费4.00万元。", ["holds"]),
            ("基本支出 - 公用经费 = 人员经费", "基本支出9.00万元，人员经费5.00万元，公用经费4.00万元。", ["holds"]),
            ("基本支出 ≥ 公用经费", "基本支出9.00万元，公用经费10.00万元。", ["broken"]),
            ("公用经费 ≤ 基本支出", "基本支出9.00万元，公用经费4.00万元。", ["holds"]),
            # the first on the left is not printed
            ("培训费 = 会议费", "会议费5.00万元。", []),
            # nothing on the right is printed, and only a part of it
            ("基本支出 = 人员经费 + 公用经费", "基本支出9.00万元。", []),
            ("基本支出 = 人员经费 + 公用经费", "基本支出9.00万元，人员经费5.00万元。", ["unchecked"]),
            ("基本支出 = 人员经费 + [公用经费]", "基本支出9.00万元，人员经费9.00万元。", ["holds"]),
            ("基本支出 = 人员经费 + [公用经费]", "基本支出9.00万元，人员经费5.00万元。", ["broken warning"]),
            # with @ a term is looked for in that fund alone
            ("基本支出 = 人员经费@政府性基金", "基本支出9.00万元，人员经费9.00万元。", []),
            ("基本支出@一般公共 = 人员经费", "基本支出9.00万元，人员经费9.00万元。", ["holds"]),
        ],
    )
    def test_a_formula(self, formula: str, text: str, verdicts: list[str]) -> None:
        (rule,) = of_table([{"code": "ABC001", "formula": formula, "scope": "一般公共"}], {}, "identity")
        checks = list(rule.audit(read_filing(read((self.HEAD + text).encode(), "a.txt"))))
        assert [" ".join(filter(None, (check.verdict, check.severity))) for check in checks] == verdicts

    @pytest.mark.parametrize(
        ("formula", "verdicts"),
        [
            ("本年支出@一般公共 = 基本支出@一般公共 + 本年支出@政府性基金", ["holds"]),
            ("本年支出@一般公共 = 本年支出@政府性基金", []),
        ],
    )
    def test_a_declared_nil_is_zero_and_proves_nothing_alone(self, formula: str, verdicts: list[str]) -> None:
        text = (
            f"{self.HEAD}一般公共预算财政拨款支出9.00万元，基本支出9.00万元。\n"
            "八、政府性基金预算财政拨款收入支出决算情况说明\n本单位无政府性基金预算财政拨款收入、支出。\n"
        )
        (rule,) = of_table([{"code": "ABC001", "formula": formula}], {}, "identity")
        assert [check.verdict for check in rule.audit(read_filing(read(text.encode(), "a.txt")))] == verdicts
