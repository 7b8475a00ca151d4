"""Audits the current directory on a cluster of two processes, one of which is killed at its work; says what came of it."""

import io
import json
import os
import signal
import sys
import threading
import time
from concurrent.futures import Executor
from contextlib import redirect_stdout

import cloudpickle
from distributed import Client, LocalCluster

import auditlint
from auditlint.__main__ import main
from auditlint.desk import lent
from auditlint.reports import json_report


class Killing(Executor):
    """Passes its work on, and has a worker killed when the first of it is done."""

    def __init__(self, executor: Executor, pids: list[int]):
        self.executor, self.pids = executor, pids
        self.killed = self.batches = 0
        self.lock = threading.Lock()

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.batches += 1
        future = self.executor.submit(fn, *args, **kwargs)
        future.add_done_callback(self.kill)
        return future

    def kill(self, _: object) -> None:
        with self.lock:
            while self.pids:
                os.kill(self.pids.pop(), signal.SIGKILL)
                self.killed += 1


def run() -> None:
    follow = lent.follow

    def slow(order: lent.Order) -> lent.Done:
        time.sleep(0.2)  # long enough to be killed at it
        return follow(order)

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster) as client,
    ):
        executor = Killing(client.get_executor(pure=False), list(client.run(os.getpid).values())[:1])
        lent.follow = slow
        library = json_report.render(auditlint.check_paths(["."], executor=executor))
        lent.follow = follow
        out = io.StringIO()
        with redirect_stdout(out):
            code = main(["check", ".", "--isolated", "--no-cache", "--format", "json", "--scheduler", cluster.scheduler_address])
    found = {"killed": executor.killed, "batches": executor.batches, "library": library, "code": code, "command": out.getvalue()}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    run()
