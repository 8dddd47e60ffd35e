#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""S-HARD: the unit file, its list of system calls, how the program is linked, and what it is made of."""
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

from service import binary_from_environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ROOT / "deploy" / "elicense.service"
CONFINED = pathlib.Path(__file__).with_name("confined.py")
MOST_EXPOSED = 20  # tenths; a unit without settings is at 96


class UnitFile(unittest.TestCase):
    def test_leaves_little_exposed(self):
        done = subprocess.run(["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", "--no-pager", UNIT],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout[-300:] + done.stderr)

    def test_kills_what_makes_another_system_call(self):
        self.assertEqual(self.confined_python("os.getpid()"), 0)
        for forbidden in ("os.chroot('/')", "os.setuid(0)", "os.kill(1, 0)", "os.memfd_create('x')"):
            with self.subTest(forbidden):
                self.assertEqual(self.confined_python(forbidden), -signal.SIGSYS)

    def confined_python(self, code):
        return subprocess.run([CONFINED, UNIT, "/usr/bin/python3", "-S", "-c", f"import os; {code}"], capture_output=True).returncode


class Binary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.facts = subprocess.run(["readelf", "-W", "-h", "-l", "-d", "--dyn-syms", binary_from_environment()], capture_output=True,
                                   text=True, check=True).stdout

    def test_is_loaded_anywhere(self):
        self.assertRegex(self.facts, r"Type:\s+DYN")
        self.assertRegex(self.facts, r"\(FLAGS_1\).*PIE")

    def test_has_its_tables_read_only(self):
        self.assertRegex(self.facts, "GNU_RELRO")
        self.assertRegex(self.facts, r"\(FLAGS_1\).*NOW")

    def test_has_no_executable_stack(self):
        self.assertRegex(self.facts, r"GNU_STACK\s.*\sRW\s")

    def test_guards_its_stack(self):
        self.assertRegex(self.facts, "__stack_chk_fail")


class BillOfMaterials(unittest.TestCase):
    def test_names_every_library_with_its_version(self):
        done = subprocess.run([ROOT / "deploy" / "sbom", binary_from_environment()], capture_output=True, text=True, check=True)
        bill = json.loads(done.stdout)
        self.assertEqual(bill["spdxVersion"], "SPDX-2.3")
        names = {package["name"] for package in bill["packages"]}
        for expected in ("elicense", "libssl3", "libsqlite3-0", "libc6", "nlohmann-json3-dev"):
            self.assertTrue(any(name.startswith(expected) for name in names), expected)
        self.assertTrue(all(package["versionInfo"] for package in bill["packages"]))
        related = {relation["relatedSpdxElement"] for relation in bill["relationships"]}
        self.assertEqual(related | {"SPDXRef-elicense"}, {package["SPDXID"] for package in bill["packages"]})


if __name__ == "__main__":
    missing = [tool for tool in ("systemd-analyze", "readelf") if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} is missing")
        sys.exit(77)
    unittest.main(verbosity=2)
