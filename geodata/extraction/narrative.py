"""What a report is speaking of as it goes on: the day it is at, the place it is at. Each act gets both. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from geodata.dates import Precision, interval_of, precision_of
from geodata.extraction.clauses import Line
from geodata.extraction.clock import ClockTime
from geodata.extraction.date_forms import Shift
from geodata.extraction.dates import When
from geodata.extraction.modality import outlook, planned
from geodata.extraction.phrases import in_class, phrases, rows, words
from geodata.extraction.places import Spot, best_spot, contains, is_wide
from geodata.extraction.report import Report, Row
from geodata.extraction.story_days import (
    PERIOD,
    as_period,
    date_of,
    dateline_end,
    evening,
    night_before,
    resolved,
)
from geodata.extraction.telling import Telling, tellings_of
from geodata.geoparsing.toponym import Toponym

__all__ = ["narrate"]

_ASIDE = {
    "en": words("meanwhile elsewhere separately"),
    "ru": words("тем временем тоже также"),
    "kk": frozenset(),
}
_RELATIVES = words("who whom whose which который которого которая которые которых которым")
_THIS = words("this it that these такие это этого этому эти такая информация бұл")
_HOMES = frozenset({"demolition", "demolition_attempt", "eviction"})
_LABEL_WORDS = 3
_OPENING = 1
"""Words at most before a day that opens its sentence: "On Monday …", "А в понедельник …"."""
_TODAY = words("today now сегодня сейчас теперь бүгін")
"""Days of the writing, not of the story."""
_JOINED = 6
_FLAT = 4
"""Words at most of a sentence that does nothing but take back."""
_LATER = 3
"""How many clauses away a date counts that stands in a later clause."""
_NEAR = 24
"""Letters between a town's name and the word court."""


@dataclass
class _Now:
    """Where the report has got to."""

    day: When | None = None
    """The day of the story."""
    headed: bool = False
    """Whether that day is only known from a heading, before any act was told."""
    last: When | None = None
    """The day that an act was told of last: what "the same night" counts from."""
    recalled: When | None = None
    """An earlier day that the present paragraph recalls."""
    spot: Spot | None = None
    """The place of the story."""
    here: Spot | None = None
    """The place of the present paragraph."""
    court: Spot | None = None
    """Where the court sits that the report speaks of."""
    clock: ClockTime | None = None
    """The hour that heads the present paragraph."""
    filed: str = ""
    """The day in its dateline: "yesterday" counts from it, whenever it was published elsewhere."""
    paragraph: int = -1
    made: list[Telling] = field(default_factory=list)


def narrate(report: Report) -> tuple[Telling, ...]:
    """Return the acts of a report in its order, each with its day, hour and place where they can be told."""
    now = _Now()
    now.spot = _main_place(report)
    for index, row in enumerate(report.rows):
        if row.paragraph != now.paragraph:
            now.paragraph, now.recalled, now.here, now.clock = row.paragraph, None, None, None
        _step(report, index, row, now)
    return _without_retracted(report, _with_first_day(report, now))


def _with_first_day(report: Report, now: _Now) -> list[Telling]:
    """Give headline and lead, told before any day was named, the day that the story has."""
    first = next((t.when for t in now.made if t.when), now.day)
    return [
        replace(t, when=first, filed=True)
        if t.when is None and report.rows[t.row].paragraph <= report.lead
        else t
        for t in now.made
    ]


def _without_retracted(report: Report, made: Sequence[Telling]) -> tuple[Telling, ...]:
    """ "The police deny this", "nobody has seen it": what the sentence before told is hearsay then, a death nothing at all."""
    kept = []
    for telling in made:
        after = report.rows[telling.row + 1] if telling.row + 1 < len(report.rows) else None
        doubted = (
            after is not None
            and after.paragraph == report.rows[telling.row].paragraph
            and outlook(after.line) in ("denied", "hearsay")
            and (_flat(after.line) or any(t.low in _THIS for t in after.line.tokens))
        )
        if doubted and after is not None and _flat(after.line):
            continue
        if (doubted or telling.outlook == "hearsay") and telling.event_type == "casualty":
            continue
        kept.append(replace(telling, outlook="hearsay") if doubted else telling)
    return tuple(kept)


def _flat(line: Line) -> bool:
    """ "FAKE.", "This is not true.": the report itself takes back what it has just told; "the police deny this" does not."""
    return (
        sum(1 for t in line.tokens if not t.mark) <= _FLAT
        and outlook(line) == "denied"
        and not any(in_class(t, "voucher", line.language) for t in line.tokens)
    )


