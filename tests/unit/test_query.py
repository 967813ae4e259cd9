"""The parameters of the read API: text from strangers. Each wrong one is refused in one sentence that says what to give."""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.datastructures import QueryParams

from dashboard.query import PARAMETERS, parse_query
from geodata.dates import Interval
from geodata.errors import QueryError
from geodata.index import Index, Query
from geodata.space import Bbox

DAY = dt.date(2006, 5, 12)


def _parse(text: str, index: Index) -> Query:
    return parse_query(QueryParams(text), index)


def test_no_parameters_ask_for_everything(index: Index) -> None:
    assert _parse("", index) == Query()


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("2006-05-12", Interval(DAY, DAY)),
        ("2006-05-12T11:00:00Z", Interval(DAY, DAY)),
        ("2006-05-12T11:00:00.5%2B06:00", Interval(DAY, DAY)),
        ("2006-05-12/..", Interval(DAY, None)),
        ("2006-05-12/", Interval(DAY, None)),
        ("../2006-05-12", Interval(None, DAY)),
        ("/2006-05-12", Interval(None, DAY)),
        ("2006-05-12/2006-05-12", Interval(DAY, DAY)),
    ],
)
def test_datetime_is_a_day_or_an_interval(text: str, interval: Interval, index: Index) -> None:
    assert _parse(f"datetime={text}", index).interval == interval


def test_bbox_is_west_south_east_north(index: Index) -> None:
    assert _parse("bbox=76,43,77,44", index).bbox == Bbox(76, 43, 77, 44)


def test_bbox_may_cross_the_antimeridian(index: Index) -> None:
    assert _parse("bbox=170,-20,-170,20", index).bbox == Bbox(170, -20, -170, 20)


def test_several_codes_may_be_given_with_commas_or_again(index: Index) -> None:
    both = frozenset({"demolition", "resistance"})

    assert _parse("layer=demolition,resistance", index).layers == both
    assert _parse("layer=demolition&layer=resistance", index).layers == both


def test_when_is_possible_unless_certain_is_asked(index: Index) -> None:
    assert not _parse("when=possible", index).certain
    assert _parse("when=certain", index).certain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour=red", "unknown parameter 'colour'"),
        ("BBOX=1,2,3,4", "unknown parameter"),
        ("bbox=", "expected four numbers"),
        ("bbox=1,2,3", "3 numbers"),
        ("bbox=1,2,3,4,5,6", "6 numbers"),
        ("bbox=a,b,c,d", "expected four numbers"),
        ("bbox=nan,0,1,1", "bbox cannot be"),
        ("bbox=-inf,0,inf,1", "bbox cannot be"),
        ("bbox=0,95,1,96", "bbox cannot be"),
        ("bbox=200,0,210,1", "bbox cannot be"),
        ("bbox=0,10,1,5", "north of its north"),
        ("bbox=1,2,3,4&bbox=1,2,3,4", "given 2 times"),
        ("datetime=", "expected a day"),
        ("datetime=..", "expected a day"),
        ("datetime=../..", "expected a day"),
        ("datetime=/", "expected a day"),
        ("datetime=2006-05", "expected a day"),
        ("datetime=2006-02-30", "expected a day"),
        ("datetime=yesterday", "expected a day"),
        ("datetime=2006-05-12/2006-05-13/2006-05-14", "expected a day"),
        ("datetime=2006-05-13/2006-05-12", "ends before it starts"),
        ("datetime=2006-05-12&datetime=2006-05-12", "given 2 times"),
        ("when=maybe", "expected possible or certain"),
        ("layer=rumour", "there are aftermath, demolition, resistance"),
        ("layer=", "layer '' is not known"),
        ("event_type=riot", "event_type 'riot' is not known"),
        ("place_id=atlantis", "place_id 'atlantis' is not known"),
        ("limit=0", "whole number from 1"),
        ("limit=-1", "whole number from 1"),
        ("limit=1.5", "whole number from 1"),
        ("limit=ten", "whole number from 1"),
        ("limit=٣", "whole number from 1"),
        ("limit=100001", "to 100000"),
        ("limit=99999999999999999999", "to 100000"),
    ],
)
def test_wrong_parameter_is_refused_in_one_sentence(text: str, told: str, index: Index) -> None:
    with pytest.raises(QueryError) as caught:
        _parse(text, index)

    sentence = str(caught.value)
    assert told in sentence
    assert "\n" not in sentence
    assert len(sentence) < 700


def test_long_value_is_cut_in_the_answer(index: Index) -> None:
    with pytest.raises(QueryError) as caught:
        _parse(f"when={'x' * 10_000}", index)

    assert len(str(caught.value)) < 200


def test_every_parameter_is_known_to_the_reader(index: Index) -> None:
    with pytest.raises(QueryError, match=", ".join(PARAMETERS)):
        _parse("what=1", index)
