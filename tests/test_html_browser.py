"""The HTML report in a browser: headless Chromium, driven by its own driver; skipped where there is none."""

import shutil
from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Any

import pytest
from test_html_report import FILES, FILING, HOSTILE, SAMPLES

from auditlint.__main__ import main

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
DRIVER = shutil.which("chromedriver")

if CHROMIUM is None or DRIVER is None:
    pytest.skip("no browser to open the report in: chromium and chromedriver are not installed (apt install chromium-driver)", allow_module_level=True)
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (pip install -e '.[dev]')")


class Browser:
    """A page in a browser, and every address that it asked for."""

    def __init__(self) -> None:
        options = webdriver.ChromeOptions()
        for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900"):
            options.add_argument(option)
        options.binary_location = CHROMIUM
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        self.driver.execute_cdp_cmd("Network.enable", {})

    def open(self, path: Path) -> None:
        self.go(path.as_uri())
        self.wait("return document.body.classList.contains('live')")

    def go(self, address: str) -> None:
        """Open a page, with nothing asked for or complained of before."""
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str) -> None:
        """Wait until a script returns something true."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 10).until(lambda driver: driver.execute_script(script), script)

    def find(self, query: str) -> Any:
        self.wait(f"return document.querySelector({query!r})")
        return self.driver.find_element("css selector", query)

    def all(self, query: str) -> list[Any]:
        """What a person sees of what fits a query."""
        return [each for each in self.driver.find_elements("css selector", query) if each.is_displayed()]

    def texts(self, query: str) -> list[str]:
        return [each.text for each in self.all(query)]

    def type(self, keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(keys)

    def requests(self) -> dict[str, str]:
        """What was asked for, and why it was stopped ("" where it was not)."""
        asked: dict[str, str] = {}
        stopped: dict[str, str] = {}
        for entry in self.driver.get_log("performance"):
            message = loads(entry["message"])["message"]
            params = message["params"]
            if message["method"] == "Network.requestWillBeSent":
                asked[params["requestId"]] = params["request"]["url"]
            elif message["method"] == "Network.loadingFailed":
                stopped[params["requestId"]] = params.get("blockedReason", "failed")
        return {url: stopped.get(number, "") for number, url in asked.items()}

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    opened.driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of a text, of a sample with tables, and of a folder with a filing that tries to act."""
    folder = tmp_path_factory.mktemp("报告 页")
    (folder / "决算.txt").write_text(FILING, encoding="utf-8")
    many = folder / "多份"
    many.mkdir()
    (many / "甲.txt").write_text(FILING.replace("档案局", "甲局"), encoding="utf-8")
    (many / "<img src=x onerror=document.title=1>.txt").write_text(FILING.replace("主要原因是", HOSTILE).replace("档案局", "乙局"), encoding="utf-8")
    (many / "丙.txt").write_text(FILING.replace("17.67", "16.67").replace("66.67", "66.76").replace("档案局", "丙局"), encoding="utf-8")
    docx = SAMPLES / next(name for name in FILES if name.endswith("（有误）.docx"))
    made = {}
    for name, source in (("text", folder / "决算.txt"), ("tables", docx), ("many", many)):
        made[name] = folder / f"{name}.html"
        assert main(["check", str(source), "--isolated", "--format", "html", "-o", str(made[name])]) == (3 if name == "many" else 1)  # a text that turns round
    return made


def test_a_finding_lights_its_operands(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["text"])
    browser.wait("return document.querySelectorAll('.page .m').length > 10")
    assert not browser.all(".lit, .page .chosen, .inspector")
    browser.find(".finding[data-rule=CHG001]").click()
    browser.wait("return document.querySelector('.page .m.chosen')")
    assert browser.texts(".page .m.chosen") == ["17.67%"]
    assert set(browser.texts(".page .m.lit")) == {"100.00", "20.00"}
    told = browser.find(".inspector").text
    assert "20.00 ÷ (100.00 + 20.00) = 16.6666…%" in told and "印作 17.67%，算得 16.67%" in told and "由文字写明" in told


def test_an_operand_leads_to_its_figure_and_escape_closes(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["text"])
    browser.find(".finding[data-rule=CHG001]").click()
    browser.find(".inspector .check.broken .jump").click()
    browser.wait("return document.querySelector('.page .m.chosen').textContent !== '17.67%'")
    assert browser.texts(".page .m.chosen") == ["20.00"] and "受牵连" in browser.find(".inspector").text
    assert "17.67%" in browser.texts(".page .m.lit")
    browser.type("\ue00c")
    assert not browser.all(".inspector, .lit, .page .chosen")


def test_every_figure_can_be_asked(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["text"])
    browser.wait("return document.querySelector('.page .m.unchecked')")
    browser.find(".page .m.unchecked").click()
    browser.wait("return !document.querySelector('.inspector').hidden")
    assert "3500 平方米" in browser.find(".inspector").text and "未核对的原因：原因说明中的数字" in browser.find(".inspector").text
    assert {"有误 1", "未核对 1"} <= {text.removeprefix("123 ") for text in browser.texts(".legend .key")}


