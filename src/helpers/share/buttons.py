"""The review desk in the notebook: a row in its sentence, buttons and keys; each verdict is on the disk at once."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

from helpers.review.desk import ANY, Desk
from helpers.review.fields import BLANK, REVIEWED, FieldError, column_of
from helpers.review.log import CorrectionsError
from helpers.share.desk_page import KEYS, dress, keys_hint, missed_page, nothing_page, progress_line, row_page

if TYPE_CHECKING:
    from helpers.case import Case

WIDE = {  # fields that need the width of the form
    "source_name", "source_text", "content", "name", "role", "text", "warning", "actor", "targets", "object", "reason", "measures", "base",
    "subject",
}  # fmt: skip
DONE = {"confirm": "Accepted", "edit": "Saved", "reject": "Rejected", "add": "Added", "undo": "Taken back"}


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
        For mouse and keyboard, on one laptop screen. The keys are named at its foot; they act as soon as anything of the desk
        has been clicked, and never reach the notebook.
    """
    return Buttons(Desk(case, table=table, author=author)).view


class Buttons:
    """The widgets of a `Desk`; all that they do is done by it."""

    def __init__(self, state: Desk) -> None:
        self.state, self._quiet, self.adding = state, False, False
        self.inputs: dict[str, w.Widget] = {}
        self.progress, self.page, self.told = _html("progress"), _html("read"), _html("told")
        self.form, self.missed = _box(w.VBox, [], "form"), self._missed()
        main = _box(w.HBox, [self.page, self.form, self.missed], "main")
        self.view = _box(w.VBox, [self._filters(), self.progress, main, self._acts(), self.told, self._foot()], "desk")
        self._say("Read the sentence, look at the fields, then decide.")
        self._fill()

    # ---- what there is to see ----------------------------------------------------------------------------------------
    def _filters(self) -> w.Widget:
        self.table = w.Dropdown(options=REVIEWED, value=self.state.table, tooltip="table")
        self.rule, self.outlet = w.Dropdown(tooltip="rule"), w.Dropdown(tooltip="outlet")
        self.unsure = w.ToggleButton(description="unsure", tooltip="only rows of which their rule is not sure")
        self.untouched = w.ToggleButton(description="untouched", tooltip="only rows that nobody has looked at")
        self.jump_to = w.Text(placeholder="go to id", continuous_update=False)
        self.jump_to.add_class("helpers-find")
        self._offer()
        for name in ("table", "unsure", "untouched", "rule", "outlet"):
            getattr(self, name).observe(lambda change, name=name: self._choose(name, change["new"]), "value")
        self.jump_to.observe(lambda change: change["new"].strip() and self._jump(change["new"].strip()), "value")
        return _box(w.HBox, [self.table, self.rule, self.outlet, self.unsure, self.untouched, self.jump_to], "bar")

    def _acts(self) -> w.Widget:
        self.reason = w.Text(placeholder="reason (optional)", continuous_update=False)
        self.reason.add_class("helpers-reason")
        labels = (("Accept", "the row is right"), ("Edit", "change a field; then save it"), ("Reject", "the row should not be there"),
                  ("Add", "a row that the machine missed"), ("Undo", "take back what was done last at this desk"))  # fmt: skip
        self.buttons = {
            label.lower(): self._button(label, hint) for label, hint in (*labels, ("Back", ""), ("Next", ""))
        }
        return _box(
            w.HBox, [*list(self.buttons.values())[:5], self.reason, self.buttons["back"], self.buttons["next"]], "acts"
        )

    def _button(self, label: str, hint: str) -> w.Button:
        button = w.Button(description=label, tooltip=hint or label)
        button.add_class("helpers-act").add_class(f"helpers-{label.lower()}")
        button.on_click(lambda _: self._act(label.lower()))
        return button

    def _missed(self) -> w.Widget:
        articles = self.state.case.reviewed["articles"]
        options = [(f"{a.outlet or a.file}: {a.title or a.file}"[:80], a.article_id) for a in articles.itertuples()]
        wide = w.Layout(width="auto")
        self.article = w.Dropdown(options=options, layout=wide, tooltip="article")
        self.article.observe(lambda _: self._show_page(), "value")
        self.words = w.Text(
            placeholder="words of the article that the machine missed, as printed", layout=wide, continuous_update=False
        )
        self.words.add_class("helpers-words")
        hint = w.HTML(
            "Copy the words from the article on the left, or type them. Of a claim, take what is said. Enter adds the row; its fields can be edited then. Esc goes back."
        )
        return _box(w.VBox, [self.article, self.words, hint], "missed")

    def _foot(self) -> w.Widget:
        self.keys = w.Text(tooltip="keys", layout=w.Layout(width="auto"))
        self.keys.add_class("helpers-keys")
        self.keys.observe(lambda change: self._key(change["new"]), "value")
        return _box(
            w.Box, [w.HTML(keys_hint()), self.keys, w.HTML(dress(), layout=w.Layout(width="0", height="0"))], "foot"
        )

    # ---- what is done ------------------------------------------------------------------------------------------------
    def _key(self, typed: str) -> None:
        self.keys.value = ""
        name = KEYS.get(typed[-1:].lower())
        if name:
            self._act(name)

    def _act(self, name: str) -> None:
        """What a key or a button of this name stands for."""
        s = self.state
        acts: dict[str, Callable[[], object]] = {
            "accept": self._accept, "save": self._save, "reject": lambda: s.reject(self.reason.value), "undo": s.undo,
            "next": s.step, "back": lambda: s.step(-1), "leave": self._leave,
        }  # fmt: skip
        if name == "add":
            self._add()
        elif name == "find":
            self.jump_to.focus()
        elif name == "edit" and not self.changed and not self.adding:
            next(iter(self.inputs.values()), self.keys).focus()
        elif name in ("next", "back", "undo") and self.changed:
            self._hold()
        else:
            self._do(acts["save" if name == "edit" else name])

    def _accept(self) -> object:
        """The row is right as it stands in the form: what was changed in it is saved."""
        if not self.changed:
            return self.state.accept(self.reason.value)
        self._save()
        return self.state.step()

    def _save(self) -> object:
        if not self.adding:
            return self.state.edit({name: box.value for name, box in self.inputs.items()}, self.reason.value)
        if not self.words.value.strip():
            raise FieldError("Which words? Copy them from the article, or type them.")
        made = self.state.add(self.article.value, self.words.value.strip(), self.reason.value)
        self.adding = False
        return made

    def _leave(self) -> None:
        self.adding = False

    def _add(self) -> None:
        """Open the place for a row that the machine missed; with words in it, add the row."""
        if self.adding and self.words.value.strip():
            self._do(self._save)
        elif self.state.table not in BLANK:
            self._say(f"Rows are added to {', '.join(BLANK)}; choose one of these tables.", wrong=True)
        else:
            self.adding = True
            self._show_page()
            self.words.focus()

    def _jump(self, row_id: str) -> None:
        self.jump_to.value = ""
        if self.changed:
            self._hold()
        else:
            self._do(lambda: self.state.jump(row_id))

    def _choose(self, name: str, value: object) -> None:
        if self._quiet:
            return
        if self.changed:
            self._fill_filters()
            self._hold()
        else:
            self._do(lambda: self.state.choose(**({"table": value, "rule": ANY} if name == "table" else {name: value})))

    def _do(self, act: Callable[[], object]) -> None:
        """Act, say what was written, show the row that is next; what goes wrong is said, and nothing is lost of the form."""
        n = len(self.state.case.corrections)
        try:
            act()
        except (FieldError, CorrectionsError, KeyError, OSError) as error:
            self._say(str(error.args[0] if error.args else error), wrong=True)
        else:
            self._tell(n)
            self._fill()
        self.keys.focus()

    def _tell(self, n: int) -> None:
        """Say what has been written since there were `n` corrections."""
        new = self.state.case.corrections.iloc[n:]
        told = [f"{DONE.get(c.action, c.action)} {c.field.replace('_', ' ')}".strip() for c in new.itertuples()]
        self._say(f"{', '.join(told)}. On the disk as {', '.join(new['correction_id'])}." if told else "")

    def _hold(self) -> None:
        names = ", ".join(name.replace("_", " ") for name in self.changed)
        self._say(f"Not saved yet: {names}. Enter saves, Esc puts back.", wrong=True)
        self.keys.focus()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.told.value = f'<span class="{"wrong" if wrong else "right"}">{html.escape(words)}</span>'

    # ---- what is shown -----------------------------------------------------------------------------------------------
    @property
    def changed(self) -> list[str]:
        """The fields of the form that differ from the row."""
        return [
            n
            for n, value in self.state.fields.items()
            if n in self.inputs and self.inputs[n].value.strip() != value.strip()
        ]

    def _fill(self) -> None:
        """Show the row before us."""
        s, self._quiet = self.state, True
        try:
            if list(self.inputs) != list(s.fields):
                self._make_form()
            for name, value in s.fields.items():
                _set(self.inputs[name], value)
            self._fill_filters()
            row = s.row
            if row is not None and "article_id" in row:
                self.article.value = row["article_id"]
            self.reason.value = self.words.value = ""
        finally:
            self._quiet = False
        self._mark()
        self.progress.value = progress_line(s.at, len(s.queue), *s.progress, s.table)
        self._show_page()

    def _fill_filters(self) -> None:
        quiet, self._quiet = self._quiet, True
        self.table.value = self.state.table
        self._offer()
        self.unsure.value, self.untouched.value = self.state.filters["unsure"], self.state.filters["untouched"]
        self._quiet = quiet

    def _offer(self) -> None:
        for name, box in (("rule", self.rule), ("outlet", self.outlet)):
            options = ((f"any {name}", ANY), *((o, o) for o in self.state.options(name)))
            if box.options != options:
                box.options = options
            box.value = self.state.filters[name]

    def _show_page(self) -> None:
        """The row before us beside its fields, or, while a row is added, the whole article beside the place for its words."""
        s = self.state
        self.form.layout.display = "none" if self.adding else None
        self.missed.layout.display = None if self.adding else "none"
        if self.adding:
            self.page.value = missed_page(s.case, s.table, self.article.value)
        else:
            self.page.value = row_page(s.case, s.row_id) if s.row_id else nothing_page()

    def _make_form(self) -> None:
        self.inputs = {name: self._input(name) for name in self.state.fields}
        self.form.children = list(self.inputs.values())

    def _input(self, name: str) -> w.Widget:
        column = column_of(self.state.table, name)
        allowed = ("true", "false") if column.kind == "bool" else column.allowed
        told = {"description": name.replace("_", " "), "style": {"description_width": "104px"}, "tooltip": column.means}
        box = w.Dropdown(options=allowed, **told) if allowed else w.Text(continuous_update=False, **told)
        box.add_class(f"helpers-field-{name}")
        if name in WIDE:
            box.add_class("helpers-wide")
        box.observe(lambda _: self._quiet or self._mark(), "value")
        return box

    def _mark(self) -> None:
        """Mark the fields that are changed and not saved."""
        changed = self.changed
        for name, box in self.inputs.items():
            (box.add_class if name in changed else box.remove_class)("helpers-changed")
        self.buttons["edit"].description = "Save" if changed else "Edit"


def _box(kind: type[w.Box], children: list[w.Widget], name: str) -> w.Box:
    return kind(children).add_class(f"helpers-{name}")


def _html(name: str) -> w.HTML:
    return w.HTML().add_class(f"helpers-{name}")


def _set(box: w.Widget, value: str) -> None:
    if isinstance(box, w.Dropdown) and value not in box.options:
        box.options = (*box.options, value)
    box.value = value
