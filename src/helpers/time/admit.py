"""Which of the parsed expressions are times, and which only look like it: names, rates, ages, quantities, verbs."""

from __future__ import annotations

import re

from helpers.time.grammar import Node, is_word
from helpers.time.meaning import Calendar, Length, Modified, Reference, Report
from helpers.time.tokens import CAPITAL, signs, words_of

_BEFORE_DATE, _PREPOSITIONS, _NUMBERED, _CURRENCY, _LENGTH_BEFORE, _RATE_BEFORE = map(
    words_of, ("BEFORE_DATE", "PREPOSITIONS", "NUMBERED", "CURRENCY", "LENGTH_BEFORE", "RATE_BEFORE")
)
_NO_NOUN = words_of("NO_NOUN") | words_of("PASTV")
_AGE_AFTER = ("old", "age", "aged")


class Around:
    """The words beside a node: `before(1)` is the nearest one; outside the text they are a paragraph's end."""

    def __init__(self, nodes: list[Node], at: int) -> None:
        self.nodes, self.at = nodes, at

    def before(self, n: int = 1) -> Node:
        """The n-th node before."""
        return self.nodes[self.at - n] if self.at >= n else _EDGE

    def after(self, n: int = 1) -> Node:
        """The n-th node after."""
        return self.nodes[self.at + n] if self.at + n < len(self.nodes) else _EDGE


_EDGE = Node(-1, -1, "", signs().sign("<para>"))


def admitted(nodes: list[Node], at: int, text: str) -> bool:
    """Whether the node is a temporal expression where it stands."""
    check = _CHECKS.get(kind_of(nodes[at]))
    return check is not None and bool(check(nodes[at], Around(nodes, at), text))


_KIND_NAMES: dict[str, str] = {}


def kind_of(node: Node) -> str:
    """The name of what a node is (CAL, LEN …); empty for plain words."""
    if node.value is None:
        return ""
    if not _KIND_NAMES:
        _KIND_NAMES.update({sign: word[1:-1] for word, sign in signs().of.items() if word.startswith("<")})
    return _KIND_NAMES.get(node.sign, "")


def _date(node: Node, around: Around, text: str) -> bool:
    """A date whose month could be a verb is one only with a capital; 2.4.1999 after "version" is none."""
    if around.before().lower in _NUMBERED and "." in node.lower:
        return False
    return not {"march", "may"} & set(text[node.start : node.end].split()) or any(c.isdigit() for c in node.lower)


def _always(node: Node, around: Around, text: str) -> bool:
    return True


def _is_capital(node: Node, text: str) -> bool:
    """A word with a capital that belongs to no date, also one that the lexicon knows: "Times"."""
    return node.value is None and node.lower.isalpha() and text[node.start].isupper()


def _is_name(node: Node, around: Around, text: str) -> bool:
    """Part of a name: "June Allyson", "the Sunday Times", "Windows 2000"."""
    return around.after().sign == CAPITAL or around.before().sign == CAPITAL


def _month(node: Node, around: Around, text: str) -> bool:
    word = text[node.start : node.end]
    if not word[0].isupper():
        return False
    if around.after().lower == "of" and around.after(2).sign == CAPITAL:
        return False  # the March of Dimes
    if node.lower == "march" and around.before().lower in ("the", "that", "this") and not is_word(around.after()):
        return False  # a way that was walked
    if around.before().lower in (_PREPOSITIONS if around.after().sign == CAPITAL else _BEFORE_DATE):
        return around.after().lower not in ("revolution", "revolutions", "uprising")
    if node.lower in ("may", "march"):
        return False
    return around.after().sign != CAPITAL and around.before().sign != CAPITAL


def _day_of_month(node: Node, around: Around, text: str) -> bool:
    """ "On the 17th", with no noun that it counts."""
    after = around.after()
    return not (is_word(after) or after.sign == CAPITAL or after.lower == "-") or after.lower in _NO_NOUN - {"of", "to"}


def _holiday(node: Node, around: Around, text: str) -> bool:
    """The day itself, not what is named after it: "the Easter Offensive"."""
    return around.before().sign != CAPITAL and (
        not _is_capital(around.after(), text) or around.before().lower in _PREPOSITIONS | {"on", "at"}
    )


_NAMED_DAYS = frozenset({"black", "bloody", "cyber", "bowl", "palm", "ash", "shrove", "fat", "maundy"})