def test_by_keyboard_alone(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["tables"])
    browser.wait("return document.querySelectorAll('.page .m').length > 300")
    findings = [each.get_attribute("data-at") for each in browser.all(".finding")]
    chosen = "return document.querySelector('.finding.chosen')?.dataset.at"
    for turn in (0, 1, 2):
        browser.type("n")
        browser.wait(f"return document.querySelector('.finding.chosen')?.dataset.at === '{findings[turn]}'")
    assert browser.run("return document.activeElement.dataset.at") == findings[2]
    browser.type("p")
    browser.wait(f"return document.querySelector('.finding.chosen')?.dataset.at === '{findings[1]}'")
    mark = browser.find(".page .m.chosen")
    top, height = browser.run("return [arguments[0].getBoundingClientRect().top, innerHeight]", mark)
    assert 0 < top < height
    assert len(browser.all(".page .m.lit")) > 1
    browser.type("\ue00c")
    assert browser.run(chosen) is None
    browser.run("document.querySelector('.page .m[tabindex=\"0\"]').focus()")
    first = browser.run("return document.activeElement.dataset.mark")
    browser.type("\ue014")
    browser.wait(f"return document.activeElement.dataset.mark !== '{first}'")
    browser.type("\ue007")
    browser.wait("return !document.querySelector('.inspector').hidden")
    assert browser.run("return document.activeElement === document.querySelector('.page .m.chosen')")


def test_tables_are_tables(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["tables"])
    browser.wait("return document.querySelectorAll('.page table').length > 5")
    wide = browser.run(
        "return [...document.querySelectorAll('.page table')].map((table) => [...table.rows].map((row) => row.getBoundingClientRect().right))"
    )
    for table in wide:
        assert max(table) - min(table) < 2  # no row is shorter than its table


def test_filters(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["many"])
    assert len(browser.all("tr[data-open]")) == 3
    browser.run("const s = document.querySelector('select[name=rule]'); s.value = 'CHG001'; s.dispatchEvent(new Event('change', {bubbles: true}))")
    assert len(browser.all("tr[data-open]")) == 2
    browser.type("n")
    browser.wait("return document.querySelector('.finding.chosen')")
    assert {each.get_attribute("data-rule") for each in browser.all(".finding")} == {"CHG001"}
    browser.find("input[value=error]").click()
    assert not browser.all(".finding") and browser.texts(".none") == ["没有符合筛选的问题"]
    browser.find("button.home").click()
    assert not browser.all("tr[data-open]")
    browser.find("input[value=error]").click()
    browser.find("button[data-filter=search]").click()
    assert len(browser.all("tr[data-open]")) <= 1


def test_a_folder_and_back(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["many"])
    assert browser.all(".chart svg") and not browser.all(".finding")
    browser.find("tr[data-open] a").click()
    browser.wait("return [...document.querySelectorAll('.page .m')].length > 10")
    assert len(browser.all(".filing")) == 1 and browser.driver.current_url.rpartition("#")[2].startswith("f")
    browser.driver.back()
    browser.wait("return !document.querySelector('#overview').hidden")
    assert not browser.all(".filing")


def test_nothing_from_a_filing_acts_and_nothing_is_asked_for(browser: Browser, pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        browser.open(path)
        rows = len(browser.all("tr[data-open]"))
        shown = ""
        for number in range(rows or 1):
            if rows:
                browser.run(f"location.hash = '#f{number}'")
            browser.wait(f"return document.querySelectorAll('#f{number} .page .m').length > 10")
            shown += browser.find(f"#f{number} .page").text
            browser.type("n")
        assert ('<img src="https://example.com/x.png" onerror=' in shown) == (name == "many")
        assert browser.driver.title == "部门决算公开勾稽核对报告"
        assert browser.run("return document.querySelectorAll('img, iframe, object, link').length") == 0
        assert {url.partition("#")[0] for url in browser.requests()} == {path.as_uri()}
        assert browser.complaints() == []


def test_the_policy_stops_what_would_act(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["text"])
    browser.run(
        "const s = document.createElement('script'); s.textContent = 'document.title = 1'; document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'https://example.com/x.png'; document.body.append(i);"
    )
    assert browser.driver.title == "部门决算公开勾稽核对报告"
    assert sum("Content Security Policy" in complaint for complaint in browser.complaints()) == 2
    assert browser.requests() == {pages["text"].as_uri(): "", "https://example.com/x.png": "csp"}


@pytest.mark.parametrize("name", ["text", "tables", "many"])
def test_it_fits_a_narrow_screen(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        browser.open(pages[name])
        browser.type("n")
        browser.wait("return !document.querySelector('.inspector').hidden")
        assert browser.run("return document.documentElement.scrollWidth") <= 390
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_dark_and_print_are_readable(browser: Browser, pages: dict[str, Path]) -> None:
    """The ink stands out from the ground by the ratio that guidelines ask of text."""
    browser.open(pages["tables"])
    browser.wait("return document.querySelector('.page .m.holds')")
    contrast = """
        const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map((x) => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
            return .2126 * r + .7152 * g + .0722 * b; };
        const ground = (element) => { const color = getComputedStyle(element).backgroundColor; return /, 0\\)$/.test(color) ? ground(element.parentElement) : color; };
        return arguments[0].map((query) => { const element = document.querySelector(query);
            const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x); return [query, (a + .05) / (b + .05)]; });
    """
    queries = [".finding .message", ".finding .tag", ".finding h4 small", ".page .m.holds", ".page .m.broken", ".page .m.unchecked", ".file-head p"]
    for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "dark")):
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        for query, ratio in browser.run(contrast, queries):
            assert ratio >= 4.5, (media, scheme, query, ratio)
    assert not browser.all(".bar, .keys")  # print
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
