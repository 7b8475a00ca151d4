"""Announced lists, counts that make up others, money beside counts, and the numbers of paragraphs."""

import pytest

from auditlint import check_text
from auditlint.language.numerals import mark_of, number_of, numeral
from auditlint.model import (
    BROKEN,
    HOLDS,
    UNCHECKED,
    AtLeast,
    Check,
    Figure,
    Filing,
    Listing,
    Numbering,
    Presence,
    Repeat,
    Tally,
)
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint_rules.counts import announced_count, counts_add_up, money_and_counts, numbering

SANGONG = "2023年度部门决算\n七、财政拨款“三公”经费支出决算情况说明\n"


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def told(checks: list[Check]) -> list[tuple[str, str, str]]:
    """What is printed, what it should be, and the verdict."""
    out = []
    for check in checks:
        wanted = check.should
        if isinstance(check.printed, Figure) and check.expected is not None:
            wanted = f"{check.expected:f}"
        out.append((check.printed.text, wanted, check.verdict))
    return out


def announced(text: str) -> list[tuple[str, str, str]]:
    return told(list(announced_count(filing(text))))


def added(text: str) -> list[tuple[str, str, str]]:
    return told(list(counts_add_up(filing(text))))


def broken(text: str) -> list[tuple[str, str | None]]:
    return [(c.printed.text, c.severity) for c in money_and_counts(filing(SANGONG + text)) if c.verdict == BROKEN]


def numbered(text: str) -> list[tuple[str, str, str]]:
    return [(c.printed.text, c.should, c.verdict) for c in numbering(filing(text))]


#: 61 of them, in characters: no digit is part of a name.
NUMBERS = [tens + ones for tens in ("", "二十", "三十", "四十", "五十", "六十", "七十") for ones in "一二三四五六七八九"][:61]


class TestAnnounced:
    @pytest.mark.parametrize(
        "text",
        [
            "单位下设3个科室，分别是：办公室（党委办公室、信访室）、人事科(老干部科)、财务科。",
            "内设机构3个,分别是:办公室、人事科、财务科；下属事业单位1个，为区服务中心。",
            "本局下设3个股室：办公室、人事股和财务股。",
            "本局下设2个股室：办公室、人事股和财务股。",
            "纳入编制范围的单位共2个:局本级和区应急保障中心。",
            "本单位下设三个处室，分别为办公室、人事处、财务处。",
            "下属单位包括以下3家单位：1.甲中心；2.乙中心；3.丙中心。",
            "纳入汇编范围的单位共2个，具体如下：\n1.甲局本级\n2.乙中心\n第二部分 决算表",
            "内设机构2个：办公室，负责文电、会务；财务科，负责预算、决算。",
            "内设机构3个，分别为：秘书处、督查处、宣传处（法规处），另设机关党委、工会、离退休干部处。",
            "本级设3个内设机构及机关党委（人事处）。内设机构分别是：办公室、法规处、财务处。",
        ],
    )
    def test_lists_that_fit(self, text: str) -> None:
        assert [verdict for _, _, verdict in announced(text)] == [HOLDS]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("单位下设5个科室，分别是：办公室（党委办公室、信访室）、人事科、财务科。", ("5", "3", BROKEN)),
            ("内设机构9个,分别是:办公室、人事科、财务科；下属事业单位1个，为区服务中心。", ("9", "3", BROKEN)),
            ("本单位下设四个处室，分别为办公室、人事处、财务处。", ("四", "三", BROKEN)),
            ("下属单位包括以下4家单位：1.甲中心；2.乙中心；3.丙中心。", ("4", "3", BROKEN)),
            ("内设机构7个，分别为：秘书处、督查处、宣传处（法规处），另设机关党委、工会、离退休干部处。", ("7", "3", BROKEN)),
            ("本级设7个内设机构及机关党委（人事处）。内设机构分别是：办公室、法规处、财务处。", ("7", "3", BROKEN)),
            (f"本部门包括91个所属单位，分别为：{'、'.join(f'某某市第{number}职业中学校' for number in NUMBERS)}。", ("91", "61", BROKEN)),
            ("单位下设5个科室，分别是：办公室、法规、审批服务科。", ("5", "3", UNCHECKED)),
            ("本局设2个处室、1个机关党委：办公室、人事处、机关党委。", ("1", "3", UNCHECKED)),
        ],
    )
    def test_lists_that_do_not(self, text: str, expected: tuple[str, str, str]) -> None:
        assert announced(text) == [expected]

    @pytest.mark.parametrize(
        "text",
        [
            "单位下设5个科室，包括：办公室、人事科等。",
            "内设机构12个，所属事业单位27个，其中乡镇卫生院23个、县直单位4个。",
            "全年召开3个会议：甲会、乙会。",
            "本部门共有车辆3辆：轿车、越野车。",
        ],
    )
    def test_what_is_no_list_of_bodies(self, text: str) -> None:
        assert announced(text) == []

    def test_tables(self) -> None:
        names = "\n".join(f"{number}、《{name}决算表》" for number, name in zip("一二三", ("收入", "支出", "三公"), strict=True))
        text = f"部门决算报表三张，详见附件。\n第四部分 部门决算报表（附表四张）\n{names}"
        assert sorted(announced(text)) == [("三", "三", HOLDS), ("四", "三", BROKEN)]


