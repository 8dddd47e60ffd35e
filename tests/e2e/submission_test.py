#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A case takes licenses instead of paper: data, annotated copies, one receipt, and what goes wrong on the way (docs/submission.md)."""
import json
import pathlib
import unittest
import uuid

from counter_case import CASE, DEVICE, MATTER, Counter
from person import IDENTITY_CARD, PNG, Person, tomorrow
from service import Service, binary_from_environment


class SubmissionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.counter = counter = Counter(service)
        cls.other_system = service.client("another", ["integrator"], counter.scopes)
        cls.narrow = service.client("narrow", ["integrator"], ["license_type:*"])
        counter.open()
        cls.system, cls.elsewhere, cls.operator, cls.zhang = counter.system, counter.elsewhere, counter.operator, counter.holder
        cls.li = Person(service, counter.provider.login("li-si")[0])
        cls.wang = Person(service, counter.provider.login("clerk-wang")[0])

    @classmethod
    def tearDownClass(cls):
        cls.counter.provider.stop()
        cls.service.stop()
        cls.service.close()

    def setUp(self):
        self.card = self.counter.card = self.zhang.issue_card()

    def scan(self, fields=("姓名", "公民身份号码", "住址")):
        return self.counter.scan(fields)

    def use_code(self):
        return self.scan()["given"][0]["use_code"]

    def submit(self, *use_codes, **more):
        return self.counter.submit(*use_codes, **more)

    def submitted(self):
        status, made = self.submit(self.use_code())
        self.assertEqual((status, made["state"]), (201, "complete"), made)
        return made

    def get(self, path, key=None):
        return self.service.call("GET", path, key=key or self.system)

    def post(self, path, value, key=None):
        return self.service.call_json("POST", path, value, key=key or self.system)[::2]

    def transition(self, name, reason):
        made = self.service.call_json("POST", f"/v1/licenses/{self.card['identifier']}/transitions", {"transition": name, "reason": reason, "legal_basis": "《行政许可法》第六十九条"},
                                      {"Idempotency-Key": uuid.uuid4().hex})
        self.assertEqual(made[0], 201, made[2])

    def refused(self, answer, status, code):
        content = answer[-1] if isinstance(answer[-1], dict) else json.loads(answer[-1])
        self.assertEqual((answer[0], content.get("code")), (status, code), content)
        self.assertNotIn("Missing", content["title"])

    def reason(self, answer, code, material=0):
        self.assertEqual((answer[0], answer[1]["state"]), (201, "partial"), answer[1])
        reason = answer[1]["materials"][material]["reason"]
        self.assertEqual(reason["code"], code, reason)
        self.assertTrue(reason["text"] and reason["next_step"], reason)

    def test_the_whole_way(self):
        made = self.submitted()
        material = made["materials"][0]
        self.assertEqual((material["name"], material["license"]), ("身份证", self.card["identifier"]))
        self.assertEqual(material["fields"], ["姓名", "公民身份号码"], "what was agreed to and is needed; neither 住址 nor 有效期至")
        self.assertEqual({field["name"]: field["value"] for field in material["data"]["fields"]},
                         {name: self.card["data"][name] for name in ("姓名", "公民身份号码")})
        self.assertEqual(material["data"]["source"]["license"], self.card["identifier"])
        self.assertEqual(material["verification"]["verdict"], "trusted")
        path = "/v1/submissions/" + made["id"]
        shown = json.loads(self.get(path)[2])
        self.assertEqual((shown["number"], shown["state"]), (made["number"], "complete"))
        self.assertNotIn("data", shown["materials"][0])
        on_phone = self.zhang.get("/v1/holders/me/submissions")[1]["submissions"][0]
        self.assertEqual((on_phone["number"], on_phone["id"]), (made["number"], made["id"]), "the same number on both screens")
        self.assertEqual(self.li.get("/v1/holders/me/submissions")[1]["submissions"], [])
        access = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"][0]
        self.assertEqual((access["what"], access["case"]), ("use", CASE))
        status, answered = self.post(path + "/outcome", {"outcome": "accepted", "operator": self.operator})
        self.assertEqual((status, answered["state"], answered["outcome"]["by"]["operator"]), (200, "accepted", "王五"), answered)
        self.refused(self.post(path + "/outcome", {"outcome": "refused", "reason": "x", "operator": self.operator}), 409, "SUBMISSION_ANSWERED")
        self.refused(self.zhang.post(path + "/withdrawal"), 409, "SUBMISSION_ANSWERED")

    def test_the_annotated_copy_is_verified_by_anybody(self):
        made = self.submitted()
        copy = made["materials"][0]["copy"]
        status, _, document = self.get(copy["ofd"])
        self.assertEqual(status, 200, document)
        report = self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)[2]
        report = json.loads(report)
        self.assertEqual(report["verdict"], "trusted", report)
        about = report["license"]["copy"]
        self.assertEqual((about["purpose"], about["case"], about["receiver"]), (MATTER["name"] + "（首次申请）", CASE, "示例市公安局"))
        self.assertEqual(about["expires_at"], copy["expires_at"])
        later = self.service.call("POST", "/v1/verifications?at=" + copy["expires_at"], document, {"Content-Type": "application/ofd"}, key=None)[2]
        self.assertEqual((json.loads(later)["verdict"], json.loads(later)["cause"]), ("untrusted", "ANNOTATED_COPY_EXPIRED"))
        for form, start in (("pdf", b"%PDF"), ("png", PNG)):
            status, headers, content = self.get(copy[form])
            self.assertEqual((status, content[:len(start)]), (200, start))
        pathlib.Path(self.service.root, "copy.png").write_bytes(content)
        self.refused(self.get(copy["ofd"] + "x"), 400, "REQUEST_FIELDS")
        self.refused(self.get(f"/v1/submissions/{made['id']}/materials/2/document"), 404, "SUBMISSION_NO_COPY")
        self.assertEqual(self.zhang.get("/v1/holders/me/accesses")[1]["accesses"][0]["what"], "copy")

    def test_the_receipt_verifies_offline(self):
        made = self.submitted()
        status, _, receipt = self.get(made["receipt"])
        self.assertEqual(status, 200, receipt)
        root = self.service.root
        (root / "case.txt").write_bytes(receipt)
        (root / "copy.ofd").write_bytes(self.get(made["materials"][0]["copy"]["ofd"])[2])
        (root / "forged.txt").write_bytes(receipt.replace(CASE.encode(), b"2026-000018"))
        policy = ("--policy", str(self.service.folder / "ledger-policy.txt"))
        proven = self.service.run("verify-receipt", str(root / "case.txt"), *policy, "--document", str(root / "copy.ofd"))
        self.assertEqual(proven.returncode, 0, proven.stderr)
        self.assertIn(made["number"], proven.stdout)
        self.assertIn("submission-received", proven.stdout)
        forged = self.service.run("verify-receipt", str(root / "forged.txt"), *policy)
        self.assertEqual(forged.returncode, 1, forged.stdout)
        other = self.service.run("verify-receipt", str(root / "case.txt"), *policy, "--document", str(root / "case.txt"))
        self.assertEqual(other.returncode, 1, other.stdout)

    def test_sent_again_it_does_nothing_twice(self):
        code, key = self.use_code(), uuid.uuid4().hex
        first, again = self.submit(code, key=key), self.submit(code, key=key)
        self.assertEqual(first[1]["id"], again[1]["id"])
        self.assertEqual(first[1]["materials"][0]["copy"], again[1]["materials"][0]["copy"])
        self.assertEqual(again[1]["materials"][0]["data"]["fields"], first[1]["materials"][0]["data"]["fields"])
        self.refused(self.submit(code, key=key, case="another"), 409, "IDEMPOTENCY_MISMATCH")
        self.reason(self.submit(code), "USE_CODE_ENDED")  # a use is no second case

    def test_sent_again_it_does_what_was_missing(self):
        code, key = self.use_code(), uuid.uuid4().hex
        status, partial = self.submit(code, key=key, item="02")
        self.reason((status, partial), "SUBMISSION_NOT_AUTHORIZED", 1)
        self.assertEqual(partial["materials"][0]["state"], "given")
        spent = self.scan()
        self.zhang.post(f"/v1/scans/{spent['id']}/stop")
        key = uuid.uuid4().hex
        self.reason(self.submit(spent["given"][0]["use_code"], key=key), "USE_CODE_ENDED")
        status, whole = self.submit(spent["given"][0]["use_code"], self.use_code(), key=key)
        self.assertEqual((status, whole["state"]), (201, "complete"), whole)

    def test_suspended_between_consent_and_submission(self):
        code = self.use_code()
        self.transition("suspend", "under_investigation")
        self.reason(self.submit(code), "SHOW_LICENSE_STATE")

    def test_suspended_between_data_and_document(self):
        made = self.submitted()
        document = self.get(made["materials"][0]["copy"]["ofd"])[2]
        self.transition("suspend", "under_investigation")
        for form in ("ofd", "pdf", "png"):
            self.refused(self.get(made["materials"][0]["copy"][form]), 409, "SHOW_LICENSE_STATE")
        report = json.loads(self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)[2])
        self.assertEqual((report["verdict"], report["cause"]), ("untrusted", "LICENSE_STATE"))

    def test_another_case_operator_device_party_or_authority(self):
        code = self.use_code()
        self.refused(self.submit(code, case="another"), 403, "USE_CODE_BINDING")
        self.refused(self.submit(code, device="another"), 403, "USE_CODE_BINDING")
        self.refused(self.submit(code, operator="nobody"), 403, "SHOW_OPERATOR_UNKNOWN")
        self.refused(self.submit(code, system=self.other_system), 404, "USE_CODE_UNKNOWN")
        self.refused(self.submit(code, system=self.elsewhere), 403, "SHOW_OPERATOR_UNKNOWN")
        self.refused(self.submit(code, system=self.narrow), 403, "SHOW_MATTER_FORBIDDEN")
        self.refused(self.submit(code, item="99"), 404, "MATTER_ITEM_UNKNOWN")
        self.refused(self.submit(code, materials=["99"]), 422, "SUBMISSION_MATERIAL_UNKNOWN")
        status, made = self.submit(code)
        self.assertEqual((status, made["state"]), (201, "complete"), made)
        path = "/v1/submissions/" + made["id"]
        for key in (self.other_system, self.elsewhere):
            for part in ("", "/receipt", "/materials/1/document"):
                self.refused(self.get(path + part, key), 404, "SUBMISSION_NOT_FOUND")
            self.refused(self.post(path + "/outcome", {"outcome": "accepted", "operator": self.operator}, key), 404, "SUBMISSION_NOT_FOUND")
        self.refused(self.li.get(path), 404, "SUBMISSION_NOT_FOUND")
        self.refused(self.li.post(path + "/withdrawal"), 404, "SUBMISSION_NOT_FOUND")
        self.assertEqual(self.zhang.get(path)[1]["number"], made["number"])

    def test_a_mandate_that_was_taken_back(self):
        agent = {"name": "李四", "code_type": "111", "code": self.li.get("/v1/holders/me/export")[1]["holder"]["code"]}
        wish = {"agent": agent, "principal_name": self.card["holder"]["name"], "license_types": [IDENTITY_CARD], "matters": [MATTER],
                "uses": 2, "until": tomorrow()}
        mandate = self.zhang.post("/v1/mandates", wish, True)[1]
        shown = self.li.post("/v1/show-codes", {"licenses": [self.card["identifier"]], "for_matter": MATTER, "mandate": mandate["id"]})[1]
        wish = {"code": shown["code"]["url"], "matter": MATTER, "case": CASE, "license_types": [{"type": IDENTITY_CARD}],
                "operator": self.operator, "device": DEVICE}
        scan = self.service.call_json("POST", "/v1/scans", wish, {"Idempotency-Key": uuid.uuid4().hex}, key=self.system)[2]
        self.assertEqual(scan["state"], "given", scan)
        self.assertEqual(self.zhang.post(f"/v1/mandates/{mandate['id']}/revocation")[1]["state"], "revoked")
        self.reason(self.submit(scan["given"][0]["use_code"]), "MANDATE_ENDED")

    def test_paper_was_still_demanded(self):
        path = "/v1/submissions/" + self.submitted()["id"]
        self.refused(self.post(path + "/outcome", {"outcome": "paper-demanded", "operator": self.operator}), 422, "SUBMISSION_OUTCOME")
        self.refused(self.post(path + "/outcome", {"outcome": "withdrawn", "reason": "x", "operator": self.operator}), 422, "SUBMISSION_OUTCOME")
        status, answered = self.post(path + "/outcome", {"outcome": "paper-demanded", "reason": "窗口仍收取复印件", "operator": self.operator})
        self.assertEqual((status, answered["state"], answered["outcome"]["reason"]), (200, "paper-demanded", "窗口仍收取复印件"), answered)

    def test_withdrawn_by_the_holder(self):
        made = self.submitted()
        path = "/v1/submissions/" + made["id"]
        status, withdrawn = self.zhang.post(path + "/withdrawal")
        self.assertEqual((status, withdrawn["state"]), (200, "withdrawn"), withdrawn)
        self.refused(self.get(made["materials"][0]["copy"]["pdf"]), 409, "SUBMISSION_WITHDRAWN")
        self.assertEqual(self.get(made["receipt"])[0], 200)
        self.assertEqual(self.zhang.get("/v1/holders/me/submissions")[1]["submissions"][0]["state"], "withdrawn")

    def test_a_clerk_who_logged_in(self):
        shown = self.zhang.post("/v1/show-codes", {"licenses": [self.card["identifier"]], "for_matter": MATTER})[1]
        wish = {"code": shown["code"]["url"], "matter": MATTER, "case": CASE, "license_types": [{"type": IDENTITY_CARD}], "device": DEVICE}
        scan = self.wang.post("/v1/scans", wish, True)[1]
        status, made = self.wang.post("/v1/submissions", {"authorization": [scan["given"][0]["use_code"]], "matter": MATTER["code"],
                                                          "item": "01", "case": CASE, "device": DEVICE}, True)
        self.assertEqual((status, made["state"], made["asked_by"]["operator"]), (201, "complete", "王五"), made)

    def test_z_no_secret_is_stored(self):
        code = self.use_code()
        made = self.submit(code)[1]
        size = int(self.service.call("GET", "/v1/ledger/checkpoint", key=None)[2].split(b"\n")[1])
        kinds = {self.service.call_json("GET", f"/v1/ledger/entries/{index}", key=None)[2]["kind"] for index in range(size)}
        self.assertLessEqual({"submission-received", "seal-used", "use-code-used"}, kinds)
        stored = b"".join(file.read_bytes() for file in pathlib.Path(self.service.folder, "store").iterdir())
        log = (self.service.root / "service.log").read_bytes()
        for secret in (code, self.card["data"]["公民身份号码"]):
            self.assertNotIn(secret.encode(), stored)
            self.assertNotIn(secret.encode(), log)
        self.assertNotIn(self.card["data"]["公民身份号码"].encode(), self.get(made["receipt"])[2])


if __name__ == "__main__":
    unittest.main()
