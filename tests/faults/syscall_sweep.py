#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every system call on the store that a start, one issue and a stop make, failed once each: EIO, ENOSPC, kill -9.

After each: the client has an error or a durable record; after a failed write or sync nothing more is acknowledged and
/readyz is red until the restart; the restart is ready, leaves no plan open and gives each request exactly one license.

usage: syscall_sweep.py [--seconds N]     a seeded sample for that long, but each fault in each phase twice; instead of all
"""
import argparse
import collections
import contextlib
import pathlib
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import uuid

import tracing
from service import Service, binary_from_environment, wait_until

FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
Case = collections.namedtuple("Case", "phase call number fault")


class Sweep:
    def __init__(self):
        self.service = Service(binary_from_environment())
        self.store = self.service.folder / "store"
        self.interrupted = self.service.root / "interrupted"  # a store with one open plan
        self.interrupted_key = None
        self.log = self.service.root / "fault"
        self.acknowledged = {}
        self.service.start()
        self.data = self.service.example()

    # --- Asking.

    def issue(self, key):
        """The license, or None with what came instead: a code, or "died"."""
        try:
            status, _, answer = self.service.issue(self.data, key=key)
        except Exception:
            return None, "died"
        if status != 201:
            return None, answer["code"]
        self.acknowledged[key] = (answer["identifier"], answer["document_sm3"])
        return answer, None

    def readiness(self):
        return self.service.call_json("GET", "/readyz")[0]

    def attached(self, **keywords):
        return tracing.Attached(self.service.process.pid, self.store, **keywords)

    def fault(self, case):
        return {"calls": [case.call], "inject": f"{case.call}:{case.fault}:when={case.number}", "output": self.log}

    # --- Checking.

    def stored(self, query):
        """Asks a copy: a second process never opens the register itself."""
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder, "store")
            shutil.copytree(self.store, copy)
            with contextlib.closing(sqlite3.connect(copy / "elicense.db")) as database:
                return database.execute(query).fetchone()[0]

    def check_files(self):
        assert self.stored("PRAGMA integrity_check") == "ok"
        issued = "license_leaves JOIN ledger_entries USING (leaf) WHERE substr(content, 2, 2) = x'0001'"  # docs/ledger.md, Bytes
        lost = (f"SELECT count(*) FROM {issued} AND identifier NOT IN (SELECT identifier FROM documents)",
                f"SELECT count(*) FROM documents WHERE identifier NOT IN (SELECT identifier FROM {issued})")
        assert [self.stored(query) for query in lost] == [0, 0], "a license without its record"

    def check_after_restart(self, key):
        before = self.acknowledged.get(key)
        license, problem = self.issue(key)
        assert license, f"the repeat was answered {problem}"
        assert before in (None, self.acknowledged[key]), "an acknowledged license is lost"
        status, _, document = self.service.call("GET", license["links"]["document"])
        assert status == 200 and document, "a license without its document"
        assert self.readiness() == 200

    def restart(self):
        if self.service.process:
            self.service.kill()
        self.check_files()
        self.service.start()
        assert self.stored("SELECT count(*) FROM plans WHERE state = 'open'") == 0, "a plan was left open"

    def settle(self):
        """Until the ledger's checkpoint is written: it follows its leaf within a second or so, and would be in the way."""
        def signed_all():
            size = self.service.call("GET", "/v1/ledger/checkpoint")[2].split(b"\n")[1].decode()
            return self.service.call("GET", f"/v1/ledger/entries/{size}")[0] == 404
        assert wait_until(signed_all), "the ledger is not signed"

    # --- What fails.

    def fail_issue(self, case):
        key = str(uuid.uuid4())
        self.settle()
        with self.attached(**self.fault(case)):
            license, problem = self.issue(key)
        if problem != "died":
            self.check_still_running(problem)
        self.restart()
        self.check_after_restart(key)

    def check_still_running(self, problem):
        second, second_problem = self.issue(str(uuid.uuid4()))
        if problem == "STORE_FAILED":
            assert second_problem == "STORE_FAILED" and self.readiness() == 503, "went on after a failed write or sync"
        elif second:
            assert self.readiness() == 200
        else:  # the fault hit what follows an acknowledgement
            assert problem is None and second_problem == "STORE_FAILED" and self.readiness() == 503

    def fail_start(self, case):
        self.service.kill()
        shutil.rmtree(self.store)
        shutil.copytree(self.interrupted, self.store)
        self.acknowledged = {}
        try:
            self.service.start(under=[*tracing.options(self.store, **self.fault(case)), "-D"])
        except RuntimeError:  # refused to start, or was killed
            self.service.ended()
        self.restart()
        self.check_after_restart(self.interrupted_key)

    def fail_stop(self, case):
        key = str(uuid.uuid4())
        self.issue(key)
        with self.attached(**self.fault(case)):
            self.service.process.terminate()
            self.service.process.wait(timeout=60)
        self.service.ended()
        self.restart()
        self.check_after_restart(key)

    # --- What there is to fail.

    def record(self, log):
        """What an issue, a start with an open plan and a stop do without a fault."""
        logs = {phase: log / phase for phase in ("issue", "start", "stop")}
        assert self.issue(str(uuid.uuid4()))[0]  # the first after a start also begins the log anew
        self.settle()
        with self.attached(output=logs["issue"]):
            assert self.issue(str(uuid.uuid4()))[0]
        self.interrupt(logs["issue"])
        self.restart()
        self.service.kill()
        shutil.rmtree(self.store)
        shutil.copytree(self.interrupted, self.store)
        self.service.start(under=[*tracing.options(self.store, output=logs["start"]), "-D"])
        self.check_after_restart(self.interrupted_key)
        self.service.stop()  # so that the next stop has only one issue to checkpoint: every stop has at least that
        self.service.start()
        self.issue(str(uuid.uuid4()))
        with self.attached(output=logs["stop"]):
            self.service.process.terminate()
            self.service.process.wait(timeout=60)
        self.service.ended()
        self.service.start()
        return {phase: tracing.most_by_thread(file) for phase, file in logs.items()}

    def interrupt(self, log):
        """Killed when the plan is on the disk and the result is not: half way between the two syncs, for how many writes come
        before each differs from issue to issue."""
        names = [name for _, name in tracing.sequence(log) if name in ("pwrite64", "fdatasync")]
        first = names.index("fdatasync")
        second = names.index("fdatasync", first + 1)
        number = (first + second) // 2
        self.interrupted_key = str(uuid.uuid4())
        self.settle()
        with self.attached(calls=["pwrite64"], inject=f"pwrite64:signal=KILL:when={number}"):
            assert self.issue(self.interrupted_key)[1] == "died"
        self.service.ended()
        assert self.stored("SELECT count(*) FROM plans WHERE state = 'open'") == 1, "no plan was interrupted"
        shutil.copytree(self.store, self.interrupted)

    def run(self, case):
        """False: the call was not made as often this time."""
        getattr(self, "fail_" + case.phase)(case)
        return tracing.happened(self.log)


