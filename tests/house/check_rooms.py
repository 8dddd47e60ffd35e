#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every #include of crypto/ and services/ against rooms.txt: directions, cycles, and who may see which library.

usage: check_rooms.py PROJECT_ROOT [RULE_FILE]
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
CLOCKS = re.compile(r"system_clock::now|\bgettimeofday\b|std::time\(|\btime\((nullptr|NULL|0)\)|\bclock_gettime\b")
CLOCK_HOLDERS = {"crypto/time.cpp"}  # the one place that reads the system clock


def read_rules(path):
    rooms, libraries = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        left, right = line.rsplit(":", 1)
        if left.startswith("only "):
            libraries.append((left[5:].strip().strip("<>").rstrip(">"), tuple(right.split())))
        else:
            rooms[left.strip()] = set(right.split())
    return rooms, libraries


def room_of(relative):
    parts = relative.parts
    if parts[0] == "crypto":
        return "crypto"
    return parts[1] if len(parts) > 2 else "main"


def room_of_include(target):
    first = target.split("/", 1)[0]
    return "resources" if first == "schemas" else first


def cycles(rooms):
    done, path = set(), []

    def visit(room):
        if room in path:
            return path[path.index(room):] + [room]
        if room in done:
            return None
        path.append(room)
        for other in sorted(rooms.get(room, set()) - {"*"}):
            found = visit(other)
            if found:
                return found
        path.pop()
        done.add(room)
        return None

    for room in rooms:
        found = visit(room)
        if found:
            return " -> ".join(found)
    return None


def check_file(path, relative, rooms, libraries):
    room = room_of(relative)
    if room not in rooms:
        yield f"{relative}: room '{room}' is not in the rule file"
        return
    allowed = rooms[room]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if CLOCKS.search(line) and str(relative) not in CLOCK_HOLDERS:
            yield f"{relative}:{number}: reads the system clock; take a Clock instead"
        match = INCLUDE.match(line)
        if not match:
            continue
        kind, target = match.groups()
        if kind == '"':
            other = room_of_include(target)
            if other != room and "*" not in allowed and other not in allowed:
                yield f"{relative}:{number}: {room} may not see {other} ({target})"
            continue
        for prefix, holders in libraries:
            if target.startswith(prefix) and not str(relative).startswith(holders):
                yield f"{relative}:{number}: <{target}> belongs to {' '.join(holders)}"
        if target.startswith("openssl/") and path.suffix == ".hpp" and "openssl" not in relative.parts:
            yield f"{relative}:{number}: a public header may not include <{target}>"


def main():
    root = pathlib.Path(sys.argv[1])
    rules = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "tests/house/rooms.txt"
    rooms, libraries = read_rules(rules)
    problems = []
    found = cycles(rooms)
    if found:
        problems.append(f"{rules}: the rooms know each other in a circle: {found}")
    sources = [p for top in ("crypto", "services") for p in sorted((root / top).rglob("*")) if p.suffix in (".cpp", ".hpp")]
    for path in sources:
        problems += check_file(path, path.relative_to(root), rooms, libraries)
    print("\n".join(problems) or f"{len(sources)} files keep the rules")
    return 1 if problems or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