def _weekday(node: Node, around: Around, text: str) -> bool:
    word = text[node.start : node.end]
    if not word[0].isupper() or around.before().lower in _NAMED_DAYS:
        return False
    return not (_is_capital(around.after(), text) and around.before().lower in ("the", "black", "bloody"))


def _year(node: Node, around: Around, text: str) -> bool:
    """A number of four digits is a year unless it counts or names something."""
    value, before, after = node.value, around.before(), around.after()
    if not isinstance(value, Calendar) or value.year is None or _is_a_number(node, around):
        return False
    if after.sign == CAPITAL and (before.sign == CAPITAL or before.lower in ("'s", "a") or _in_address(around)):
        return False  # the model of a car, a product, a house
    if before.lower == "copyright":
        return True
    if _is_title(around) or (before.lower == "between" and after.lower == "and" and _counts(around.after(3))):
        return False
    recent, counted = 1900 <= value.year <= 2099, _counted(after)
    if before.lower in _YEAR_AFTER:
        return value.year >= 1500 or not counted
    if before.sign == CAPITAL:
        return not node.lower[0].isdigit()  # Windows 2000, Expo 2012; but: Atlanta nineteen ninety-six
    if counted and before.lower == "than" and around.before(2).lower in ("more", "less", "fewer"):
        return False
    if counted:
        return recent and before.lower.isalpha() and (before.lower in _BEFORE_DATE or before.lower in _POSSESSIVES)
    return 1500 <= value.year <= 2099 or before.lower in _BEFORE_DATE


def _is_title(around: Around) -> bool:
    """Orwell's 1984: a book, unless a noun follows that the year belongs to."""
    after = around.after()
    owned = around.before().lower == "'s" and around.before(2).sign == CAPITAL
    return owned and (not after.lower.isalnum() or after.lower in _NO_NOUN)


def _counts(after: Node) -> bool:
    return _counted(after) or _counted_things(after)


def _in_address(around: Around) -> bool:
    """2012 Main Street."""
    return any(around.after(n).lower in _STREETS for n in (2, 3))


