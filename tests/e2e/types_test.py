#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""elicense types: the list, the sheets of faces, and the check of a file that is to become a type."""
import json
import pathlib
import subprocess
import tempfile
import unittest

from service import binary_from_environment

TYPES = pathlib.Path(__file__).parents[2] / "schemas/license-types"


def run(*arguments):
    return subprocess.run([binary_from_environment(), "types", *arguments], capture_output=True, text=True, timeout=300)


class Types(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def checked(self, change):
        type_file = json.loads((TYPES / "drug-business-permit.json").read_text(encoding="utf-8"))
        change(type_file)
        path = self.folder / "type.json"
        path.write_text(json.dumps(type_file, ensure_ascii=False), encoding="utf-8")
        return run("check", str(path))

    def test_lists_every_type(self):
        lines = run().stdout.splitlines()
        self.assertEqual(lines[-1], "193 license types")
        self.assertEqual(len(lines), 194)
        self.assertIn("11100000MB0143028R001  legal_person    A  official     营业执照", lines)
        self.assertTrue(any(line.endswith("provisional  药品经营许可证") for line in lines))

    def test_draws_the_examples_on_numbered_sheets(self):
        answer = run("--contact-sheet", str(self.folder / "faces.png"))
        self.assertEqual(answer.returncode, 0, answer.stderr)
        sheets = sorted(path.name for path in self.folder.glob("*.png"))
        self.assertEqual(len(sheets), 10)
        self.assertIn("faces-10.png", sheets)
        for sheet in self.folder.glob("*.png"):
            self.assertTrue(sheet.read_bytes().startswith(b"\x89PNG"))

    def test_takes_a_good_file(self):
        answer = self.checked(lambda type_file: None)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertIn("药品经营许可证", answer.stdout)

    def test_names_what_is_wrong(self):
        def misspell(type_file):
            type_file["fields"][0][1] = "nummber"

        def overfill(type_file):
            type_file["fields"][0][1] = "number 2000"

        answer = self.checked(misspell)
        self.assertEqual(answer.returncode, 3)
        self.assertIn("/fields/0: there is no kind nummber", answer.stderr)
        answer = self.checked(overfill)
        self.assertEqual(answer.returncode, 3)
        self.assertIn("FACE_TEXT_OVERFLOW", answer.stderr)
        self.assertIn("许可证编号", answer.stderr)


if __name__ == "__main__":
    unittest.main()
