"""Nothing in the repository repeats the five articles that it retells."""

import json
import re
import subprocess
from pathlib import Path

RUN = 12  # words in a row
WORD = re.compile(r"[^\W_]+")
BINARY = {".png", ".svg", ".parquet", ".gz", ".zip", ".xlsx", ".bin", ".pdf"}


def plain(path: Path) -> str:
    """The words of a file: strings of JSON unescaped, tags of HTML left out."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if path.suffix in {".json", ".ipynb"}:
        return " \n ".join(strings(json.loads(text)))
    if path.suffix == ".html":
        return re.sub(r"<[^>]*>", " ", text)
    return text


def strings(value: object) -> list[str]:
    """Every string in a JSON value; a notebook's list of lines is one string."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return [" ".join(value)]
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    return []


def runs(text: str, length: int) -> dict[tuple[str, ...], int]:
    """Every run of `length` words with the place of its first word."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[i : i + length]): i for i in range(len(words) - length + 1)}


def tracked(root: Path) -> list[Path]:
    """The text files that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.suffix not in BINARY and path.is_file()]


def test_a_copied_sentence_would_be_found():
    ours = "He said, as we know, that one two three four five six seven eight nine ten eleven twelve things count."
    theirs = "One two three, four five six; seven eight nine ten — eleven twelve things!"
    assert runs(ours, RUN).keys() & runs(theirs, RUN).keys()


def test_no_run_of_words_of_the_articles_stands_in_the_repository(root, shared):
    theirs = {}
    for path in sorted((shared / "articles").glob("*.txt")):
        theirs |= dict.fromkeys(runs(path.read_text(encoding="utf-8"), RUN), path.name)
    copied = [
        f"{path.relative_to(root)}: {' '.join(run)} ({theirs[run]})"
        for path in tracked(root)
        for run in runs(plain(path), RUN)
        if run in theirs
    ]
    assert not copied, "\n".join(copied)
