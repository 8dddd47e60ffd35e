#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between asking for a license and taking it for a case, and the ways to one without a scan (docs/show.md, docs/submission.md)."""
import json
import sqlite3
import unittest
import uuid

from person import IDENTITY_CARD, Person, card_data, tomorrow
from provider import Provider
from service import Service, binary_from_environment

MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
CASE, DEVICE, BASIS = "2026-000017", "窗口 3", "《中华人民共和国出境入境管理法》第九条"


class EvidenceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.administrator = service.client("administrator", ["administrator"])
        scopes = ["license_type:*", "matter:" + MATTER["code"]]
        power = [*scopes, "legal_basis:" + MATTER["code"]]
        cls.approver = service.client("approver", ["issuer_approver"], ["license_type:*"])
        cls.system = service.client("acceptance", ["integrator"], scopes)
        cls.by_law = service.client("by-law", ["integrator"], [*power, f"duty_quota:{MATTER['code']}=100"])
        cls.once = service.client("once", ["integrator"], [*power, f"duty_quota:{MATTER['code']}=1"])
        cls.no_quota = service.client("no-quota", ["integrator"], power)
        cls.elsewhere = service.client("elsewhere", ["integrator"], [*power, f"duty_quota:{MATTER['code']}=100"], "--tenant", "11430000006122244L")
        cls.provider = Provider(service)
        cls.provider.introduce()
        service.start()
        cls.operator = cls.provider.register_clerk(cls.administrator, " ".join(scopes))["party"]["id"]
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        cls.li = Person(service, cls.provider.login("li-si")[0])
        cls.codes = {person: person.code() for person in (cls.zhang, cls.li)}

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.close()

    def post(self, path, value, key=None, idempotency_key=None):
        return self.service.call_json("POST", path, value, {"Idempotency-Key": idempotency_key or uuid.uuid4().hex}, key=key or self.system)[::2]

    def coded(self, person):
        return {"code_type": "111", "code": self.codes[person]}

    def wish(self, **more):
        return {"matter": MATTER, "case": CASE, "license_types": [{"type": IDENTITY_CARD}], "operator": self.operator, "device": DEVICE, **more}

    def by_duty(self, key=None, idempotency_key=None, **more):
        return self.post("/v1/use-codes", self.wish(**{"way": "duty", "holder": self.coded(self.zhang), "legal_basis": BASIS, **more}),
                         key or self.by_law, idempotency_key)

    def use(self, scan, key=None, **more):
        return self.post("/v1/license-uses", {"use_code": scan["given"][0]["use_code"], "matter": MATTER["code"], "case": CASE, "operator": self.operator,
                                              "device": DEVICE, **more}, key or self.by_law)

    def preflight(self, key=None, **more):
        return self.post(f"/v1/matters/{MATTER['code']}/preflight", {"item": "01", **more}, key or self.by_law)

    def submit(self, *codes, key=None, idempotency_key=None, **more):
        return self.post("/v1/submissions", {"authorization": list(codes), "matter": MATTER["code"], "item": "01", "case": CASE, "operator": self.operator,
                                             "device": DEVICE, **more}, key or self.by_law, idempotency_key)

    def given(self, answer):
        self.assertEqual((answer[0], answer[1].get("state")), (201, "given"), answer[1])
        return answer[1]

    def refused(self, answer, status, code):
        self.assertEqual((answer[0], answer[1].get("code")), (status, code), answer[1])
        self.assertTrue(answer[1]["title"] and answer[1]["next_step"])

    def reason(self, answer, code):
        self.assertEqual((answer[0], answer[1].get("state")), (201, "partial"), answer[1])
        self.assertEqual(answer[1]["materials"][0]["reason"]["code"], code)

    def issue(self, person, **changed):
        status, _, license = self.service.issue({**card_data(self.service, self.codes[person]), **changed}, IDENTITY_CARD)
        self.assertEqual(status, 201, license)
        return license

    def decide(self, license, transition, reason):
        path = f"/v1/licenses/{license['identifier']}/transitions"
        wish = {"transition": transition, "reason": reason, "legal_basis": "《行政许可法》第六十九条"}
        status, _, asked = self.service.call_json("POST", path, wish, {"Idempotency-Key": uuid.uuid4().hex})
        self.assertEqual(status, 202, asked)
        status, _, made = self.service.call_json("POST", f"{path}/{asked['number']}/approve", key=self.approver)
        self.assertEqual((status, made["status"]), (200, "made"), made)

    def readings(self, person):
        return person.get("/v1/holders/me/accesses")[1]["accesses"]

    def test_by_duty_the_whole_way(self):
        card = self.issue(self.zhang)
        before = self.quota()["used"]
        scan = self.given(self.by_duty())
        code = next(one["use_code"] for one in scan["given"] if one["license"] == card["identifier"])
        self.assertEqual((scan["way"], scan["legal_basis"]), ("duty", BASIS))
        self.assertEqual(self.quota()["used"], before + 1)
        for _ in range(2):
            told = self.preflight(authorization=[code], case=CASE, operator=self.operator, device=DEVICE)
            self.assertEqual(told[1]["materials"][0]["exemption"], "exempt", told[1])
        status, made = self.submit(code)
        self.assertEqual((status, made["state"]), (201, "complete"), made)
        self.assertEqual((made["materials"][0]["way"], made["materials"][0]["legal_basis"]), ("duty", BASIS))
        receipt = self.service.call("GET", made["receipt"], key=self.by_law)[2]
        self.assertEqual(json.loads(receipt.split(b"\n")[1])["materials"][0]["way"], "duty")
        own = [access for access in self.readings(self.zhang) if access["license"] == card["identifier"] and access["way"] == "duty"]
        self.assertEqual([access["what"] for access in own], ["use", "preflight", "preflight", "use-code"])
        self.assertEqual({access["legal_basis"] for access in own}, {BASIS})
        on_phone = self.zhang.get("/v1/holders/me/scans")[1]["scans"][0]
        self.assertEqual((on_phone["id"], on_phone["way"], on_phone["legal_basis"]), (scan["id"], "duty", BASIS))
        self.refused(self.zhang.post(f"/v1/scans/{scan['id']}/stop"), 403, "DUTY_NOT_STOPPED")

    def test_by_duty_for_an_item(self):
        card = self.issue(self.zhang)
        self.refused(self.by_duty(item="99"), 422, "MATTER_ITEM_UNKNOWN")
        self.refused(self.by_duty(item="01", license_types=[{"type": "11100000MB0143028R001"}]), 422, "SHOW_TYPE_NOT_LISTED")
        scan = self.given(self.by_duty(item="01"))
        self.assertEqual(scan["item"]["code"], "01")
        self.assertEqual(self.zhang.get("/v1/holders/me/scans")[1]["scans"][0]["item"], scan["item"])
        code = next(one["use_code"] for one in scan["given"] if one["license"] == card["identifier"])
        status, made = self.submit(code)
        self.assertEqual((status, made["state"]), (201, "complete"), made)

    def quota(self, key=None):
        return self.service.call_json("GET", "/v1/duty-quotas", key=key or self.by_law)[2]["quotas"][0]

    def test_by_duty_without_basis_or_quota(self):
        self.refused(self.by_duty(key=self.system), 403, "DUTY_NO_BASIS")
        self.refused(self.by_duty(key=self.no_quota), 403, "DUTY_NO_QUOTA")
        self.refused(self.by_duty(legal_basis="无"), 422, "SHOW_PURPOSE_FILLER")
        self.given(self.by_duty(key=self.once, idempotency_key="once"))
        self.given(self.by_duty(key=self.once, idempotency_key="once"))
        self.refused(self.by_duty(key=self.once), 429, "DUTY_QUOTA_USED_UP")
        self.assertEqual(self.quota(self.once), {"matter": MATTER["code"], "quota": 1, "used": 1})

    def mandate(self, uses=2):
        status, mandate = self.zhang.post("/v1/mandates", {"agent": {"name": "李四", **self.coded(self.li)}, "principal_name": self.issue(self.zhang)["holder"]["name"],
                                                           "license_types": [IDENTITY_CARD], "matters": [MATTER], "uses": uses, "until": tomorrow()}, True)
        self.assertEqual(status, 201, mandate)
        return mandate

    def by_mandate(self, mandate, **more):
        return self.post("/v1/use-codes", self.wish(**{"way": "entrust", "holder": self.coded(self.zhang), "agent": self.coded(self.li), "mandate": mandate["id"], **more}))

    def test_by_mandate_the_whole_way(self):
        mandate = self.mandate()
        scan = self.given(self.by_mandate(mandate))
        self.assertEqual((scan["way"], scan["mandate"]["principal_name"], scan["mandate"]["agent_name"]), ("entrust", "张三样例", "李四"))
        status, made = self.submit(scan["given"][0]["use_code"], key=self.system)
        self.assertEqual((status, made["state"], made["materials"][0]["way"]), (201, "complete", "entrust"), made)
        for person in (self.zhang, self.li):
            self.assertEqual(person.get("/v1/holders/me/scans")[1]["scans"][0]["id"], scan["id"])
        self.given(self.by_mandate(mandate))
        self.refused(self.by_mandate(mandate), 409, "MANDATE_ENDED")
        other = {"code_type": "111", "code": "640104195001010011"}
        self.refused(self.by_mandate(mandate, agent=other), 404, "MANDATE_NOT_FOUND")

    def test_a_mandate_withdrawn_before_the_data(self):
        mandate = self.mandate()
        scan = self.given(self.by_mandate(mandate))
        self.assertEqual(self.zhang.post(f"/v1/mandates/{mandate['id']}/revocation")[1]["state"], "revoked")
        self.refused(self.use(scan, self.system), 409, "MANDATE_ENDED")
        self.reason(self.submit(scan["given"][0]["use_code"], key=self.system), "MANDATE_ENDED")
        self.refused(self.by_mandate(mandate), 409, "MANDATE_ENDED")

    def test_no_match(self):
        nobody = {"code_type": "111", "code": "640104195001010011"}
        self.assertEqual(self.given(self.by_duty(holder=nobody))["given"], [])
        told = self.preflight(applicant=nobody)[1]["materials"][0]
        self.assertEqual((told["exemption"], told["reasons"][0]["code"]), ("not_exempt", "MATERIAL_NOT_ISSUED"))
        self.refused(self.submit("not-a-use-code"), 404, "USE_CODE_UNKNOWN")

    def test_of_two_candidates_the_one_that_lasts_longest(self):
        short, long = self.issue(self.li, 有效期至="2036-06-01"), self.issue(self.li, 有效期至="2046-06-01")
        given = {one["license"]: one["use_code"] for one in self.given(self.by_duty(holder=self.coded(self.li)))["given"]}
        self.assertLessEqual({short["identifier"], long["identifier"]}, set(given))
        status, made = self.submit(given[short["identifier"]], given[long["identifier"]])
        self.assertEqual((status, made["materials"][0]["license"]), (201, long["identifier"]), made)

    def test_the_preview_is_refused(self):
        card = self.issue(self.zhang)
        shown = self.zhang.post("/v1/show-codes", {"licenses": [card["identifier"]]})[1]
        scan = self.post("/v1/scans", self.wish(code=shown["code"]["url"]))[1]
        preview = self.zhang.get("/v1/scans/" + scan["id"])[1]
        self.assertEqual((preview["state"], preview["requested"][0]["license"]), ("waiting", card["identifier"]), "who asks for what, before it is given")
        self.assertEqual(self.zhang.post(f"/v1/scans/{scan['id']}/refusal")[0], 200)
        seen = self.service.call_json("GET", "/v1/scans/" + scan["id"], key=self.system)[2]
        self.assertEqual((seen["state"], seen["given"]), ("refused", []))
        self.assertNotIn("requested", seen, "nor what there was")

    def test_ended_between_preflight_and_submission(self):
        card = self.issue(self.zhang)
        code = next(one["use_code"] for one in self.given(self.by_duty())["given"] if one["license"] == card["identifier"])
        told = self.preflight(authorization=[code], case=CASE, operator=self.operator, device=DEVICE)
        self.assertEqual(told[1]["materials"][0]["exemption"], "exempt", told[1])
        self.decide(card, "revoke", "serious_violation")
        self.refused(self.preflight(authorization=[code], case=CASE, operator=self.operator, device=DEVICE), 409, "SHOW_LICENSE_STATE")
        self.reason(self.submit(code), "SHOW_LICENSE_STATE")

    def test_revoked_between_data_and_document(self):
        card = self.issue(self.zhang)
        code = next(one["use_code"] for one in self.given(self.by_duty())["given"] if one["license"] == card["identifier"])
        made = self.submit(code)[1]
        self.decide(card, "revoke", "serious_violation")
        status, _, content = self.service.call("GET", made["materials"][0]["copy"]["ofd"], key=self.by_law)
        self.refused((status, json.loads(content)), 409, "SHOW_LICENSE_STATE")

    def test_replay_wrong_case_operator_device_party_and_authority(self):
        self.issue(self.zhang)
        scan = self.given(self.by_duty())
        code = scan["given"][0]["use_code"]
        self.refused(self.use(scan, case="another"), 403, "USE_CODE_BINDING")
        self.refused(self.use(scan, device="another"), 403, "USE_CODE_BINDING")
        self.refused(self.use(scan, operator="nobody"), 403, "SHOW_OPERATOR_UNKNOWN")
        self.refused(self.use(scan, self.system), 404, "USE_CODE_UNKNOWN")
        self.refused(self.by_duty(key=self.elsewhere), 403, "SHOW_OPERATOR_UNKNOWN")
        self.assertEqual(self.service.call_json("GET", "/v1/scans/" + scan["id"], key=self.system)[0], 404)
        self.assertEqual(self.service.call_json("GET", "/v1/scans/" + scan["id"], key=self.elsewhere)[0], 404)
        self.assertEqual(self.submit(code)[1]["state"], "complete")
        self.reason(self.submit(code), "USE_CODE_ENDED")
        self.refused(self.use(scan), 409, "USE_CODE_ENDED")

    def test_z_the_source_fails(self):
        """The last one: a license of the applicant that does not open any more is told as such, and never as one that there is not."""
        card = self.issue(self.zhang)
        self.service.stop()
        store = sqlite3.connect(self.service.folder / "store" / "elicense.db")
        for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'licenses'").fetchall():
            store.execute(f"DROP TRIGGER {trigger}")
        store.execute("UPDATE licenses SET sealed_data = zeroblob(64) WHERE identifier = ?", (card["identifier"],))
        store.commit()
        store.close()
        self.service.start()
        told = self.preflight(applicant=self.coded(self.zhang))
        self.assertEqual(told[0], 200, told[1])
        self.assertEqual(told[1]["materials"][0]["reasons"][0]["code"], "MATERIAL_SOURCE_FAILED", told[1])
        self.assertEqual(self.by_duty()[0], 500)


if __name__ == "__main__":
    unittest.main()
