#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints lines and branches reached per file, and fails when a file is under its number in the list.

usage: llvm-cov export … | report.py REQUIRED.tsv ROOM...
"""
import fnmatch
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def folders_of(rooms):
    folders = ["crypto/" if room == "crypto" else f"services/{room}/" for room in rooms]
    return tuple(folders + ["services/main.cpp"] * ("cli" in rooms))


def read_rules(path):
    """(glob, least lines, least branches, reason); the last one that fits a file holds."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(row[0], float(row[1]), float(row[2]), row[3] if len(row) > 3 else "") for row in rows]


def least(rules, name):
    return next((rule[1:3] for rule in reversed(rules) if fnmatch.fnmatchcase(name, rule[0])), (0, 0))


def faults_of(rules, folders, names):
    for glob, lines, branches, reason in rules:
        if glob.startswith(folders) and not fnmatch.filter(names, glob):
            yield f"{glob}: fits no file that was measured"
        if min(lines, branches) < 100 and not reason:
            yield f"{glob}: gives no reason"


def ways_of(file, source):
    """Each way of each branch, whichever instantiation took it. The way past all cases of a switch is none: they are complete."""
    ways = {}
    for line, column, _, _, taken, passed, *_ in file["branches"]:
        if not source[line - 1][:column - 1].endswith("switch ("):
            for way, count in (("taken", taken), ("passed", passed)):
                ways[line, column, way] = ways.get((line, column, way), False) or count > 0
    return ways.values()


def measured(export, folders):
    for file in export["data"][0]["files"]:
        path = pathlib.Path(file["filename"]).resolve()
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
        if name.startswith(folders):
            lines, ways = file["summary"]["lines"], ways_of(file, path.read_text(encoding="utf-8").splitlines())
            yield name, {"lines": (lines["covered"], lines["count"]), "branches": (sum(ways), len(ways))}


def percent(covered, count):
    return 100.0 if count == 0 else 100.0 * covered / count


def main():
    rules = read_rules(pathlib.Path(sys.argv[1]))
    folders = folders_of(sys.argv[2:])
    files = dict(measured(json.load(sys.stdin), folders))
    totals = {part: [sum(column) for column in zip(*(file[part] for file in files.values()))] for part in ("lines", "branches")}
    failures = list(faults_of(rules, folders, files))
    for name, file in sorted(files.items()) + [("all", totals)]:
        lines, branches = percent(*file["lines"]), percent(*file["branches"])
        print(f"{name:52} lines {lines:6.2f} %  branches {branches:6.2f} % ({file['branches'][0]} of {file['branches'][1]})")
        least_lines, least_branches = least(rules, name)
        if lines < least_lines or branches < least_branches:
            failures.append(f"{name}: {lines:.2f} % of lines, {branches:.2f} % of branches; "
                            f"required are {least_lines:g} % and {least_branches:g} %")
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