def _step(report: Report, index: int, row: Row, now: _Now) -> None:
    found = tellings_of(report, index)
    whens = _whens(report, row, now)
    leading = [c for c in row.clocks if c.start - row.line.sentence.start < 4]
    if leading and row.paragraph == now.paragraph:
        now.clock = leading[0]
    _see_place(report, row, now, acting=bool(found))
    placed = [_placed(telling, row, now, _dated(telling, row, whens, now)) for telling in found]
    now.made += placed
    _go_to(row, placed, now)
    if not found:
        _see_day(row, whens, now)


def _go_to(row: Row, placed: Sequence[Telling], now: _Now) -> None:
    """Move to the place that an act is told at; what was done to homes before all else."""
    named = [t for t in placed if t.spot and t.spot.how == "named" and t.spot.strong]
    if named and not outlook(row.line):
        weighty = [t for t in named if t.event_type in _HOMES]
        now.here = (weighty or named)[0].spot
        if not _aside(row.line) and now.recalled is None:
            now.spot = now.here


def _whens(report: Report, row: Row, now: _Now) -> list[When]:
    """The days of a sentence; "the next morning" counts from the day named before it."""
    found = []
    story = date_of(now.recalled or now.day)
    last = date_of(now.recalled or now.last or now.day)
    filed = dateline_end(row)
    for expression, following in zip_longest(row.dates, row.dates[1:]):
        form = expression.form
        if following and following.start - expression.end < _JOINED and isinstance(form, Shift):
            continue  # "overnight on 13-14 July"
        anchor = last if isinstance(form, Shift) and form.origin != "published" else story
        when = resolved(row, expression, now.filed or report.published, anchor)
        if when is None:
            continue
        if when.end <= filed:
            now.filed = when.date if precision_of(when.date) is Precision.DAY else now.filed
            now.headed, now.day = now.day is None or now.headed, now.day or when
            continue
        when = evening(when, anchor)
        found.append(when)
        if precision_of(when.date) is Precision.DAY:
            story = last = when.date
    return as_period(row, found)


def _dated(telling: Telling, row: Row, whens: Sequence[When], now: _Now) -> Telling:
    """Give an act the day that stands nearest in its sentence, else that of the story."""
    line = row.line
    head = line.tokens[telling.found.head]
    start, end = line.clause(telling.found.head)
    inside = (line.tokens[start].start, line.tokens[end - 1].end)

    def far(span: When | ClockTime) -> tuple[int, int]:
        outside = span.end <= inside[0] or span.start >= inside[1]
        later = _LATER * (outside and span.start > head.start)
        return (
            outside + later + _breaks_between(line, head.start, span.start),
            abs(span.start - head.start),
        )

    noun = telling.told.rule == "noun"
    fitting = [w for w in whens if not _of_another(line, w, telling.found.head, noun=noun)]
    when = min(fitting, key=far, default=None)
    hours = [
        c for c in row.clocks if not _of_another(line, c, telling.found.head) and far(c)[0] < _LATER
    ]
    clock = min(hours, key=far, default=None) or now.clock
    if when is not None:
        when = night_before(when) if telling.told.before and now.day else when
        _move(when, telling, now)
        now.last = when
        return replace(telling, when=when, dated_here=True, clock=clock, durations=row.durations)
    known = now.recalled or now.day
    filed = now.headed and now.recalled is None
    return replace(telling, when=known, filed=filed, clock=clock, durations=row.durations)


def _of_another(line: Line, when: When | ClockTime, head: int, *, noun: bool = False) -> bool:
    """ "…, police said on Friday", "and would not return the next day": the day of a saying or a plan in a clause of its own."""
    at = next((i for i, t in enumerate(line.tokens) if t.end > when.start), 0)
    start, end = line.clause(at)
    if start <= head < end and not noun:
        return False
    relative = start > head and any(t.low in _RELATIVES for t in line.tokens[start : start + 3])
    if planned(line, start, end) or relative:
        return True
    return any(
        phrase.match(line.tokens, i, end)
        for row in rows("speech")
        if row["language"] == line.language
        for phrase in phrases(row["phrase"], line.language)
        for i in range(start, end)
    )


def _breaks_between(line: Line, a: int, b: int) -> int:
    low, high = sorted((a, b))
    return sum(
        1
        for i in line.breaks
        if i and low < line.tokens[min(i, len(line.tokens) - 1)].start <= high
    )


def _move(when: When, telling: Telling, now: _Now) -> None:
    """Let the story go on to this day; an earlier day, or one told as past before the story, is only recalled."""
    if now.day is None or now.headed:
        now.day, now.headed = when, False
        return
    if telling.told.before or _earlier(when, now.day):
        # "Still on Sunday" goes back for a sentence, "on 18 October 2006" for a paragraph.
        now.recalled = when if when.basis == "explicit" else now.recalled
    else:
        now.day, now.recalled = when, None


def _earlier(when: When, day: When) -> bool:
    mine, its = interval_of(when.date), interval_of(day.date)
    if mine.end is None or its.start is None:
        return mine.start is None or precision_of(when.date) is Precision.OPEN
    return mine.end < its.start


