#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints lines and branches reached per file, and fails when a file of the list is under its number.

usage: llvm-cov export … --summary-only | report.py REQUIRED.tsv ROOM...
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def folder_of(room):
    return "crypto/" if room == "crypto" else f"services/{room}/"


def read_required(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: (float(row[1]), float(row[2])) for row in rows}


def measured(export, folders):
    for file in export["data"][0]["files"]:
        path = pathlib.Path(file["filename"])
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
        if name.startswith(folders):
            summary = file["summary"]
            yield name, {part: (summary[part]["covered"], summary[part]["count"]) for part in ("lines", "branches")}


def percent(covered, count):
    return 100.0 if count == 0 else 100.0 * covered / count


def main():
    required = read_required(pathlib.Path(sys.argv[1]))
    folders = tuple(folder_of(room) for room in sys.argv[2:])
    files = dict(measured(json.load(sys.stdin), folders))
    totals = {part: [sum(column) for column in zip(*(file[part] for file in files.values()))] for part in ("lines", "branches")}
    failures = [f"{name}: was not measured" for name in required if name.startswith(folders) and name not in files]
    for name, file in sorted(files.items()) + [("all", totals)]:
        lines, branches = percent(*file["lines"]), percent(*file["branches"])
        print(f"{name:52} lines {lines:6.2f} %  branches {branches:6.2f} % ({file['branches'][0]} of {file['branches'][1]})")
        least_lines, least_branches = required.get(name, (0, 0))
        if lines < least_lines or branches < least_branches:
            failures.append(f"{name}: {lines:.2f} % of lines, {branches:.2f} % of branches; "
                            f"required are {least_lines:g} % and {least_branches:g} %")
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
