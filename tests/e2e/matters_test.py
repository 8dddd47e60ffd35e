#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Matters and preflights at the running service: published by two persons, asked by holder, system and law, from files and tables (docs/submission.md)."""
import json
import pathlib
import tempfile
import unittest
import uuid

from person import IDENTITY_CARD, Person
from provider import Provider
from service import Service, binary_from_environment

AUTHORITY = "11640000MB999999XM"
CODE = AUTHORITY + "4000199000077"
COLUMNS = ("matter_code,matter_name,authority_code,authority_name,region,item_code,item_name,applicant,"
           "material_code,material_name,required,condition,licenses")
TABLE = f"""{COLUMNS}
{CODE},老年证办理,{AUTHORITY},示例市行政审批服务局,640100,01,首次申请,natural_person,,身份证,,,identity-card
{CODE},老年证办理,{AUTHORITY},示例市行政审批服务局,640100,01,首次申请,natural_person,,配偶身份证,,married,spouse-card
{CODE},老年证办理,{AUTHORITY},示例市行政审批服务局,640100,01,首次申请,natural_person,,照片,,,
"""
ITEM = {"item": "01", "facts": {"married": False}}


class MattersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        administrator = service.client("administrator", ["administrator"])
        scopes = ["license_type:*", "matter:*"]
        cls.clerk = service.client("matters-clerk", ["issuer_clerk"])
        cls.approver = service.client("matters-approver", ["issuer_approver"])
        cls.system = service.client("acceptance", ["integrator"], scopes)
        cls.by_law = service.client("by-law", ["integrator"], [*scopes, "legal_basis:" + CODE])
        cls.provider = Provider(service)
        cls.provider.introduce()
        service.start()
        cls.operator = cls.provider.register_clerk(administrator, " ".join(scopes))["party"]["id"]
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        cls.li = Person(service, cls.provider.login("li-si")[0])
        cls.numbers = {person: person.code() for person in (cls.zhang, cls.li)}
        cls.card = cls.zhang.issue_card()
        cls.publish(TABLE.encode(), "text/csv")

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.stop()
        cls.service.close()

    @classmethod
    def propose(cls, body, media="application/json", query=""):
        status, _, content = cls.service.call("POST", "/v1/matters" + query, body, {"Content-Type": media}, key=cls.clerk)
        return status, json.loads(content)

    @classmethod
    def publish(cls, body, media="application/json"):
        status, proposed = cls.propose(body, media)
        assert status == 202, proposed
        for proposal in proposed["matter_proposals"]:
            status, _, answer = cls.service.call_json("POST", f"/v1/matter-proposals/{proposal['number']}/approve", key=cls.approver)
            assert status == 200, answer

    def preflight(self, key, number=None, **more):
        wish = {**ITEM, **more}
        if number:
            wish["applicant"] = {"code_type": "111", "code": number}
        return self.service.call_json("POST", f"/v1/matters/{CODE}/preflight", wish, {"Idempotency-Key": uuid.uuid4().hex}, key=key)[::2]

    def exemptions(self, answer):
        self.assertEqual(answer[0], 200, answer[1])
        return [material["exemption"] for material in answer[1]["materials"]]

    def test_everybody_reads_what_is_published(self):
        matters = self.service.call_json("GET", "/v1/matters", key=None)[2]["matters"]
        self.assertGreaterEqual(len(matters), 61)
        self.assertIn(CODE, [matter["code"] for matter in matters])
        matter = self.service.call_json("GET", "/v1/matters/" + CODE, key=None)[2]
        self.assertEqual([material["name"] for material in matter["items"][0]["materials"]], ["身份证", "配偶身份证", "照片"])
        self.assertEqual(matter["items"][0]["materials"][0]["licenses"][0]["type"], IDENTITY_CARD)

    def test_without_a_basis_everybody_is_answered_the_same(self):
        path, headers = f"/v1/matters/{CODE}/preflight", {"Content-Type": "application/json"}
        bodies = set()
        for number in (*self.numbers.values(), "640104195001010011"):
            wish = json.dumps({**ITEM, "applicant": {"code_type": "111", "code": number}}).encode()
            status, _, content = self.service.call("POST", path, wish, headers, key=self.system)
            self.assertEqual(status, 200, content)
            bodies.add(content)
        self.assertEqual(len(bodies), 1)
        self.assertNotIn(self.numbers[self.zhang].encode(), bodies.pop())

    def test_by_law_it_is_told_and_recorded(self):
        told = self.preflight(self.by_law, self.numbers[self.zhang])
        self.assertEqual(self.exemptions(told), ["exempt", "not_asked_for", "not_exempt"])
        self.assertEqual(told[1]["ratio"], {"all": 2, "exempt": 1, "exempt_with_authorization": 0, "exempt_percent": 50})
        newest = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"][0]
        self.assertEqual((newest["what"], newest["license"]), ("preflight", self.card["identifier"]))
        other = self.preflight(self.by_law, self.numbers[self.li])
        self.assertEqual(self.exemptions(other)[0], "not_exempt")
        reason = other[1]["materials"][0]["reasons"][0]
        self.assertEqual(reason["code"], "MATERIAL_NOT_ISSUED")
        self.assertTrue(other[1]["materials"][0]["next_step"]["zh"] and other[1]["materials"][0]["next_step"]["en"])

    def test_a_holder_asks_about_itself(self):
        told = self.zhang.post(f"/v1/matters/{CODE}/preflight", ITEM)
        self.assertEqual((self.exemptions(told)[0], told[1]["basis"]), ("exempt", "holder"))
        told = self.li.post(f"/v1/matters/{CODE}/preflight", {"item": "01", "facts": {"married": True, "spouse": "张三样例"}})
        self.assertEqual(self.exemptions(told), ["not_exempt", "exempt_with_authorization", "not_exempt"])

    def test_by_use_codes(self):
        shown = self.zhang.post("/v1/show-codes", {"licenses": [self.card["identifier"]]})[1]
        counter = {"case": "2026-000018", "operator": self.operator, "device": "窗口 4"}
        wish = {"code": shown["code"]["url"], "matter": {"code": CODE, "name": "老年证办理"}, "uses": 2,
                "license_types": [{"type": IDENTITY_CARD, "fields": ["姓名", "公民身份号码"]}], **counter}
        status, _, scan = self.service.call_json("POST", "/v1/scans", wish, {"Idempotency-Key": uuid.uuid4().hex}, key=self.system)
        self.assertEqual(status, 201, scan)
        path = "/v1/scans/" + scan["id"]
        status, given = self.zhang.post(path + "/confirmation", {"match": scan["match"], "licenses": [self.card["identifier"]]})
        self.assertEqual(status, 200, given)
        use_code = self.service.call_json("GET", path, key=self.system)[2]["given"][0]["use_code"]
        for _ in range(3):  # two uses were asked for, and a preflight takes none
            told = self.preflight(self.system, authorization=[use_code], **counter)
            self.assertEqual((self.exemptions(told)[0], told[1]["basis"]), ("exempt", "authorization"))
        self.assertEqual(self.service.call_json("GET", path, key=self.system)[2]["given"][0]["used"], 0)
        newest = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"][0]
        self.assertEqual((newest["what"], newest["way"], newest["case"]), ("preflight", "holder", "2026-000018"))
        elsewhere = self.preflight(self.system, authorization=[use_code], **{**counter, "case": "another"})
        self.assertEqual((elsewhere[0], elsewhere[1]["code"]), (403, "USE_CODE_BINDING"))

    def test_a_dry_run_tells_of_every_row(self):
        status, said = self.propose((TABLE + TABLE.splitlines()[1].replace(CODE, "other").replace("identity-card", "nothing") + "\n").encode(),
                                    "text/csv", "?dry_run=true")
        self.assertEqual((status, said["refused"]), (200, 1), said)
        self.assertEqual((said["matters"][0]["row"], said["matters"][0]["unchanged"]), (1, True))
        self.assertEqual((said["matters"][1]["row"], said["matters"][1]["findings"][0]["rule"]), (4, "unreadable"))

    def test_needs_a_second_person(self):
        status, said = self.propose(TABLE.replace("老年证办理", "老年人优待证办理").replace(CODE, CODE + "-b").encode(), "text/csv")
        self.assertEqual(status, 202, said)
        number = said["matter_proposals"][0]["number"]
        self.assertEqual(self.service.call_json("GET", f"/v1/matters/{CODE}-b", key=None)[0], 404)
        self.assertEqual(self.service.call_json("POST", f"/v1/matter-proposals/{number}/approve", key=self.clerk)[0], 403)
        refused = self.service.call_json("POST", f"/v1/matter-proposals/{number}/refuse", {"reason": "没有依据"}, key=self.approver)[2]
        self.assertEqual(refused["status"], "refused")
        self.assertEqual(self.service.call_json("GET", f"/v1/matters/{CODE}-b", key=None)[0], 404)


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.file = pathlib.Path(self.service.root) / "matters.csv"
        self.file.write_text(TABLE, encoding="utf-8")

    def run_matters(self, *arguments):
        return self.service.run("matters", arguments[0], "--instance", str(self.service.folder), *arguments[1:])

    def test_imports_and_approves(self):
        tried = self.run_matters("import", "--dry-run", str(self.file))
        self.assertIn("1 matters, 0 refused", tried.stdout, tried.stderr)
        self.assertIn("0 changes", self.run_matters("proposals").stdout)
        self.assertIn("waiting", self.run_matters("import", str(self.file)).stdout)
        self.assertIn("approved", self.run_matters("approve", "1").stdout)
        self.assertIn(CODE, self.run_matters("list").stdout)
        self.assertNotEqual(self.run_matters("import", str(self.file)).returncode, 0, "nothing changes")
        self.run_matters("withdraw", CODE, "--reason", "取消")
        self.assertIn("approved", self.run_matters("approve", "2").stdout)
        self.assertNotIn(CODE, self.run_matters("list").stdout)
        audit = self.service.run("audit", "--instance", str(self.service.folder))
        self.assertEqual(audit.returncode, 0, audit.stdout + audit.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
