"""JUnit XML, which every build server shows: a suite a file, a failed case a finding."""

from xml.etree import ElementTree as ET

from ..escaping import clean, escaped_line
from ..model.finding import FileReport, Report
from ..wording import say
from .layout import spot
from .telling import sentence


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report as JUnit XML.

    Notes are cases that pass, only with ``show_notes``; what was accepted is skipped; a file that could not be audited is an
    error, and a file without a finding a case that passes.
    """
    root = ET.Element("testsuites", name="auditlint")
    for file in report.files:
        _suite(root, file, report, lang, show_notes)
    if report.failures:
        suite = ET.SubElement(root, "testsuite", name="auditlint")
        for text in report.failures:
            _element(_case(suite, "auditlint", text), "error", text, "rule-failed")
        _count(suite)
    _count(root)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, file: FileReport, report: Report, lang: str, show_notes: bool) -> None:
    path = escaped_line(file.path)
    suite = ET.SubElement(root, "testsuite", name=path)
    if file.problem and not file.passed_over:
        _element(_case(suite, path, path), "error", file.problem, "not-audited")
    shown = [finding for finding in file.findings if show_notes or finding.severity != "note"]
    for finding in shown:
        case = _case(suite, path, f"{finding.rule} {finding.message}")
        text = f"{spot(finding.place, lang)}\n{sentence(finding, report, lang)}"
        if finding.severity == "note":
            ET.SubElement(case, "system-out").text = _plain(text)
        else:
            _element(case, "failure", finding.message, finding.severity).text = _plain(text)
    for finding, entry in file.accepted:
        case = _case(suite, path, f"{finding.rule} {finding.message}")
        ET.SubElement(case, "skipped", message=_plain(f"{say(lang, 'count-accepted', n=1)}: {entry.reason}"))
    if not len(suite):
        _case(suite, path, path)
    _count(suite)


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=path, name=_plain(name).replace("\n", " "))


def _element(case: ET.Element, tag: str, message: str, kind: str) -> ET.Element:
    return ET.SubElement(case, tag, message=_plain(message), type=kind)


def _count(element: ET.Element) -> None:
    """Write down how many cases an element holds, and how many of them went how."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
    if element.tag == "testsuite":
        element.set("skipped", str(sum(1 for _ in element.iter("skipped"))))


def _plain(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "\n".join(
        "".join(char for char in clean(line) if not 0xFFFE <= ord(char) <= 0xFFFF) for line in text.split("\n")
    )
