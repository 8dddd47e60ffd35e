#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tests/house/security.tsv names the tests that hold each entry of the catalogue in docs/threat-model.md: every test that is
named has to be there, every entry has to be in both. Usage: check_security.py FOLDER [LIST]"""
import pathlib
import re
import sys

ENTRIES = ["S-AUTHN", "S-AUTHZ", "S-AUDIT", "S-ATREST", "S-PRIV", "S-EVID", "S-RACE", "S-QR", "S-TLS", "S-HARD"]
CPP_TEST = re.compile(r"^TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)
PYTHON_TEST = re.compile(r"^    def (test_\w+)\(", re.MULTILINE)


def tests_of(folder):
    """room.Suite.Test of C++, room.file.test of Python."""
    for path in sorted(folder.glob("*/*_test.cpp")):
        for suite, name in CPP_TEST.findall(path.read_text(encoding="utf-8")):
            yield f"{path.parent.name}.{suite}.{name}"
    for path in sorted(folder.glob("*/*_test.py")):
        for name in PYTHON_TEST.findall(path.read_text(encoding="utf-8")):
            yield f"{path.parent.name}.{path.stem}.{name}"


def rows_of(text):
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def problems(root, listed):
    known = set(tests_of(root / "tests"))
    seen = set()
    for number, row in rows_of(listed.read_text(encoding="utf-8")):
        if len(row) != 3 or not all(row):
            yield f"line {number}: three columns"
        elif row[0] not in ENTRIES:
            yield f"line {number}: no such entry, {row[0]}"
        elif row[2] not in known:
            yield f"line {number}: no such test, {row[2]}"
        elif tuple(row) in seen:
            yield f"line {number}: twice"
        else:
            seen.add(tuple(row))
    model = (root / "docs" / "threat-model.md").read_text(encoding="utf-8")
    for entry in ENTRIES:
        if entry not in {row[0] for row in seen}:
            yield f"{entry}: no test"
        if entry not in model:
            yield f"{entry}: not in docs/threat-model.md"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(problems(root, pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "tests" / "house" / "security.tsv"))
    print("\n".join(found) or "every test of the list is there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
