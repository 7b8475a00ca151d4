"""Reports made by hand, for the tests of the formats."""

from auditlint.model import FileReport, Finding, Place, Related, Report, Suspect

LINES = {
    (None, 125): "　　2023年度收入总计 4,388.99 万元，其中：",
    (None, 136): "收入支出总体与上年相比，减少 5,013.95 万元，下降",
    (None, 137): "",
    (None, 138): "53.31%，主要原因是：一是原在我单位核算的",
}


def place(line, column, end, path="report.txt", **more):
    return Place(path, more.pop("page", None), line, column, line, end, **more)


def rate(path="report.txt", **more):
    """The finding of the wrong rate."""
    values = {
        "rule": "CHG001", "name": "change-rate", "severity": "error",
        "message": "变动率与增减额不符：印作 53.31%，应为 53.32%", "place": place(138, 1, 7, path),
        "actual": "53.31", "expected": "53.32", "difference": "-0.01", "unit": "%",
        "formula": "5,013.95 ÷ (4,388.99 + 5,013.95)", "result": "53.3232…%", "section": "二/一", "label": "同比",
        "related": (
            Related(place(136, 16, 24, path), "5,013.95", "增减额", "万元"),
            Related(place(125, 13, 21, path), "4,388.99", "收入总计", "万元"),
        ),
    }  # fmt: skip
    return Finding(**(values | more))


def note(line, section="二/五", fold="sum"):
    """A difference that rounding explains."""
    return Finding(
        "SUM002", "changes-of-parts", "note", "增减额之和不符：印作 5,149.65，重算为 5,149.66", place(line, 5, 13),
        section=section, fold=fold, label="合计",
    )  # fmt: skip


def suspect(line=138, column=1, end=7, text="53.31%", should_be="53.32%", slip="", path="report.txt"):
    return Suspect(place(line, column, end, path), text, should_be, slip)


def file_report(*findings, path="report.txt", lines=LINES):
    file = FileReport(path)
    file.encoding = "utf-8"
    file.figures, file.checked = 431, 402
    file.holds, file.rounding, file.broken, file.unchecked = 367, 1, 1, 12
    file.findings = list(findings)
    file.lines = dict(lines)
    return file


def report(*findings, path="report.txt", **more):
    return Report([file_report(*findings, path=path, **more)])


def unread(path="坏.txt", problem="编码无法识别", vacuous=False):
    file = FileReport(path)
    file.problem, file.vacuous = problem, vacuous
    return file
