"""The patterns of temporal expressions, layer by layer, each with a name and an example.

To add one: put a `Rule` into the layer whose parts it needs; its example is run by the tests. Words and what they are
worth stand in words.csv. Read `helpers.time.grammar` for the notation.
"""

from __future__ import annotations

from helpers.time import builders as b
from helpers.time.grammar import Node, Rule, apply, compile_rules, leaves
from helpers.time.meaning import TOLD, Calendar, Inside, Issue, Nth, Num, Reference, Relative, Repeat, Since
from helpers.time.tokens import Token

NUMBERS = (
    Rule("number in words", "TENS -? SMALL", b.tens, "twenty-five", "NUM"),
    Rule("hundreds", "a|one POWER", lambda power: b.hundreds(power=power), "a hundred", "NUM"),
    Rule("hundreds", "SMALL POWER", b.hundreds, "three hundred", "NUM"),
    Rule("ordinal in words", "TENS -? ORDW", lambda tens, ordw: tens + ordw if ordw < 10 else None, "twenty-first", "ORDC"),
    Rule("year in words", "SMALL TENS -? SMALL", b.spoken_year, "nineteen ninety-seven", "YEARW"),
    Rule("year in words", "SMALL TENS", b.spoken_year, "nineteen ninety", "YEARW"),
    Rule("year in words", "year SMALL POWER", lambda small, power: small * power if power == 1000 else None, "year two thousand", "YEARW"),
    Rule("number and a half", "N -? and -? a|one -? HALF", lambda n, half: b.halves(n), "two and a half", "NUM"),
    Rule("millions", "N million|billion", b.millions, "65 million", "NUM"),
    Rule("a few", "a few", lambda: Num(None), "a few", "FEW"),
    Rule("a couple", "a couple of?", lambda: Num(2), "a couple of", "NUM"),
    Rule("half a dozen", "half a dozen", lambda: Num(6), "half a dozen", "NUM"),
    Rule("a dozen", "a dozen", lambda: Num(12), "a dozen", "NUM"),
)  # fmt: skip

_FILLER = (
    "more|additional|further|full|straight|consecutive|trading|business|working|calendar|long|whole|other|extra|short"
)
LENGTHS = (
    Rule("hours", "<year>|<n>|<0d> gmt|utc|hrs|hours", b.military, "1930 GMT", "HOURS"),
    Rule("once a unit", "once|twice a|per|every|each UNIT", lambda unit: b.every(unit), "twice a week", "SETX"),
    Rule("times a unit", "N times a|per UNIT", lambda n, unit: b.every(unit), "three times a week", "SETX"),
    Rule("every other unit", "every other|second UNIT", lambda unit: b.every(unit, 2), "every other day", "SETX"),
    Rule("couple of units", "the last|past couple of UNITS", lambda units: b.stretch(b.length(2, units), -1), "the last couple of years", "PASTLEN"),
    Rule("one day", "one|some day", lambda: Reference("FUTURE_REF"), "one day", "REF", after="will|would|may|might|could|can"),
    Rule("a unit or two", "a|an UNIT or two", lambda unit: b.length(1, unit), "a month or two", "LEN"),
    Rule("number of units", "N -? ANYUNIT", b.length, "five-year", "LEN"),
    Rule("number of units", f"N -? {_FILLER} ANYUNIT", b.length, "two more weeks", "LEN"),
    Rule("range of units", "N -? to|or|-|– N -? ANYUNIT", b.length, "two to three weeks", "LEN"),
    Rule("a unit", "a|an|another UNIT", lambda unit: b.length(1, unit, plural=False), "a year", "LEN"),
    Rule("a whole unit", f"a|an|another {_FILLER} UNIT", lambda unit: b.length(1, unit, plural=False), "a full year", "LEN"),
    Rule("unit-long", "UNIT - long", lambda unit: b.length(1, unit, plural=False), "day-long", "LENX"),
    Rule("units-long", "UNITS - long", lambda units: b.vague_length(units), "decades-long", "LENX"),
    Rule("several units", f"VAGUENUM {_FILLER}? UNITS", lambda vaguenum, units: b.vague_length(units), "several months", "LEN"),
    Rule("a few units", f"FEW {_FILLER}? UNITS", lambda few, units: b.vague_length(units), "a few days", "LEN"),
    Rule("a number of units", "a number of UNITS", lambda units: b.vague_length(units), "a number of years", "LEN"),
    Rule("half a unit", "HALF -? a|an? -? UNIT", lambda half, unit: b.half_length(unit), "half a century", "LEN"),
    Rule("a unit and a half", "a|an|one UNIT and a HALF", lambda unit, half: b.length(1.5, unit), "a year and a half", "LEN"),
)  # fmt: skip