_STREETS = frozenset({"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "square"})
_YEAR_AFTER = frozenset({"in", "since", "until", "during", "through", "("})
_POSSESSIVES = frozenset({"a", "an", "its", "his", "her", "their"})
_GLUED_BEFORE = frozenset({"", "(", "'", '"', "“", "/", "—", "–", "-", "_"})


def _is_a_number(node: Node, around: Around) -> bool:
    """Money, a page, a code, a part of a longer number, so many people."""
    before, after = around.before(), around.after()
    if before.lower in _CURRENCY or before.lower in _NUMBERED or before.lower in ("+", "some"):
        return True
    if after.lower in ("%", "percent", "$") or (
        before.lower == "." and around.before(2).lower in ("no", "p", "pp", "v")
    ):
        return True
    if before.end == node.start and before.lower not in _GLUED_BEFORE:
        return True
    glued = after.start == node.end
    if glued and ((after.lower == ":" and around.after(2).start == after.end) or kind_of(after) or is_word(after)):
        return True
    return _in_a_number(node, around) or _decimal(node, around) or _counted_things(after)


def _quarter(node: Node, around: Around, text: str) -> bool:
    """A quarter of a year, no quarter-final."""
    return not (around.after().lower == "-" and around.after(2).lower.startswith("final"))


def _range(node: Node, around: Around, text: str) -> bool:
    """1989-1991, not law no. 2009-15."""
    before = around.before()
    return before.lower not in _NUMBERED and not (before.lower == "." and around.before(2).lower in _NUMBERED)


def _in_a_number(node: Node, around: Around) -> bool:
    """555-1998, 2024-13-45, 1/2/2023: a number, a code, no year."""
    for near, far in ((around.before(), around.before(2)), (around.after(), around.after(2))):
        glued = (near.end == node.start and far.end == near.start) or (near.start == node.end and far.start == near.end)
        if glued and near.lower in ("-", "/", ".") and far.lower[:1].isdigit():
            return True
    return False


def _decimal(node: Node, around: Around) -> bool:
    after, next_after = around.after(), around.after(2)
    return (
        after.lower in (".", ",")
        and after.start == node.end
        and next_after.start == after.end
        and next_after.lower.isdigit()
    )


def _counted(after: Node) -> bool:
    """A plural noun after a number: what it counts."""
    return (
        is_word(after)
        and after.lower.endswith("s")
        and len(after.lower) > 3
        and after.lower not in ("was", "this", "has", "is")
    )


def _counted_things(after: Node) -> bool:
    """What a year is no part of: people, dollars, units."""
    return kind_of(after) == "UNITSONLY" or after.lower in (
        "people",
        "men",
        "women",
        "troops",
        "soldiers",
        "dollars",
        "miles",
        "meters",
        "tons",
        "feet",
        "points",
        "km",
        "kg",
        "m",
        "mm",
        "cm",
        "mph",
        "mw",
        "hp",
        "cc",
        "square",
    )


def _season(node: Node, around: Around, text: str) -> bool:
    before = around.before().lower
    if node.lower == "fall":
        return (
            before in ("in", "last", "this", "next", "by", "late", "early", "until", "since")
            and text[node.start].islower()
        )
    return before in (
        "in",
        "by",
        "since",
        "until",
        "early",
        "late",
        "during",
        "this",
        "last",
        "next",
        "each",
        "every",
        "mid",
        "-",
    )


def _the_season(node: Node, around: Around, text: str) -> bool:
    if node.lower.endswith("fall"):
        return around.after().lower not in ("of", "in", "from") and around.before().lower in (
            "in",
            "by",
            "until",
            "since",
            "during",
        )
    return around.after().lower not in ("house", "olympics", "games", "palace") and around.after().sign != CAPITAL


def _length(node: Node, around: Around, text: str) -> bool:
    before, after = around.before(), around.after()
    if after.lower in _AGE_AFTER or (after.lower == "-" and around.after(2).lower in _AGE_AFTER):
        return False
    if (
        before.lower in ("aged", "age")
        or (after.lower == "of" and around.after(2).lower == "age")
        or after.lower in ("a day", "a week")
    ):
        return False
    unit = node.lower.split()[-1]
    if (
        unit in ("quarter", "quarters")
        and not node.lower.startswith(("several", "some", "many"))
        and (
            after.lower in ("of", "the")
            or node.lower.startswith(("a ", "another ", "three", "more than a", "about three"))
        )
    ):
        return False  # a fraction
    if unit in ("second", "seconds") and node.lower.startswith("a "):
        return False
    if text[node.end - len(unit)].isupper() and not text[node.end - 1].isupper():
        return False  # "60 Minutes"
    if node.lower.split()[0] in ("a", "an"):
        return _not_a_rate(before, around)
    return before.lower not in _CURRENCY


def _not_a_rate(before: Node, around: Around) -> bool:
    if around.after().lower in ("after", "before") and before.sign in (_EDGE.sign, CAPITAL, signs().sign(".")):
        return True  # "A year after the coup"
    if _last_word(before) in _RATE_BEFORE or before.lower[-1:].isdigit():
        return False
    return before.lower in _LENGTH_BEFORE


def _last_word(node: Node) -> str:
    return node.lower.split()[-1] if node.lower else ""


def _bare_units(node: Node, around: Around, text: str) -> bool:
    if around.before().lower in ("after", "follows", "following", "despite", "with"):
        return around.after().lower == "of"
    if around.before().lower == "in":
        return around.after().lower in (".", ",", ";", ")", "'")
    return around.before().lower in ("for", "within") and around.after().lower not in ("old", "-")


def _the_unit(node: Node, around: Around, text: str) -> bool:
    value = node.value
    if not isinstance(value, Report) or _capital_unit(node, text):
        return False
    before, after = around.before().lower, around.after().lower
    if value.grain in ("quarter", "weekend"):
        return after != "-"
    if value.grain == "year":
        return before in ("for", "in", "of", "during", "throughout", "earlier", "later") and after != "of"
    return (
        value.grain in ("week", "month")
        and before in ("in", "during", "of", "for", "earlier", "later")
        and after != "of"
    )


def _capital_unit(node: Node, text: str) -> bool:
    """ "This Week", "Last Year" as names: a capital on the unit, where the text is not all in capitals."""
    words = text[node.start : node.end].split()
    return len(words) > 1 and words[-1][:1].isupper() and not words[-1].isupper()


def _relative(node: Node, around: Around, text: str) -> bool:
    return not _capital_unit(node, text)


def _day_word(node: Node, around: Around, text: str) -> bool:
    word = text[node.start : node.end]
    if node.lower == "today" and around.after().lower == "'s":
        return False  # "today's youth": of these times
    if word == "TODAY" and around.before().lower == "usa":
        return False
    return not (word[0].isupper() and not word.isupper() and around.before().sign == CAPITAL and len(word.split()) == 1)


_IS_SHORTENED = frozenset({"it", "he", "she", "that", "there", "what", "who", "here"})


def _reference(node: Node, around: Around, text: str) -> bool:
    if node.lower == "recently" and around.before().lower == "as":
        return False  # "as recently as January"
    if node.lower == "now":
        owned = around.before().lower == "'s" and around.before(2).lower not in _IS_SHORTENED
        return around.before().lower != "by" and not owned  # "by now"; "the city's now open gates"
    if node.lower == "the past" and (around.after().lower in _SMALL or around.after().lower.isdigit()):
        return False  # "the past nine elections"
    return (
        node.lower != "the past"
        or around.before().lower in ("in", "of", "from", "than", "to")
        or not is_word(around.after())
    )


_SMALL = words_of("SMALL") | words_of("TENS")


def _set(node: Node, around: Around, text: str) -> bool:
    word = text[node.start : node.end]
    if (
        _last_word(around.before()) in ("average", "%", "million", "billion", "thousand")
        or around.before().lower[-1:].isdigit()
    ):
        return False  # a rate
    if around.after().lower == "*" or (around.after().sign == CAPITAL and node.lower in ("daily", "weekly", "monthly")):
        return False  # the name of a newspaper follows
    return not (word[0].isupper() and around.before().sign == CAPITAL)


_BEFORE_CLOCK = frozenset(
    [
        "at",
        "by",
        "until",
        "till",
        "from",
        "to",
        "around",
        "about",
        "before",
        "after",
        "since",
        "past",
        "between",
        "and",
        "or",
        "on",
        "near",
    ]
)


def _time(node: Node, around: Around, text: str) -> bool:
    """No piece of a code, "P2h3pm", no name, "This Morning"."""
    named = node.lower.startswith(("this ", "that ", "last ")) and _capital_unit(node, text)
    if re.fullmatch(r"[\d:]+", node.lower) and is_word(around.before()) and around.before().lower not in _BEFORE_CLOCK:
        return False  # a result of 2:15, a ratio of 1:10
    return not named and not text[max(0, node.start - 1) : node.start].isalnum()


def _nth(node: Node, around: Around, text: str) -> bool:
    return around.before().lower in ("in", "on", "for", "into", "entering", "entered", "of", "through")


def _after_this(node: Node, around: Around, text: str) -> bool:
    """At the beginning of a sentence."""
    return around.before().lower in (".", "<para>", "") or around.before().sign == _EDGE.sign


def _modified(node: Node, around: Around, text: str) -> bool:
    inner = node.value.inner if isinstance(node.value, Modified) else node.value
    if isinstance(inner, Length):
        return _length(node, around, text)
    if isinstance(inner, Calendar) and node.lower[-4:].isdigit() and not (inner.month or inner.part or inner.span):
        return _year_about(node._replace(value=inner), around, text)
    return not isinstance(inner, Reference)


def _year_about(node: Node, around: Around, text: str) -> bool:
    """ "About 1990", "early 1998"; "some 2000 of them", "nearly 1900" count something."""
    return node.lower.split()[0] not in _COUNTING and _year(node, around, text)


_COUNTING = words_of("MORE") | {"some", "nearly", "almost"}


_CHECKS = {
    "CAL": _date, "CALM": _modified, "MONTHCAL": _month, "WDCAL": _weekday, "YEARCAL": _year, "YEARF": _always,
    "SEASONCAL": _season, "SEASONX": _the_season, "QCAL": _quarter, "HOLY": _holiday, "MDAY": _day_of_month, "DECADE": _always, "REL": _relative,
    "AGO": _always, "DAYWORD": _day_word, "THEUNIT": _the_unit, "REPORT": _relative, "PASTLEN": _always, "NEXTLEN": _always,
    "LEN": _length, "LENX": _length, "UNITSONLY": _bare_units, "YEAREND": _always, "SET": _set, "REF": _reference,
    "TIME": _time, "RANGE": _range, "NTH": _nth, "SINCE": _after_this, "SETX": _always, "ISSUE": _always,
    "EVENTDAY": _always, "REFX": _always,
}  # fmt: skip
