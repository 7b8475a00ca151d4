"""The GitHub Action: its steps run as a runner runs those of a composite action, and its example checked by actionlint."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from checkout import ROOT, copy, environment

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BAD = "本年支出100.00万元，其中：基本支出60.00万元，占61.00%；项目支出40.00万元，占40.00%。\n"
GOOD = BAD.replace("61.00%", "60.00%")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs bash")


class Outcome:
    """What the steps of one run led to."""

    def __init__(self) -> None:
        self.log = ""
        self.outputs: dict[str, dict[str, str]] = {}
        self.summary = ""
        self.conclusions: dict[str, bool] = {}
        self.uploaded: dict[str, str] = {}

    @property
    def failed(self) -> bool:
        return not all(self.conclusions.values())


@pytest.fixture(scope="module")
def action(tmp_path_factory):
    """The action as a runner has downloaded it, and the environment in which its first steps have put it."""
    path = tmp_path_factory.mktemp("action") / "auditlint"
    copy(path)
    home = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    env = environment(GITHUB_ACTION_PATH=str(path), PATH=f"{home}/bin{os.pathsep}{os.environ['PATH']}")
    (install,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == "Install auditlint"]
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", install["run"]], env=env, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert (home / "bin/auditlint").exists()
    return env


@pytest.fixture
def run_action(action, tmp_path):
    """Run the steps after the installation in a workspace, with inputs."""
    workspace = tmp_path / "工作 区"
    workspace.mkdir()
    runner = tmp_path / "runner"
    runner.mkdir()

    def run(**inputs: str) -> Outcome:
        given = {name: str(entry["default"]) for name, entry in ACTION["inputs"].items()}
        unknown = {name.replace("_", "-") for name in inputs} - set(given)
        assert not unknown
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        outcome = Outcome()
        steps = [step for step in ACTION["runs"]["steps"] if step.get("name") not in (None, "Install auditlint")]
        for step in steps:
            if "if" in step and not condition(step["if"], given, outcome.outputs):
                continue
            if "uses" in step:
                outcome.uploaded = {name: filled(str(value), given, outcome.outputs) for name, value in step["with"].items()}
                continue
            script = runner / "script.sh"
            script.write_text(filled(step["run"], given, outcome.outputs), encoding="utf-8")
            files = {name: runner / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            for file in files.values():
                file.write_text("", encoding="utf-8")
            own = {name: filled(str(value), given, outcome.outputs) for name, value in step.get("env", {}).items()}
            env = action | run.env | own | {name: str(file) for name, file in files.items()} | {"RUNNER_TEMP": str(runner), "CI": "true"}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], cwd=workspace, env=env, capture_output=True, check=False, encoding="utf-8"
            )
            outcome.log += done.stdout + done.stderr
            outcome.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
            outcome.conclusions[step["name"]] = done.returncode == 0
            lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
            outcome.outputs[step.get("id", step["name"])] = dict(line.split("=", 1) for line in lines)
            if done.returncode:
                break
        return outcome

    run.workspace = workspace
    run.env = {}
    return run


def value(expression, inputs, outputs):
    """The value of ``inputs.x``, ``steps.x.outputs.y`` or a literal."""
    expression = expression.strip()
    if literal := re.fullmatch("'([^']*)'", expression):
        return literal.group(1)
    if name := re.fullmatch(r"inputs\.([\w-]+)", expression):
        return inputs[name.group(1)]
    step = re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", expression)
    assert step is not None, expression
    return outputs.get(step.group(1), {}).get(step.group(2), "")


def filled(text, inputs, outputs):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: value(found.group(1), inputs, outputs), text)


def condition(text, inputs, outputs):
    """Whether comparisons joined by ``&&`` hold."""
    for part in text.split("&&"):
        left, operator, right = re.split(r"(==|!=)", part)
        if (value(left, inputs, outputs) == value(right, inputs, outputs)) != (operator == "=="):
            return False
    return True


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_no_input_stands_in_a_script():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    assert set(ACTION["inputs"]) >= {"paths", "args", "sarif"}


def test_findings(run_action):
    put(run_action.workspace / "决算 公开/某局,[1] 100%.txt", BAD)
    put(run_action.workspace / "好.txt", GOOD)
    outcome = run_action(paths="决算 公开\n好.txt\n", sarif="true")
    assert outcome.conclusions == {"Check filings": True, "Result": False}
    assert "::error file=决算 公开/某局%2C[1] 100%25.txt,line=1,endLine=1," in outcome.log
    assert outcome.outputs["check"]["exit-code"] == "1"
    assert "| 决算 公开/某局,\\[1\\] 100%.txt:1:" in outcome.summary
    assert outcome.uploaded["category"] == "auditlint"
    sarif = json.loads(Path(outcome.uploaded["sarif_file"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["PCT001"]


def test_clean(run_action):
    put(run_action.workspace / "好.txt", GOOD)
    outcome = run_action()
    assert outcome.conclusions == {"Check filings": True, "Result": True}
    assert outcome.outputs["check"] == {"exit-code": "0"}
    assert "::error" not in outcome.log and outcome.uploaded == {}


def test_one_audit_and_a_folder_that_was_not_there(run_action, action, tmp_path):
    put(run_action.workspace / "a.txt", BAD)
    log = tmp_path / "calls"
    real = shutil.which("auditlint", path=action["PATH"])
    put(tmp_path / "bin/auditlint", f'#!/bin/sh\necho "$*" >> "{log}"\nexec "{real}" "$@"\n')
    (tmp_path / "bin/auditlint").chmod(0o755)
    run_action.env = {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{action['PATH']}"}
    outcome = run_action(sarif_file="新 文件夹/深/x.sarif")
    assert outcome.outputs["check"]["sarif-file"] == "新 文件夹/深/x.sarif"
    assert json.loads((run_action.workspace / "新 文件夹/深/x.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    "inputs", [{"args": "--selekt=X"}, {"select": "NOPE"}, {"fail_on": "sometimes"}, {"args": "--config=没有.toml"}]
)
def test_an_error_of_usage_is_an_annotation(run_action, inputs):
    put(run_action.workspace / "a.txt", GOOD)
    outcome = run_action(sarif="true", **inputs)
    assert outcome.outputs["check"] == {"exit-code": "2"}
    assert re.search(r"^::error title=auditlint::\S", outcome.log, re.MULTILINE)
    assert "**auditlint**: " in outcome.summary
    assert outcome.failed and outcome.uploaded == {}


def test_what_could_not_be_read_fails_and_is_told(run_action):
    put(run_action.workspace / "坏.txt", "")
    outcome = run_action(paths="坏.txt\n没有.txt", fail_on="never")
    assert outcome.outputs["check"]["exit-code"] == "3" and outcome.failed
    assert "::error file=坏.txt::" in outcome.log and "::error file=没有.txt::" in outcome.log


def test_nothing_in_an_input_is_run(run_action):
    put(run_action.workspace / "a.txt", GOOD)
    outcome = run_action(paths="a.txt\n$(touch 甲)`touch 乙`;touch 丙\n", args="--exclude=$(touch 丁)")
    assert sorted(path.name for path in run_action.workspace.iterdir()) == ["a.txt"]
    assert outcome.outputs["check"]["exit-code"] == "3"


def test_thousands_of_findings_stay_within_the_limits(run_action):
    for part in range(10):
        put(run_action.workspace / f"{part}.txt", BAD * 500)
    outcome = run_action(sarif="true")
    assert outcome.log.count("::error file=") == 5000
    assert "另有 " in outcome.summary or outcome.summary.count("| PCT001 |") == 5000
    assert len(outcome.summary.encode()) <= 1024 * 1024
    run = json.loads(Path(outcome.uploaded["sarif_file"]).read_text(encoding="utf-8"))["runs"][0]
    assert len(run["results"]) == 5000


def lint(tmp_path, workflow):
    """What actionlint says of a workflow that uses this action from its own repository, so that inputs are known."""
    shutil.copy(ROOT / "action.yml", tmp_path / "action.yml")
    put(tmp_path / ".github/workflows/a.yml", re.sub(r"OWNER/auditlint@\S+", "./", workflow))
    (tmp_path / ".git").mkdir(exist_ok=True)
    tool = Path(sys.executable).parent / "actionlint"
    done = subprocess.run([str(tool), "-no-color", "-shellcheck=", "-pyflakes="], cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_the_example_passes_actionlint(tmp_path):
    workflow = (ROOT / "docs/examples/auditlint-workflow.yml").read_text(encoding="utf-8")
    assert "OWNER/auditlint@" in workflow
    assert lint(tmp_path, workflow) == (0, "")


def test_actionlint_would_find_a_wrong_input_and_an_old_action(tmp_path):
    workflow = (ROOT / "docs/examples/auditlint-workflow.yml").read_text(encoding="utf-8")
    code, said = lint(tmp_path, workflow.replace("fail-on:", "fial-on:"))
    assert code == 1 and 'input "fial-on" is not defined' in said
    code, said = lint(tmp_path, re.sub(r"actions/checkout@v\d+", "actions/checkout@v2", workflow))
    assert code == 1 and "actions/checkout@v2" in said


def test_the_readmes_step_has_inputs_that_there_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = [text for text in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "OWNER/auditlint@" in text and "with:" in text]
    (step,) = yaml.safe_load(block)
    assert set(step["with"]) <= set(ACTION["inputs"])


def test_what_reads_filings_and_writes_reports_is_installed_and_no_more():
    """What a survey, a cluster or an editor needs is ten times as large."""
    (install,) = [step["run"] for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", "")]
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    installed = {line for extra in re.findall(r"\[([\w,]+)\]", install)[0].split(",") for line in extras[extra].split()}
    assert {line.partition(">=")[0] for line in installed} == {"pypdfium2", "selectolax", "python-calamine", "jinja2", "xlsxwriter"}
