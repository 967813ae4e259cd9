"""Tries to log in: they run out, come back with time, and fill no memory."""

from __future__ import annotations

import pytest

from dashboard.attempts import SECONDS, TRIES, Attempts, client_key


class _Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_tries_run_out_and_come_back_one_by_one() -> None:
    clock = _Time()
    tries = Attempts(clock)

    assert [tries.take("name a") for _ in range(TRIES)] == [0] * TRIES
    assert 0 < tries.take("name a") <= SECONDS + 1
    assert tries.take("name b") == 0
    clock.now += SECONDS
    assert tries.take("name a") == 0
    assert tries.take("name a") > 0


def test_refused_try_is_not_counted() -> None:
    clock = _Time()
    tries = Attempts(clock)
    for _ in range(TRIES * 5):
        tries.take("client x", "name a")
    clock.now += SECONDS

    assert tries.take("client x", "name a") == 0


def test_right_passphrase_costs_no_try() -> None:
    tries = Attempts(_Time())
    for _ in range(TRIES * 3):
        assert tries.take("name a") == 0
        tries.give_back("name a")


def test_many_names_cannot_fill_the_memory() -> None:
    clock = _Time()
    tries = Attempts(clock)
    for number in range(50_000):
        clock.now += 1
        tries.take(f"name {number}")

    assert len(tries._full_at) < 21_000


def test_readers_behind_a_proxy_do_not_lock_one_another_out() -> None:
    tries = Attempts(_Time())

    assert sum(tries.take(client_key("10.0.0.7")) == 0 for _ in range(1000)) == TRIES * 10
    assert sum(tries.take(client_key("93.184.216.5")) == 0 for _ in range(1000)) == TRIES


@pytest.mark.parametrize("address", ["", "unix", "testclient", "::1", "fe80::1%eth0"])
def test_address_that_says_nothing_counts_as_shared(address: str) -> None:
    assert client_key(address).startswith("shared ")
