"""Links in documents and notebooks lead somewhere; every word of the glossary stands in its order."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def prose(path: Path) -> str:
    if path.suffix == ".md":
        return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    return "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in heads}


@pytest.mark.parametrize("path", [*DOCUMENTS, *NOTEBOOKS], ids=lambda p: p.stem)
def test_links_lead_somewhere(path):
    lost = []
    for link in LINK.findall(prose(path)):
        target, _, anchor = link.partition("#")
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        there = (path.parent / target).resolve() if target else path
        if "docs/pictures" in there.as_posix():
            continue  # made by `make run`
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(link)
    assert lost == []


def test_glossary_is_in_the_order_of_the_alphabet():
    words = re.findall(r"^### (.*)$", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert len(words) >= 30
    assert words == sorted(words, key=str.lower)


def test_each_word_of_the_glossary_has_the_anchor_that_jupyterlab_needs():
    """Its own anchors keep capitals, so that ``#edtf`` would lead to the top of the page."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    told = re.findall(r'<a id="([^"]+)"></a>\n\n### (.*)$', text, re.M)
    assert len(told) == text.count("### ")
    assert [a for a, word in told if a != re.sub(r"[^\w -]", "", word).lower().replace(" ", "-")] == []


@pytest.mark.parametrize("number", ["02", "03", "04", "05", "06", "07", "08", "11"])
def test_each_notebook_of_analysis_has_a_box_on_ethics(number):
    path = next((ROOT / "notebooks").glob(f"{number}-*.ipynb"))
    cells = nbformat.read(path, as_version=4).cells
    assert any(c["id"] == "ethics" and c.source.startswith("> **") for c in cells)


@pytest.mark.parametrize(
    "path", [p for p in NOTEBOOKS if p.parent.name == "notebooks" and p.name[:2] != "10"], ids=lambda p: p.stem
)
def test_prose_comes_before_code(path):
    """No more than two code cells in a row without a word, none of them long."""
    cells = nbformat.read(path, as_version=4).cells
    kinds = "".join(c.cell_type[0] for c in cells if c["id"] not in ("imports", "case"))
    assert "ccc" not in kinds
    assert [c["id"] for c in cells if c.cell_type == "code" and c["id"] != "imports" and c.source.count("\n") > 6] == []
    assert kinds.startswith("m") and kinds.endswith("m")


@pytest.mark.parametrize(
    "path", [p for p in NOTEBOOKS if p.name[:2] != "10" and p.parent.name != "solutions"], ids=lambda p: p.stem
)
def test_code_does_not_run_off_a_laptop_screen(path):
    code = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert [line for source in code for line in source.splitlines() if len(line) > 110 and "#" not in line[:110]] == []
