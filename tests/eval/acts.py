"""How well acts are told from what is not one: ``python -m tests.eval.acts [FILE…] [--misses]``.

Each row of acts_en.csv, acts_ru.csv and acts_kk.csv is a sentence of our own and the types of event that it reports as
having happened, or `none`; a type with ``?`` is arguable and counts neither way. Places and organisations are real, what
happens in them here need not be. A sentence is read as a report of its own, behind a paragraph that gives it a place and a
subject and is not scored. A rumour that is marked as hearsay counts neither way either, as long as it counts no dead. The
language of a file is the end of its name.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata import vocabulary
from geodata.draft import Draft
from geodata.extraction import extract
from geodata.geoparsing.geoparse import Geoparser
from geodata.model import Document

__all__ = ["Case", "Score", "f1_of", "read_cases", "scored"]

FILES = tuple(Path(__file__).with_name(f"acts_{language}.csv") for language in ("en", "ru", "kk"))
PUBLISHED = "2006-05-28"
BEFORE = {
    "en": "In Bakai, Alma-Ata, residents have been fighting the demolition of their homes.",
    "ru": "В Бакае, Алма-Ата, жители борются против сноса своих домов.",
    "kk": "Алматыда тұрғындар үйлерінің бұзылуына қарсы күресіп жатыр.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and what it tells."""

    sentence: str
    expected: Counter[str]
    arguable: Counter[str]
    language: str
    note: str = ""

    @property
    def document(self) -> Document:
        """The report that it is read as."""
        text = self.lead + self.sentence
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Document(document_id=digest, source_id="acts", text=text)

    @property
    def lead(self) -> str:
        """What stands in front of it."""
        return f"{BEFORE[self.language]}\n\n"


@dataclass(frozen=True, slots=True)
class Score:
    """What was found in one sentence, by type."""

    case: Case
    found: Counter[str]
    hearsay: Counter[str]
    """Found, but marked as hearsay and without a count of dead."""

    @property
    def right(self) -> Counter[str]:
        """Expected and found."""
        return self.case.expected & (self.found + self.hearsay)

    @property
    def missed(self) -> Counter[str]:
        """Expected and not found."""
        return self.case.expected - (self.found + self.hearsay)

    @property
    def invented(self) -> Counter[str]:
        """Found, neither expected nor arguable."""
        return self.found - self.case.expected - self.case.arguable

    @property
    def clean(self) -> bool:
        """Nothing missed, nothing invented."""
        return not self.missed and not self.invented


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scoreboard, file by file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="default: those beside this script")
    parser.add_argument("--misses", action="store_true", help="the sentences that went wrong")
    asked = parser.parse_args(arguments)
    absent = [str(file) for file in asked.files if not file.is_file()]
    if absent:
        sys.stderr.write(f"no such file: {', '.join(absent)}; name a CSV as acts_en.csv is one\n")
        return 2
    from tests.worlds import geoparser

    reader = geoparser()
    for file in asked.files or [file for file in FILES if file.is_file()]:
        scores = scored(read_cases(file), reader)
        misses = "\n".join(_miss(score) for score in scores if not score.clean)
        text = f"{misses}\n\n" if asked.misses and misses else ""
        sys.stdout.write(f"{text}{file.name}, {len(scores)} sentences\n{_table(scores)}\n\n")
    return 0


def read_cases(file: Path) -> tuple[Case, ...]:
    """Return the sentences of a file; the end of its name is their language."""
    language = file.stem.rpartition("_")[2]
    if language not in BEFORE:
        raise ValueError(f"{file.name}: expected a name that ends in _en, _ru or _kk and .csv")
    with file.open(encoding="utf-8", newline="") as rows:
        return tuple(_case(row, language) for row in csv.DictReader(rows))


def scored(cases: Iterable[Case], geoparser: Geoparser) -> tuple[Score, ...]:
    """Read every sentence and compare."""
    return tuple(_score(case, geoparser) for case in cases)


def f1_of(scores: Sequence[Score]) -> float:
    """Return the F1 of acts over sentences, 0 to 1."""
    return _rates(*_sums(scores, ""))[2]


def _case(row: dict[str, str], language: str) -> Case:
    told = [name.strip() for name in row["expected"].split("|")]
    strangers = {name.rstrip("?") for name in told} - {"none", *vocabulary.event_types()}
    if strangers:
        raise ValueError(
            f"{sorted(strangers)} in {row['sentence']!r}: expected event types or none"
        )
    return Case(
        sentence=row["sentence"],
        expected=Counter(name for name in told if name != "none" and not name.endswith("?")),
        arguable=Counter(name[:-1] for name in told if name.endswith("?")),
        language=language,
        note=row["note"],
    )


def _score(case: Case, geoparser: Geoparser) -> Score:
    document = case.document
    toponyms = geoparser.geoparse(document.text, case.language)
    drafts = extract(document, toponyms, published=PUBLISHED, language=case.language).drafts
    told = [draft for draft in drafts if _is_of_sentence(draft, len(case.lead))]
    found: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for draft in told:
        found["hearsay" in draft.doubts and "killed" not in draft.quantities][draft.event_type] += 1
    return Score(case, found[False], found[True])


def _is_of_sentence(draft: Draft, start: int) -> bool:
    """Whether words of the sentence, not only those in front of it, tell the event."""
    events = [claim for claim in draft.claims if claim.field == "event"] or draft.claims
    return any(claim.end is not None and claim.end > start for claim in events)


def _sums(scores: Iterable[Score], name: str) -> tuple[int, int, int]:
    """Right, missed, invented: of one type, or of all for an empty name."""
    sums = Counter[str]()
    for score in scores:
        for part in ("right", "missed", "invented"):
            counted: Counter[str] = getattr(score, part)
            sums[part] += counted[name] if name else counted.total()
    return sums["right"], sums["missed"], sums["invented"]


def _rates(right: int, missed: int, invented: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    return (
        _share(right, right + invented),
        _share(right, right + missed),
        _share(2 * right, 2 * right + missed + invented),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _table(scores: Sequence[Score]) -> str:
    lines = [f"{'':20}expected  right  invented  precision  recall    F1"]
    lines += [_line(name, name, scores) for name in vocabulary.event_types()]
    lines.append(_line("all", "", scores))
    silent = [score for score in scores if not score.case.expected]
    empty = sum(not score.invented for score in silent)
    clean = sum(score.clean for score in scores)
    lines.append(f"tells nothing and stayed empty: {empty} of {len(silent)}")
    lines.append(f"whole sentence right: {clean} of {len(scores)}")
    return "\n".join(lines)


def _line(label: str, name: str, scores: Sequence[Score]) -> str:
    right, missed, invented = _sums(scores, name)
    precision, recall, f1 = _rates(right, missed, invented)
    counts = f"{right + missed:8}{right:7}{invented:10}"
    return f"{label:20}{counts}{precision:11.2f}{recall:8.2f}{f1:6.2f}"


def _miss(score: Score) -> str:
    wrong = [f"-{name}" for name in score.missed.elements()]
    wrong += [f"+{name}" for name in score.invented.elements()]
    return f"{' '.join(wrong)} | {score.case.sentence} [{score.case.note}]"


if __name__ == "__main__":
    raise SystemExit(main())
