#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Several holders, copies on paper and archives (docs/delivery.md) against the running binary; ZIP read by three readers."""
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import uuid
import xml.etree.ElementTree
import zipfile

from race_test import at_once
from service import BUSINESS_LICENSE, Service, binary_from_environment

DEED = "11100000MB03271699001"
COUPLE = [("111", "640104199001010026"), ("111", "640104198808080012")]
ELEMENT = "{urn:elicense:metadata:1}Element"


class Delivery(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.elsewhere = service.client("elsewhere", ["issuer_clerk"], ["license_type:*"], "--tenant", "11430000006122244L")
        service.start()
        cls.types = service.call_json("GET", "/v1/license-types")[2]["license_types"]

    @classmethod
    def tearDownClass(cls):
        cls.service.close_audited()

    def post(self, path, body, **options):
        return self.service.call_json("POST", path, body, {"Idempotency-Key": str(uuid.uuid4())}, **options)

    def issue(self, code=BUSINESS_LICENSE, data=None, **more):
        status, _, license = self.post("/v1/licenses", {"license_type": code, "data": data or self.service.example(code), **more})
        self.assertEqual(status, 201, license)
        return license

    def get(self, license, part):
        status, headers, content = self.service.call("GET", f"/v1/licenses/{license['identifier']}{part}")
        self.assertEqual(status, 200, content)
        return content

    def verify(self, document):
        status, _, report = self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)
        self.assertEqual(status, 200)
        return json.loads(report)

    def archive(self, body, key=None):
        status, headers, content = self.service.call("POST", "/v1/license-archives", json.dumps(body).encode(),
                                                     {"Content-Type": "application/json"}, key=key or self.service.clerk)
        self.assertEqual((status, headers["content-type"]), (200, "application/zip"), content)
        return content

    # --- several holders

    def test_every_type_with_several_holders_verifies_and_is_found_by_each(self):
        tried = 0
        for summary in self.types:
            _, _, type = self.service.call_json("GET", f"/v1/license-types/{summary['code']}")
            if not type["holder"]["others"]:
                continue
            tried += 1
            kinds = {"other_holder_code_types": ["001"]} if "船" in type["name"] else {}
            license = self.issue(type["code"], type["example"], **kinds)
            with self.subTest(type=type["name"]):
                self.assertEqual(len(license["holders"]), 2)
                self.assertEqual(self.verify(self.get(license, "/document"))["verdict"], "trusted")
                for holder in license["holders"]:
                    body = {"holder_code_type": holder["code_type"], "holder_code": holder["code"]}
                    found = self.post("/v1/license-searches", body, key=self.service.clerk)[2]
                    self.assertIn(license["identifier"], [one["identifier"] for one in found["licenses"]])
        self.assertEqual(tried, 6)

    def test_a_new_version_keeps_the_kinds_of_codes(self):
        data = {**self.service.example(DEED), "共有人": ["示例科技有限公司"], "共有人证件号码": ["91640100MA0000031T"]}
        license = self.issue(DEED, data, other_holder_code_types=["001"])
        change = {"transition": "change", "reason": "holder_request", "data": {**data, "附记": "变更"}}
        status, _, made = self.post(f"/v1/licenses/{license['identifier']}/transitions", change)
        self.assertEqual(status, 201, made)
        version = json.loads(self.get({"identifier": made["successor"]}, ""))
        self.assertEqual(version["holders"][1]["code_type"], "001")

    # --- copies

    def test_copies_made_at_once_have_numbers_without_gaps(self):
        license = self.issue(DEED)
        path = f"/v1/licenses/{license['identifier']}/copies"
        made = at_once(12, lambda _: self.post(path, {"kind": "reprint", "purpose": "窗口补打"}))
        self.assertEqual([status for status, _, _ in made], 12 * [201])
        numbers = sorted(answer["copies"][0]["number"] for _, _, answer in made)
        self.assertEqual(numbers, list(range(1, 13)))
        listed = json.loads(self.get(license, "/copies"))
        self.assertEqual((listed["reprints"], len(listed["copies"])), (12, 12))

    def test_a_copy_leads_to_its_page_and_leaves_the_document_alone(self):
        license = self.issue()
        before = self.get(license, "/document")
        copy = self.post(f"/v1/licenses/{license['identifier']}/copies", {"kind": "duplicate", "purpose": "年检"})[2]["copies"][0]
        self.assertEqual(copy["label"], "副本（2-2）")
        page = self.service.call("GET", "/v/" + copy["verification_url"].rsplit("/", 1)[1], key=None)
        self.assertEqual(page[0], 200)
        self.assertIn("副本（2-2）", page[2].decode())
        self.assertIn("2-2", self.get(license, "/face.svg?copy=duplicate-2").decode())
        if shutil.which("pdftotext"):
            pdf = self.get(license, "/face.pdf?copy=duplicate-2")
            text = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
            self.assertIn("副本（2-2）", "".join(text.split()))
        self.assertEqual(self.get(license, "/document"), before)
        status, _, leaf = self.service.call("GET", f"/v1/ledger/entries/{copy['leaf']}", key=None)
        self.assertEqual(status, 200, leaf)

    # --- metadata and archives

    def test_metadata_are_well_formed_and_the_same_twice(self):
        license = self.issue("11100000MB03271699001")
        elements = xml.etree.ElementTree.fromstring(self.get(license, "/metadata.xml")).findall(ELEMENT)
        metadata = json.loads(self.get(license, "/metadata.json"))["metadata"]
        flat = [(name, each) for name, value in metadata.items() for each in (value if isinstance(value, list) else [value])]
        self.assertEqual([(element.get("Name"), element.text or "") for element in elements], flat)
        self.assertEqual(metadata["CZZTDM"], [code for _, code in COUPLE])

    def test_three_readers_read_an_archive(self):
        licenses = [self.issue() for _ in range(3)]
        names = [one["identifier"] for one in licenses]
        content = self.archive({"licenses": names, "include": ["document", "pdf", "png", "svg", "metadata_xml", "metadata_json"]})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertIsNone(archive.testzip())
            manifest = json.loads(archive.read("manifest.json"))
            self.assertEqual(len(manifest["files"]), 18)
            for file in manifest["files"]:
                data = archive.read(file["name"])
                self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (file["size"], file["sha256"]))
            self.assertEqual(archive.read(names[0] + ".ofd"), self.get(licenses[0], "/document"))
            expected = sorted(archive.namelist())
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "licenses.zip"
            file.write_bytes(content)
            for reader, command in (("unzip", ["unzip", "-q", str(file), "-d"]), ("bsdtar", ["bsdtar", "-xf", str(file), "-C"])):
                if not shutil.which(reader):
                    continue
                target = pathlib.Path(folder) / reader
                target.mkdir()
                subprocess.run([*command, str(target)], check=True, capture_output=True)
                self.assertEqual(sorted(path.name for path in target.iterdir()), expected, reader)

    def test_an_archive_tells_nothing_of_what_is_anothers(self):
        license = self.issue()
        absent = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
        content = self.archive({"licenses": [license["identifier"], absent], "include": ["document"]}, key=self.elsewhere)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertEqual(archive.namelist(), ["manifest.json"])
            refused = json.loads(archive.read("manifest.json"))["refused"]
        self.assertEqual([one["code"] for one in refused], ["LICENSE_NOT_FOUND", "LICENSE_NOT_FOUND"])
        self.assertEqual(refused[0]["text"], refused[1]["text"])

    def test_an_archive_by_a_filter(self):
        license = self.issue("11100000000019713D008")
        content = self.archive({"filter": {"type": "11100000000019713D008"}, "include": ["metadata_json"]})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertIn(license["identifier"] + ".metadata.json", archive.namelist())
            self.assertIsNone(json.loads(archive.read("manifest.json"))["next_cursor"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