class TestTallies:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("8个项目全面开展绩效自评，评为“优”等次项目6个、“良”等次项目2个、“中”及以下等次项目0个。", ("8", "8", HOLDS)),
            ("8个项目全面开展绩效自评，评为“优”等次项目5个、“良”等次项目2个、“中”及以下等次项目0个。", ("8", "7", BROKEN)),
            ("绩效自评的项目26个（其中，绩效评级为“优”的项目24个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个）。", ("26", "26", HOLDS)),
            ("14个项目中“优”11个、“良”3个。", ("14", "14", HOLDS)),
            ("二级项目9个全面开展绩效自评，其中1个项目评价结果为“良”，8个项目评价结果为“优”。", ("9", "9", HOLDS)),
            ("对26个项目开展绩效自评，其中：评价得分在90分（含）以上的12个、评价得分在80分以下的4个。", ("26", "16", BROKEN)),
            ("自评中共发现问题5个，已经完成整改的3个，正在整改的2个。", ("5", "5", HOLDS)),
            ("自评中共发现问题5个，已经完成整改的3个，正在整改的3个。", ("5", "6", BROKEN)),
            ("其他用车18辆，其他用车主要是：3辆执法车辆，4辆业务用车，其余10辆由其他部门使用。", ("18", "17", BROKEN)),
            ("行政编制62人，实际56人；事业编制181人，实际169人；年末实有在职人员225人。", ("225", "225", HOLDS)),
            ("甲局（在职人数28人）、乙中心（在职人数11人），在职人数合计40人。", ("40", "39", BROKEN)),
            ("人员编制31人，其中行政编制14人、事业编制12人。", ("31", "26", BROKEN)),
            ("人员编制618人，其中行政编制150人、事业编制448人；实有人员582人，其中行政143人、事业423人。", ("582", "566", BROKEN)),
            ("所属事业单位27个，其中乡镇卫生院（社区卫生服务中心）32个、县直医疗卫生单位4个。", ("32", "27", BROKEN)),
            ("共有公务用车4辆，其中：轿车1辆、越野车3辆、载客汽车1辆。", ("1", "4", BROKEN)),
        ],
    )
    def test_sums(self, text: str, expected: tuple[str, str, str]) -> None:
        assert expected in added(text)

    def test_open_lists_only_fit_in(self) -> None:
        assert added("8个项目开展绩效自评，评为“优”等次项目5个、“良”等次项目2个，其余项目尚未评定。") == [("5", "8", HOLDS)]

    def test_people_may_overlap(self) -> None:
        assert added("在职人员20人，其中党员15人、本科以上学历18人。") == []

    def test_what_sum001_checks_is_not_checked_twice(self) -> None:
        assert added("下属二级预算单位4个，其中行政单位1个，参照公务员法管理的事业单位0个，其他事业单位3个。") == []