LONGER = (
    Rule("units and units", "LEN and|, LEN", b.longer, "two years and three months", "LEN"),
    Rule("units units", "LEN LEN", b.longer, "two hours 30 minutes", "LEN"),
)

DATES = (
    Rule("month day year", "MON .? DAY ,? YEAR", lambda mon, day, year: b.day(mon, day, year), "November 21, 2022"),
    Rule("day month year", "the? DAY of? MON .? ,? YEAR", lambda mon, day, year: b.day(mon, day, year), "12 February 2024"),
    Rule("month day", "MON .? DAY", lambda mon, day: b.day(mon, day), "May 22", "CAL"),
    Rule("month ordinal in words", "MON .? the? ORDW", lambda mon, ordw: b.day(mon, ordw), "March eighth"),
    Rule("day month", "the? DAY of? MON", lambda mon, day: b.day(mon, day), "the 3rd of May"),
    Rule("ordinal of month", "the? ORDW of MONTH", lambda ordw, month: b.day(month, ordw), "the first of May"),
    Rule("day of the month told", "the <ordinal>", lambda ordinal: Calendar(day=ordinal) if ordinal <= 31 else None, "the 17th", "MDAY", after="on|by|until|till|since|from"),
    Rule("month year", "MON .? ,? YEAR", lambda mon, year: b.month(mon, year), "October 2017"),
    Rule("month of year", "MON .? of YEAR", lambda mon, year: b.month(mon, year), "October of 2017"),
    Rule("month", "MONTH", lambda month: Calendar(month=month), "October", "MONTHCAL"),
    Rule("short month", "MONTHABBR .", lambda monthabbr: Calendar(month=monthabbr), "Oct.", "MONTHCAL"),
    Rule("weekday", "WDAY", lambda wday: Calendar(weekday=wday), "Tuesday", "WDCAL"),
    Rule("short weekday", "WDAYABBR .", lambda wdayabbr: Calendar(weekday=wdayabbr), "Tues.", "WDCAL"),
    Rule("iso time", "<isotime>", b.iso_time, "2024-06-03T10:00Z", "TIME"),
    Rule("iso day", "<iso>", b.iso_day, "2024-06-03"),
    Rule("day/month/year", "<slash>", b.slashed, "05/03/2024"),
    Rule("day.month.year", "<dots>", b.dotted, "03.06.2024"),
    Rule("decade", "the? <1990s>", lambda shape: b.decade(shape), "the 1990s", "DECADE"),
    Rule("short decade", "the <'90s>", lambda shape: b.decade(shape), "the '90s", "DECADE"),
    Rule("decade in words", "the TENSPL", lambda tenspl: b.decade(tenspl), "the nineties", "DECADE"),
    Rule("century", "the? ORD -? century", lambda ord: b.century(ord), "the 20th century", "DECADE"),
    Rule("century BC", "the? ORD -? century bc|bce", lambda ord: b.century(ord, bc=True), "the 4th century BC", "DECADE"),
    Rule("BC year", "N bc|bce", b.bc_year, "44 BC"),
    Rule("month BC", "MONTH|SEASON of? N bc|bce", b.month_bc, "June 479 BC"),
    Rule("AD year", "ad N", lambda n: Calendar(year=int(b.number(n).low or 0)), "AD 476"),
    Rule("AD year", "N ad|ce", lambda n: Calendar(year=int(b.number(n).low or 0)), "476 AD"),
    Rule("season of year", "the? SEASON of? YEAR", lambda season, year: b.part(season, year), "summer 1990"),
    Rule("season", "SEASON", lambda season: b.part(season), "spring", "SEASONCAL"),
    Rule("holiday", "HOLIDAY day?", lambda holiday: b.part(holiday), "Christmas", "HOLY"),
    Rule("holiday with day", "NAMEDDAY '? day", lambda namedday: b.part(namedday), "Labor Day", "HOLY"),
    Rule("holiday with day", "valentine 's day", lambda: b.part("valentine"), "Valentine's Day", "HOLY"),
    Rule("good friday", "good friday", lambda: b.part("good friday"), "Good Friday", "HOLY"),
    Rule("holiday of year", "HOLIDAY day? ,? of? YEAR", lambda holiday, year: b.part(holiday, year), "Christmas Day 2012"),
    Rule("holiday eve", "christmas eve", lambda: b.part("christmas eve"), "Christmas Eve", "HOLY"),
    Rule("new year", "new year 's day", lambda: b.part("new year"), "New Year's Day", "HOLY"),
    Rule("new year's eve", "new year 's eve", lambda: b.part("new year eve"), "New Year's Eve", "HOLY"),
    Rule("quarter of year", "the? ORD -? quarter of? YEAR", lambda ord, year: b.quarter(ord, year), "the third quarter of 1990", "CAL"),
    Rule("quarter of year", "the? YEAR ORD -? quarter", lambda year, ord: b.quarter(ord, year), "the 1989 third quarter", "CAL"),
    Rule("quarter", "ORD -? quarter", lambda ord: b.quarter(ord), "third-quarter", "QCAL"),
    Rule("half of year", "the? ORD -? half of YEAR", lambda ord, year: b.half(ord, year), "the first half of 1990", "CAL"),
    Rule("year", "YEAR", lambda year: Calendar(year=b.year(year), short_year=isinstance(year, str)), "1998", "YEARCAL"),
    Rule("fiscal year", "fiscal year? YEAR", lambda year: Calendar(year=b.year(year), fiscal=True), "fiscal 1990", "YEARF"),
    Rule("short fiscal year", "<fy>", b.fiscal_year, "FY2023", "YEARF"),
    Rule("the year", "the year YEAR", lambda year: Calendar(year=b.year(year)), "the year 2000", "YEARF"),
)  # fmt: skip

