#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs, for each mutant, the tests that reach it, until one fails; prints who lives; fails when a file is under its number.

usage: kill_mutants.py [ROOM|FILE...]
"""
import collections
import concurrent.futures
import json
import math
import pathlib
import subprocess
import sys

from places import Mutant
from write_mutants import ROOT, WORK, read_rows

WORKERS = 2
FIRST_TESTS = 8      # run together at first; each next group has four times as many
MOST_SECONDS = 6     # of usual processor time for the tests of other files: what only the slowest notice counts as alive

Usual = collections.namedtuple("Usual", "seconds reached")


class Runner:
    """A mutated test program (runner.cpp) that waits for tasks."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=WORK)
        self.tests = dict(line.split() for line in iter(lambda: self.process.stdout.readline().strip(), ""))

    def run(self, mutant, seconds, tests):
        self.process.stdin.write(f"{mutant} {math.ceil(seconds)} {':'.join(tests)}\n")
        self.process.stdin.flush()
        passed, used, *reached = self.process.stdout.readline().split()
        return passed == "1", float(used), [int(place) for place in reached]


class Program:
    def __init__(self, path):
        self.path = path
        self.runners = [Runner(path) for _ in range(WORKERS)]
        self.usual = self.read_usual()

    def share(self, jobs, work):
        """work(runner, job) for all jobs, each runner busy with one at a time."""
        free = list(self.runners)

        def take(job):
            runner = free.pop()
            try:
                return work(runner, job)
            finally:
                free.append(runner)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            yield from pool.map(take, jobs)

    def read_usual(self):
        """What every test reaches and needs without a mutant; kept until the program changes."""
        kept = WORK / f"{self.path.name}.json"
        if not kept.exists() or kept.stat().st_mtime < self.path.stat().st_mtime:
            tests = list(self.runners[0].tests)
            usual = dict(zip(tests, self.share(tests, lambda runner, test: runner.run(0, 600, [test]))))
            broken = [test for test, (passed, _, _) in usual.items() if not passed]
            if broken:
                raise SystemExit("these tests fail without a mutant: " + " ".join(broken))
            kept.write_text(json.dumps({test: (seconds, reached) for test, (_, seconds, reached) in usual.items()}))
        return {test: Usual(*one) for test, one in json.loads(kept.read_text()).items()}

    def is_foreign(self, test, stem):
        own = pathlib.Path(self.runners[0].tests[test]).name.removesuffix("_test.cpp")
        return not (own.startswith(stem) or stem.startswith(own))

    def killed(self, stem, mutants):
        """For each mutant of stem.cpp whether a test noticed it; None when no test reaches it. Its own tests come first."""
        reaching, spent = collections.defaultdict(list), collections.Counter()
        for test in sorted(self.usual, key=lambda test: (self.is_foreign(test, stem), self.usual[test].seconds)):
            for place in self.usual[test].reached:
                if not self.is_foreign(test, stem) or spent[place] < MOST_SECONDS:
                    reaching[place].append(test)
                    spent[place] += self.usual[test].seconds

        def kill(runner, number):
            tests, group = reaching[number], FIRST_TESTS
            while tests:
                now, tests = tests[:group], tests[group:]
                if not runner.run(number, 2 + 10 * sum(self.usual[test].seconds for test in now), now)[0]:
                    return True
                group *= 4
            return False if reaching[number] else None
        numbers = [mutant.number for mutant in mutants]
        return dict(zip(numbers, self.share(numbers, kill)))


def room_of(name):
    return name.split("/")[-2]


def chosen_files(arguments):
    rows = {row[0]: float(row[1]) for row in read_rows("files.tsv")}
    chosen = {name: floor for name, floor in rows.items() if not arguments or name in arguments or room_of(name) in arguments}
    if not chosen:
        raise SystemExit("no such room or file in tests/mutation/files.tsv")
    return chosen


def judge(name, floor, mutants, fate, equivalent):
    """Prints who lives; what is wrong, in words."""
    excused = {(code, change) for path, code, change, _ in equivalent if path == name}
    named = {(mutant.code, mutant.change) for mutant in mutants}
    failures = [f"equivalent.tsv: {name} has no such mutant: {one}" for one in excused - named]
    judged = [mutant for mutant in mutants if (mutant.code, mutant.change) not in excused]
    alive = [mutant for mutant in judged if not fate[mutant.number]]
    for mutant in alive:
        unreached = " (no test reaches it)" if fate[mutant.number] is None else ""
        print(f"{name}:{mutant.line}: {mutant.kind}: {mutant.change}{unreached}\t{mutant.code}")
    share = 100 - 100 * len(alive) / max(1, len(judged))
    print(f"{name:40} {len(judged) - len(alive)} of {len(judged)} killed: {share:.1f} %, at least {floor:g} %", flush=True)
    if share < floor:
        failures.append(f"{name}: {share:.1f} % killed, at least {floor:g} % required")
    return failures, len(judged), len(alive)


def main():
    floors = chosen_files(sys.argv[1:])
    listed = json.loads((WORK / "mutants.json").read_text())
    equivalent = read_rows("equivalent.tsv")
    programs, failures, judged, alive = {}, [], 0, 0
    for name, floor in floors.items():
        room = room_of(name)  # whose own tests have to notice
        if room not in programs:
            programs[room] = Program(WORK / f"src/build/dev/tests/{room}_tests")
        mutants = [Mutant(*one) for one in listed[name]]
        found = judge(name, floor, mutants, programs[room].killed(pathlib.Path(name).stem, mutants), equivalent)
        failures, judged, alive = failures + found[0], judged + found[1], alive + found[2]
    print(f"all: {judged - alive} of {judged} killed: {100 - 100 * alive / max(1, judged):.1f} %")
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
