"""Configuration: where it is found, what it may say, and what is said of mistakes in it."""

import json
import sys
from decimal import Decimal
from types import ModuleType

import pytest

from auditlint.desk.config import Configuration
from auditlint.desk.patterns import matches
from auditlint.errors import ConfigError

BAD = "甲1.00万元，乙2.00万元，丙4.00万元。增长。\n"


def put(path, text, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return path


def codes(outcome):
    return [finding["rule"] for finding in json.loads(outcome.out)["findings"]]


FORMS = {
    "auditlint.toml": 'ignore = ["FAK001"]  # 第三个数\nfail-on = "warning"\n',
    "pyproject.toml": '[project]\nname = "x"\n[tool.auditlint]\nignore = ["FAK001"]\nfail-on = "warning"\n',
    "setup.cfg": "[metadata]\nname: x\n[auditlint]\n# 第三个数\nignore = FAK001\nfail-on = warning\n[tool:pytest]\n",
}


class TestFinding:
    @pytest.mark.parametrize("name", FORMS)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_three_forms(self, desk, run, name, encoding):
        put(desk / name, FORMS[name], encoding)
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--format", "json")
        assert (codes(outcome), outcome.code) == (["FAK002"], 1)

    def test_nearest_to_the_file_wins_whole(self, desk, run):
        put(desk / "auditlint.toml", 'ignore = ["FAK002"]')
        put(desk / "甲局/auditlint.toml", 'ignore = ["FAK001"]')
        put(desk / "甲局/2023/a.txt", BAD)
        put(desk / "乙局/a.txt", BAD)
        outcome = run("check", "甲局/2023/a.txt", "乙局/a.txt", "--format", "json")
        assert codes(outcome) == ["FAK001", "FAK002"]

    def test_order_within_a_directory(self, desk, run):
        put(desk / "auditlint.toml", 'select = ["FAK001"]')
        put(desk / "pyproject.toml", '[tool.auditlint]\nselect = ["FAK002"]')
        put(desk / "a.txt", BAD)
        assert codes(run("check", "a.txt", "--format", "json")) == ["FAK001"]

    @pytest.mark.parametrize(
        "text", ["[tool.other]\nx = 1\n", "this is no TOML", '[tool.ruff]\nknown = ["auditlint"]\n']
    )
    def test_files_of_other_tools_are_passed_over(self, desk, run, text):
        put(desk / "auditlint.toml", 'select = ["FAK001"]')
        put(desk / "下/pyproject.toml", text)
        put(desk / "下/setup.cfg", "[metadata]\nname = auditlint\n")
        put(desk / "下/a.txt", BAD)
        assert codes(run("check", "下/a.txt", "--format", "json")) == ["FAK001"]

    def test_isolated_and_named(self, desk, run):
        put(desk / "auditlint.toml", 'select = ["FAK001"]')
        put(desk / "别的.toml", 'select = ["FAK002"]')
        put(desk / "a.txt", BAD)
        assert codes(run("check", "a.txt", "--format", "json", "--isolated")) == ["FAK001", "FAK002"]
        assert codes(run("check", "a.txt", "--format", "json", "--config", "别的.toml")) == ["FAK002"]


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("selct = []", "auditlint.toml：没有“selct”这个配置项；是不是“select”？"),
            ("per_file_ignores = {}", "没有“per_file_ignores”这个配置项；是不是“per-file-ignores”？"),
            ("select = 1", "auditlint.toml：“select”不能是 1，应为字符串列表"),
            ('select = ["FAK01"]', "auditlint.toml：“select”中没有“FAK01”这个规则代码或前缀；是不是“FAK001”？"),
            ('per-file-ignores = {"*.txt" = ["FAK03"]}', "“per-file-ignores”中没有“FAK03”这个规则代码或前缀"),
            ('per-file-ignores = ["FAK001"]', "应为“通配符 = 代码列表”的表"),
            ('fail-on = "eror"', "“fail-on”不能是 “eror”，应为error / warning / note / never之一；是不是“error”？"),
            ("zero-base = true", "“zero-base”不能是 true"),
            ('min-coverage = "90%"', "“min-coverage”不能是 “90%”，应为0 到 1 之间的小数"),
            ("min-coverage = 90", "应为0 到 1 之间的小数"),
            ("min-coverage = nan", "应为0 到 1 之间的小数"),
            ("identity = 3", "应为表的数组（[[identity]]）"),
            ("exclude = 'a", "auditlint.toml：配置文件语法错误："),
        ],
    )
    def test_is_2_and_says_where(self, desk, run, text, said):
        put(desk / "auditlint.toml", text)
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt")
        assert (outcome.code, outcome.out) == (2, "")
        assert said in outcome.err

    def test_not_utf8(self, desk, run):
        put(desk / "auditlint.toml", "# 配置\n", "gb18030")
        put(desk / "a.txt", BAD)
        assert run("check", "a.txt").err == "auditlint.toml：配置文件不是 UTF-8 编码，请另存为 UTF-8\n"

    def test_identity_in_setup_cfg(self, desk, run):
        put(desk / "setup.cfg", "[auditlint]\nidentity = 甲 = 乙\n")
        put(desk / "a.txt", BAD)
        assert run("check", "a.txt").err == "setup.cfg：“identity”只能写在 TOML 配置里\n"

    def test_named_file_without_our_table(self, desk, run):
        put(desk / "pyproject.toml", "[project]\n")
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--config", "pyproject.toml")
        assert (outcome.code, outcome.err) == (2, "pyproject.toml：文件里没有 [tool.auditlint] 一节\n")

    def test_in_english(self, desk, run):
        put(desk / "auditlint.toml", "selct = []")
        put(desk / "a.txt", BAD)
        assert run("check", "a.txt", "--lang", "en").err == (
            "auditlint.toml: unknown key 'selct'; did you mean 'select'?\n"
        )


