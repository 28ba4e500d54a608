"""Functions in a process of their own: limits bind, the server's secrets stay, and other requests find a thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ledger import isolation
from ledger.isolation import MEGABYTE, AllBusy, Limit, LimitMet, Limits, ProcessFailed, run

HERE = "tests.support.overrunning:"


@pytest.mark.parametrize("name", ["loop", "match_without_end"])
def test_processor_time_is_limited(name):
    with pytest.raises(LimitMet) as met:
        run(HERE + name, b"", limits=Limits(processor_seconds=1))

    assert met.value.limit is Limit.TIME


def test_time_by_the_clock_is_limited():
    with pytest.raises(LimitMet) as met:
        run(HERE + "sleep", b"", limits=Limits(clock_seconds=1.5))

    assert met.value.limit is Limit.TIME


def test_memory_is_limited():
    with pytest.raises(LimitMet) as met:
        run(HERE + "allocate", b"")

    assert met.value.limit is Limit.MEMORY


def test_answer_is_limited():
    with pytest.raises(LimitMet) as met:
        run(HERE + "answer", b"abc", size=100, limits=Limits(answer_bytes=200))

    assert met.value.limit is Limit.ANSWER
    assert run(HERE + "answer", b"abc", size=2) == "abcabc"


def test_limits_are_those_that_are_promised():
    limits = Limits()

    assert (limits.processor_seconds, limits.memory_bytes) == (10, 256 * MEGABYTE)


def test_failure_tells_where_and_nothing_of_the_content():
    with pytest.raises(ProcessFailed) as failed:
        run(HERE + "fail", b"a name that is nobody's business")

    assert "overrunning.py" in str(failed.value)
    assert "ValueError" in str(failed.value)
    assert "nobody" not in str(failed.value)


def test_process_that_ends_without_an_answer_has_failed():
    with pytest.raises(ProcessFailed):
        run(HERE + "end", b"", code=3)


def test_process_knows_no_secret(monkeypatch):
    monkeypatch.setenv("LEDGER_SECRET_KEY", "the key of the server")
    monkeypatch.setenv("LEDGER_DATABASE_URL", "postgres://ledger:word@localhost/ledger")
    known = run(HERE + "environment", b"")

    assert not [name for name in known if name.startswith("LEDGER")]
    assert "the key of the server" not in known.values()


@pytest.fixture
def few_slots(monkeypatch):
    slots = isolation._Slots(running_at_most=1, present_at_most=2)
    monkeypatch.setattr(isolation, "_slots", slots)
    return slots


def test_who_comes_while_others_run_waits(few_slots):
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(lambda _n: run(HERE + "wait", b"0.1"), range(2)))

    assert answers == ["done", "done"]
    assert (few_slots.running, few_slots.present) == (0, 0)


def test_who_waits_too_long_is_told(few_slots, monkeypatch):
    monkeypatch.setattr(isolation, "WAIT_SECONDS", 0.05)
    with few_slots.hold(), pytest.raises(AllBusy):
        run(HERE + "wait", b"0")

    assert run(HERE + "wait", b"0") == "done"


def test_the_last_thread_does_not_wait_as_long(few_slots, monkeypatch):
    monkeypatch.setattr(isolation, "LAST_THREAD_WAIT_SECONDS", 0.01)
    waiting = threading.Thread(target=lambda: run(HERE + "wait", b"0"))
    with few_slots.hold():
        waiting.start()
        while few_slots.present < 2:
            pass
        with pytest.raises(AllBusy):
            run(HERE + "wait", b"0")
    waiting.join()

    assert (few_slots.running, few_slots.present) == (0, 0)


@pytest.mark.parametrize(("threads", "running", "present"), [(1, 1, 1), (2, 1, 1), (4, 2, 3), (16, 8, 15)])
def test_half_of_the_threads_read(few_slots, threads, running, present):
    isolation.leave_threads_free(threads)

    assert (few_slots.running_at_most, few_slots.present_at_most) == (running, present)
