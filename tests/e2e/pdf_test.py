#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The PDF faces of license types, read by poppler: each field's text is found, each font is an embedded subset."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from service import Service, binary_from_environment

TYPES = pathlib.Path(__file__).parents[2] / "schemas/license-types"


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def joined(text):
    return re.sub(r"\s", "", text)


def shown_texts(type_file, license_type):
    """What is on the face as it was sent: no pictures, and no days, which are written out in Chinese."""
    layout = json.dumps(type_file["face"], ensure_ascii=False)
    for field, value in license_type["example"].items():
        picture = "contentEncoding" in license_type["schema"]["properties"][field]
        day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        if ("fields" in type_file or field in layout) and not picture and not day:
            yield "、".join(value) if isinstance(value, list) else value  # 共有人


def sampled_types():
    """Those that bring their own layout, and of those whose layout is derived every eighth."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TYPES.glob("*.json"))]
    return [f for f in files if "fields" not in f] + [f for f in files if "fields" in f][::8]


class PdfFace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.service.start()

    @classmethod
    def tearDownClass(cls):
        cls.service.close()

    def pdf_of(self, code, data):
        status, _, license = self.service.issue(data, code)
        self.assertEqual(status, 201, license)
        status, _, pdf = self.service.call("GET", f"/v1/licenses/{license['identifier']}/face.pdf")
        self.assertEqual(status, 200)
        file = self.service.root / f"{code}.pdf"
        file.write_bytes(pdf)
        return file

    def test_every_field_is_text_in_embedded_subsets(self):
        _, _, answer = self.service.call_json("GET", "/v1/license-types")
        codes = {each["name"]: each["code"] for each in answer["license_types"]}
        for type_file in sampled_types():
            with self.subTest(type_file["name"]):
                _, _, license_type = self.service.call_json("GET", "/v1/license-types/" + codes[type_file["name"]["zh"]])
                file = self.pdf_of(license_type["code"], license_type["example"])
                text = joined(output_of("pdftotext", str(file), "-"))
                for value in shown_texts(type_file, license_type):
                    self.assertIn(joined(value), text)
                fonts = output_of("pdffonts", str(file)).splitlines()[2:]
                self.assertTrue(fonts)
                for font in fonts:
                    self.assertRegex(font, r"^[A-Z]{6}\+.* yes yes yes ")


if __name__ == "__main__":
    if not shutil.which("pdftotext"):
        print("pdftotext (poppler-utils) is not installed: nothing was tested")
        sys.exit(77)
    unittest.main()
