"""The review desk in the notebook: a row in its sentence, buttons and keys; each verdict is on the disk at once."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

from helpers.review.desk import ANY, Desk
from helpers.review.fields import REVIEWED, FieldError, column_of
from helpers.review.log import CorrectionsError
from helpers.share.show import show

if TYPE_CHECKING:
    from helpers.case import Case

KEYS = {"a": "accept", "r": "reject", "u": "undo", "j": "next", "k": "back", "e": "edit", "n": "add"}
HELP = "a accept · r reject · e edit · n add · u undo · j next · k back"
WIDE = w.Layout(width="34em")


def desk(case: Case, *, table: str = "claims", author: str = "") -> w.Widget:
    """Show the review desk.

    Parameters
    ----------
    case : Case
        Its ``corrections.csv`` is written to at once, at each verdict.
    table : str
        Where to begin.
    author : str
        Whose corrections these are; by default ``$HELPERS_AUTHOR`` or the login.

    Returns
    -------
    Widget
        For mouse and keyboard: with the cursor in the box *Keys*, single letters act.
    """
    return Buttons(Desk(case, table=table, author=author)).view


class Buttons:
    """The widgets of a `Desk`; all that they do is done by it."""

    def __init__(self, state: Desk) -> None:
        self.state, self._quiet = state, False
        self.shown, self.told, self.progress = w.HTML(), w.HTML(), w.IntProgress(layout=w.Layout(width="16em"))
        self.reason = w.Text(description="Reason", placeholder="why (optional)", layout=WIDE, continuous_update=False)
        self.keys = w.Text(description="Keys", placeholder=HELP, layout=WIDE)
        self.keys.observe(self._key, "value")
        self.words = w.Text(description="Words", placeholder="words of the article that the machine missed", layout=WIDE, continuous_update=False)
        self.jump_to = w.Text(description="Go to id", continuous_update=False, layout=w.Layout(width="24em"))
        self.jump_to.observe(lambda change: change["new"] and self._do(lambda: self.state.jump(change["new"].strip())), "value")
        self.form = w.VBox()
        self.inputs: dict[str, w.Widget] = {}
        self.view = w.VBox([self._filters(), self._header(), self.shown, self.keys, self._verdicts(), self.reason, self.form, self._adding(), self.told])
        self.view.add_class("helpers-desk")
        self._fill()

    def _button(self, label: str, act: Callable[[], object], style: str = "", hint: str = "") -> w.Button:
        button = w.Button(description=label, button_style=style, tooltip=hint or label, layout=w.Layout(width="auto"))
        button.add_class(f"helpers-{label.split()[0].lower()}")
        button.on_click(lambda _: self._do(act))
        return button

    def _filters(self) -> w.Widget:
        s = self.state
        self.table = w.Dropdown(options=REVIEWED, value=s.table, description="Table")
        self.unsure = w.ToggleButton(description="unsure only", tooltip="rows of which their rule is not sure")
        self.untouched = w.ToggleButton(description="untouched only", tooltip="rows that nobody has looked at")
        self.rule, self.outlet = w.Dropdown(description="Rule"), w.Dropdown(description="Outlet")
        self._offer()
        self.table.observe(lambda c: self._choose(table=c["new"], rule=ANY), "value")
        for name in ("unsure", "untouched", "rule", "outlet"):
            getattr(self, name).observe(lambda c, name=name: self._choose(**{name: c["new"] or ANY}), "value")
        return w.VBox([w.HBox([self.table, self.rule, self.outlet]), w.HBox([self.unsure, self.untouched, self.jump_to])])

    def _offer(self) -> None:
        for name, box in (("rule", self.rule), ("outlet", self.outlet)):
            box.options = [(f"any {name}", ANY), *((o, o) for o in self.state.options(name))]
            box.value = self.state.filters[name]

    def _header(self) -> w.Widget:
        self.place = w.Label()
        return w.HBox([self._button("Back", lambda: self.state.step(-1)), self._button("Next", self.state.step), self.place, self.progress])

    def _verdicts(self) -> w.Widget:
        s = self.state
        return w.HBox(
            [
                self._button("Accept", lambda: s.accept(self.reason.value), "success", "the row is right"),
                self._button("Reject", lambda: s.reject(self.reason.value), "danger", "the row should not be there"),
                self._button("Save edits", lambda: s.edit({k: i.value for k, i in self.inputs.items()}, self.reason.value), "warning"),
                self._button("Undo", s.undo, "", "take back what was done last at this desk"),
            ]
        )

    def _adding(self) -> w.Widget:
        articles = self.state.case.reviewed["articles"]
        options = [(f"{a.outlet or a.file}: {a.title or a.file}"[:80], a.article_id) for a in articles.itertuples()]
        self.article = w.Dropdown(options=options, description="Article", layout=WIDE)
        button = self._button("Add row", lambda: self.state.add(self.article.value, self.words.value, self.reason.value), "info")
        return w.Accordion([w.VBox([self.article, self.words, button])], titles=("Add a row that the machine missed",))

    def _choose(self, **filters: object) -> None:
        if not self._quiet:
            self._do(lambda: self.state.choose(**filters))

    def _do(self, act: Callable[[], object]) -> None:
        """Act, say what was written, show the row that is next; what goes wrong is said, and nothing is lost of the form."""
        n = len(self.state.made)
        try:
            done = act()
        except (FieldError, CorrectionsError, KeyError, OSError) as error:
            self._say(str(error.args[0] if error.args else error), wrong=True)
            return
        self._say(f"Written: {done if isinstance(done, str) else ', '.join(done or [])}" if len(self.state.made) != n else "")
        self._fill()
        self.keys.focus()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        colour = "#a00" if wrong else "#060"
        self.told.value = f'<span class="helpers-told" style="color:{colour}">{html.escape(words)}</span>'

    def _key(self, change: dict) -> None:
        key = change["new"][-1:].lower()
        if not key:
            return
        self.keys.value = ""
        s = self.state
        acts = {"accept": lambda: s.accept(self.reason.value), "reject": lambda: s.reject(self.reason.value), "undo": s.undo,
                "next": s.step, "back": lambda: s.step(-1)}  # fmt: skip
        name = KEYS.get(key, "")
        if name in acts:
            self._do(acts[name])
        elif name == "edit" and self.inputs:
            next(iter(self.inputs.values())).focus()
        elif name == "add":
            self.view.children[7].selected_index = 0
            self.words.focus()

    def _fill(self) -> None:
        """Show the row before us."""
        s, self._quiet = self.state, True
        try:
            self.shown.value = self._page()
            done, total = s.progress
            self.progress.value, self.progress.max = done, max(1, total)
            here = f"{s.at + 1} of {len(s.queue)}" if s.queue else "no row left here"
            self.place.value = f"{here} · {done} of {total} {s.table} reviewed · {s.row['status'] if s.row is not None else ''}"
            if self.table.value != s.table or list(self.inputs) != list(s.fields):
                self.table.value = s.table
                self._offer()
                self._form()
            for name, value in s.fields.items():
                self._set(self.inputs[name], value)
            row = s.row
            if row is not None and "article_id" in row:
                self.article.value = row["article_id"]
            self.reason.value = self.words.value = ""
        finally:
            self._quiet = False

    def _page(self) -> str:
        if not self.state.row_id:
            return "<p>No row is left here. Change the filters, or choose another table.</p>"
        try:
            return show(self.state.case, self.state.row_id)._repr_html_()
        except KeyError as error:
            return f"<p>{html.escape(str(error.args[0]))}</p>"

    def _form(self) -> None:
        self.inputs = {name: self._input(name) for name in self.state.fields}
        boxes = list(self.inputs.values())
        self.form.children = [w.HBox(boxes[i : i + 2]) for i in range(0, len(boxes), 2)]

    def _input(self, name: str) -> w.Widget:
        column = column_of(self.state.table, name)
        allowed = ("true", "false") if column.kind == "bool" else column.allowed
        style = {"description_width": "8em"}
        if allowed:
            return w.Dropdown(options=allowed, description=name.replace("_", " "), style=style, layout=WIDE)
        return w.Text(description=name.replace("_", " "), continuous_update=False, style=style, layout=WIDE)

    @staticmethod
    def _set(box: w.Widget, value: str) -> None:
        if isinstance(box, w.Dropdown) and value not in box.options:
            box.options = (*box.options, value)
        box.value = value
