#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The life of a license (docs/life.md) against the running binary: decisions, versions, races, crashes, lists and feeds."""
import csv
import datetime
import io
import json
import threading
import time
import unittest
import uuid

from race_test import at_once
from service import BUSINESS_LICENSE, Service, binary_from_environment

BASIS = "《行政许可法》第六十九条"


class Life(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.approver = service.client("approver", ["issuer_approver"], ["license_type:*"])
        cls.window = service.client("window", ["window_clerk"], ["license_type:*"])
        cls.elsewhere = service.client("elsewhere", ["issuer_clerk", "integrator"], ["license_type:*"], "--tenant", "11430000006122244L")
        service.start()
        cls.data = service.example()

    @classmethod
    def tearDownClass(cls):
        cls.service.close_audited()

    def issue(self):
        status, _, license = self.service.issue(self.data)
        self.assertEqual(status, 201, license)
        return license

    def ask(self, license, transition, reason=None, key=None, signer="usual", **more):
        body = {"transition": transition, "legal_basis": BASIS, **({"reason": reason} if reason else {}), **more}
        return self.service.call_json("POST", f"/v1/licenses/{license['identifier']}/transitions", body,
                                      {"Idempotency-Key": key or str(uuid.uuid4())}, key=signer)

    def decided(self, *arguments, **options):
        status, _, transition = self.ask(*arguments, **options)
        self.assertEqual(status, 201, transition)
        return transition

    def get(self, license, part="", **options):
        return self.service.call_json("GET", f"/v1/licenses/{license['identifier']}{part}", **options)[2]

    def document(self, license):
        status, _, content = self.service.call("GET", f"/v1/licenses/{license['identifier']}/document")
        self.assertEqual(status, 200)
        return content

    def verify(self, document, key=None, query=""):
        status, _, report = self.service.call("POST", "/v1/verifications" + query, document, {"Content-Type": "application/ofd"}, key=key)
        self.assertEqual(status, 200)
        return json.loads(report)

    def changed(self, **fields):
        return {**self.data, **fields}

    def test_a_suspended_license_verifies_as_suspended_until_it_is_resumed(self):
        license = self.issue()
        document = self.document(license)
        self.assertEqual(self.verify(document)["verdict"], "trusted")
        before = self.decided(license, "suspend", "under_investigation")
        self.assertEqual((before["from"]["state"], before["to"]["state"], before["to"]["name"]), ("valid", "suspended", "暂停"))
        report = self.verify(document)
        self.assertEqual((report["verdict"], report["cause"]), ("untrusted", "LICENSE_STATE"))
        self.assertEqual((report["license"]["state"], report["license"]["state_name"]), ("suspended", "暂停"))
        self.assertEqual(self.get(license)["state"], "suspended")
        self.decided(license, "resume", "cause_ended")
        self.assertEqual(self.verify(document)["verdict"], "trusted")
        history = self.get(license, "/transitions")
        self.assertEqual([t["transition"] for t in history["transitions"]], ["suspend", "resume"])
        self.assertEqual(history["revision"], 2)

    def test_who_decided_is_masked_for_those_who_may_not_see(self):
        license = self.issue()
        self.decided(license, "inspect", "passed")
        seen, masked = self.get(license, "/transitions"), self.get(license, "/transitions", key=self.window)
        self.assertTrue(seen["transitions"][0]["asked_by"])
        self.assertTrue(masked["masked"])
        self.assertIsNone(masked["transitions"][0]["asked_by"])
        self.assertEqual(masked["transitions"][0]["reason"]["code"], "passed")

    def test_revoking_takes_a_second_person(self):
        license = self.issue()
        status, _, asked = self.ask(license, "revoke", "serious_violation")
        self.assertEqual((status, asked["status"]), (202, "open"))
        self.assertEqual(self.get(license)["state"], "valid")
        path = f"/v1/licenses/{license['identifier']}/transitions/{asked['number']}"
        self.assertEqual(self.service.call_json("POST", path + "/approve", None, key=self.service.clerk)[0], 403)
        status, _, approved = self.service.call_json("POST", path + "/approve", None, {"Content-Length": "0"}, key=self.approver)
        self.assertEqual((status, approved["status"]), (200, "made"))
        self.assertEqual(self.get(license)["state"], "revoked")
        self.assertEqual(self.ask(license, "resume", "cause_ended")[2]["code"], "TRANSITION_STATE")
        status, _, own = self.ask(self.issue(), "revoke", "serious_violation", signer=self.approver)
        path = f"/v1/licenses/{own['license']}/transitions/1/approve"
        self.assertEqual(self.service.call_json("POST", path, None, key=self.approver)[2]["code"], "TRANSITION_OWN")

    def test_refusals_say_what_to_do(self):
        license = self.issue()
        for arguments, options, status, code in (
                (("suspend",), {}, 422, "TRANSITION_REASON"),
                (("suspend", "holder_request"), {"legal_basis": ""}, 422, "TRANSITION_LEGAL_BASIS"),
                (("suspend", "holder_request"), {"effective_on": "2020-01-01"}, 422, "TRANSITION_DAY"),
                (("change", "holder_request"), {}, 422, "TRANSITION_DATA"),
                (("resume", "cause_ended"), {}, 409, "TRANSITION_STATE"),
                (("suspend", "holder_request"), {"revision": 7}, 409, "TRANSITION_RACED"),
                (("explode",), {}, 422, "TRANSITION_UNKNOWN")):
            answered, _, problem = self.ask(license, *arguments, **options)
            self.assertEqual((answered, problem["code"]), (status, code))
            self.assertTrue(problem["next_step"])
        self.assertEqual(self.get(license)["revision"], 0)

    def test_of_many_that_race_one_wins(self):
        license = self.issue()
        answers = at_once(16, lambda _: self.ask(license, "cancel", "holder_request"))
        self.assertEqual(sorted(status for status, _, _ in answers), [201] + 15 * [409])
        self.assertEqual({answer["code"] for status, _, answer in answers if status == 409}, {"TRANSITION_STATE"})
        self.assertEqual(len(self.get(license, "/transitions")["transitions"]), 1)

    def test_of_different_decisions_on_one_revision_one_wins(self):
        license = self.issue()
        wanted = (("suspend", "holder_request"), ("cancel", "holder_request"), ("inspect", "passed"), ("transfer_out", "holder_moved"))
        answers = at_once(16, lambda number: self.ask(license, *wanted[number % 4], revision=0))
        self.assertEqual(sorted(status for status, _, _ in answers), [201] + 15 * [409])
        self.assertEqual(self.get(license)["revision"], 1)

    def test_equal_requests_are_one_decision(self):
        license = self.issue()
        answers = at_once(16, lambda _: self.ask(license, "suspend", "holder_request", key="the-same"))
        self.assertEqual({(status, answer["number"], answer["made_at"]) for status, _, answer in answers},
                         {(201, 1, answers[0][2]["made_at"])})
        self.assertEqual(self.ask(license, "suspend", "court_order", key="the-same")[2]["code"], "IDEMPOTENCY_MISMATCH")

    def test_who_verifies_after_the_answer_sees_it(self):
        license = self.issue()
        document = self.document(license)
        wrong, ended, acknowledged = [], threading.Event(), threading.Event()

        def verify():
            while not ended.is_set():
                after = acknowledged.is_set()  # before this verification begins
                state = self.verify(document)["license"]["state"]
                if after and state != "suspended":
                    wrong.append(state)

        threads = [threading.Thread(target=verify) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        self.decided(license, "suspend", "court_order")
        acknowledged.set()
        time.sleep(1.5)
        ended.set()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_a_change_issues_the_next_version(self):
        license = self.issue()
        old = self.document(license)
        made = self.decided(license, "change", "facts_changed", data=self.changed(法定代表人="赵六样例"))
        self.assertRegex(made["successor"], r"\.002\.[0-9A-Z]$")
        fresh = self.get({"identifier": made["successor"]})
        self.assertEqual((fresh["predecessor"], fresh["state"]), (license["identifier"], "valid"))
        self.assertEqual(fresh["data"]["法定代表人"], "赵六样例")
        before = self.get(license)
        self.assertEqual((before["successor"], before["state"], before["state_name"]), (made["successor"], "replaced", "已变更"))
        report = self.verify(old)
        self.assertEqual((report["verdict"], report["license"]["state_name"]), ("untrusted", "已变更"))
        self.assertIsNone(report["license"]["successor"])  # nobody in particular asks
        self.assertIsNone(self.verify(old, key=self.elsewhere)["license"]["successor"])
        self.assertEqual(self.verify(old, key=self.service.clerk)["license"]["successor"], made["successor"])
        self.assertEqual(self.verify(self.document({"identifier": made["successor"]}))["verdict"], "trusted")

    def test_of_many_changes_at_once_one_is_made(self):
        license = self.issue()
        data = self.changed(法定代表人="钱七样例")
        answers = at_once(6, lambda _: self.ask(license, "change", "facts_changed", data=data))
        self.assertEqual(sorted(status for status, _, _ in answers), [201] + 5 * [409])

    def test_a_later_day_needs_nobody_and_can_be_withdrawn(self):
        license = self.issue()
        day = (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))) + datetime.timedelta(days=2)).strftime("%Y-%m-%d")
        made = self.decided(license, "cancel", "holder_request", effective_on=day)
        document = self.document(license)
        self.assertEqual(self.get(license)["waiting"]["state"], "cancelled")
        self.assertEqual(self.verify(document)["verdict"], "trusted")
        later = self.verify(document, query=f"?at={day}T00:00:00%2B08:00")
        self.assertEqual(later["license"]["state"], "cancelled")
        self.assertEqual(self.ask(license, "suspend", "court_order")[2]["code"], "TRANSITION_WAITING")
        path = f"/v1/licenses/{license['identifier']}/transitions/{made['number']}/withdraw"
        self.assertEqual(self.service.call_json("POST", path)[0], 200)
        self.assertIsNone(self.get(license)["waiting"])
        self.assertEqual(self.verify(document, query=f"?at={day}T00:00:00%2B08:00")["license"]["state"], "valid")
        self.assertEqual(self.service.call_json("POST", path)[2]["code"], "TRANSITION_NOT_OPEN")

    def test_a_transfer_in_names_where_it_comes_from(self):
        origin = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
        body = {"license_type": BUSINESS_LICENSE, "data": self.data, "transferred_from": origin}
        status, _, license = self.service.call_json("POST", "/v1/licenses", body, {"Idempotency-Key": str(uuid.uuid4())})
        self.assertEqual((status, license["state"]), (201, "valid"))
        history = self.get(license, "/transitions")["transitions"]
        self.assertEqual([(t["transition"], t["origin"], t["status"]) for t in history], [("transfer_in", origin, "made")])
        self.assertEqual(self.verify(self.document(license))["verdict"], "trusted")
        body["transferred_from"] = license["identifier"]
        self.assertEqual(self.service.call_json("POST", "/v1/licenses", body, {"Idempotency-Key": str(uuid.uuid4())})[2]["code"], "TRANSITION_ORIGIN")

    def test_lists_in_pages_and_nothing_of_others(self):
        issued = [self.issue()["identifier"] for _ in range(3)]
        seen, cursor = [], ""
        while cursor is not None:
            status, _, page = self.service.call_json("GET", f"/v1/licenses?type={BUSINESS_LICENSE}&limit=2" + (f"&cursor={cursor}" if cursor else ""))
            self.assertEqual(status, 200, page)
            seen += [license["identifier"] for license in page["licenses"]]
            cursor = page["next_cursor"]
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(seen[-3:], issued)
        self.assertEqual(self.service.call_json("GET", "/v1/licenses", key=self.elsewhere)[2]["licenses"], [])
        self.assertEqual(self.service.call_json("GET", f"/v1/licenses?issuer={issued[0].split('.')[6]}", key=self.elsewhere)[2]["code"], "ACCESS_SCOPE")
        for query in ("number=1", "limit=101", "limit=0", "cursor=x", "state=pending", "issued_from=x", "type=a&type=b"):
            self.assertEqual(self.service.call_json("GET", "/v1/licenses?" + query)[2]["code"], "REQUEST_FIELDS", query)

    def test_finds_by_holder_and_number_without_an_address_that_tells(self):
        license = self.issue()
        for body in ({"holder_code_type": "001", "holder_code": license["holder"]["code"]},
                     {"type": BUSINESS_LICENSE, "number": license["number"]}):
            status, _, page = self.service.call_json("POST", "/v1/license-searches", {**body, "limit": "100"}, key=self.service.clerk)
            self.assertEqual(status, 200, page)
            self.assertIn(license["identifier"], [found["identifier"] for found in page["licenses"]])
            self.assertTrue(all(found["masked"] for found in page["licenses"]))
        self.assertEqual(self.service.call_json("POST", "/v1/license-searches", {"number": "1"}, key=self.service.clerk)[2]["code"], "REQUEST_FIELDS")

    def test_feeds_changes_from_where_the_reader_left_off(self):
        def read(cursor):
            changes, more = [], True
            while more:
                status, _, page = self.service.call_json("GET", f"/v1/changes?after={cursor}", key=self.service.clerk)
                self.assertEqual(status, 200, page)
                changes, cursor, more = changes + page["changes"], page["next"], page["more"]
            return changes, cursor
        _, cursor = read(0)
        license = self.issue()
        self.decided(license, "suspend", "court_order")
        changes, after = read(cursor)
        self.assertEqual([(c["license"], c["what"], c["state"], c["transition"]) for c in changes],
                         [(license["identifier"], "license-issued", "valid", None),
                          (license["identifier"], "license-transition", "suspended", "suspend")])
        self.assertEqual(read(after), ([], after))
        self.assertEqual(self.service.call_json("GET", "/v1/changes", key=self.elsewhere)[2]["changes"], [])

    def test_issue_list_and_catalogue_as_json_and_csv(self):
        self.issue()
        status, _, listed = self.service.call_json("GET", "/v1/issue-list", key=self.service.clerk)
        row = [row for row in listed["issue_list"] if row["CertificateTypeCode"] == BUSINESS_LICENSE][0]
        self.assertGreater(row["IssuedCount"], 0)
        self.assertEqual(row["CertificateTypeName"], "营业执照")
        status, headers, content = self.service.call("GET", "/v1/issue-list?format=csv", key=self.service.clerk)
        self.assertEqual(headers["content-type"], "text/csv; charset=utf-8")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        self.assertEqual([r["CertificateTypeName"] for r in rows if r["CertificateTypeCode"] == BUSINESS_LICENSE], ["营业执照"])
        catalogue = self.service.call_json("GET", "/v1/catalogue", key=None)[2]["catalogue"]
        rows = list(csv.DictReader(io.StringIO(self.service.call("GET", "/v1/catalogue?format=csv", key=None)[2].decode("utf-8-sig"))))
        self.assertEqual([r["CertificateTypeCode"] for r in rows], [r["CertificateTypeCode"] for r in catalogue])
        self.assertEqual(self.service.call_json("GET", "/v1/catalogue?format=xml", key=None)[2]["code"], "REQUEST_FIELDS")