RELATIVES = (
    Rule("past unit", "the|this? past UNIT", lambda unit: b.past_unit(unit), "the past year", "PASTLEN"),
    Rule("past unit", "the last UNIT", lambda unit: b.past_unit(unit), "the last year", "PASTLEN", after="over|during|in|within|for"),
    Rule("length back", "LEN", lambda len: b.away(len, -1), "three or four years", "AGO", after="back"),
    Rule("before a document", "before|until the? ISSUING of this|that|the|its WORD? WORD? DOCUMENT", lambda issuing, document, **_: Issue(document, True),
         "before the release of this procurement notice", "ISSUE"),
    Rule("after a document", "after|since|following the? ISSUING of this|that|the|its WORD? WORD? DOCUMENT", lambda issuing, document, **_: Issue(document, False),
         "after the publication of the report", "ISSUE"),
    Rule("before it came out", "before|until this|that|the|its WORD? WORD? DOCUMENT came out", lambda document, **_: Issue(document, True), "before this notice came out", "ISSUE"),
    Rule("before it was issued", "before|until this|that|the|its WORD? WORD? DOCUMENT was|were ISSUED", lambda document, **_: Issue(document, True), "before the law was adopted", "ISSUE"),
    Rule("after it came out", "after|since this|that|the|its WORD? WORD? DOCUMENT came out", lambda document, **_: Issue(document, False), "after the report came out", "ISSUE"),
    Rule("after it was issued", "after|since this|that|the|its WORD? WORD? DOCUMENT was|were ISSUED", lambda document, **_: Issue(document, False), "after the report was published", "ISSUE"),
    Rule("anniversary", "the ORD? anniversary", lambda ord: Nth(ord or 1, "day", event=True), "the anniversary", "EVENTDAY", after="as|before|since|until|on|by|after"),
    Rule("after this", "following|after this|that", lambda: Since(), "Following this", "SINCE", before=","),
    Rule("length since", "the? LEN", lambda len: b.stretch(len, -1, since=True), "the 33 years", "PASTLEN", before="since"),
    Rule("day and night", "day and night", lambda: Repeat("P1D"), "day and night", "SETX"),
    Rule("by the unit", "by the UNIT", lambda unit: b.every(unit), "by the day", "SETX"),
    Rule("around the clock", "around|round the clock", lambda: Repeat("P1D"), "around the clock", "SETX"),
    Rule("a later date", "a later date", lambda: Reference("FUTURE_REF"), "a later date", "REF"),
    Rule("fiscal year", "the|its|their fiscal year", lambda: b.length(1, "Y", plural=False), "the fiscal year", "LENX"),
    Rule("last fiscal year", "the|its|their latest|last|previous fiscal year", lambda: b.relative("Y", -1), "the latest fiscal year", "REL"),
    Rule("the following unit", "the following|next UNIT", lambda unit: b.relative(unit, 1, TOLD), "the following month", "REL"),
    Rule("the previous unit", "the previous|preceding UNIT", lambda unit: b.relative(unit, -1, TOLD), "the previous year", "REL"),
    Rule("this day", "this day", lambda: Reference("PRESENT_REF"), "this day", "REFX", after="to"),
    Rule("last/next unit", "the|its|their? LASTW|NEXTW|THISW UNIT", lambda lastw, unit: b.relative(unit, lastw) if (lastw, unit) != (0, "D") else None, "last year", "REL"),
    Rule("latest unit", "the|its latest|current UNIT", lambda unit: b.report(0, b.GRAIN[unit]), "the latest quarter", "REPORT"),
    Rule("latest period", "the latest period", lambda: b.report(0), "the latest period", "REPORT"),
    Rule("past units", "the|its|their? LASTW LEN", lambda lastw, len: b.stretch(len, -1), "the past two years", "PASTLEN"),
    Rule("past bare units", "the? past UNITS", lambda units: Reference("PAST_REF"), "past years", "REFX"),
    Rule("next units", "the? NEXTW LEN", lambda nextw, len: b.stretch(len, 1), "the next five days", "NEXTLEN"),
    Rule("coming units", "the? coming UNITS", lambda units: b.stretch(b.vague_length(units), 1), "coming weeks", "NEXTLEN"),
    Rule("units ahead", "the UNITS ahead", lambda units: b.stretch(b.vague_length(units), 1), "the weeks ahead", "NEXTLEN"),
    Rule("recent years", "recent years", lambda: Reference("PAST_REF"), "recent years", "REFX"),
    Rule("recent units", "recent UNITS", lambda units: b.recent(units), "recent months", "PASTLEN"),
    Rule("recent units", "recent UNITS and|or UNITS", lambda units, units2: Reference("PAST_REF"), "recent weeks and months", "REFX"),
    Rule("first units", "the first|latest LEN", lambda len: len, "the first nine months", "LENX"),
    Rule("the units", "the LEN", lambda len: len, "the nine months", "LENX"),
    Rule("ago", "LEN ago", lambda len: b.away(len, -1), "two years ago", "AGO"),
    Rule("units ago", "UNITS ago", lambda units: b.away(b.vague_length(units), -1), "months ago", "AGO"),
    Rule("earlier", "LEN earlier|previously", lambda len: b.away(len, -1, TOLD), "two days earlier", "AGO"),
    Rule("later", "LEN later|afterwards|hence", lambda len: b.away(len, 1, TOLD), "two days later", "AGO"),
    Rule("from now", "LEN from now", lambda len: b.away(len, 1), "a year from now", "AGO"),
    Rule("day word", "DAYREL", lambda dayrel: Relative("day", dayrel), "yesterday", "DAYWORD"),
    Rule("day before yesterday", "the day before yesterday", lambda: Relative("day", -2), "the day before yesterday", "DAYWORD"),
    Rule("day after tomorrow", "the day after tomorrow", lambda: Relative("day", 2), "the day after tomorrow", "DAYWORD"),
    Rule("the unit before", "the UNIT before|earlier", lambda unit: b.relative(unit, -1, TOLD), "the year before", "REL", before=".|,|;"),
    Rule("the unit after", "the UNIT after", lambda unit: b.relative(unit, 1, TOLD), "the year after", "REL", before=".|,|;"),
    Rule("that unit", "that same? UNIT", lambda unit: b.told_day(unit), "that day", "REL"),
    Rule("the same unit", "the same UNIT", lambda unit: b.told_day(unit), "the same year", "REL"),
    Rule("year-ago", "the? year -? ago|earlier", lambda: b.report(1), "year-ago", "REPORT"),
    Rule("a year-ago", "LEN - ago|earlier", lambda len: b.year_ago(len), "a year-earlier", "REPORT"),
    Rule("year-ago period", "the? comparable|corresponding? year -? ago|earlier period|quarter|QCAL|REPORT", lambda period=None: b.report(1), "the year-ago quarter", "REPORT"),
    Rule("corresponding period", "the? same|corresponding|comparable period|quarter of|in|a? last|previous|prior year", lambda: b.report(1), "the corresponding period last year", "REPORT"),
    Rule("last year's period", "last year 's quarter|period", lambda: b.report(1), "last year's quarter", "REPORT"),
    Rule("corresponding period", "the same|corresponding|comparable|same period|quarter|QCAL LEN earlier|ago", lambda len, qcal=None, **_: b.report(1), "the same quarter a year ago", "REPORT"),
    Rule("that weekday", "that WDCAL", lambda wdcal: Inside(Nth(1, "day", weekday=wdcal.weekday), Relative("week", 0, TOLD)) if wdcal.which is None else None, "that Thursday", "CAL"),
    Rule("last date", "LASTW|NEXTW|THISW MONTHCAL|WDCAL|SEASONCAL|HOLY|QCAL|CAL", lambda lastw, monthcal: b.which_date(monthcal, lastw), "last Tuesday", "CAL"),
    Rule("this past date", "this past MONTHCAL|WDCAL|SEASONCAL|HOLY|CAL", lambda monthcal: b.which_date(monthcal, -1), "this past spring", "CAL"),
    Rule("this coming date", "this coming MONTHCAL|WDCAL|SEASONCAL|HOLY|CAL", lambda monthcal: b.which_date(monthcal, 1), "this coming Sunday", "CAL"),
    Rule("weekday, date", "WDCAL|WDAYABBR ,? CAL", lambda wdcal, cal: b.same_day(wdcal, cal), "Friday, Oct. 13", "CAL"),
    Rule("weekday, date", "LASTW|NEXTW|THISW WDCAL ,? CAL", lambda lastw, wdcal, cal: b.same_day(wdcal, cal), "next Tuesday, June 4", "CAL"),
    Rule("weekday, date", "this coming|past WDCAL ,? CAL", lambda wdcal, cal: b.same_day(wdcal, cal), "this coming Sunday, June 2", "CAL"),
    Rule("date, a weekday", "CAL , a WDCAL", lambda cal, wdcal: b.same_day(wdcal, cal), "8 May, a Wednesday", "CAL"),
    Rule("weekday (date)", "WDCAL|WDAYABBR ( CAL )", lambda wdcal, cal: b.same_day(wdcal, cal), "Sunday (June 2)", "CAL"),
    Rule("weekday the nth", "WDCAL|WDAYABBR ,? the? <ordinal>", lambda wdcal, ordinal: b.nth_of_month(wdcal, ordinal), "Friday the 13th", "CAL"),
    Rule("the quarter", "the|its|their fiscal? QCAL", lambda qcal: qcal, "the third quarter", "QCAL"),
    Rule("fiscal quarter", "fiscal QCAL", lambda qcal: qcal, "fiscal second-quarter", "QCAL"),
    Rule("the season", "the SEASONCAL", lambda seasoncal: seasoncal, "the summer", "SEASONX"),
    Rule("year ended", "the|its|their fiscal? year", lambda: b.length(1, "Y", plural=False), "the year", "LENX", before="ended|ending"),
    Rule("the unit", "the UNIT", lambda unit: b.the_unit(unit), "the quarter", "THEUNIT"),
    Rule("full year", "the? full year", lambda: b.relative("Y", 0), "the full year", "REL"),
    Rule("year-end", "year -? 's? end", lambda: b.modified("end", b.relative("Y", 0)), "year-end", "YEAREND"),
    Rule("every unit", "every|each UNIT", lambda unit: b.every(unit), "every day", "SET"),
    Rule("every n units", "every|each LEN", lambda len: b.every_length(len), "every two weeks", "SET"),
    Rule("every weekday", "every|each WDCAL", lambda wdcal: Repeat(f"XXXX-WXX-{wdcal.weekday}"), "every Sunday", "SET"),
    Rule("weekdays", "WDAYS", lambda wdays: Repeat(f"XXXX-WXX-{wdays}"), "Mondays", "SET"),
    Rule("set word", "SETW", lambda setw: Repeat(setw), "daily", "SET"),
    Rule("now", "right? PRESENT", lambda present: Reference(present), "now", "REF"),
    Rule("these days", "these days", lambda: Reference("PRESENT_REF"), "these days", "REF"),
    Rule("recently", "more|most? PAST", lambda past: Reference(past), "recently", "REF"),
    Rule("the past", "the past", lambda: Reference("PAST_REF"), "the past", "REF"),
    Rule("the future", "the near|foreseeable|distant? future", lambda: Reference("FUTURE_REF"), "the near future", "REF"),
    Rule("the short term", "the short|long|near term|run", lambda: Reference("FUTURE_REF"), "the short term", "REF"),
    Rule("clock", "<clock> <ampm>?", lambda clock, ampm: b.clock_text(clock, ampm), "5:30 p.m.", "HOURS"),
    Rule("hour", "HOUR <ampm>", lambda hour, ampm: b.clock_text(hour, ampm), "9 a.m.", "HOURS"),
    Rule("hour o'clock", "HOUR|SMALL o ' clock", lambda hour: b.clock_text(hour), "9 o'clock", "HOURS"),
    Rule("hour in the morning", "HOUR|SMALL in the PART", lambda hour, part: b.clock_text(hour, part=part), "4 in the morning", "HOURS"),
    Rule("nth unit", "its|their|entering ORD UNIT", lambda ord, unit: b.nth(ord, unit), "its 11th month", "NTH"),
)  # fmt: skip