class TestKeys:
    def test_command_line_over_configuration(self, desk, run):
        put(desk / "auditlint.toml", 'select = ["FAK001"]\nfail-on = "never"\nlang = "en"\nexclude = ["b.txt"]')
        put(desk / "a.txt", BAD)
        put(desk / "b.txt", BAD)
        put(desk / "c.txt", BAD)
        outcome = run("check", ".", "--select", "FAK002", "--fail-on", "warning", "--exclude", "c.txt")
        assert outcome.code == 1
        assert "a.txt:1:25: FAK002 [warning] " in outcome.out
        assert outcome.out.count("FAK") == 1

    def test_ignored_rule_comes_back_when_asked_for(self, desk, run):
        put(desk / "auditlint.toml", 'ignore = ["FAK001", "FAK002"]')
        put(desk / "a.txt", BAD)
        assert codes(run("check", "a.txt", "--format", "json", "--extend-select", "FAK001")) == ["FAK001"]

    def test_per_file_ignores_and_exclude_count_from_the_configuration(self, desk, run, monkeypatch):
        text = 'exclude = ["甲局/旧"]\n[per-file-ignores]\n"甲局/*.txt" = ["FAK001"]\n"b.txt" = "FAK002"\n'
        put(desk / "auditlint.toml", text)
        put(desk / "甲局/a.txt", BAD)
        put(desk / "甲局/b.txt", BAD)
        put(desk / "甲局/旧/c.txt", BAD)
        monkeypatch.chdir(desk / "甲局")
        report = json.loads(run("check", ".", "旧/c.txt", "--format", "json").out)
        assert [(finding["path"], finding["rule"]) for finding in report["findings"]] == [("a.txt", "FAK002")]

    def test_lists_in_setup_cfg(self, desk, run):
        text = "[auditlint]\nselect = FAK, OFF001\nexclude =\n    b.txt\n    旧\nper-file-ignores =\n    a.txt:FAK002\n"
        put(desk / "setup.cfg", text)
        for name in ("a.txt", "b.txt", "旧/c.txt"):
            put(desk / name, BAD)
        outcome = run("check", ".", "--format", "json")
        assert sorted(codes(outcome)) == ["FAK001", "OFF001"]

    @pytest.mark.parametrize("value", ["0.8", '"0.8"', "1"])
    def test_min_coverage(self, desk, run, value):
        put(desk / "auditlint.toml", f"min-coverage = {value}")
        put(desk / "a.txt", BAD.replace("。增长", "，丁1.00万元"))
        outcome = run("check", "a.txt", "--ignore", "FAK002", "--show-notes")
        assert "个金额数字中只核对了" in outcome.out
        assert "COV001" in outcome.out
        assert outcome.code == 1

    def test_min_coverage_is_exact(self):
        assert Configuration({"min-coverage": 0.8}, isolated=True).for_file("a").min_coverage == Decimal("0.8")

    def test_packs_get_what_is_theirs(self, desk, run, monkeypatch):
        seen = []
        own = ModuleType("own_pack")
        own.register = lambda registry: seen.append({key: value for key, value in registry.options.items() if key != "known"})
        monkeypatch.setitem(sys.modules, "own_pack", own)
        put(
            desk / "auditlint.toml",
            'zero-base = "error"\nprofile = "新疆"\n'
            '[[identity]]\ncode = "OWN001"\nformula = "基本支出 = 人员经费 + 公用经费"\n',
        )
        put(desk / "a.txt", BAD)
        assert run("check", "a.txt", "--select", "FAK001", "--rule-pack", "own_pack").code == 1
        assert seen == [
            {"identity": [{"code": "OWN001", "formula": "基本支出 = 人员经费 + 公用经费"}], "zero-base": "error", "profile": "新疆"}
        ]

    @pytest.mark.parametrize(
        ("register", "said"),
        [
            (None, "规则包“own_pack”没有 register 函数"),
            (lambda registry: 1 // 0, "规则包“own_pack”无法载入：ZeroDivisionError"),
            (lambda registry: sys.exit(0), "规则包“own_pack”无法载入：SystemExit"),
        ],
    )
    def test_pack_that_fails(self, desk, run, monkeypatch, register, said):
        own = ModuleType("own_pack")
        if register is not None:
            own.register = register
        monkeypatch.setitem(sys.modules, "own_pack", own)
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--rule-pack", "own_pack")
        assert outcome.code == 3
        assert said in outcome.err

    def test_wrong_identity_is_a_mistake_of_the_configuration(self, desk, run, monkeypatch):
        def register(registry):
            raise ValueError("看不懂的公式")

        own = ModuleType("own_pack")
        own.register = register
        monkeypatch.setitem(sys.modules, "own_pack", own)
        put(desk / "auditlint.toml", '[[identity]]\nformula = "?"\n')
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--rule-pack", "own_pack")
        assert (outcome.code, outcome.err) == (2, "auditlint.toml：identity 有误：看不懂的公式\n")


class TestConfiguration:
    def test_directories_are_looked_at_once(self, tmp_path, monkeypatch):
        put(tmp_path / "auditlint.toml", 'lang = "en"')
        configuration = Configuration()
        first = configuration.for_file(str(tmp_path / "a/b/c.txt"))
        assert first.lang == "en"
        assert configuration.for_file(str(tmp_path / "a/d.txt")) is first

    def test_unknown_key_raises(self):
        with pytest.raises(ConfigError) as caught:
            Configuration({"langg": "en"})
        assert caught.value.message("en") == "unknown key 'langg'; did you mean 'lang'?"


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "下/a.txt", True),
        ("下", "下/a.txt", True),
        ("下/", "下/深/a.txt", True),
        ("a", "b/aa.txt", False),
        ("下/*.txt", "下/a.txt", True),
        ("下/*.txt", "下/深/a.txt", False),
        ("下/**/*.txt", "下/深/更深/a.txt", True),
        ("下/**/*.txt", "下/a.txt", True),
        ("**/旧/*", "下/旧/a.txt", True),
        ("./下/a.txt", "下/a.txt", True),
        ("下/深", "下/深/a.txt", True),
        ("深/a.txt", "下/深/a.txt", False),
        ("决算 [1].txt", "决算 [1].txt", True),
        ("决算 [12].txt", "决算 1.txt", True),
        ("决算 [!12].txt", "决算 3.txt", True),
        ("决算 [!12].txt", "决算 1.txt", False),
        ("a?.txt", "a1.txt", True),
        ("a?.txt", "a.txt", False),
        ("a.txt", "aXtxt", False),
        ("[", "[", True),
        ("[]-[]", "x", False),
        ("下[!a]a.txt", "下/a.txt", False),
        ("**/**/a.txt", "下/深/a.txt", True),
        ("**.txt", "下/a.txt", True),
        ("*a" * 16 + "*b", "a" * 200, False),
        ("**/" * 25 + "x", "/".join("a" * 40), False),
    ],
)
def test_patterns(pattern, path, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert matches(pattern, ".", path) is expected
    assert matches(pattern, str(tmp_path), str(tmp_path / path)) is expected


def test_pattern_outside_its_root(tmp_path):
    root = tmp_path / "a"
    assert matches("*.txt", str(root), str(tmp_path / "b/x.txt"))
    assert not matches("b/*.txt", str(root), str(tmp_path / "b/x.txt"))
