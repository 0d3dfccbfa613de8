"""The repository's own hygiene: what a newcomer relies on without looking."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


def tracked() -> list[Path]:
    """Files under version control; every file when this is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("needs a git checkout, to know which files belong to the repository")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def bounds(requirement: str) -> tuple[str, frozenset[str]]:
    """Name and bounds of a requirement."""
    name, rest = re.match(r"([A-Za-z0-9_.-]+)(.*)", requirement.replace(" ", "")).groups()
    return name.lower(), frozenset(filter(None, rest.split(",")))


@pytest.fixture(scope="module")
def project() -> dict:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("name", ["notebooks", "data", "src/helpers", "environment.yml", "README.md", "tests"])
def test_top_level_is_what_was_agreed(name):
    assert (ROOT / name).exists()


def test_environment_agrees_with_pyproject(project):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = dict(bounds(d) for d in environment["dependencies"] if isinstance(d, str) and d != "pip")
    ours = dict(bounds(d) for d in project["dependencies"])
    five = {"pandas", "matplotlib", "jupyterlab", "spacy", "seaborn"}
    assert five <= set(conda)
    assert {n: conda[n] for n in five} == {n: ours[n] for n in five}
    assert conda["python"] == bounds("python" + project["requires-python"])[1]
    assert {"pip": ["-e ."]} in environment["dependencies"]


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[tool.setuptools")]
    lines = [line for line in block.splitlines() if re.match(r'\s+"', line)]
    assert len(lines) > 15
    assert [line for line in lines if not re.search(r'",?\s+# \w', line)] == []


def test_lock_pins_every_dependency_with_hashes_and_no_address(project):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = {m[1].lower().replace("_", "-"): m[2] for m in re.finditer(r"^([\w.-]+)==([\w.]+)", lock, re.M)}
    wanted = [bounds(d)[0].replace("_", "-") for d in project["dependencies"]]
    assert [name for name in wanted if name not in pins] == []
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", lock)
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.M)[1:]
    assert [b.split()[0] for b in blocks if "--hash=sha256:" not in b] == []


def test_no_file_is_large_but_the_pipeline():
    model = ROOT / "src/helpers/annotate/model"
    large = [
        p
        for p in tracked()
        if p.stat().st_size > 1_000_000 and model not in p.parents and p.name != "requirements.lock"
    ]
    assert large == []
    assert sum(p.stat().st_size for p in model.rglob("*") if p.is_file()) <= 15_000_000


def test_no_path_of_a_machine_and_no_registry():
    hosts = r"pypi\." + r"org|python" + r"hosted|npm" + r"js|deb\." + r"debian"
    paths = r"(?:^|[^A-Za-z0-9_.])/(?:work|ro" + r"ot|home/\w+)/"
    found = []
    for path in tracked():
        if path.suffix in {
            ".py",
            ".md",
            ".ipynb",
            ".toml",
            ".yml",
            ".lock",
            ".csv",
            ".txt",
            ".html",
            ".cfg",
            ".json",
            "",
        }:
            text = path.read_bytes().decode("utf-8", errors="ignore")
            found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in re.finditer(f"{hosts}|{paths}", text)]
    assert found == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_stripped_and_addressable(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert [c["id"] for c in code if c.outputs or c.execution_count is not None] == []
    ids = [c["id"] for c in notebook.cells]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", i)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_defines_nothing_and_imports_once(path):
    notebook = nbformat.read(path, as_version=4)
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    assert [s for s in code if re.search(r"^(?:def|class) ", s, re.M)] == []
    assert sum(bool(re.search(r"^(?:import|from) ", s, re.M)) for s in code) == 1


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.parent == ROOT / "notebooks"], ids=lambda p: p.stem)
def test_readme_table_says_what_the_notebook_says(path):
    facts = nbformat.read(path, as_version=4).metadata["helpers"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = next((line for line in readme.splitlines() if f"notebooks/{path.name}" in line), "")
    for fact in ("question", "minutes", "for"):
        assert str(facts[fact]) in row, f"README's row of {path.name} lacks {fact}: {facts[fact]}"


def test_notebook_metadata_holds_no_trace_of_a_machine():
    for path in NOTEBOOKS:
        kernel = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("kernelspec", {})
        assert kernel.get("name") == "python3", path.name
