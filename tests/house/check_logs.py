#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every call of Log::write in services/ against the names a log line may have: none of them is of a person.

usage: check_logs.py PROJECT_ROOT
"""
import pathlib
import re
import sys

CALL = re.compile(r'\blog\w*_?(?:\.|->)write\(\s*(?:observe::)?Level::\w+,\s*"(?P<event>\w+)"(?P<rest>.*?)\);', re.DOTALL)
NAME = re.compile(r'\{\s*"(\w+)"\s*,')
ALLOWED = {  # parties and clients by their ids, never by names
    "id", "request_id", "route", "method", "status", "code", "seconds", "reason", "seal", "document_sm3", "finished", "voided",
    "subscription", "witness", "party", "client", "rule", "count", "refused"}


def complaints(root):
    calls = 0
    for path in sorted((root / "services").rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        for call in CALL.finditer(text):
            calls += 1
            for name in set(NAME.findall(call["rest"])) - ALLOWED:
                line = text.count("\n", 0, call.start()) + 1
                yield f'{path.relative_to(root)}:{line}: log line "{call["event"]}" has "{name}"; see docs/personal-data.md'
    if calls < 5:
        yield "no calls of Log::write were found: this check looks in the wrong place"


def main():
    found = list(complaints(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "no log line names a person")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
