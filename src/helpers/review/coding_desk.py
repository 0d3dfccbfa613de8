"""The coding desk in a notebook: pick a sentence, type the words, choose labels; each claim is saved at once."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import ipywidgets as widgets

from helpers.review.coding import (
    CHOICES,
    Coding,
    CodingError,
    add_claim,
    coding_file,
    drop_claim,
    read_coding,
    save_coding,
    sentences,
    start_coding,
)

if TYPE_CHECKING:
    from helpers.case import Case

WIDE = widgets.Layout(width="46em")
STYLE = {"description_width": "7em"}
FIELDS = {
    "source": "who says it, as printed; empty where nobody is named",
    "cue": "the word of saying; empty where there is none",
    "content": "what is said; long stretches as: first words … last words",
}


class CodingDesk:
    """Widgets around a `Coding`; what it does is done by `helpers.review.coding`.

    Parameters
    ----------
    coding : Coding
        Where to begin or to go on.
    """

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        spans = sentences(coding.text)
        options = [(f"{n}  {coding.text[a:b]}", (a, b)) for n, (a, b) in enumerate(spans, 1)]
        self.sentence = widgets.Select(options=options, rows=8, layout=WIDE)
        self.whole = widgets.HTML(layout=WIDE)
        self.words = {
            name: widgets.Text(description=name, placeholder=hint, continuous_update=False, layout=WIDE, style=STYLE)
            for name, hint in FIELDS.items()
        }
        self.labels = {
            name: widgets.Dropdown(options=[("choose …", ""), *((v.replace("_", " "), v) for v in values)],
                                   description=name.replace("_", " "), style=STYLE)
            for name, values in CHOICES.items()
        }  # fmt: skip
        self.add = widgets.Button(description="Add this claim", button_style="primary")
        self.drop = widgets.Button(description="Take the last one back", layout=widgets.Layout(width="auto"))
        self.message, self.list = widgets.HTML(layout=WIDE), widgets.HTML(layout=WIDE)
        self.sentence.observe(self._show_sentence, names="value")
        self.add.on_click(self._add)
        self.drop.on_click(self._drop)
        self._show_sentence()
        self._show_claims()
        boxes = list(self.labels.values())
        labels = [widgets.HBox(boxes[n : n + 2]) for n in range(0, len(boxes), 2)]  # what it says stays in sight
        buttons = widgets.HBox([self.add, self.drop])
        self.box = widgets.VBox(
            [self.sentence, self.whole, *self.words.values(), *labels, buttons, self.message, self.list]
        )

    def _show_sentence(self, _: object = None) -> None:
        words = self.coding.text[slice(*self.sentence.value)] if self.sentence.value else ""
        self.whole.value = (
            f'<p style="line-height:1.5;background:#f4f4f4;color:#111;padding:.5em">{html.escape(words)}</p>'
        )

    def _show_claims(self) -> None:
        rows = [
            f"<li><b>{html.escape(c.get('source', '—'))}</b> <i>{html.escape(c.get('cue', '—'))}</i> "
            f"{html.escape(c['content'])}</li>"
            for c in self.coding.claims
        ]
        self.list.value = f"<ol style='line-height:1.5'>{''.join(rows)}</ol>"

    def _add(self, _: object = None) -> None:
        chosen = {name: box.value for name, box in self.labels.items() if box.value}
        missing = [n.replace("_", " ") for n in self.labels if n not in chosen and n != "quote_type"]
        if missing:
            self._say(f"Choose: {', '.join(missing)}.")
            return
        try:
            words = {name: box.value for name, box in self.words.items()}
            self.coding = add_claim(self.coding, self.sentence.value, **words, **chosen)
        except CodingError as error:
            self._say(str(error))
            return
        for box in (*self.words.values(), *self.labels.values()):
            box.value = ""
        self._kept()

    def _drop(self, _: object = None) -> None:
        try:
            self.coding = drop_claim(self.coding, len(self.coding.claims))
        except CodingError:
            self._say("There is no claim to take back.")
            return
        self._kept()

    def _kept(self) -> None:
        path = save_coding(self.coding)
        self._say(f"Saved in {path.parent.parent.name}/{path.parent.name}/{path.name}.")
        self._show_claims()

    def _say(self, words: str) -> None:
        self.message.value = f"<p>{html.escape(words)}</p>"


def coding_desk(case: Case, article: str, *, coder: str, paragraphs: int | None = None) -> widgets.VBox:
    """Code the claims of an article by hand, without seeing what the suite or anybody else found.

    Parameters
    ----------
    case : Case
    article : str
        Its id, or the beginning of its file name.
    coder : str
        Names the file, so that two can code the same article.
    paragraphs : int, optional
        Only so many from the beginning, headline and byline counted.

    Returns
    -------
    VBox
        What was saved before under this name is there again.
    """
    coding = start_coding(case.article(article), coder, paragraphs=paragraphs)
    path = coding_file(coding)
    return CodingDesk(read_coding(path, coding.article) if path.is_file() else coding).box
