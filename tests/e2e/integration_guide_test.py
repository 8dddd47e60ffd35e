#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/integration.md as somebody would follow it: every block of shell, one after the other in one shell, and what each has to print."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

from service import binary_from_environment

GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "integration.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "=== the end of a block ==="
PROGRAM = """#!/bin/sh
[ "$1" = init ] || exec {binary} "$@"
{binary} "$@" && sed -i s/8443/{port}/ "$2/elicense.toml" # this test may not be alone on the machine
"""


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [str(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def steps(page):
    """Commands, and the lines they have to print."""
    blocks = BLOCK.findall(page)
    for (language, commands), (following, expected) in zip(blocks, [*blocks[1:], ("", "")]):
        if language == "sh":
            yield commands, expected.splitlines() if following == "text" else []


def fits(expected, line):
    return re.fullmatch(".*".join(map(re.escape, expected.split("…"))), line) is not None


class GuideTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="elicense-guide-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "bin").mkdir()
        self.page = GUIDE.read_text(encoding="utf-8")
        ports = free_ports(2)
        for port, free in zip(("8443", "8444"), ports):
            self.page = self.page.replace(port, free)
        program = self.folder / "bin" / "elicense"
        program.write_text(PROGRAM.format(binary=pathlib.Path(binary_from_environment()).resolve(), port=ports[0]))
        program.chmod(0o755)

    def run_page(self, commands):
        (self.folder / "here").mkdir()
        script = "set -euo pipefail\n" + f"\necho '{MARK}'\n".join(commands)
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        output = self.folder / "printed.txt"
        with open(output, "wb") as printed:
            shell = subprocess.Popen(["bash", "-c", script], cwd=self.folder / "here", env={**os.environ, "PATH": path}, stdout=printed,
                                     stderr=subprocess.STDOUT, start_new_session=True)
        watchdog = threading.Timer(240, shell.kill)
        watchdog.start()
        code = shell.wait()
        watchdog.cancel()
        self.end_of(shell)
        return output.read_text(encoding="utf-8"), code

    def end_of(self, shell):
        """Also of what it left running."""
        try:
            os.killpg(shell.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def test_every_block(self):
        found = list(steps(self.page))
        self.assertEqual(len(found), self.page.count("```sh\n"))
        printed, code = self.run_page([commands for commands, _ in found])
        parts = printed.split(MARK + "\n")
        for (commands, expected), part in zip(found, parts):
            lines = iter(part.splitlines())
            for wanted in expected:
                self.assertTrue(any(fits(wanted, line) for line in lines), f"{wanted}\nwas not printed in its place by\n{commands}\nbut\n{part}")
        self.assertEqual((len(parts), code), (len(found), 0), printed[-3000:])


if __name__ == "__main__":
    if not all(shutil.which(tool) for tool in ("jq", "curl", "openssl")):
        print("jq, curl or openssl is missing: nothing was tested")
        sys.exit(77)
    unittest.main()
