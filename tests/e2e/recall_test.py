#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who relied on a license is told of its end, signed, and says so (docs/recall.md), at the running service."""
import datetime
import json
import unittest
import uuid

from person import IDENTITY_CARD, Person
from provider import Provider
from receiver import Receiver, sm2_fits
from service import Service, binary_from_environment, wait_until

MATTER = {"code": "000100001", "name": "居住证申领"}
ELSEWHERE = "11430000006122244L"
BASIS = "《行政许可法》第六十九条"


class RecallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.administrator = service.client("administrator", ["administrator"])
        scopes = ["license_type:*", "matter:" + MATTER["code"]]
        cls.system = service.client("acceptance", ["integrator"], scopes)
        cls.colleague = service.client("another", ["integrator"], scopes)
        cls.stranger = service.client("stranger", ["integrator", "issuer_clerk"], scopes, "--tenant", ELSEWHERE)
        cls.approver = service.client("approver", ["issuer_approver"], ["license_type:*"])
        cls.provider = Provider(service)
        cls.provider.introduce()
        cls.receiver = Receiver(service.root)
        service.settings("outgoing", authorities=str(cls.believed()), inner_hosts=["127.0.0.1"])
        service.start()
        cls.operator = cls.provider.register_clerk(cls.administrator, " ".join(scopes))["party"]["id"]
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        kinds = ["license.recalled", "license.recall_lifted", "license.recall_acknowledged"]
        status, _, made = service.call_json("POST", "/v1/subscriptions", {"url": cls.receiver.url, "events": kinds, "signature": "sm2"},
                                            {"Idempotency-Key": "recalls"}, key=cls.system)
        assert status == 201, made
        cls.sm2_public_key = service.call_json("GET", "/v1/subscriptions", key=cls.system)[2]["sm2_public_key"]

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.receiver.close()
        cls.service.close_audited()

    @classmethod
    def believed(cls):
        """The certificates of the provider and of the receiver in one file."""
        file = cls.service.root / "partners.pem"
        file.write_bytes((cls.service.folder / "certificates" / "tls.pem").read_bytes() + cls.receiver.certificate.read_bytes())
        return file

    def issue(self):
        return self.zhang.issue_card()["identifier"]

    def use(self, license):
        """The whole way from a shown code to its data; answers the scan."""
        shown = self.zhang.post("/v1/show-codes", {"licenses": [license]})[1]
        at_counter = {"case": "2026-000017", "operator": self.operator, "device": "窗口 3"}
        scan = self.post("/v1/scans", {"code": shown["code"]["url"], "matter": MATTER, "license_types": [{"type": IDENTITY_CARD}], **at_counter})
        confirmation = {"match": scan["match"], "licenses": [license]}
        self.assertEqual(self.zhang.post(f"/v1/scans/{scan['id']}/confirmation", confirmation)[0], 200)
        given = self.service.call_json("GET", "/v1/scans/" + scan["id"], key=self.system)[2]["given"]
        used = self.post("/v1/license-uses", {"use_code": given[0]["use_code"], "matter": MATTER["code"], **at_counter})
        self.assertEqual(used["license"]["identifier"], license)
        return scan["id"]

    def post(self, path, value, key=None):
        status, _, answer = self.service.call_json("POST", path, value, {"Idempotency-Key": uuid.uuid4().hex}, key=key or self.system)
        self.assertIn(status, (200, 201, 202), answer)
        return answer

    def decide(self, license, transition, reason, **more):
        body = {"transition": transition, "reason": reason, "legal_basis": BASIS, **more}
        return self.post(f"/v1/licenses/{license}/transitions", body, self.service.clerk)

    def revoke(self, license):
        asked = self.decide(license, "revoke", "serious_violation")
        self.assertEqual(self.judge(license, asked, "approve", self.approver)["status"], "made")

    def judge(self, license, asked, how, key):
        path = f"/v1/licenses/{license}/transitions/{asked['number']}/{how}"
        status, _, judged = self.service.call_json("POST", path, None, {"Content-Length": "0"}, key=key)
        self.assertEqual(status, 200, judged)
        return judged

    def recalls(self, key, license, state="open"):
        status, _, page = self.service.call_json("GET", "/v1/recalls?state=" + state, key=key)
        self.assertEqual(status, 200, page)
        return [recall for recall in page["recalls"] if recall["license"] == license]

    def told(self, kind, license):
        """The event of that kind about the license, when it has come."""
        def found():
            return [event for _, event in list(self.receiver.received) if event["type"] == kind and event["data"]["license"] == license]
        self.assertTrue(wait_until(found, 30), kind)
        return found()[0]

    def acknowledge(self, recall, key=None, **note):
        return self.service.call_json("POST", f"/v1/recalls/{recall}/acknowledgement", note, key=key or self.system)[::2]

    def test_who_relied_on_a_revoked_license_is_told_and_answers(self):
        license = self.issue()
        scan = self.use(license)
        self.revoke(license)
        event = self.told("license.recalled", license)
        self.assertEqual({name: event["data"][name] for name in ("version", "transition", "state", "reason", "number")},
                         {"version": 1, "transition": "revoke", "state": "revoked", "reason": "serious_violation", "number": 1})
        self.assertNotIn(BASIS, json.dumps(event, ensure_ascii=False))
        recall, = self.recalls(self.system, license)
        self.assertEqual("/v1/recalls/" + recall["id"], event["object"])
        self.assertEqual((recall["relied"]["scan"], recall["relied"]["uses"]), (scan, 1))
        for issuer in (self.service.clerk, self.approver, self.service.auditor):
            self.assertEqual([each["id"] for each in self.recalls(issuer, license)], [recall["id"]])

        seen = self.service.call_json("GET", "/v1/recalls/" + recall["id"], key=self.system)[2]
        notice, key = seen["notice"], seen["sm2_public_key"]
        self.assertEqual(json.loads(notice["body"]), event)
        self.assertEqual(key, self.sm2_public_key)
        self.assertTrue(sm2_fits(key, notice, notice["body"].encode()))
        self.assertFalse(sm2_fits(key, notice, notice["body"].encode() + b" "))
        self.assertTrue(sm2_fits(key, *self.receiver.last), "the webhook, by the same check")

        for other in (self.colleague, self.stranger):
            self.assertEqual(self.recalls(other, license, "all"), [])
            self.assertEqual(self.service.call_json("GET", "/v1/recalls/" + recall["id"], key=other)[2]["code"], "RECALL_NOT_FOUND")
            self.assertEqual(self.acknowledge(recall["id"], other)[1]["code"], "RECALL_NOT_FOUND")

        status, answered = self.acknowledge(recall["id"], note="decision_revoked")
        self.assertEqual((status, answered["state"]), (200, "acknowledged"), answered)
        self.assertEqual(self.acknowledge(recall["id"], note="decision_revoked")[0], 200, "the same again")
        self.assertEqual(self.acknowledge(recall["id"])[1]["code"], "RECALL_ACKNOWLEDGED")
        self.assertEqual(self.recalls(self.service.clerk, license), [])
        closed, = self.recalls(self.service.clerk, license, "acknowledged")
        self.assertEqual(closed["acknowledged"]["note"], "decision_revoked")
        self.assertEqual(self.told("license.recall_acknowledged", license)["data"]["note"], "decision_revoked")

    def test_what_is_withdrawn_before_it_counts_is_lifted(self):
        license = self.issue()
        self.use(license)
        later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)).strftime("%Y-%m-%d")
        asked = self.decide(license, "suspend", "under_investigation", effective_on=later)
        self.told("license.recalled", license)
        recall, = self.recalls(self.system, license)
        self.judge(license, asked, "withdraw", self.service.clerk)
        self.told("license.recall_lifted", license)
        self.assertEqual(self.recalls(self.system, license), [])
        lifted, = self.recalls(self.system, license, "all")
        self.assertEqual((lifted["id"], lifted["state"], lifted["lifted_by"]), (recall["id"], "lifted", None))
        self.assertEqual(self.acknowledge(recall["id"])[1]["code"], "RECALL_LIFTED")

    def test_a_license_that_is_resumed_lifts_the_recall_of_its_suspension(self):
        license = self.issue()
        self.use(license)
        self.decide(license, "suspend", "under_investigation")
        self.told("license.recalled", license)
        recall, = self.recalls(self.system, license)
        resumed = self.decide(license, "resume", "cause_ended")
        told = self.told("license.recall_lifted", license)["data"]
        self.assertEqual({name: told["lifted_by"][name] for name in ("number", "transition", "reason")},
                         {"number": resumed["number"], "transition": "resume", "reason": "cause_ended"})
        self.assertEqual(self.recalls(self.system, license), [])
        lifted, = self.recalls(self.system, license, "all")
        self.assertEqual((lifted["id"], lifted["state"], lifted["lifted_by"]), (recall["id"], "lifted", told["lifted_by"]))

    def test_without_repetition_or_loss_when_it_is_killed(self):
        licenses = [self.issue() for _ in range(3)]
        for license in licenses:
            self.use(license)
        for license in licenses:
            self.decide(license, "suspend", "under_investigation")
        self.service.kill()
        self.service.start()
        for license in licenses:
            self.told("license.recalled", license)
            self.assertEqual(len(self.recalls(self.system, license, "all")), 1)


if __name__ == "__main__":
    unittest.main()
