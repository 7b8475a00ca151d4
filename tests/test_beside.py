"""Work beside other work of the same file: its result, its faults, and that it never outlives what it is beside."""

import threading

import pytest

from auditlint.readers.beside import Beside


def test_the_result_is_there_after_the_body():
    with Beside(lambda: 6 * 7) as work:
        pass
    assert work.result() == 42
    assert threading.active_count() == 1


def test_what_the_work_raises_is_raised_where_the_result_is_asked_for():
    def fail():
        raise MemoryError

    with Beside(fail) as work:
        pass
    with pytest.raises(MemoryError):
        work.result()


def test_a_body_that_fails_waits_for_the_work():
    begun, over = threading.Event(), []

    def slow():
        begun.wait()
        over.append(True)

    with pytest.raises(ValueError), Beside(slow):
        begun.set()
        raise ValueError
    assert over == [True]


def test_without_a_thread_to_be_had_the_work_is_done_at_once(monkeypatch):
    def refuse(_self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with Beside(lambda: "done") as work:
        assert work.result() == "done"
