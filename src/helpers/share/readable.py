"""Tables to read in a notebook: words to the left, nothing cut short, dates and ids unbroken, empty cells empty."""

from __future__ import annotations

import html
import re
from zlib import crc32

import pandas as pd

MAX_ROWS = 60
MAX_WORDS = 320
STYLE = (
    ".helpers-table td, .helpers-table th {{text-align: left !important; vertical-align: top; max-width: 34em; "
    "padding: .25em .8em .25em 0; white-space: normal}} .helpers-table {{border-collapse: collapse; font-size: 90%}} {nowrap}"
)
UNBROKEN = re.compile(r"(?:^|_)(?:id|edtf|earliest|latest|date|start|end|file|rule|days?|when)$|^when ")


def readable_html(frame: pd.DataFrame) -> str:
    """A table as HTML for people: escaped, text to the left, lists joined, whole numbers without a point.

    Parameters
    ----------
    frame : DataFrame
        Of more than 60 rows the first and last 30 are shown, and the number of rows below.

    Returns
    -------
    str

    Examples
    --------
    >>> "<b>" in readable_html(pd.DataFrame({"text": ["<b>bold</b>"], "n": [float("nan")]}))
    False
    """
    if frame.empty:
        return f"<p>No rows. <span style='opacity:.7'>Columns: {html.escape(', '.join(map(str, frame.columns)))}.</span></p>"
    long = len(frame) > MAX_ROWS
    shown = pd.concat([frame.head(MAX_ROWS // 2), frame.tail(MAX_ROWS // 2)]) if long else frame
    cells = shown.copy().astype(object)
    for i in range(cells.shape[1]):
        cells.isetitem(i, [_words(value) for value in shown.iloc[:, i]])
    with pd.option_context("display.max_colwidth", None):
        body = cells.to_html(classes="helpers-table", border=0, escape=True, na_rep="", index=_index_tells(frame))
    places = [i + 1 + _index_tells(frame) for i, c in enumerate(frame.columns) if UNBROKEN.search(str(c))]
    nowrap = " ".join(f".helpers-table td:nth-child({i}) {{white-space: nowrap}}" for i in places)
    more = f"<p>{len(frame)} rows; the first and last {MAX_ROWS // 2} are shown.</p>" if long else ""
    key = f"t{crc32(body.encode()):08x}"
    style = STYLE.format(nowrap=nowrap).replace(".helpers-table", f"#{key} .helpers-table")
    return f'<div id="{key}"><style>{html.escape(style, quote=False)}</style>{body}{more}</div>'


def _index_tells(frame: pd.DataFrame) -> bool:
    """Whether the index has words of its own, not just numbers."""
    return frame.index.name is not None or not pd.api.types.is_integer_dtype(frame.index.dtype)


def _words(value: object) -> str:
    if isinstance(value, list | tuple | set):
        return "; ".join(map(str, value))
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        return f"{value:.10g}" if value == int(value) else f"{value:.3g}"
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1] + "…"


def use_readable_tables() -> None:
    """Have Jupyter show every DataFrame by `readable_html` from now on; outside Jupyter this does nothing."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None and getattr(shell, "display_formatter", None):
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, readable_html)
