"""Files that a careless or hostile hand may leave in a folder of articles, used against every output."""

from __future__ import annotations

import codecs
from pathlib import Path

PROSE = (
    "The port authority said on Monday that it had ordered three cranes from Maros Heavy Lifting, and that they would "
    "arrive by October. “We know nothing of it,” said Ana Sol, who heads the works council.\n"
)
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
FORMULAS = '=HYPERLINK("http://evil.example")\n\n+1+1 said the minister.\n\n-2 and so on, the board said.\n\n@SUM(A1) it said.\n'

DEEDS = (
    f"On 3 May 2024 the United States imposed sanctions on Maros Heavy Lifting {SCRIPT}.\n\n"
    "Maros Heavy Lifting, a subsidiary of Corvane Holdings <img src=x onerror=alert(1)>, was sanctioned on 4 May 2024 by the European Union.\n\n"
    'The post =HYPERLINK("x") was deleted on 5 May 2024. “=1+1 is the plan,” said Ana Sol on 6 May 2024.\n\n'
    "Corvane Holdings owns Maros Heavy Lifting\x0b and supplies Harbour Optics Ltd with cranes.\n"
)

FILES: dict[str, bytes] = {
    "blank.txt": b"  \n\n \t\n",
    "bom.txt": codecs.BOM_UTF8 + PROSE.encode(),
    "broken.html": b"<html><p>" + PROSE.encode() + b"<div><table><tr><td>" * 300,
    "constructs.md": b"---\ntitle: !!python/object/apply:os.system ['echo owned']\n---\n\n" + PROSE.encode(),
    "deeds.txt": DEEDS.encode(),
    "deep.md": b"---\ntitle: " + b"[" * 3000 + b"\n---\n\n" + PROSE.encode(),
    "empty.txt": b"",
    "formulas.txt": (FORMULAS + PROSE).encode(),
    "image.txt": bytes(range(256)) * 40,
    "latin.txt": PROSE.replace("“", '"').replace("”", '"').replace("Sol", "Solé").encode("cp1252"),
    "marks.txt": ("‏" + PROSE.replace("Ana Sol", "‮Ana Sol‬") + "שלום said the mayor.\n").encode(),
    "nul.txt": PROSE.replace("cranes", "cra\x00nes").encode(),
    "page.html": (
        f"<html><head><title>{SCRIPT}</title><meta name='author' content='{'A' * 9}'></head><body><nav>Home</nav>"
        f"<article><h1>Cranes {SCRIPT}</h1><p>{PROSE * 3}</p><script>document.write('boo')</script></article></body></html>"
    ).encode(),
    "quotes.txt": ("“" * 3000 + PROSE + '"' * 3001 + "'" * 2000 + "``" * 1000).encode(),
    "script.txt": (f"{SCRIPT}\n\n{PROSE}\n“{SCRIPT}” said the minister.\n").encode(),
    "slashes.txt": ("05/03/" * 20_000 + "2024-01-" * 20_000).encode(),
    "table.xlsx": b"PK\x03\x04",
    "utf16.txt": PROSE.encode("utf-16"),
}
UNREADABLE = {"blank.txt", "empty.txt", "image.txt", "table.xlsx"}
ONE_LINE = ("word " * 2_000_000).encode()  # 10 MB on one line


def write_hostile(folder: Path, *, large: bool = False) -> Path:
    """Fill a folder with all of them and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    if large:
        (folder / "one-line.txt").write_bytes(ONE_LINE)
    return folder
