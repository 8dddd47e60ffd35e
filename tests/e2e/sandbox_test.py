#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""serve --sandbox: every persona and every fault of docs/sandbox.md, and that nothing else is a sandbox."""
import json
import pathlib
import time
import unittest
import uuid

import signing
from person import IDENTITY_CARD, Person
from service import BUSINESS_LICENSE, Service, binary_from_environment, wait_until

MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
CASE, DEVICE = "2026-000017", "窗口 3"


def start(service):
    service.start(more=["--sandbox"])


def world(service):
    status, headers, told = service.call_json("GET", "/v1/sandbox", key=None)
    assert (status, headers["elicense-sandbox"]) == (200, "1"), told
    return told


class SandboxTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        begun = time.monotonic()
        start(cls.service)
        cls.seconds = time.monotonic() - begun
        cls.world = world(cls.service)
        folder = cls.service.folder / "sandbox"
        cls.system, cls.by_duty, cls.issuer = (signing.key_of(folder / f"{name}.json") for name in ("acceptance", "acceptance-by-duty", "issuer"))

    @classmethod
    def tearDownClass(cls):
        cls.service.close_audited()

    def setUp(self):
        self.addCleanup(self.all_off)

    def all_off(self):
        for fault in self.world["faults"]:
            self.switch(fault, False)

    def switch(self, fault, on):
        status, _, told = self.service.call_json("POST", "/v1/sandbox/faults", {"fault": fault, "on": on}, key=None)
        self.assertEqual((status, told["faults"][fault]), (200, on), told)

    def log_in(self, persona):
        status, _, made = self.service.call_json("POST", "/v1/sandbox/logins", {"persona": persona}, key=None)
        self.assertEqual((status, made["token_type"]), (201, "Bearer"), made)
        return Person(self.service, "session=" + made["access_token"])

    def persona(self, name):
        return next(one for one in self.world["personas"] if one["persona"] == name)

    def license(self, persona, type=IDENTITY_CARD):
        return next(one for one in self.world["licenses"] if (one["persona"], one["type"]) == (persona, type))

    def get(self, path, key=None):
        return self.service.call_json("GET", path, key=key or self.system)[::2]

    def post(self, path, value, key=None):
        return self.service.call_json("POST", path, value, {"Idempotency-Key": uuid.uuid4().hex}, key=key or self.system)[::2]

    def refused(self, answer, status, code):
        self.assertEqual((answer[0], answer[1]["code"]), (status, code), answer[1])

    def preflight(self, persona):
        """By duty: the first material, which is the card."""
        who = self.persona(persona)
        status, told = self.post(f"/v1/matters/{MATTER['code']}/preflight", {"item": "01", "applicant": {"code_type": who["code_type"], "code": who["code"]}}, self.by_duty)
        self.assertEqual(status, 200, told)
        return told["materials"][0]

    def scan(self, persona, type=IDENTITY_CARD):
        shown = self.log_in(persona).post("/v1/show-codes", {"licenses": [self.license(persona, type)["identifier"]]})[1]
        status, scan = self.post("/v1/scans", {"code": shown["code"]["url"], "matter": MATTER, "case": CASE, "license_types": [{"type": type}],
                                               "operator": self.world["operator"], "device": DEVICE})
        self.assertEqual(status, 201, scan)
        return "/v1/scans/" + scan["id"]

    def answered(self, scan):
        self.assertTrue(wait_until(lambda: self.get(scan)[1]["state"] != "waiting"), scan)
        return self.get(scan)[1]

    def use_code(self, persona):
        scan = self.answered(self.scan(persona))
        self.assertEqual(scan["state"], "given", scan)
        return scan["given"][0]["use_code"]

    def submit(self, use_code):
        return self.post("/v1/submissions", {"authorization": [use_code], "matter": MATTER["code"], "item": "01", "case": CASE,
                                             "operator": self.world["operator"], "device": DEVICE})

    def use(self, use_code):
        return self.post("/v1/license-uses", {"use_code": use_code, "matter": MATTER["code"], "case": CASE,
                                              "operator": self.world["operator"], "device": DEVICE})

    def verify(self, license):
        status, _, document = self.service.call("GET", f"/v1/licenses/{license['identifier']}/document", key=self.issuer)
        self.assertEqual(status, 200, document)
        report = self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)[2]
        return json.loads(report)

    def decide(self, license, transition, reason):
        status, made = self.post(f"/v1/licenses/{license['identifier']}/transitions",
                                 {"transition": transition, "reason": reason, "legal_basis": "《行政许可法》第六十九条"}, self.issuer)
        self.assertEqual(status, 201, made)

    def test_it_is_made_once_the_same_everywhere_and_in_time(self):
        print(f"made in {self.seconds:.1f} s")
        self.assertLess(self.seconds, 60)
        other = Service(binary_from_environment())
        self.addCleanup(other.close)
        start(other)
        first = world(other)
        for what in ("licenses", "personas"):
            self.assertEqual(first[what], self.world[what])
        other.stop()
        start(other)
        self.assertEqual(world(other), first)

    def test_every_answer_says_that_it_is_a_sandbox(self):
        for path in ("/", "/verify", "/healthz", "/v1/matters", "/v1/licenses", "/no/such/address"):
            self.assertEqual(self.service.call("GET", path, key=None)[1]["elicense-sandbox"], "1", path)
        page = self.service.call("GET", "/", key=None)[2].decode()
        self.assertIn('<html lang="zh" class="sandbox">', page)
        self.assertIn("沙箱", self.service.call("GET", "/assets/page.css", key=None)[2].decode())

    def test_every_type_is_issued(self):
        types = {one["code"] for one in self.get("/v1/license-types")[1]["license_types"]}
        self.assertEqual({one["type"] for one in self.world["licenses"]}, types)
        self.assertEqual(len(types), 193)
        for license in self.world["licenses"][::40]:
            self.assertEqual(self.verify(license)["verdict"], "trusted", license)

    def test_the_whole_way_without_a_click(self):
        self.assertEqual(self.preflight("citizen")["exemption"], "exempt")
        status, made = self.submit(self.use_code("citizen"))
        self.assertEqual((status, made["state"]), (201, "complete"), made)
        status, answered = self.post(f"/v1/submissions/{made['id']}/outcome", {"outcome": "accepted", "operator": self.world["operator"]})
        self.assertEqual((status, answered["state"]), (200, "accepted"), answered)
        license = self.license("citizen")
        self.decide(license, "suspend", "under_investigation")
        self.addCleanup(self.decide, license, "resume", "cause_ended")
        def told():
            return [one for one in self.get("/v1/recalls")[1]["recalls"] if one["license"] == license["identifier"]]
        self.assertTrue(wait_until(told, 30))

    def test_an_enterprise_confirms(self):
        given = self.answered(self.scan("enterprise", BUSINESS_LICENSE))["given"]
        self.assertEqual(given[0]["license"], self.license("enterprise", BUSINESS_LICENSE)["identifier"])

    def test_a_clerk_logs_in(self):
        self.assertEqual(self.log_in("clerk").get("/v1/session")[1]["roles"], ["window_clerk"])

    def test_a_persona_refuses(self):
        self.assertEqual(self.answered(self.scan("refuser"))["state"], "refused")

    def test_a_persona_waits_and_a_program_answers_for_it(self):
        scan = self.scan("silent")
        time.sleep(1)
        waiting = self.get(scan)[1]
        self.assertEqual(waiting["state"], "waiting")
        confirmation = {"match": waiting["match"], "licenses": [self.license("silent")["identifier"]]}
        status, given = self.log_in("silent").post(scan + "/confirmation", confirmation)
        self.assertEqual((status, given["state"]), (200, "given"), given)

    def test_two_have_one_name(self):
        first, second = self.persona("namesake-1"), self.persona("namesake-2")
        self.assertEqual(first["name"], second["name"])
        self.assertNotEqual(first["code"], second["code"])
        used = [self.use(self.use_code(who["persona"]))[1]["license"] for who in (first, second)]
        self.assertEqual([one["holder"]["code"] for one in used], [first["code"], second["code"]])
        self.assertEqual(used[0]["holder"]["name"], used[1]["holder"]["name"])

    def test_a_source_fails(self):
        material = self.preflight("source-fails")
        self.assertEqual((material["exemption"], material["reasons"][0]["code"]), ("not_exempt", "MATERIAL_SOURCE_FAILED"), material)
        self.refused(self.log_in("source-fails").get("/v1/holders/me/licenses"), 503, "STORE_UNAVAILABLE")

    def test_a_license_ends_between_preflight_and_submission(self):
        self.assertEqual(self.preflight("license-ends")["exemption"], "exempt")
        code = self.use_code("license-ends")
        status, made = self.submit(code)
        self.assertEqual((status, made["state"], made["materials"][0]["reason"]["code"]), (201, "partial", "SHOW_LICENSE_STATE"), made)
        self.refused(self.use(code), 409, "SHOW_LICENSE_STATE")

    def test_a_seal_was_revoked(self):
        report = self.verify(self.license("seal-revoked"))
        self.assertEqual((report["verdict"], report["cause"]), ("untrusted", "SIG_REVOKED_BEFORE"))
        status, made = self.submit(self.use_code("seal-revoked"))
        self.assertEqual((status, made["state"], made["materials"][0]["reason"]["code"]), (201, "partial", "SUBMISSION_DOCUMENT"), made)

    def test_the_clock_is_wrong(self):
        self.switch("clock-skewed", True)
        self.refused(self.get("/v1/recalls"), 401, "SIGNATURE_TIME")
        self.switch("clock-skewed", False)
        self.assertEqual(self.get("/v1/recalls")[0], 200)

    def test_a_limit_is_reached(self):
        self.switch("limit-reached", True)
        status, headers, told = self.service.call_json("GET", "/v1/recalls", key=self.system)
        self.assertEqual((status, told["code"], headers["retry-after"]), (429, "LIMIT_REACHED", "1"), told)
        self.switch("limit-reached", False)
        self.assertEqual(self.get("/v1/recalls")[0], 200)

    def test_answers_are_slow(self):
        self.switch("slow", True)
        begun = time.monotonic()
        self.assertEqual(self.get("/v1/recalls")[0], 200)
        self.assertGreaterEqual(time.monotonic() - begun, 5)

    def test_a_status_list_is_stale(self):
        root = pathlib.Path(self.service.root)
        place = self.get("/v1/licenses/" + self.license("citizen")["identifier"], self.issuer)[1]["status"]["status_list"]
        (root / "keys.json").write_bytes(self.service.call("GET", "/v1/status-lists", key=None)[2])
        def check():
            (root / "list.jwt").write_bytes(self.service.call("GET", "/v1/status-lists/0", key=None)[2])
            return self.service.run("check-status", str(root / "list.jwt"), "--keys", str(root / "keys.json"), "--uri", place["uri"], "--index", str(place["idx"]))
        self.switch("status-list-stale", True)
        stale = check()
        self.assertEqual(stale.returncode, 3, stale.stdout)
        self.assertIn("STATUS_TOKEN_TIME", stale.stderr)
        self.switch("status-list-stale", False)
        self.assertIn(check().returncode, (0, 1))

    def test_what_is_unknown(self):
        self.refused(self.service.call_json("POST", "/v1/sandbox/faults", {"fault": "fire", "on": True}, key=None)[::2], 404, "SANDBOX_FAULT")
        self.refused(self.service.call_json("POST", "/v1/sandbox/logins", {"persona": "nobody"}, key=None)[::2], 404, "SANDBOX_PERSONA")


class SandboxOrNot(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)

    def test_an_ordinary_instance_is_none(self):
        self.service.start()
        for method, path, body in (("GET", "/v1/sandbox", None), ("POST", "/v1/sandbox/logins", {"persona": "citizen"}),
                                   ("POST", "/v1/sandbox/faults", {"fault": "slow", "on": True})):
            status, headers, told = self.service.call_json(method, path, body, key=None)
            self.assertEqual((status, told["code"]), (404, "SANDBOX_NONE"), told)
            self.assertNotIn("elicense-sandbox", headers)
        self.assertNotIn("class=\"sandbox\"", self.service.call("GET", "/", key=None)[2].decode())

    def test_a_production_instance_is_refused(self):
        settings = self.service.folder / "elicense.toml"
        settings.write_text(settings.read_text().replace('profile = "dev"', 'profile = "production"'))
        refused = self.service.run("serve", "--sandbox", "--instance", str(self.service.folder), "--port", "0")
        self.assertEqual(refused.returncode, 3, refused.stdout)
        self.assertIn("SANDBOX_PROFILE", refused.stderr)
        self.assertFalse((self.service.folder / "sandbox").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
