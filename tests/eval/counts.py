"""How well numbers are read: ``python -m tests.eval.counts [--misses] [--markdown FILE]``.

Two judges. One is a list of little sentences of our own (counts_cases.csv) with what each counts: exact agreement, every noun
and every bound, nothing more and nothing less; the rules were written with it in sight. The other is foreign: how protests were described
in words, and the size class that people gave them (Mass Mobilization; outside the repository). Three well-kept libraries stand beside ours
on the second where they are installed; none of them is needed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from geodata.extraction.count_amounts import read_quantity
from geodata.extraction.counts import Count, find_counts

CASES = Path(__file__).with_name("counts_cases.csv")
PARTICIPANTS = (
    Path(__file__).resolve().parents[3] / "shared" / "corpora" / "participants_counts.csv"
)
CLASSES = (
    (100, "50-99"),
    (1000, "100-999"),
    (2000, "1000-1999"),
    (5000, "2000-4999"),
    (10_001, "5000-10000"),
)
Reader = Callable[[str], float | None]


def written(counts: tuple[Count, ...]) -> str:
    """Return counts as the cases write them: ``police 200/-/-; injured 2``."""
    return "; ".join(sorted(_one(count) for count in counts if count.asserted))


def agreement() -> tuple[Counter[str], Counter[str], list[str]]:
    """Return right answers and cases by language, and what was missed."""
    right: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    missed = []
    for row in csv.DictReader(CASES.read_text("utf-8").splitlines()):
        wanted = "; ".join(sorted(filter(None, row["expected"].split("; "))))
        found = written(find_counts(row["text"], row["language"]))
        cases[row["language"]] += 1
        right[row["language"]] += found == wanted
        if found != wanted:
            missed.append(
                f"{row['language']} {row['text']}\n    wanted {wanted}\n    found  {found}"
            )
    return right, cases, missed


def size_class(value: float | None) -> str:
    """Return the size class of Mass Mobilization that holds a number; empty below 50."""
    if value is None or value < 50:
        return ""
    return next((name for limit, name in CLASSES if value < limit), ">10000")


def share(reader: Reader) -> float:
    """Return the share of described protests whose class the reader gives as people gave it."""
    right = every = 0
    for row in csv.DictReader(PARTICIPANTS.read_text("utf-8").splitlines()):
        every += int(row["rows"])
        right += int(row["rows"]) * (size_class(reader(row["as_written"])) == row["category"])
    return right / every


def ours(text: str) -> float | None:
    """Return the number by which our reading of a description is classed: its figure, else its lower bound, else just under its upper."""
    quantity = read_quantity(re.sub(r"(?<=\d)(?=\+)|(?<=\d)_", " ", text).strip(), "en")
    if quantity is None:
        return None
    value = quantity.best if quantity.best is not None else quantity.low
    return value if value is not None else (quantity.high or 1) - 1


def libraries() -> dict[str, Reader]:
    """Return readers built on libraries that happen to be installed."""
    found: dict[str, Reader] = {}
    for name, read in (
        ("quantulum3", _quantulum),
        ("text_to_num", _text2num),
        ("word2number", _word2number),
    ):
        try:
            import_module(name)
        except ImportError:
            continue
        found[name] = read
    return found


def _quantulum(text: str) -> float | None:
    values = import_module("quantulum3.parser").parse(text)
    return float(values[0].value) if values else None


def _text2num(text: str) -> float | None:
    digits = re.search(r"\d[\d,]*", import_module("text_to_num").alpha2digit(text.lower(), "en"))
    return float(digits[0].replace(",", "")) if digits else None


def _word2number(text: str) -> float | None:
    try:
        return float(import_module("word2number.w2n").word_to_num(text.replace(",", "")))
    except ValueError:
        return None


def _one(count: Count) -> str:
    quantity = count.quantity
    parts = (quantity.low, quantity.best, quantity.high)
    if len(set(parts)) == 1:
        return f"{count.noun} {quantity.low}"
    return f"{count.noun} " + "/".join("-" if part is None else str(part) for part in parts)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print every case that is not exact")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    arguments = parser.parse_args()
    right, cases, missed = agreement()
    table = ["| what | agreement | of |", "|---|---|---|"]
    table += [
        f"| sentences, {one} | {right[one] / cases[one]:.1%} | {cases[one]} |"
        for one in sorted(cases)
    ]
    if PARTICIPANTS.is_file():
        readers = {"Holdground": ours, **libraries()}
        table += [
            f"| protest sizes, {name} | {share(read):.1%} | 9,882 |"
            for name, read in readers.items()
        ]
    sys.stdout.write("\n".join([*(missed if arguments.misses else []), *table, ""]))
    if arguments.markdown:
        arguments.markdown.write_text("\n".join([*table, ""]), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