_ANY = (
    "CAL|MONTHCAL|WDCAL|SEASONCAL|SEASONX|HOLY|QCAL|YEARCAL|YEARF|DECADE|REL|AGO|DAYWORD|THEUNIT|REPORT|PASTLEN|YEAREND"
)
_YEARLY = "REL|YEARCAL|YEARF|AGO|REPORT"
_OPEN = "CAL|MONTHCAL|QCAL|SEASONCAL|SEASONX|HOLY"
COMPOSED = (
    Rule("bare units", "UNITS", lambda units: b.vague_length(units), "weeks", "UNITSONLY"),
    Rule("date of year", f"{_OPEN} of {_YEARLY}", lambda cal, rel: b.inside(cal, rel), "October of last year", "CAL"),
    Rule("date year", f"{_OPEN} REL", lambda cal, rel: b.inside(cal, rel), "March this year", "CAL"),
    Rule("weekday of week", "WDCAL of? REL", lambda wdcal, rel: b.weekday_of(wdcal, rel), "Monday of last week"),
    Rule("half of", "the? ORD -? half of REL|THEUNIT|YEARCAL|DECADE", lambda ord, rel: b.inside(b.half(ord), rel), "the first half of next year", "CAL"),
    Rule("last half of", "the? last|second half of REL|YEARCAL|YEARF", lambda rel: b.inside(b.half(2), rel), "the last half of 1990", "CAL"),
    Rule("first units of", "LENX of REL|YEARCAL|YEARF", lambda lenx, rel: b.first_units(lenx, rel), "the first two quarters of 1990", "CAL"),
    Rule("year's quarter", "REL ' s? QCAL|THEUNIT", lambda rel, qcal: b.inside(qcal, rel), "next year's first quarter", "CAL"),
    Rule("year's quarter", "REL 's QCAL", lambda rel, qcal: b.inside(qcal, rel), "next year's first quarter", "CAL"),
    Rule("quarter a year ago", "THEUNIT|REPORT|QCAL AGO", lambda theunit, ago: b.quarter_ago(theunit, ago), "the quarter a year ago", "REPORT"),
    Rule("year period", "the YEARCAL period|quarter", lambda yearcal: b.report_year(yearcal), "the 1988 period", "REPORT"),
    Rule("week of", "THEUNIT of CAL", lambda theunit, cal: b.inside(Nth(0, "week"), cal) if theunit.grain == "week" else None, "the week of March 2", "CAL"),
    Rule("day before", "THEUNIT before CAL|WDCAL|HOLY", lambda theunit, cal: b.day_from(theunit, cal, -1), "the day before last Tuesday", "CAL"),
    Rule("day after", "THEUNIT after CAL|WDCAL|HOLY", lambda theunit, cal: b.day_from(theunit, cal, 1), "the day after Christmas", "CAL"),
    Rule("length from", "LEN before|after|from CAL|WDCAL|DAYWORD|HOLY", lambda len, cal: b.away(len, 1, cal), "two weeks after June 2", "AGO"),
    Rule("month to month", "MONTHCAL to|through|until|- CAL", lambda monthcal, cal: b.between(monthcal, cal), "January to November 2016", "RANGE"),
    Rule("short quarter of year", "<q> ,? of? YEARCAL|YEARF", lambda q, yearcal: b.short_part(q, yearcal), "Q3 2023"),
    Rule("short quarter", "<q>", b.short_part, "Q3", "QCAL"),
    Rule("day of period", "the? <ordinal> of REL", lambda ordinal, rel: b.nth_part(ordinal, "D", rel), "the 2nd of next month"),
    Rule("day of period", "MDAY of REL", lambda mday, rel: b.nth_part(mday.day, "D", rel), "the 2nd of that month", after="on|by|until|till|since|from"),
    Rule("nth weekday of", f"the? ORD WDCAL of|in {_ANY}", lambda ord, wdcal, cal: b.nth_weekday(ord, wdcal, cal), "the first Monday of May 2024"),
    Rule("nth part of", f"the? ORD UNIT of {_ANY}", lambda ord, unit, cal: b.nth_part(ord, unit, cal), "the first week of next month"),
    Rule("last part of", f"PASTLEN|REL of {_ANY}", lambda pastlen, cal: b.last_part(pastlen, cal), "the last week of October"),
    Rule("years", "YEARCAL -|–|—|/ YEARCAL|TWO", lambda yearcal, yearcal2: b.year_range(yearcal, yearcal2), "1989-1991", "RANGE"),
    Rule("days of year", "CAL -|–|to NUMDAY ,? YEARCAL", lambda cal, numday, yearcal: b.day_range(cal, numday, yearcal), "June 5-7, 2024", "RANGE"),
    Rule("days", "CAL -|–|to NUMDAY", lambda cal, numday: b.day_range(cal, numday, None), "June 5 to 7", "RANGE"),
    Rule("days of month", "NUMDAY -|–|to CAL", lambda numday, cal: b.days_of(numday, cal), "5-7 June 2024", "RANGE"),
)  # fmt: skip