class TestPresence:
    @pytest.mark.parametrize(
        "text",
        [
            "公务接待费支出0.00万元。国内公务接待0批次，0人次。",
            "公务接待费支出4.92万元。国内公务接待52批次（其中外事接待0批次），436人次（其中外事接待0人次）。",
            "公务接待费支出21.62万元。其中：外事接待支出13.40万元，接待外宾19批次、132人次；国内公务接待支出8.22万元，国内公务接待27批次、214人次。",
            "公务接待费0.48万元。2023年国内公务接待7批次、52人次；外事接待0批次、0人次。",
            "公务接待费9.79万元。其中：国内接待费9.79万元，共接待国内来访团组97个、来访人员812人次；外事接待费0.00万元，接待国（境）外来访团组0个、来访外宾0人次。",
            "因公出国（境）费支出11.67万元。全年安排出国（境）团组1个、累计4人次。",
            "公务用车购置费0.00万元，公务用车购置数0辆。公务用车运行维护费2.00万元，公务用车保有量1辆。",
            "公务用车运行维护费0.00万元，公务用车保有量3辆。",
            "公务接待费支出0.00万元，主要原因是：上年接待3批次，20人次。",
        ],
    )
    def test_quiet(self, text: str) -> None:
        assert broken(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("公务接待费支出4.92万元。国内公务接待52批次，43人次。", [("43", "error")]),
            ("公务接待费支出4.92万元。国内公务接待0批次，0人次。", [("0", None)]),
            ("公务接待费支出0.00万元。国内公务接待3批次，20人次。", [("3", None)]),
            ("公务接待费支出0.00万元。国内公务接待0批次，20人次。", [("20", None)]),
            ("因公出国（境）费支出11.67万元。全年安排出国（境）团组0个、累计0人次。", [("0", None)]),
            ("因公出国（境）费支出11.67万元。全年安排出国（境）团组3个、累计2人次。", [("2", None)]),
            ("公务用车购置费0.00万元，公务用车购置数2辆。", [("2", None)]),
            ("公务用车购置费18.00万元，公务用车购置数0辆。", [("0", None)]),
            ("公务用车运行维护费2.00万元，公务用车保有量0辆。", [("0", "note")]),
        ],
    )
    def test_broken(self, text: str, expected: list[tuple[str, str | None]]) -> None:
        assert broken(text) == expected

    def test_zeros_are_bound(self) -> None:
        found = filing(SANGONG + "公务接待费支出0.00万元。国内公务接待0批次，0人次。")
        bound = {id(figure) for check in money_and_counts(found) if check.verdict == HOLDS for figure in check.operands()}
        assert all(id(figure) in bound for figure in found.figures)

    def test_same_projects_same_money(self) -> None:
        text = "编报绩效目标的项目4个，涉及预算金额598.42万元；绩效跟踪评价的项目4个，涉及预算金额598.42万元；绩效自评的项目{}个，涉及预算金额{}万元。"
        assert broken(text.format(4, "598.42")) == []
        assert broken(text.format(4, "589.42")) == [("589.42", None)]
        assert broken(text.format(5, "598.42")) == [("5", None)]
        assert broken(text.format(5, "700.00")) == []