def all_cases(recorded):
    return [Case(phase, call, number, fault) for phase, calls in recorded.items() for call, most in calls.items()
            for number in range(1, most + 1) for fault in FAULTS]


def kind(case):
    return case.phase, case.fault


def sample(cases):
    """In random order, the kinds by turns."""
    random.Random(20261124).shuffle(cases)
    met = collections.Counter()

    def turn(case):
        met[kind(case)] += 1
        return met[kind(case)]
    return sorted(cases, key=turn)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float)
    seconds = parser.parse_args().seconds
    tracing.require_strace()
    sweep = Sweep()
    try:
        recorded = sweep.record(sweep.service.root)
        cases = all_cases(recorded)
        print("calls on the store:", recorded, flush=True)
        at_least = len(cases)
        if seconds:
            cases, at_least = sample(cases), 2 * len(set(map(kind, cases)))
        end = time.monotonic() + (seconds or float("inf"))
        done = collections.Counter()
        for number, case in enumerate(cases):
            if number >= at_least and time.monotonic() > end:
                break
            try:
                happened = sweep.run(case)
            except BaseException:
                print("failed:", case, flush=True)
                raise
            done[case.phase, case.fault if happened else "not reached"] += 1
        for (phase, fault), count in sorted(done.items()):
            print(f"{phase:6} {fault:12} {count:4} times")
        missed = sum(count for (_, fault), count in done.items() if fault == "not reached")
        faults = sum(done.values()) - missed
        print(f"{faults} faults of {len(cases)} cases: nothing lost, nothing acknowledged falsely")
        assert faults >= 10 and missed <= faults / 5, "too few to say anything"
    finally:
        sweep.service.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
