"""How well drafts are made of reports: ``python -m tests.eval.extraction [FOLDER] [--misses] [--markdown FILE]``.

The reports are the golden pairs (tests/golden/README.md) or any folder of such pairs. A draft is right when type, place and
days are those of an expected event, one to one; what the pair calls optional counts neither way. Intervals are 95 %
bootstrap intervals over reports.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from geodata.draft import Draft
from geodata.extraction import extract
from geodata.geoparsing.geoparse import Geoparser
from tests.eval.golden import GOLDEN, Expected, Pair, read_pairs
from tests.eval.verdict import FIELDS, Verdict, judge

__all__ = ["drafts_of", "f1_of", "judged"]

LANGUAGES = ("en", "ru", "kk")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=GOLDEN)
    parser.add_argument("--misses", action="store_true", help="what was missed and invented")
    parser.add_argument("--markdown", type=Path, help="write the tables here too")
    parser.add_argument("--boot", type=int, default=1000)
    asked = parser.parse_args(arguments)
    pairs = read_pairs(asked.folder)
    if not pairs:
        sys.stderr.write(f"{asked.folder} holds no NAME.LANGUAGE.json; name a folder of pairs\n")
        return 2
    start = time.process_time()
    verdicts = judged(pairs)
    seconds = time.process_time() - start
    if asked.misses:
        sys.stdout.write("\n".join(line for v in verdicts for line in _misses(v)) + "\n\n")
    text = f"{_tables(verdicts, asked.boot)}\n\n{dt.datetime.now(dt.UTC).date()}, {asked.folder.name}, "
    text += f"{seconds:.1f} s of processor time, start included\n"
    sys.stdout.write(text)
    if asked.markdown:
        asked.markdown.write_text(text, "utf-8")
    return 0


def judged(pairs: Sequence[Pair]) -> list[Verdict]:
    """Extract from every report of `pairs` and judge the drafts."""
    from tests.worlds import geoparser

    reader = geoparser()
    return [judge(pair, drafts_of(pair, reader)) for pair in pairs]


def drafts_of(pair: Pair, geoparser: Geoparser) -> tuple[Draft, ...]:
    """Return the drafts of one report."""
    toponyms = geoparser.geoparse(pair.document.text, pair.language)
    found = extract(pair.document, toponyms, published=pair.published, language=pair.language)
    return found.drafts


def f1_of(verdicts: Sequence[Verdict]) -> float:
    """Return the F1 of events over reports, 0 to 1."""
    return _rates(verdicts)[2]


def _rates(verdicts: Sequence[Verdict]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    right, drafted, expected = (
        sum(part) for part in zip(*(v.counts for v in verdicts), strict=True)
    )
    precision, recall = _share(right, drafted), _share(right, expected)
    return precision, recall, _share(2 * right, drafted + expected)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _tables(verdicts: Sequence[Verdict], boot: int) -> str:
    groups = [(code, [v for v in verdicts if v.pair.language == code]) for code in LANGUAGES]
    groups = [(code, part) for code, part in groups if part]
    if len(groups) > 1:
        groups.append(("all", list(verdicts)))
    events = [
        [
            "language",
            "reports",
            "events",
            "precision",
            "recall",
            "F1",
            "false killed",
            "from no event",
        ]
    ]
    fields = [["language", *(f"{name} right" for name in FIELDS), "words overlap", "words covered"]]
    for code, part in groups:
        events.append(_event_row(code, part, boot))
        fields.append(_field_row(code, part))
    return f"{_markdown(events)}\n\n{_markdown(fields)}"


def _event_row(code: str, verdicts: Sequence[Verdict], boot: int) -> list[str]:
    rates = _rates(verdicts)
    chance = random.Random(7)
    drawn = [_rates(chance.choices(verdicts, k=len(verdicts))) for _ in range(boot)]
    cells = [
        _with_interval(rate, sorted(draw[i] for draw in drawn)) for i, rate in enumerate(rates)
    ]
    expected = sum(v.counts[2] for v in verdicts)
    return [code, str(len(verdicts)), str(expected), *cells, *_sums(verdicts)]


def _sums(verdicts: Sequence[Verdict]) -> tuple[str, str]:
    killed = sum(len(v.false_killed) for v in verdicts)
    return str(killed), str(sum(len(v.from_not_events) for v in verdicts))


def _with_interval(rate: float, drawn: list[float]) -> str:
    if not drawn:
        return f"{rate:.2f}"
    low, high = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
    return f"{rate:.2f} ({low:.2f}-{high:.2f})"


def _field_row(code: str, verdicts: Sequence[Verdict]) -> list[str]:
    cells = []
    for name in FIELDS:
        scored = sum(v.scored[name] for v in verdicts)
        share = _two_digits(sum(v.right[name] for v in verdicts), scored)
        cells.append(f"{share} of {scored}")
    matched = sum(len(v.matched) for v in verdicts)
    overlap = _two_digits(sum(v.overlapping for v in verdicts), matched)
    covered = _two_digits(sum(v.covered for v in verdicts), matched)
    return [code, *cells, overlap, covered]


def _two_digits(part: float, whole: float) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    ]
    lines.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)


def _misses(verdict: Verdict) -> list[str]:
    """What a maker of rules wants to read."""
    right, drafted, expected = verdict.counts
    lines = [f"{verdict.pair.name}: {right} right of {drafted} drafted and {expected} expected"]
    lines += [f"  missed    {_event_line(event)}" for event in verdict.missed]
    lines += [
        f"  {_why(verdict, draft)} {_draft_line(verdict.pair, draft)}" for draft in verdict.invented
    ]
    lines += [f"  killed?   {_draft_line(verdict.pair, draft)}" for draft in verdict.false_killed]
    lines += [f"  field     {line}" for line in verdict.wrong]
    return lines


def _why(verdict: Verdict, draft: Draft) -> str:
    return "no event " if draft in verdict.from_not_events else "invented "


def _event_line(event: Expected) -> str:
    return f"{event.event_type} | {event.date or '-'} | {event.place or '-'} | {event.evidence}"


def _draft_line(pair: Pair, draft: Draft) -> str:
    claim = draft.claim("event")
    words = pair.document.text[claim.start : claim.end] if claim else ""
    place = draft.place_id or (draft.place.name if draft.place else "-")
    told = f"{draft.event_type} | {draft.date or '-'} | {place} ({draft.where_as_written})"
    rule = claim.rule if claim else ""
    return f"{told} | {' '.join(words.split())} [{rule}]"


if __name__ == "__main__":
    raise SystemExit(main())