class TestNumbering:
    @pytest.mark.parametrize(
        "text",
        [
            "1.甲工作。\n2.乙工作。\n3.丙工作。",
            "1.甲工作。\n2.乙工作。3.丙工作。\n4.丁工作。",
            "1.甲工作。\n2.乙工作：\n1.子项。\n2.子项。\n3.丙工作。\n4.丁工作。",
            "（一）甲工作。\n1.子项。\n2.子项。\n（二）乙工作。\n1.子项。\n2.子项。\n（三）丙工作。",
            "一、甲情况\n二、乙情况\n第二部分 说明\n一、丙情况\n二、丁情况",
            "第三部分 名词解释\n1.甲收入。\n2.乙收入。\n4.丙收入。",
            "单位：万元\n一、甲收入\n二、乙收入\n三、丙收入\n三、丁支出",
            "1.甲工作。\n3.乙工作。",
        ],
    )
    def test_quiet(self, text: str) -> None:
        assert [entry for entry in numbered(text) if entry[2] == BROKEN] == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1.甲工作。\n2.乙工作。\n4.丙工作。\n5.丁工作。", ("4.", "3.", BROKEN)),
            ("（一）甲工作。\n（二）乙工作。\n（二）丙工作。", ("（二）", "（三）", BROKEN)),
            ("一、甲情况\n二、乙情况\n四、丙情况", ("四、", "三、", BROKEN)),
            ("1.甲工作。\n2.乙工作。\n4.丙工作。\n7.丁工作。", ("4.", "", UNCHECKED)),
            ("1.甲工作。\n2.乙工作。\n12.丙工作。", ("12.", "", UNCHECKED)),
        ],
    )
    def test_reported(self, text: str, expected: tuple[str, str, str]) -> None:
        assert numbered(text) == [expected]

    @pytest.mark.parametrize(("words", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十六", 26), ("甲", 0)])
    def test_numerals(self, words: str, value: int) -> None:
        assert number_of(words) == value
        assert not value or numeral(value) == words

    def test_an_amount_is_no_number_of_a_paragraph(self) -> None:
        assert mark_of("3.5万元用于甲。", 0) is None
        assert mark_of("3.甲工作。", 0) == ("1.", 3, 2)


def test_reading_only_reads() -> None:
    found = filing(SANGONG + "公务接待费支出0.00万元。国内公务接待3批次，2人次。\n下设4个科室，分别是：办公室、人事科、财务科。")
    assert {AtLeast, Listing, Presence} <= set(found.claims_by_type)
    assert {Numbering, Repeat, Tally}.isdisjoint(found.claims_by_type)


def test_a_list_of_what_two_counts_announce() -> None:
    text = "2025年部门预算\n一、机构设置\n本部门中，行政单位1家，事业单位1家，具体包括：\n1. 某区商务局本部，设9个科室。\n2. 某区服务中心。\n收入总计1.00万元，支出总计1.00万元。\n"
    assert [finding for finding in check_text(text).findings if finding.rule == "CNT001"] == []
    assert [finding.rule for finding in check_text(text.replace("，事业单位1家", "")).findings] == ["CNT001"]


def test_a_reference_to_a_table_is_no_table() -> None:
    text = "2025年部门预算\n四、绩效目标\n编报绩效目标的项目共25个。\n五、绩效目标\n详见单位的项目绩效目标表\n2025年项目预算3.00万元。\n收入总计1.00万元，支出总计1.00万元。\n"
    assert check_text(text).findings == []


def test_purposes_that_end_in_a_word_of_direction_are_no_changes() -> None:
    text = (
        "2025年部门预算\n六、年度预算安排\n2025年度项目总预算300.00万元，其中支持商贸稳增长30.00万元，支持服务能力提升70.00万元，"
        "支持品牌集聚200.00万元，合计300.00万元。\n"
    )
    assert check_text(text).findings == []
    assert [finding.rule for finding in check_text(text.replace("提升70", "提升80")).findings] == ["SUM001"]


class TestAttachedSheets:
    SHEET = (
        "项目支出绩效自评表\n（2023年度）\n项目名称 {0}项目\n项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 100.00 100.00 50.00 10 50.00% 5.00\n"
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 发放人数 >=26人 =26人 90 90\n总分 100 95.00\n"
    )
    BOTH = SHEET.format("甲") + SHEET.format("乙")

    def codes(self, told: str) -> list[str]:
        return [each.rule for each in check_text(f"十、预算绩效情况说明\n{told}\n{self.BOTH}").findings if each.severity != "note"]

    def test_only_some_of_the_projects_are_published(self) -> None:
        assert self.codes("对5个项目开展绩效自评，涉及资金900.00万元。") == []

    def test_the_amount_tells_that_all_are(self) -> None:
        assert self.codes("绩效评价项目2个，全年预算数200.00万元。") == []
        assert self.codes("绩效评价项目3个，全年预算数200.00万元。") == ["CNT001"]

    def test_what_names_the_sheets_counts_them(self) -> None:
        assert self.codes("附项目支出绩效自评表3个。") == ["CNT001"]


def test_a_note_of_a_table_begins_its_own_numbers() -> None:
    body = "1.甲项工作有序推进。\n2.乙项工作有序推进。\n{}1.本表反映总收支。\n2.本表可能存在尾数误差。\n"
    assert [each.rule for each in check_text(body.format("注：")).findings] == []
    assert [each.rule for each in check_text(body.format("").replace("1.本表", "2.本表").replace("2.本表可", "3.本表可")).findings] == ["CNT004"]