_DAYS = "CAL|WDCAL|DAYWORD|HOLY"
TIMES = (
    Rule("clock day", f"HOURS ,? on? {_DAYS}", lambda hours, cal: b.clock(hours, cal), "9 a.m. Tuesday", "TIME"),
    Rule("clock zone day", f"HOURS est|edt|gmt|utc|cst|pst|pdt|cdt|et ,? on? {_DAYS}", lambda hours, cal: b.clock(hours, cal), "5 p.m. EST Nov. 9", "TIME"),
    Rule("day clock", f"{_DAYS} at HOURS", lambda cal, hours: b.clock(hours, cal), "Tuesday at 9 a.m.", "TIME"),
    Rule("clock", "HOURS", b.clock_of, "9 a.m.", "TIME"),
    Rule("clock zone", "HOURS est|edt|gmt|utc|cst|pst|pdt|cdt|et", b.clock_of, "9 a.m. EST", "TIME"),
    Rule("day part", f"{_DAYS} PART", lambda cal, part: b.part_of_day(part, cal), "Friday night", "TIME"),
    Rule("part of day", f"PART of? on? {_DAYS}", lambda part, cal: b.part_of_day(part, cal), "midnight Friday", "TIME"),
    Rule("part of the day", "mid? -? PART", lambda part: b.part_of_day(part), "midday", "TIME", after="at|by|around|until|before|after|about"),
    Rule("this part", "this PART", lambda part: b.part_of_day(part, Relative("day", 0)), "this morning", "TIME"),
    Rule("last part", "last night|evening", lambda: b.part_of_day("NI", Relative("day", -1)), "last night", "TIME"),
    Rule("that part", "that same? PART", lambda part: b.part_of_day(part, Relative("day", 0, TOLD)), "that evening", "TIME"),
    Rule("same part", "the same PART", lambda part: b.part_of_day(part, Relative("day", 0, TOLD)), "the same evening", "TIME"),
    Rule("next part", "the next|following PART", lambda part: b.part_of_day(part, Relative("day", 1, TOLD)), "the next morning", "TIME"),
)  # fmt: skip

