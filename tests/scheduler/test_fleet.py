"""Where work is done: the same calls in this process, in processes and on a cluster; losses cost one piece each."""

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.fleet import TRIES, Fleet, FleetError, PieceLost, Processes, fleet
from tests.scheduler.clusters import cluster
from tests.scheduler.fleet_work import devour, die, die_at_first, number_of_process, refuse, twice

PATIENCE = 60


@pytest.fixture(scope="module")
def dask() -> Iterator[str]:
    with cluster() as address:
        yield address


@pytest.fixture(params=["here", "processes", "dask"])
def some_fleet(request: pytest.FixtureRequest) -> Iterator[Fleet]:
    address = request.getfixturevalue("dask") if request.param == "dask" else ""
    with fleet(request.param, 2, address) as made:
        yield made


@pytest.fixture(params=["processes", "dask"])
def far_fleet(request: pytest.FixtureRequest) -> Iterator[Fleet]:
    """Workers that can be lost without this process."""
    address = request.getfixturevalue("dask") if request.param == "dask" else ""
    with fleet(request.param, 2, address) as made:
        yield made


def test_every_call_comes_back(some_fleet):
    futures = [some_fleet.executor.submit(twice, n) for n in range(7)]
    assert [one.result(PATIENCE) for one in futures] == [0, 2, 4, 6, 8, 10, 12]


def test_what_a_call_raises_is_raised_here(some_fleet):
    with pytest.raises(ValueError, match="no room"):
        some_fleet.executor.submit(refuse, "no room").result(PATIENCE)
    assert some_fleet.executor.submit(twice, 4).result(PATIENCE) == 8


def test_work_is_done_elsewhere(far_fleet):
    assert far_fleet.executor.submit(number_of_process).result(PATIENCE) != os.getpid()


def test_a_killed_worker_costs_its_piece_which_is_done_again(far_fleet, tmp_path):
    others = [far_fleet.executor.submit(twice, n) for n in range(3)]
    killed = far_fleet.executor.submit(die_at_first, tmp_path / "mark")
    others += [far_fleet.executor.submit(twice, n) for n in range(3, 6)]
    assert [one.result(PATIENCE) for one in others] == [0, 2, 4, 6, 8, 10]
    assert killed.result(PATIENCE) == "done"


def test_a_piece_that_kills_every_worker_is_given_up_and_the_others_go_on(tmp_path):
    times = tmp_path / "times"
    with fleet("processes", 2) as made:
        deadly = made.executor.submit(die, times)
        others = [made.executor.submit(twice, n) for n in range(6)]
        with pytest.raises(PieceLost, match=f"attempts: {TRIES}"):
            deadly.result(PATIENCE)
        assert [one.result(PATIENCE) for one in others] == [0, 2, 4, 6, 8, 10]
    assert len(times.read_text()) == TRIES


def test_a_worker_killed_while_it_has_nothing_to_do_is_made_anew():
    with fleet("processes", 1) as made:
        first = made.executor.submit(number_of_process).result(PATIENCE)
        os.kill(first, signal.SIGKILL)
        time.sleep(0.3)
        assert made.executor.submit(number_of_process).result(PATIENCE) != first


def test_a_worker_that_takes_too_much_memory_is_ended():
    with fleet("processes", 1, memory_mb=200) as made:
        with pytest.raises(PieceLost):
            made.executor.submit(devour, 300).result(PATIENCE)
        assert made.executor.submit(twice, 2).result(PATIENCE) == 4


def test_a_piece_at_work_can_be_given_up():
    with fleet("processes", 1) as made:
        long, waiting = made.executor.submit(number_of_process, 600), made.executor.submit(twice, 1)
        made.drop(waiting)
        made.drop(long)
        with pytest.raises(PieceLost):
            long.result(PATIENCE)
        assert waiting.cancelled()
        assert made.executor.submit(twice, 3).result(PATIENCE) == 6


def test_no_worker_outlives_its_fleet():
    with fleet("processes", 2) as made:
        assert isinstance(made.executor, Processes)
        futures = [made.executor.submit(number_of_process, 600) for _ in range(3)]
        deadline = time.monotonic() + PATIENCE
        while len(numbers := made.executor.processes()) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    while not all(one.done() for one in futures):
        assert time.monotonic() < deadline + PATIENCE
        time.sleep(0.05)
    while any(Path(f"/proc/{number}").exists() for number in numbers):
        assert time.monotonic() < deadline + PATIENCE
        time.sleep(0.05)


def test_an_executor_that_is_not_there_is_refused():
    with pytest.raises(FleetError, match=r"fleet\.executor is “moon”, expected one of here"), fleet("moon"):
        pass


def test_dask_without_an_address_is_refused():
    with pytest.raises(FleetError, match=r"fleet\.address is missing"), fleet("dask"):
        pass


@pytest.mark.parametrize(
    "address",
    ["nowhere", "--", "tcp://", "tcp://x", "tcp://x:99999", "tcp://x:y", "http://127.0.0.1:1", "tcp://[:1"],
)
def test_an_address_that_is_none_is_refused_at_once(address, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = f"fleet.address is “{address}”: write where"
    with pytest.raises(FleetError, match=re.escape(told)), fleet("dask", 2, address):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{free}", "127.0.0.1:{free}"])
def test_an_address_where_no_scheduler_answers_is_refused_with_the_remedy(address, monkeypatch):
    monkeypatch.setattr("scheduler.fleet.remote._ANSWER", 1)
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        asked = address.format(free=taken.getsockname()[1])
    with pytest.raises(FleetError, match=r"correct fleet\.address"), fleet("dask", 2, asked):
        pass


def test_without_its_package_dask_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FleetError, match="extra “dask”"), fleet("dask", 2, "tcp://127.0.0.1:1"):
        pass
