"""The screen side of ``holdground ingest`` and ``verify``: drafts as JSON or as a table, a bar for many reports. An edge."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from geodata import vocabulary
from geodata.draft import Draft
from geodata.errors import GeodataError, ReadingError
from geodata.intake import About, Ingested, Intake, ingest_url
from geodata.model import Claim, Problem
from geodata.reading.reports import bytes_of
from geodata.settings import Settings
from geodata.store import drafts, records
from geodata.store.engine import open_record

__all__ = ["Report", "ingest_all", "reports_in", "run", "show", "told", "verify"]

_LINE_FIELDS = ("published", "language", "title", "publisher", "author", "url")
_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf")


@dataclass(frozen=True, slots=True)
class Report:
    """One report on its way in: a file, or a line of a JSONL file."""

    name: str
    path: Path | None = None
    text: str = ""
    about: About | None = None

    def content(self) -> bytes:
        """Return its bytes."""
        return self.text.encode("utf-8") if self.path is None else bytes_of(self.path)


def told(done: Ingested) -> dict[str, Any]:
    """Return what came of a report in the shape that ``holdground ingest --json`` prints; the README documents it."""
    return {
        "document_id": done.document.document_id,
        "new": done.new,
        "source": {k: v for k, v in asdict(done.source).items() if v},
        "drafts": [_draft(draft) for draft in done.drafts],
        "mentions": [
            {k: v for k, v in asdict(mention).items() if k != "document_id"}
            for mention in done.mentions
        ],
        "problems": [asdict(problem) for problem in done.problems],
    }


def reports_in(files: Sequence[Path], problems: list[Problem]) -> Iterator[Report]:
    """Yield the reports of files, folders and JSONL files, in order of their names.

    Parameters
    ----------
    files
        A folder stands for the reports in it (text, HTML, PDF), ``.jsonl`` for one report a line: ``{text, published?,
        language?, title?, publisher?, author?, url?}``.
    problems
        What cannot be a report is added here.
    """
    for file in files:
        if file.is_dir():
            yield from _in_folder(file, problems)
        elif file.suffix.lower() == ".jsonl":
            yield from _lines(file, problems)
        else:
            yield Report(str(file), file)


def _in_folder(folder: Path, problems: list[Problem]) -> Iterator[Report]:
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if path.is_symlink():
            reason = f"{path} is a link and was passed over; name the file it leads to"
            problems.append(Problem(str(path), reason))
        elif path.suffix.lower() not in _SUFFIXES:
            reason = f"{path} is no text, HTML or PDF by its name and was passed over"
            problems.append(Problem(str(path), reason))
        else:
            yield Report(str(path), path)


def ingest_all(
    reports: Iterable[Report], settings: Settings, about: About, now: dt.datetime
) -> Iterator[Ingested | Problem]:
    """Take in many reports; each comes back as what came of it, or as the problem that it has. The rest goes on.

    What is archived already is passed over, so that a run that was stopped goes on where it was.
    """
    with Intake(settings, now) as intake:
        for report in reports:
            try:
                yield intake.take(report.content(), report.name, _joined(about, report.about))
            except GeodataError as err:
                yield Problem(report.name, str(err))


def run(  # noqa: PLR0913 - told by keyword
    files: Sequence[Path],
    settings: Settings,
    about: About,
    *,
    url: str,
    as_json: bool,
    now: dt.datetime,
) -> int:
    """Do what ``holdground ingest`` is asked; returns the number of problems."""
    out, err = Console(), Console(stderr=True)
    if not about.published:
        told_so = "no --published given: words such as “on Friday” cannot be dated"
        err.print(Text(told_so, style="yellow"))
    problems: list[Problem] = []
    if url:
        show(ingest_url(url, settings, about=about, now=now), out, as_json=as_json)
    reports = list(reports_in(files, problems))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, disable=len(reports) < 2) as bar:
        task = bar.add_task("reports", total=len(reports))
        for done in ingest_all(reports, settings, about, now):
            if isinstance(done, Problem):
                problems.append(done)
            else:
                show(done, out, as_json=as_json)
            bar.advance(task)
    for problem in problems:
        err.print(Text(f"holdground: {problem.reason}", style="bold red"), soft_wrap=True)
        if as_json:
            _print_json({**_NOTHING, "problems": [asdict(problem)]}, out)
    return len(problems)


def verify(settings: Settings) -> tuple[int, int]:
    """Hash what is archived again; returns how many documents are sound, and how many are not, which are told one by one."""
    err = Console(stderr=True)
    engine = open_record(settings.db)
    try:
        with engine.connect() as connection:
            total = records.counts(connection)["document"]
            bad = 0
            for found in drafts.unsound(connection):
                bad += 1
                line = f"{found.document_id} ({found.source_id}): its bytes are {found.problem}"
                err.print(Text(line, style="yellow"))
    finally:
        engine.dispose()
    return total - bad, bad


def show(done: Ingested, console: Console, *, as_json: bool = False) -> None:
    """Print what came of a report."""
    if as_json:
        _print_json(told(done), console)
        return
    verb = "archived as" if done.new else "was archived before as"
    waiting = f"{len(done.drafts)} drafts wait for review" if done.drafts else "no event was found"
    console.print(Text(f"“{done.source.title}” {verb} {done.source.source_id}; {waiting}"))
    if done.drafts:
        console.print(_table(done.drafts))
    # That nothing was found is said above.
    for problem in (p for p in done.problems if p.subject != done.document.document_id):
        console.print(Text(f"{problem.subject}: {problem.reason}", style="yellow"))


_NOTHING: Mapping[str, Any] = {"document_id": None, "source": None, "drafts": [], "mentions": []}


def _print_json(value: Mapping[str, Any], console: Console) -> None:
    line = json.dumps(value, ensure_ascii=False)
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _table(drafted: Iterable[Draft]) -> Table:
    table = Table("", "what", "when", "where", "how many", "outcome", box=None, pad_edge=False)
    for number, draft in enumerate(drafted, start=1):
        hours = "–".join(filter(None, (draft.time_start, draft.time_end)))
        numbers = "\n".join(
            f"{vocabulary.label('quantities', name)}: {_range(claim)}"
            for name, claim in _numbers(draft)
        )
        cells = (
            str(number),
            vocabulary.label("event_types", draft.event_type) or "?",
            f"{draft.date or 'no day'} {hours}".strip(),
            draft.place_id or draft.where_as_written or "no place",
            numbers,
            draft.outcome,
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _numbers(draft: Draft) -> Iterator[tuple[str, Mapping[str, int | None]]]:
    for name, quantity in draft.quantities.items():
        yield name, asdict(quantity)


def _range(quantity: Mapping[str, int | None]) -> str:
    low, best, high = quantity["low"], quantity["best"], quantity["high"]
    if low is None and high is None:
        return f"about {best}"
    if low == high:
        return str(low)
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _draft(draft: Draft) -> dict[str, Any]:
    where = draft.place
    return {
        "draft_id": draft.draft_id,
        "event_type": draft.event_type,
        "layer": draft.layer,
        "title": draft.title,
        "date": draft.date,
        "date_basis": draft.date_basis,
        "time_start": draft.time_start,
        "time_end": draft.time_end,
        "place_id": draft.place_id,
        "place": where
        and {
            "name": where.name,
            "lon": where.point.lon if where.point else None,
            "lat": where.point.lat if where.point else None,
            "radius_m": where.radius_m,
            "how": where.how,
        },
        "where_as_written": draft.where_as_written,
        "outcome": draft.outcome,
        "quantities": {name: asdict(quantity) for name, quantity in draft.quantities.items()},
        "status": draft.state,
        "confidence": draft.confidence,
        "doubts": list(draft.doubts),
        "claims": [_claim(claim) for claim in draft.claims],
        "links": [{"link_type": x.link_type, "target_id": x.target_id} for x in draft.links],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    said = {"quantity": asdict(claim.quantity)} if claim.quantity else {}
    return {
        "field": claim.field,
        "text": claim.text,
        **said,
        "start": claim.start,
        "end": claim.end,
        "stated_by": claim.stated_by,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _lines(file: Path, problems: list[Problem]) -> Iterator[Report]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise ReadingError(f"{file} cannot be read as UTF-8 lines ({err}); check it") from err
    for number, line in enumerate(lines, start=1):
        name = f"{file}:{number}"
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            text = raw["text"]
            given: dict[str, Any] = {key: str(raw[key]) for key in _LINE_FIELDS if raw.get(key)}
            yield Report(name, text=str(text), about=About(**given))
        except (ValueError, KeyError, TypeError, GeodataError) as err:
            wanted = "expected one JSON object a line with a text and perhaps a date of publication"
            problems.append(Problem(name, f"{name} is no report ({err}); {wanted}"))


def _joined(common: About, own: About | None) -> About:
    """What a line says of itself stands before what was said for all."""
    if own is None:
        return common
    said = {name: value for name in _LINE_FIELDS if (value := getattr(own, name))}
    return replace(common, **said)
