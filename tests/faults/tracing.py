# SPDX-License-Identifier: Apache-2.0
"""strace on the running service: records its system calls, or makes one of them fail."""
import collections
import contextlib
import re
import subprocess
import sys

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "openat", "rename", "unlink")
SKIPPED = 77  # of ctest


def is_allowed():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def require_strace():
    if not is_allowed():
        print("skipped: strace is missing, or tracing is not allowed here")
        sys.exit(SKIPPED)


def options(folder, output="/dev/null", calls=CALLS, inject=None):
    """Only calls on files of the store count: `folder` is where it lies."""
    files = [folder] + [folder / ("elicense.db" + suffix) for suffix in ("", "-wal", "-shm", ".lock")]
    command = ["strace", "-f", "-o", str(output), "-e", "trace=" + ",".join(calls)]
    for file in files:
        command += ["-P", str(file)]
    return command + (["-e", "inject=" + inject] if inject else [])


class Attached:
    """with Attached(pid, …): every thread of the process is traced."""

    def __init__(self, pid, *arguments, inject=None, **keywords):
        self.command = options(*arguments, inject=inject, **keywords) + ["-p", str(pid)]
        self.kills = inject is not None and "signal=KILL" in inject

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if "attached" in line:
                return self
        raise RuntimeError("strace did not attach")

    def __exit__(self, *_):
        if self.kills:  # strace that is told to leave a dying process waits for ever
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=3)
        self.process.terminate()
        self.process.communicate(timeout=30)


def happened(log):
    """Whether the fault did: a number may never be reached."""
    return re.search(r"\(INJECTED\)|killed by SIGKILL", log.read_text(errors="replace")) is not None


def sequence(log):
    """The calls of a record in their order, as (thread, name)."""
    found = (re.match(r"(\d+) +(\w+)\(", line) for line in log.read_text(errors="replace").splitlines())
    return [(match[1], match[2]) for match in found if match]


def most_by_thread(log):
    """How often the thread that makes a call most often makes it: strace counts by thread."""
    counted = collections.Counter(sequence(log))
    return {name: max(count for (_, other), count in counted.items() if other == name) for _, name in counted}
