#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""elicense synth: the files it writes, read by Python's own CSV and JSON readers."""
import csv
import json
import pathlib
import subprocess
import tempfile
import unittest

from service import binary_from_environment

IDENTITY_CARD = "11100000000013127D001"
BUSINESS_LICENSE = "11100000MB0143028R001"


class Synth(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def synth(self, *arguments, name="stock.csv", type_code=BUSINESS_LICENSE):
        command = [binary_from_environment(), "synth", "--type", type_code, "--out", str(self.folder / name), "--today", "2026-11-27", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=300)

    def content(self, name):
        return (self.folder / name).read_bytes()

    def test_writes_csv_as_others_read_it(self):
        answer = self.synth("--rows", "300")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        with open(self.folder / "stock.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 300)
        self.assertEqual(len({row["统一社会信用代码"] for row in rows}), 300)
        self.assertEqual(self.content("stock.csv.answers.tsv"), b"row\trules\n", "no dirt was asked for")

    def test_writes_ndjson_and_scans(self):
        answer = self.synth("--rows", "20", "--format", "ndjson", "--scans", str(self.folder / "scans"), name="stock.ndjson", type_code=IDENTITY_CARD)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        rows = [json.loads(line) for line in self.content("stock.ndjson").splitlines()]
        scans = {path.name for path in (self.folder / "scans").iterdir()}
        self.assertEqual({row["扫描件"] for row in rows}, scans)
        self.assertTrue(all((self.folder / "scans" / name).read_bytes().startswith(b"\x89PNG") for name in scans))

    def test_is_as_dirty_as_was_asked_for(self):
        answer = self.synth("--rows", "1000", "--dirty", "5", "--answers", str(self.folder / "answers.tsv"))
        self.assertIn("50 of them dirty", answer.stdout)
        lines = self.content("answers.tsv").decode().splitlines()
        self.assertEqual(len(lines), 51)
        self.assertGreater(len({line.split("\t")[1] for line in lines[1:]}), 20, "many kinds")

    def test_follows_from_the_seed(self):
        for name, seed in (("a", "5"), ("b", "5"), ("c", "6")):
            self.synth("--rows", "100", "--dirty", "50", "--seed", seed, name=name)
        self.assertEqual(self.content("a"), self.content("b"))
        self.assertEqual(self.content("a.answers.tsv"), self.content("b.answers.tsv"))
        self.assertNotEqual(self.content("a"), self.content("c"))

    def test_says_what_it_cannot_do(self):
        self.assertIn("TYPE_UNKNOWN", self.synth(type_code="nothing").stderr)
        self.assertIn("INSTANCE_FOLDER", self.synth(name="no/such/folder.csv").stderr)
        for wrong in (("--rows", "0"), ("--rows", "4900001"), ("--dirty", "101"), ("--format", "xlsx"), ("--today", "tomorrow")):
            self.assertNotEqual(self.synth(*wrong).returncode, 0, wrong)


if __name__ == "__main__":
    unittest.main()
