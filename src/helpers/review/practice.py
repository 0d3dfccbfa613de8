"""A copy of a case to correct without harm: the shipped case is never written to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.places import ROOT, derived_folder
from helpers.review.log import LOCK, NAME, TORN

if TYPE_CHECKING:
    from helpers.case import Case

LEFT_BY_OTHERS = ROOT / "data" / "exercises"  # corrections that an exercise begins with


def practice_copy(case: Case, name: str, *, corrections: str = "") -> Case:
    """A fresh copy of a case among what its runs leave behind; what was corrected in an earlier copy of this name is gone.

    Parameters
    ----------
    case : Case
        It is not changed.
    name : str
        Of the folder.
    corrections : str, optional
        A file of ``data/exercises`` that the copy begins with, in place of the corrections of the case.

    Returns
    -------
    Case
        In a folder ``case``, so that tables and pages that are made of it can stand beside it.
    """
    folder = derived_folder(case) / name
    shutil.rmtree(folder, ignore_errors=True)
    left = (LOCK, NAME, TORN) if corrections else (LOCK,)
    shutil.copytree(case.folder, folder / "case", ignore=shutil.ignore_patterns(*left))
    if corrections:
        shutil.copyfile(LEFT_BY_OTHERS / Path(corrections).name, folder / "case" / NAME)
    return type(case)(folder / "case", pipeline=case.pipeline)
