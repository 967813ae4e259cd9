"""The source of a report at the desk: what is wrong of it is corrected, and what copies another is tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import NOW, a_place, a_source, some_facts

from dashboard.app_pages import desk_source
from dashboard.app_pages.desk_draft import mark
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.errors import QueryError
from geodata.store import drafts
from tests.acting import Do, acting, public_index, publish_all
from tests.desks import ANNA, BORIS, DOCUMENT, FIRST, a_desk, a_report

OTHER = "e" * 64
AS_TYPED = {
    "title": "Полиция в Бакае", "publisher": "Another", "publisher_kind": "activist", "author": "A.",
    "language": "ru", "url": "https://example.org/a", "published": "2006-05-28", "reliability": "02",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two reports of which the second tells much of the first in the same words."""
    nothing = some_facts(places=(a_place(), a_place("shanyrak")), events=(), claims=())
    report = replace(
        a_report(), source=a_source("report", published="2006-05-28"), shingles=tuple(range(60))
    )
    with a_desk(tmp_path, nothing, report) as opened:
        first = a_report()
        copy = replace(
            first,
            source=a_source("copy", title="The same again", published="2006-06"),
            document=replace(first.document, document_id=OTHER, source_id="copy"),
            drafts=(),
            shingles=tuple(range(10, 70)),
        )
        drafts.take_in(opened.engine, copy, NOW)
        publish_all(opened)
        yield opened


def _told(desk: Desk, document: str = DOCUMENT) -> list[dict[str, Any]]:
    return desk_source.relatives(desk, desk.open(document))


def _correct(desk: Desk, do: Do, source: str = "report", **more: Any) -> Any:
    return do("source", source=source, mark=mark(desk.source(source)), **more)


def test_every_field_of_a_source_that_is_not_public_is_corrected_without_a_reason(
    desk: Desk, do: Do
) -> None:
    assert _correct(desk, do, fields=AS_TYPED).ok

    source = desk.source("report")
    assert {name: getattr(source, name) for name in AS_TYPED} == AS_TYPED
    assert desk.history("source:report")[-1].who == ANNA.name


def test_source_that_readers_see_is_corrected_with_a_reason(desk: Desk, do: Do) -> None:
    do("accept", FIRST)
    answer = _correct(desk, do, fields={"author": "A."})

    assert answer.faults == ("A correction needs a reason; readers will see it.",)
    assert _correct(desk, do, fields={"author": "A."}, reason="named on the page").ok
    assert public_index(desk).sources["report"].author == "A."


@pytest.mark.parametrize(
    "fields",
    [{"url": "javascript:alert(1)"}, {"published": "last week"}, {"publisher": ""}, {"note": "x"},
     {"publisher_kind": "friend"}, {"source_id": "x"}, {"title": 3}, {"derived_from": "nobody"}, []],
)  # fmt: skip
def test_source_that_cannot_be_is_refused(desk: Desk, do: Do, fields: Any) -> None:
    before = desk.source("report")

    assert _correct(desk, do, fields=fields).faults
    assert desk.source("report") == before


def test_source_that_somebody_changed_meanwhile_is_not_overwritten(desk: Desk, do: Do) -> None:
    seen = mark(desk.source("report"))
    _correct(desk, acting(desk, BORIS), fields={"author": "B."})

    answer = do("source", source="report", mark=seen, fields={"author": "A."})

    assert answer.stale is not None
    assert answer.stale["who"] == BORIS.name
    assert desk.source("report").author == "B."


def test_correction_of_a_source_is_undone(desk: Desk, do: Do) -> None:
    before = desk.source("report")
    _correct(desk, do, fields={"author": "A."})

    assert do("undo").ok
    assert desk.source("report") == before


def test_report_that_tells_the_same_is_proposed_as_one_family(desk: Desk, do: Do) -> None:
    (kin,) = _told(desk)
    assert (kin["source_id"], kin["family"]) == ("copy", False)
    assert round(kin["shared"] * 100) == 83

    answer = do("family", source="report", mark=mark(desk.source("report")), other="copy")

    assert answer.ok
    assert desk.source("copy").derived_from == "report", "the later one copies the earlier"
    assert [one["family"] for one in (*_told(desk), *_told(desk, OTHER))] == [True, True]


def test_family_is_made_once(desk: Desk, do: Do) -> None:
    for wanted in (True, False):
        answer = do("family", source="copy", mark=mark(desk.source("copy")), other="report")
        assert answer.ok is wanted


def test_report_with_a_few_words_in_common_is_no_relative(desk: Desk) -> None:
    first = a_report()
    far = replace(
        first,
        source=a_source("far"),
        document=replace(first.document, document_id="d" * 64, source_id="far"),
        drafts=(),
        shingles=tuple(range(50, 110)),
    )
    drafts.take_in(desk.engine, far, NOW)

    assert [one["source_id"] for one in _told(desk)] == ["copy"]


def test_translation_is_tied_to_the_source_that_a_search_finds(desk: Desk, do: Do) -> None:
    _correct(desk, do, fields={"title": "Полиция в Бакае"})
    (found,) = do("sources", text="ПОЛИЦИЯ").extra["sources"]

    assert _correct(desk, do, "copy", fields={"derived_from": found["source_id"]}).ok
    told = desk_source.packed(desk, desk.source("copy"), Snapshot(public_index(desk)))
    assert told["origin"]["title"] == "Полиция в Бакае"
    assert told["public"] is False


def test_report_is_no_copy_of_its_own_copy(desk: Desk, do: Do) -> None:
    _correct(desk, do, "copy", fields={"derived_from": "report"})

    answer = _correct(desk, do, "report", fields={"derived_from": "copy"})

    assert answer.faults == ("A report cannot be a copy of its own copy.",)
    assert desk.source("report").derived_from == ""
    with pytest.raises(QueryError):
        desk.correct(ANNA, [(s := desk.source("copy"), replace(s, derived_from="copy"))], "")