_MODDABLE = _ANY + "|CAL|RANGE|LEN|LENX|TIME|NEXTLEN"
MODIFIED = (
    Rule("early", f"the? MOD -? {_ANY}", lambda mod, cal: b.modified(mod, cal), "early next year", "CALM"),
    Rule("beginning of", f"the? PARTOF of {_ANY}", lambda partof, cal: b.part_of(partof, cal), "the end of 2001", "CALM"),
    Rule("earlier", "earlier|sometime in? REL|DAYWORD|CAL", lambda rel: b.modified("start", rel), "earlier this year", "CALM"),
    Rule("later", "later in? REL|DAYWORD|CAL|TIME", lambda rel: b.modified("end", rel), "later this month", "CALM"),
    Rule("earlier told", "earlier|later in THEUNIT", lambda theunit: theunit, "earlier in the year", "CALM"),
    Rule("about", f"APPROX {_MODDABLE}", lambda approx, cal: b.modified(approx, cal), "about two weeks ago", "CALM"),
    Rule("more than", "more than LEN|AGO", lambda len: b.modified("more_than", len), "more than four hours", "CALM"),
    Rule("over", "MORE LEN|AGO", lambda more, len: b.modified(more, len), "over two years ago", "CALM"),
    Rule("less than", "less than LEN|AGO", lambda len: b.modified("less_than", len), "less than a week", "CALM"),
    Rule("at least", "at least LEN|PASTLEN|AGO", lambda len: b.modified("more_than", len), "at least 12 hours", "CALM"),
    Rule("at most", "at most LEN|PASTLEN|AGO", lambda len: b.modified("less_than", len), "at most 12 hours", "CALM"),
    Rule("up to", "up to LEN", lambda len: b.modified("less_than", len), "up to 180 days", "CALM"),
)  # fmt: skip

LAYERS = tuple(map(compile_rules, (NUMBERS, LENGTHS, LONGER, DATES, RELATIVES, COMPOSED, TIMES, MODIFIED)))


def parse(tokens: list[Token]) -> list[Node]:
    """All layers over the tokens: what is left are plain words and the nodes of the expressions."""
    nodes = leaves(tokens)
    for layer in LAYERS:
        nodes = apply(layer, nodes)
    return nodes
