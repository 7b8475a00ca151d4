"""The page that is served, in a browser: files go in, the report, the letter and the marked copies come out."""

import importlib.util
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from served import LONG, Served
from test_html_browser import Browser
from test_html_report import FILING, HOSTILE
from test_serving import WORD

from auditlint.serving import PACKAGES

if missing := [package for module, package in PACKAGES.items() if not importlib.util.find_spec(module)]:
    pytest.skip(f"not installed: {' '.join(missing)} (pip install -e '.[dev]')", allow_module_level=True)

NAME = "<img src=x onerror=document.title=1>.txt"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    opened.driver.quit()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served") / "tmp", "--max-megabytes", "1", "--lang", "zh")
    yield server
    server.end()


@pytest.fixture(scope="module")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A sample, a filing that tries to act by its name and its words, one that is too large, and one in a format that nobody reads."""
    folder = tmp_path_factory.mktemp("上传 的")
    made = {"sample": folder / WORD.name, "hostile": folder / NAME, "large": folder / "大.txt", "ofd": folder / "版式.ofd"}
    made["sample"].write_bytes(WORD.read_bytes())
    made["hostile"].write_text(FILING.replace("主要原因是", HOSTILE), encoding="utf-8")
    made["large"].write_bytes(b"x" * 1_000_001)
    made["ofd"].write_bytes(b"x")
    return made


@pytest.fixture
def downloads(browser: Browser, tmp_path: Path) -> Path:
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    return tmp_path


def choose(browser: Browser, *paths: Path) -> None:
    browser.driver.find_element("css selector", "input[type=file]").send_keys("\n".join(map(str, paths)))


def saved(folder: Path, suffix: str) -> Path:
    """What was downloaded, once it is whole."""
    end = monotonic() + LONG
    while not (found := [path for path in folder.iterdir() if path.name.endswith(suffix)]):
        assert monotonic() < end, list(folder.iterdir())
        sleep(0.05)
    return found[0]


def wait(browser: Browser, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser.driver, LONG).until(lambda driver: driver.execute_script(script), script)


def audited(browser: Browser, served: Served, *paths: Path) -> None:
    browser.go(served.address)
    choose(browser, *paths)
    browser.find("#start").click()
    wait(browser, "return !document.querySelector('#result').hidden")


def test_from_the_file_to_the_report(browser: Browser, served: Served, uploads: dict[str, Path], downloads: Path) -> None:
    browser.go(served.address)
    browser.run(
        "window.seen = []; new MutationObserver(() => seen.push([document.querySelector('#state').textContent, !!document.querySelector('#progress').value]))"
        ".observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})"
    )
    choose(browser, uploads["sample"], uploads["hostile"])
    assert browser.texts("#chosen .name") == [WORD.name, NAME] and browser.find("#go").text.endswith("已选 2 个文件")
    browser.find("#start").click()
    wait(browser, "return !document.querySelector('#result').hidden")
    states = [state for state, _ in browser.run("return seen")]
    assert "正在读入文件…" in states and any(state.startswith("正在核对") for state in states)
    assert "2 个文件" in browser.find("#summary").text and "错误" in browser.find("#summary").text
    assert browser.run("return document.activeElement.id") == "result-head"
    assert set(browser.texts("#audited .name")) == {WORD.name, NAME.replace("<", "_").replace(">", "_")}
    assert browser.driver.title == "决算公开勾稽核对" and not browser.all("main img")

    browser.find("#letter").click()
    assert "xl/workbook.xml" in zipfile.ZipFile(saved(downloads, "核对意见表.xlsx")).namelist()
    next(link for link in browser.all("a.copy") if link.text.endswith(".docx")).click()
    assert "word/comments.xml" in zipfile.ZipFile(saved(downloads, WORD.stem + ".marked.docx")).namelist()
    browser.find("#all-copies").click()
    assert len(zipfile.ZipFile(saved(downloads, ".zip")).namelist()) == 2

    page, before = browser.driver.current_window_handle, len(browser.driver.window_handles)
    browser.find("#report").click()
    wait_for_window(browser, before + 1)
    browser.driver.switch_to.window(next(each for each in browser.driver.window_handles if each != page))
    try:
        browser.wait("return document.body.classList.contains('live')")
        browser.find("tr[data-open] a").click()
        browser.wait("return document.querySelectorAll('.page .m').length > 10")
        browser.type("n")
        browser.wait("return document.querySelector('.page .m.chosen')")
        assert "印作" in browser.find(".inspector").text
        assert browser.complaints() == []
        assert browser.run("return self.origin") == "null"
        assert browser.run(f"return fetch({served.address!r}).then(() => 'let in', () => 'kept out')") == "kept out"
    finally:
        browser.driver.close()
        browser.driver.switch_to.window(page)
    hosts = {url.split("/")[2] for url in browser.requests() if url.startswith("http")}
    assert hosts == {served.host}


def wait_for_window(browser: Browser, count: int) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser.driver, LONG).until(lambda driver: len(driver.window_handles) == count)


def test_loaded_again_the_result_is_there_and_then_it_is_not(browser: Browser, served: Served, uploads: dict[str, Path]) -> None:
    audited(browser, served, uploads["hostile"])
    before = {path.name for path in served.files()}
    assert any(name.startswith("_img") for name in before)
    browser.driver.refresh()
    wait(browser, "return !document.querySelector('#result').hidden")
    assert not browser.all("#all-copies") and len(browser.all("a.copy")) == 1
    address = browser.find("#report").get_attribute("href")
    browser.find("#again").click()
    browser.wait("return !document.querySelector('#choosing').hidden && document.activeElement.id === 'choose'")
    wait(browser, f"return fetch({address!r}).then((answer) => answer.status === 404)")
    assert not browser.all("#chosen li, #go") and "#" not in browser.driver.current_url


def test_what_is_not_taken_is_told(browser: Browser, served: Served, uploads: dict[str, Path]) -> None:
    browser.go(served.address)
    choose(browser, uploads["large"], uploads["ofd"], uploads["hostile"])
    assert browser.texts("#refused li") == ["大.txt: 太大：一次最多 1 MB", "版式.ofd: 版式文件（.ofd）读不了，没有核对；请另存为 PDF"]
    assert browser.texts("#chosen .name") == [NAME]
    assert browser.complaints() == []
    browser.find("#start").click()
    browser.wait("return !document.querySelector('#result').hidden")
    assert [each for each in browser.texts("#remarks li") if "版式.ofd" in each] == ["版式.ofd: 未能核对: 版式文件（.ofd）读不了，没有核对；请另存为 PDF"]
    browser.find("#again").click()
    browser.wait("return !document.querySelector('#choosing').hidden")
    choose(browser, uploads["hostile"])
    browser.find("#chosen button").click()
    assert not browser.all("#chosen li, #go")


def test_what_the_server_does_not_take_is_told(browser: Browser, served: Served, uploads: dict[str, Path]) -> None:
    browser.go(served.address)
    lock = uploads["hostile"].with_name("~$锁.docx")
    lock.write_bytes(b"x")
    choose(browser, lock)
    browser.find("#start").click()
    browser.wait("return !document.querySelector('#trouble').hidden")
    assert "~$锁.docx: 略过" in browser.find("#trouble").text
    assert browser.all("#choosing") and len(browser.all("#chosen li")) == 1


def test_dropped(browser: Browser, served: Served) -> None:
    browser.go(served.address)
    browser.run(
        "const data = new DataTransfer(); data.items.add(new File(['x'], '甲.txt'));"
        "for (const name of ['dragenter', 'dragover', 'drop']) document.querySelector('#drop').dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true}))"
    )
    browser.wait("return document.querySelector('#chosen li')")
    assert browser.texts("#chosen .name") == ["甲.txt"]


def test_by_keyboard_alone(browser: Browser, served: Served, uploads: dict[str, Path]) -> None:
    browser.go(served.address)
    seen = []
    for _ in range(2):
        browser.type("\ue004")
        seen.append(browser.run("return document.activeElement.id || document.activeElement.className"))
    assert seen == ["language", "choose"]
    choose(browser, uploads["hostile"])
    browser.wait("return document.activeElement.id === 'start'")
    browser.type("\ue007")
    wait(browser, "return !document.querySelector('#result').hidden")
    browser.type("\ue004")
    assert browser.run("return document.activeElement.id") == "report"


def test_in_english(browser: Browser, served: Served, uploads: dict[str, Path]) -> None:
    browser.go(served.address)
    browser.find("a.language").click()
    browser.wait("return document.documentElement.lang === 'en'")
    choose(browser, uploads["hostile"])
    browser.find("#start").click()
    wait(browser, "return !document.querySelector('#result').hidden")
    assert "error" in browser.find("#summary").text and browser.find("#report").text == "Open the report"


def test_when_the_server_has_ended(browser: Browser, tmp_path: Path, uploads: dict[str, Path]) -> None:
    server = Served(tmp_path / "tmp", "--lang", "zh")
    browser.go(server.address)
    choose(browser, uploads["hostile"])
    server.end()
    browser.find("#start").click()
    browser.wait("return !document.querySelector('#trouble').hidden")
    assert "请重新启动" in browser.find("#trouble").text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_narrow_screen_and_can_be_read(browser: Browser, served: Served, uploads: dict[str, Path], scheme: str) -> None:
    """The ink stands out from the ground by the ratio that guidelines ask of text."""
    contrast = """
        const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map((x) => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
            return .2126 * r + .7152 * g + .0722 * b; };
        const ground = (element) => { const color = getComputedStyle(element).backgroundColor; return /, 0\\)$/.test(color) ? ground(element.parentElement) : color; };
        return [...document.querySelectorAll('h1, a, button, p, li, li span')].filter((each) => each.offsetParent && each.textContent.trim()).map((each) => {
            const [a, b] = [light(getComputedStyle(each).color), light(ground(each))].sort((x, y) => y - x); return [each.outerHTML.slice(0, 80), (a + .05) / (b + .05)]; });
    """
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True})
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    try:
        browser.go(served.address)
        choose(browser, uploads["large"], uploads["sample"])
        for step in ("choosing", "result"):
            if step == "result":
                browser.find("#start").click()
                wait(browser, "return !document.querySelector('#result').hidden")
            assert browser.run("return document.documentElement.scrollWidth") <= 360
            told = browser.run(contrast)
            assert len(told) > 8
            for each, ratio in told:
                assert ratio >= 4.5, (scheme, step, each, ratio)
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