def _see_day(row: Row, whens: Sequence[When], now: _Now) -> None:
    """A sentence without an act may still say which day the story is at: a heading, "12 May began quietly"."""
    days = [w for w in whens if w.rule == PERIOD or precision_of(w.date) is Precision.DAY]
    if not days:
        return
    others = [
        t for t in row.line.tokens if not t.mark and not t.has("<time>") and not t.has("<name>")
    ]
    alone = len(others) <= _LABEL_WORDS
    if now.day is None or (alone and not _earlier(days[0], now.day)):
        now.headed = now.day is None or now.headed
        now.day = days[0]
    elif alone:
        now.recalled = days[0]
    else:
        _pass_on(row, days, now)


def _pass_on(row: Row, days: Sequence[When], now: _Now) -> None:
    """ "Operations moved on on 13 July": a sentence without an act of ours still carries the story forward, or back for a while."""
    line = row.line
    for when in days:
        at = next((i for i, t in enumerate(line.tokens) if t.end > when.start), 0)
        start, end = line.clause(at)
        opens = at <= _OPENING and any(t.is_a("past") for t in line.tokens[start:end])
        if when.basis == "relative" and not (opens and when.text.lower() not in _TODAY):
            continue
        if planned(line, start, end) or _of_another(line, when, -1):
            continue
        if now.day and not now.headed and _earlier(when, now.day):
            now.recalled = when
        else:
            now.day, now.recalled, now.headed = when, None, False
            now.last = when
        return


def _placed(telling: Telling, row: Row, now: _Now, dated: Telling) -> Telling:
    """Give an act the place that its sentence names, else the one that the report is at."""
    names = [t for t in row.toponyms if t.role == "event"]
    mine = best_spot(row.line, telling.found.head, names, telling.found.subject)
    known = now.here or now.spot
    if now.court and (mine is None or not mine.strong) and _at_court(telling, row.line):
        known, mine = now.court, None
    if mine and known and mine.key != known.key:
        loose = not mine.strong and not contains(known, mine)
        if loose or is_wide(mine.toponym):
            mine = None
    spot = mine or (replace(known, how="discourse") if known else None)
    return replace(dated, spot=spot)


def _aside(line: Line) -> bool:
    """ "Meanwhile in X": the story does not move there."""
    return bool({t.low for t in line.tokens} & _ASIDE.get(line.language, frozenset()))


def _at_court(telling: Telling, line: Line) -> bool:
    start, end = line.clause(telling.found.head)
    by_court = any(in_class(t, "court", line.language) for t in line.tokens[start:end])
    return telling.event_type == "trial" or (telling.event_type == "protest" and by_court)


def _see_place(report: Report, row: Row, now: _Now, *, acting: bool) -> None:
    """Move to the place that a sentence is about; "meanwhile in X" holds for its paragraph alone."""
    names = [t for t in row.toponyms if t.role == "event" and not is_wide(t)]
    _see_court(row, names, now)
    opening = row.paragraph <= report.lead
    if not (acting or opening or _is_label(row.line) or row.dates) or outlook(row.line):
        return
    head = next((i for i, t in enumerate(row.line.tokens) if not t.mark), 0)
    spot = best_spot(row.line, head, names)
    if spot is None or not (spot.strong or now.spot is None or _is_label(row.line)):
        return
    spot = replace(spot, how="named")
    known = now.here or now.spot
    if known and contains(spot, known):
        return
    now.here = spot
    aside = _aside(row.line)
    if now.spot is None or not (acting or aside or now.recalled):
        now.spot = now.spot if aside else spot


def _see_court(row: Row, names: Sequence[Toponym], now: _Now) -> None:
    """A court named with its town is where its trials are."""
    words = row.line.tokens
    for name in names:
        near = [
            t for t in words if abs(t.start - name.end) < _NEAR or abs(name.start - t.end) < _NEAR
        ]
        if any(in_class(t, "court", row.line.language) for t in near):
            now.court = Spot(name, "discourse")


def _is_label(line: Line) -> bool:
    """ "Казань." at the head of an item."""
    return sum(1 for t in line.tokens if not t.mark) <= _LABEL_WORDS


def _main_place(report: Report) -> Spot | None:
    """What the report starts from: the first place of its headline or lead that is no country; else its dateline."""
    early = [row for row in report.rows if row.paragraph <= report.lead]
    for some, role in ((early, "event"), (early, "dateline"), (report.rows, "event")):
        names = [t for row in some for t in row.toponyms if t.role == role]
        fine = [t for t in names if not is_wide(t)]
        if fine:
            spots = [Spot(t, "discourse") for t in fine]
            narrow = [s for s in spots if not any(contains(s, other) for other in spots)]
            return (narrow or spots)[0]
    return None
