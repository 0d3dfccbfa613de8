"""Exports: the tables of a case as other programs read them; one format a module, all by `export`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.case import Case

FORMATS = {  # name -> (module, function, file name or folder, what for)
    "csv": ("tables", "write_csv", "csv", "tables for any program"),
    "parquet": ("tables", "write_parquet", "parquet", "tables with real lists"),
    "excel": ("excel", "write_excel", "tables.xlsx", "a workbook, which can be corrected and read back"),
    "timeline": ("timelinejs", "write_timeline", "timeline.json", "TimelineJS"),
    "ftm": ("followthemoney", "write_ftm", "entities.ftm.json", "FollowTheMoney: Aleph, OpenSanctions"),
    "gexf": ("gexf", "write_gexf", "network.gexf", "Gephi"),
    "attributions": ("attributions", "write_attributions", "attributions.json", "source, cue and content spans"),
    "quotes": ("attributions", "write_quotes", "quotes.json", "speaker, verb and quote, as quote extractors give them"),
    "annotations": ("annotations", "write_annotations", "annotations.jsonld", "W3C Web Annotation"),
}


def export(case: Case, form: str, out: str | Path) -> Path:
    """Write a case in another program's format.

    Parameters
    ----------
    case : Case
    form : str
        One of `FORMATS`.
    out : str or Path
        The file; or a folder, where it gets the format's usual name.

    Returns
    -------
    Path
        What was written. Rejected rows are only in CSV, Parquet and Excel, where their status stands beside them.

    Raises
    ------
    ValueError
        If there is no such format.
    """
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    module, function, name, _ = FORMATS[form]
    out = Path(out)
    path = out if out.suffix else out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write: Callable[[Case, Path], Path] = getattr(import_module(f"helpers.share.exports.{module}"), function)
    return write(case, path)
