#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""confined.py UNIT COMMAND...: runs the command with the system calls that the unit allows, as nobody when started by root.

A call outside the list kills, as it does under systemd."""
import os
import pathlib
import subprocess
import sys

import seccomp

NOBODY = 65534


def allowed(names):
    """The calls behind names and @groups, as systemd has them."""
    calls = set()
    for name in names:
        if not name.startswith("@"):
            calls.add(name)
            continue
        text = subprocess.run(["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True).stdout
        inner = [line.strip() for line in text.splitlines()[1:]]
        calls |= allowed([line for line in inner if line and not line.startswith("#")])
    return calls


def filter_of(unit):
    lines = pathlib.Path(unit).read_text().splitlines()
    names = [name for line in lines if line.startswith("SystemCallFilter=") for name in line.split("=", 1)[1].split()]
    if not names or any(name.startswith("~") for name in names):
        raise SystemExit(f"{unit}: SystemCallFilter has to be a list of what is allowed")
    return allowed(names)


def confine(calls):
    rules = seccomp.SyscallFilter(seccomp.KILL_PROCESS)
    for call in calls:
        try:
            rules.add_rule(seccomp.ALLOW, call)
        except RuntimeError:
            pass  # of another architecture
    rules.load()


def main():
    calls = filter_of(sys.argv[1])
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    confine(calls)  # sets no_new_privs
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