class Interrupted(unittest.TestCase):
    """kill -9 while versions are being issued: each change is whole or not there, and its key gives one version."""

    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.service.start()
        self.data = self.service.example()

    def change(self, identifier):
        body = {"transition": "change", "reason": "facts_changed", "data": {**self.data, "法定代表人": "孙八样例"}}
        return self.service.call_json("POST", f"/v1/licenses/{identifier}/transitions", body, {"Idempotency-Key": identifier[-30:]})

    def attempt(self, identifier):
        try:
            return self.change(identifier)
        except Exception:  # the service died under the request: its outcome is unknown
            return None

    def get(self, identifier):
        return self.service.call_json("GET", "/v1/licenses/" + identifier)[2]

    def audit(self):
        audited = self.service.run("audit", "--instance", str(self.service.folder))
        self.assertEqual(audited.returncode, 0, audited.stdout + audited.stderr)

    def check(self, identifier, answer):
        old = self.get(identifier)
        self.assertEqual(old["state"] == "replaced", old["successor"] is not None)
        if answer and answer[0] == 201:
            self.assertEqual(old["successor"], answer[2]["successor"])
        status, _, again = self.change(identifier)
        self.assertEqual(status, 201, again)
        self.assertRegex(again["successor"], r"\.002\.[0-9A-Z]$")
        self.assertEqual(self.get(again["successor"])["predecessor"], identifier)
        self.assertEqual(self.get(identifier)["successor"], again["successor"])

    def test_a_killed_change_is_finished_or_never_was(self):
        for seconds in (0.05, 0.1, 0.2, 0.3):
            licenses = [self.service.issue(self.data)[2]["identifier"] for _ in range(6)]
            killer = threading.Timer(seconds, self.service.kill)
            killer.start()
            answers = at_once(len(licenses), lambda number: self.attempt(licenses[number]))
            killer.join()
            self.audit()
            self.service.start()
            for identifier, answer in zip(licenses, answers):
                self.check(identifier, answer)
        self.assertEqual(self.service.stop(), 0)
        self.audit()

    def test_the_command_line_decides_on_a_stopped_instance(self):
        identifier = self.service.issue(self.data)[2]["identifier"]
        self.assertEqual(self.service.stop(), 0)
        suspend = ("transition", identifier, "suspend", "--instance", str(self.service.folder), "--reason", "court_order", "--legal-basis", BASIS)
        made = self.service.run(*suspend)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("valid -> suspended", made.stdout)
        self.assertEqual(self.service.run(*suspend).returncode, 3)
        self.audit()
        self.service.start()
        self.assertEqual(self.get(identifier)["state"], "suspended")


if __name__ == "__main__":
    unittest.main(verbosity=2)
