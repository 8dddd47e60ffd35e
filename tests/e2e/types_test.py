#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""License types: the list, the sheets of faces, the check of a file, and changes while the service runs."""
import json
import pathlib
import sqlite3
import subprocess
import tempfile
import threading
import unittest

from service import Service, binary_from_environment

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


PERMIT = "11100000000019713D008"
NEW = "11100000000019713D950"


def type_file(code=NEW, **members):
    """The road transport permit under another code."""
    content = json.loads((TYPES / "road-transport-permit.json").read_text(encoding="utf-8"))
    content["code"] = content["catalogue"]["CertificateTypeCode"] = code
    return {**content, **members}


class LiveTypes(unittest.TestCase):
    edited = False  # the database, behind the service's back

    def setUp(self):
        self.service = Service(binary_from_environment())
        self.approvers = [self.service.client(f"approver{i}", ["issuer_approver"]) for i in range(4)]
        self.service.start()

    def tearDown(self):
        if self.service.process:
            self.service.stop()
        audited = self.audited()
        self.service.close()
        self.assertEqual(audited.returncode, 1 if self.edited else 0, audited.stdout + audited.stderr)

    def audited(self):
        return self.service.run("audit", "--instance", str(self.service.folder))

    def propose(self, content):
        status, headers, proposal = self.service.call_json("POST", "/v1/license-types", content, key=self.service.clerk)
        self.assertEqual(status, 202, proposal)
        return headers["location"]

    def decide(self, proposal, how="approve", approver=0, **body):
        return self.service.call_json("POST", f"{proposal}/{how}", body or None, key=self.approvers[approver])

    def publish(self, content):
        status, _, decided = self.decide(self.propose(content))
        self.assertEqual(status, 200, decided)
        return decided

    def issue(self, code=NEW):
        status, _, license = self.service.issue(self.service.example(code), code)
        self.assertEqual(status, 201, license)
        return license

    def document(self, license):
        return self.service.call("GET", license["links"]["document"])[2]

    def verdict(self, document):
        return json.loads(self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)[2])["verdict"]

    def svg(self, license):
        return self.service.call("GET", license["links"]["svg"])[2].decode()

    def test_a_new_type_is_issued_without_a_restart_and_after_one(self):
        proposal = self.propose(type_file())
        self.assertEqual(self.service.issue({}, NEW)[0], 404)
        status, _, refused = self.service.call_json("POST", f"{proposal}/approve", key=self.service.clerk)
        self.assertEqual((status, refused["code"]), (403, "ACCESS_DENIED"))
        self.assertEqual(self.decide(proposal)[0], 200)
        license = self.issue()
        self.assertEqual(license["license_type"]["version"], 1)
        self.assertEqual(self.verdict(self.document(license)), "trusted")
        self.service.stop()
        self.service.start()
        self.assertEqual(self.verdict(self.document(self.issue())), "trusted")

    def test_licenses_keep_the_version_they_were_issued_under(self):
        self.publish(type_file())
        before = self.issue()
        face = self.svg(before)
        changed = type_file()
        changed["face"]["columns"][0].reverse()
        self.assertEqual(self.publish(changed)["version"], 2)
        after = self.issue()
        self.assertEqual((before["license_type"]["version"], after["license_type"]["version"]), (1, 2))
        self.assertEqual(self.svg(before), face)
        for license in (before, after):
            self.assertEqual(self.verdict(self.document(license)), "trusted")
        self.service.stop()
        self.service.start()
        self.assertEqual(self.svg(before), face)
        self.assertEqual([self.verdict(self.document(license)) for license in (before, after)], ["trusted", "trusted"])

    def test_an_official_code_replaces_a_provisional_one(self):
        before = self.issue(PERMIT)
        face = self.svg(before)
        self.publish(type_file(former_codes=[PERMIT]))
        status, _, after = self.service.issue(self.service.example(NEW), PERMIT)  # asks by the old code
        self.assertEqual((status, after["license_type"]["code"]), (201, NEW))
        self.assertEqual(self.svg(before), face)
        self.assertEqual(self.verdict(self.document(before)), "trusted")
        self.assertIn(f".{PERMIT}.", before["identifier"])

    def test_a_withdrawn_type_is_shown_and_verified_but_not_issued(self):
        license = self.issue(PERMIT)
        status, headers, _ = self.service.call_json("POST", f"/v1/license-types/{PERMIT}/withdrawals", {"reason": "已取消许可"}, key=self.service.clerk)
        self.assertEqual(status, 202)
        self.assertEqual(self.decide(headers["location"])[0], 200)
        status, _, refused = self.service.issue(self.service.example(PERMIT), PERMIT)
        self.assertEqual((status, refused["code"]), (409, "TYPE_WITHDRAWN"))
        self.assertEqual(self.verdict(self.document(license)), "trusted")

    def test_of_several_who_approve_at_once_one_does(self):
        proposal = self.propose(type_file())
        answers = []
        threads = [threading.Thread(target=lambda i=i: answers.append(self.decide(proposal, approver=i)[0])) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answers), [200, 409, 409, 409])
        versions = self.service.call_json("GET", f"/v1/license-types/{NEW}/versions")[2]["versions"]
        self.assertEqual([version["version"] for version in versions], [1])

    def test_an_edited_change_stops_the_start_and_is_found_by_the_audit(self):
        self.publish(type_file())
        self.service.stop()
        self.edited = True
        with sqlite3.connect(self.service.folder / "store" / "elicense.db") as database:
            database.execute("DROP TRIGGER type_proposals_are_never_changed")
            database.execute("UPDATE type_proposals SET file = replace(file, '\"none\"', '\"hidden\"')")
        database.close()
        self.assertIn("LEDGER_AUDIT_TYPE", self.audited().stdout)
        with self.assertRaisesRegex(RuntimeError, "STORE_SEALED_FIELD"):
            self.service.start()
        self.service.process.wait()
        self.service.process.stdout.close()
        self.service.process = None

    def test_the_commands_on_a_stopped_instance(self):
        waiting = self.propose(type_file())
        self.service.stop()
        instance = ["--instance", str(self.service.folder)]
        path = self.service.root / "type.json"
        path.write_text(json.dumps(type_file("11100000000019713D951"), ensure_ascii=False), encoding="utf-8")

        def types(*arguments, code=0):
            answer = self.service.run("types", *arguments, *instance)
            self.assertEqual(answer.returncode, code, answer.stderr)
            return answer.stdout + answer.stderr

        self.assertIn("waiting", types("propose", str(path)))
        self.assertIn("approved", types("approve", "2"))
        self.assertIn("refused", types("refuse", waiting.rsplit("/", 1)[1], "--reason", "没有依据"))
        self.assertIn("TYPE_PROPOSAL_DECIDED", types("approve", "1", code=3))
        self.assertIn("withdrawal", types("withdraw", PERMIT, "--reason", "已取消许可"))
        self.assertIn("3 changes of license types", types("list"))
        shown = types("show", "1")
        self.assertIn("because: 没有依据", shown)
        self.assertIn(NEW, shown)
        self.service.start()
        self.assertEqual(self.issue("11100000000019713D951")["license_type"]["version"], 1)


if __name__ == "__main__":
    unittest.main()
