#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Power cuts, replayed: what a register could look like on the disk at any moment of a recorded run.

A program issues through the real register under strace. Its writes are replayed up to a random event; of those not yet
synced survive none, some in another order, a first part, or single sectors of 512 bytes. Each state is opened and
checked by the same program. No license acknowledged until then may be missing. The same with SQLite told to sync less
must lose some, or the harness proves nothing. Creating and deleting files counts as durable at once.

usage: power_cut.py ISSUE_LOOP [--states N] [--licenses N]
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import tracing

SECTOR = 512
DATABASE = ("register.db", "register.db-wal")  # SQLite makes -shm anew
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # thousands of states need no disk
Event = collections.namedtuple("Event", "kind file offset data")  # write, truncate, sync, acknowledge

# "12 pwrite64(5</a/register.db>, "\x53…"..., 4096, 8192) = 4096", whole or in two halves
LINE = re.compile(r'^(\d+) +(?:<\.\.\. )?(\w+)(?:\(\d+<([^>]*)>|( resumed>))(.*?)(?:= (-?\d+).*|(<unfinished \.\.\.>))$')


def record(issue_loop, folder, licenses, synchronous):
    database, log = folder / "register.db", folder / "trace"
    subprocess.run([issue_loop, "create", database], check=True)
    before = {name: (folder / name).read_bytes() for name in DATABASE}
    subprocess.run(["strace", "-f", "-y", "-xx", "-s", "70000", "-o", log, "-e", "trace=pwrite64,write,fdatasync,fsync,ftruncate",
                    issue_loop, "write", database, folder / "acks", str(licenses), synchronous],
                   check=True, env=os.environ | {"ASAN_OPTIONS": "detect_leaks=0"})  # which needs ptrace for itself
    return before, list(events(log))


def text(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


def events(log):
    """A write counts from its beginning, a sync at its end: the harder way to read what overlaps."""
    halves = {}
    for line in open(log, errors="replace"):
        found = LINE.match(line.rstrip("\n"))
        if not found:
            continue
        thread, call, path, resumed, arguments, result, unfinished = found.groups()
        if resumed:
            call, path, arguments = halves.pop(thread)
            if call in ("fdatasync", "fsync") and result == "0":
                yield Event("sync", path, 0, None)
            continue
        path = pathlib.Path(text(path).decode()).name
        if unfinished:
            halves[thread] = call, path, arguments
        if call == "pwrite64":
            quoted, _, offset = re.match(r', "([^"]*)", (\d+), (\d+)', arguments).groups()
            yield Event("write", path, int(offset), text(quoted))
        elif call == "write" and path == "acks":
            yield Event("acknowledge", path, 0, text(arguments.split('"')[1]))
        elif call == "ftruncate":
            yield Event("truncate", path, int(arguments.strip(", )")), None)
        elif call in ("fdatasync", "fsync") and not unfinished and result == "0":
            yield Event("sync", path, 0, None)


def apply(content, event):
    if event.kind == "truncate":
        del content[event.offset:]
        content.extend(bytes(event.offset - len(content)))
    else:
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset:event.offset + len(event.data)] = event.data


def sectors(event):
    if event.kind != "write":
        return [event]
    return [event._replace(offset=event.offset + at, data=event.data[at:at + SECTOR]) for at in range(0, len(event.data), SECTOR)]


def some(events, randomness):
    chosen = [event for event in events if randomness.random() < 0.5]
    randomness.shuffle(chosen)
    return chosen


SURVIVORS = (  # of what was not synced
    lambda pending, randomness: [],
    some,
    lambda pending, randomness: pending[:randomness.randint(0, len(pending))],
    lambda pending, randomness: some([part for event in pending for part in sectors(event)], randomness),
)


class Disk:
    def __init__(self, before):
        self.durable = {name: bytearray(content) for name, content in before.items()}
        self.pending = {name: [] for name in before}
        self.acknowledged = b""

    def happen(self, event):
        if event.kind == "acknowledge":
            self.acknowledged += event.data
        elif event.file not in self.durable:
            return
        elif event.kind == "sync":
            for done in self.pending[event.file]:
                apply(self.durable[event.file], done)
            self.pending[event.file] = []
        else:
            self.pending[event.file].append(event)

    def after_cut(self, survivors, randomness):
        state = {}
        for name, durable in self.durable.items():
            state[name] = bytearray(durable)
            for event in survivors(self.pending[name], randomness):
                apply(state[name], event)
        return {**state, "acks": self.acknowledged}


def states(before, recorded, wanted, randomness):
    first = next(i for i, event in enumerate(recorded) if event.kind == "acknowledge")
    cuts = sorted(randomness.choices(range(first + 1, len(recorded) + 1), k=-(-wanted // len(SURVIVORS))))
    disk, happened = Disk(before), 0
    for cut in cuts:
        for event in recorded[happened:cut]:
            disk.happen(event)
        happened = cut
        for survivors in SURVIVORS:
            yield disk.after_cut(survivors, randomness)


def judge(issue_loop, state):
    """"good", or what the check found."""
    with tempfile.TemporaryDirectory(prefix="elicense-power-", dir=SCRATCH) as folder:
        for name, content in state.items():
            with open(pathlib.Path(folder, name), "wb", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
                file.write(content)
        checked = subprocess.run([issue_loop, "check", f"{folder}/register.db", f"{folder}/acks"], capture_output=True, text=True)
    if checked.returncode == 0:
        return "good"
    return "lost" if "lost" in checked.stderr else "corrupt"


def cut_power(issue_loop, licenses, wanted, synchronous):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="elicense-power-"))
    randomness = random.Random(20261124)
    found = collections.Counter()
    try:
        before, recorded = record(issue_loop, folder, licenses, synchronous)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
            running = set()
            for state in states(before, recorded, wanted, randomness):
                running.add(workers.submit(judge, issue_loop, state))
                if len(running) >= 8:  # not all states in memory at once
                    done, running = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
                    found.update(task.result() for task in done)
            found.update(task.result() for task in running)
    finally:
        shutil.rmtree(folder)
    kinds = collections.Counter(event.kind for event in recorded)
    print(f"synchronous={synchronous}: {sum(found.values())} states, {dict(found)} of {kinds['write']} writes, "
          f"{kinds['sync']} syncs, {kinds['acknowledge']} acknowledged", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("issue_loop")
    parser.add_argument("--states", type=int, default=1000)
    parser.add_argument("--licenses", type=int, default=400)
    given = parser.parse_args()
    tracing.require_strace()
    full = cut_power(given.issue_loop, given.licenses, given.states, "FULL")
    assert full["good"] == sum(full.values()) >= given.states, "acknowledged licenses are lost"
    for weakened in ("NORMAL", "OFF"):
        found = cut_power(given.issue_loop, given.licenses, max(given.states // 25, 40), weakened)
        assert found["lost"] + found["corrupt"] > 0, f"the harness does not notice synchronous={weakened}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
