"""The online geocoder: seldom asked, never twice."""

import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer.online import OnlineGeocoder

ANSWER = {"display_name": "Bakay, Almaty", "lat": "43.32", "lon": "76.99", "osm_type": "node", "osm_id": 7, "boundingbox": ["43.30", "43.34", "76.97", "77.01"]}  # fmt: skip


class Clock:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_answers_are_kept_and_questions_are_spaced(tmp_path):
    asked, clock = [], Clock()

    def service(query, language):
        asked.append((query, language))
        return [ANSWER]

    geocoder = OnlineGeocoder(service, tmp_path / "cache.sqlite", clock=clock, sleep=clock.sleep)
    found = geocoder.find("Bakay")
    geocoder.find("BAKAY")
    geocoder.find("Shanyrak")
    geocoder.close()
    assert asked == [("Bakay", "en"), ("Shanyrak", "en")]
    assert clock.slept == [pytest.approx(1.1)]
    assert found[0].point.lon == pytest.approx(76.99)
    assert 2_000 < found[0].radius_m < 4_000
    assert found[0].reference == "node/7"


def test_failure_is_one_clear_sentence(tmp_path):
    def service(query, language):
        raise TimeoutError("timed out")

    geocoder = OnlineGeocoder(service, tmp_path / "cache.sqlite")
    with pytest.raises(GazetteerError, match="could not answer for 'Bakay'"):
        geocoder.find("Bakay")
    geocoder.close()
