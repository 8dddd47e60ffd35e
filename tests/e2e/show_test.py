#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A holder shows, a clerk scans, the holder agrees, the right data arrive: the whole way at the running service (docs/show.md)."""
import concurrent.futures
import json
import pathlib
import unittest
import uuid

from person import IDENTITY_CARD, PNG, Person, tomorrow
from provider import Provider
from service import Service, binary_from_environment, wait_until

MATTER = {"code": "000100001", "name": "居住证申领"}


class Stream:
    """Server-sent events of one address."""

    def __init__(self, service, path, headers):
        self.connection = service.connect(timeout=20)
        self.connection.request("GET", path, headers=headers)
        self.answer = self.connection.getresponse()
        assert self.answer.getheader("content-type") == "text/event-stream", self.answer.read()

    def next(self):
        """The data of the next event; nothing at the end."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        return None

    def close(self):
        self.connection.close()


class ShowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.administrator = service.client("administrator", ["administrator"])
        scopes = ["license_type:*", "matter:" + MATTER["code"]]
        cls.system = service.client("acceptance", ["integrator"], scopes)
        cls.other_system = service.client("another", ["integrator"], scopes)
        cls.narrow = service.client("narrow", ["integrator"], ["license_type:none"])
        cls.provider = Provider(service)
        cls.provider.introduce()
        service.start()
        cls.operator = cls.provider.register_clerk(cls.administrator, " ".join(scopes))["party"]["id"]
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        cls.li = Person(service, cls.provider.login("li-si")[0])
        cls.wang = Person(service, cls.provider.login("clerk-wang")[0])
        cls.card = cls.zhang.issue_card()

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.stop()
        cls.service.close()

    def show(self, **wish):
        status, shown = self.zhang.post("/v1/show-codes", wish or {"licenses": [self.card["identifier"]]})
        self.assertEqual(status, 201, shown)
        return shown

    def wish(self, code, **more):
        return {"code": code, "matter": MATTER, "case": "2026-000017", "license_types": [{"type": IDENTITY_CARD, "fields": ["姓名"]}],
                "operator": self.operator, "device": "窗口 3", **more}

    def scan(self, code, key=None, system=None, **more):
        return self.service.call_json("POST", "/v1/scans", self.wish(code, **more), {"Idempotency-Key": key or uuid.uuid4().hex},
                                      key=system or self.system)[::2]

    def use(self, use_code, key=None, system=None, **more):
        wish = {"use_code": use_code, "matter": MATTER["code"], "case": "2026-000017", "operator": self.operator, "device": "窗口 3", **more}
        return self.service.call_json("POST", "/v1/license-uses", wish, {"Idempotency-Key": key or uuid.uuid4().hex},
                                      key=system or self.system)[::2]

    def refused(self, answer, status, code):
        self.assertEqual((answer[0], answer[1].get("code")), (status, code), answer[1])
        self.assertNotIn("Missing", answer[1]["title"])

    def test_the_whole_way(self):
        shown = self.show()
        session, code = shown["session"]["id"], shown["code"]
        self.assertLessEqual(code["qr"]["version"], 6)
        page = Stream(self.service, f"/v1/show-sessions/{session}/events", self.zhang.headers())
        self.assertEqual(page.next()["scans"], [])
        status, scan = self.scan(code["url"])
        self.assertEqual((status, scan["state"], scan["given"]), (201, "waiting", []), scan)
        self.assertNotIn("requested", scan)  # what is there is nobody's business before the holder agreed
        asked = page.next()["scans"][0]
        page.close()
        self.assertEqual(asked["match"], scan["match"])
        self.assertEqual(asked["asked_by"]["operator"], "王五")
        self.assertEqual(asked["asked_by"]["name"], "acceptance")
        self.assertEqual((asked["matter"], asked["case"]), (MATTER, "2026-000017"))
        self.assertEqual([(each["license"], each["fields"]) for each in asked["requested"]], [(self.card["identifier"], ["姓名"])])
        path = "/v1/scans/" + scan["id"]
        clerk = Stream(self.service, path + "/events", self.service.signed(self.system, "GET", path + "/events"))
        self.assertEqual(clerk.next()["state"], "waiting")
        status, answered = self.zhang.post(path + "/confirmation", {"match": asked["match"], "licenses": [self.card["identifier"]]})
        self.assertEqual((status, answered["state"]), (200, "given"), answered)
        self.assertNotIn("use_code", json.dumps(answered))
        given = clerk.next()
        self.assertEqual(given["state"], "given")
        self.assertIsNone(clerk.next(), "the stream is over")
        clerk.close()
        use_code = given["given"][0]["use_code"]
        status, used = self.use(use_code, "use")
        self.assertEqual(status, 200, used)
        self.assertEqual(used["license"]["data"], {"姓名": self.card["data"]["姓名"]})
        self.assertEqual((used["license"]["holder"]["name"], used["license"]["holder"]["code"]), (None, None))
        self.assertNotIn("verification_url", used["license"])
        self.assertEqual(self.use(use_code, "use")[0], 200, "the same request again")
        self.refused(self.use(use_code), 409, "USE_CODE_ENDED")
        own = self.zhang.get("/v1/holders/me/scans")[1]["scans"][0]
        self.assertEqual((own["given"][0]["used"], own["given"][0]["state"]), (1, "used_up"))
        access = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"][0]
        self.assertEqual((access["what"], access["fields"], access["client_name"], access["purpose"], access["case"]),
                         ("use", ["姓名"], "acceptance", MATTER["name"], "2026-000017"))
        self.refused(self.li.get(path), 404, "SCAN_NOT_FOUND")
        self.refused(self.service.call_json("GET", path, key=self.other_system)[::2], 404, "SCAN_NOT_FOUND")
        self.refused(self.li.get("/v1/show-sessions/" + session), 404, "SHOW_SESSION_NOT_FOUND")

    def test_a_clerk_who_logged_in_is_the_operator(self):
        code = self.show()["code"]
        wish = self.wish(f"{code['spoken'][:3]} {code['spoken'][3:6]} {code['spoken'][6:]}")
        del wish["operator"]
        status, scan = self.wang.post("/v1/scans", wish, True)
        self.assertEqual((status, scan["asked_by"]["name"]), (201, "王五"), scan)
        self.assertEqual(self.zhang.post(f"/v1/scans/{scan['id']}/refusal")[1]["state"], "refused")
        self.refused(self.zhang.post(f"/v1/scans/{scan['id']}/refusal"), 409, "SCAN_ANSWERED")
        self.assertEqual(self.wang.get("/v1/scans/" + scan["id"])[1]["given"], [])

    def test_a_hundred_scans_at_once(self):
        code = self.show()["code"]["url"]
        with concurrent.futures.ThreadPoolExecutor(20) as counters:
            answers = list(counters.map(lambda _: self.scan(code), range(50)))
            answers += counters.map(lambda n: self.scan(code, system=self.other_system), range(50))
        codes = [answer.get("code") for status, answer in answers if status != 201]
        self.assertEqual(len(answers) - len(codes), 1, codes)
        self.assertLessEqual(set(codes), {"SHOW_CODE_UNKNOWN", "HARVEST_SLOWED", "HARVEST_REFUSED"})

    def test_codes_that_are_not_good(self):
        shown = self.show()
        url, reference = shown["code"]["url"], shown["code"]["reference"]
        for text in (url.replace("https", "http"), url.replace("127.0.0.1", "127.0.0.2"), reference[:-1], reference + "=", "javascript:" + url, "１２３"):
            self.refused(self.scan(text, system=self.other_system), 400, "SHOW_CODE_MALFORMED")
        wrong = shown["code"]["spoken"][:-1] + str((int(shown["code"]["spoken"][-1]) + 1) % 10)
        self.refused(self.scan(wrong), 422, "SHOW_SPOKEN_CHECK")
        self.refused(self.scan(url, matter={"code": MATTER["code"], "name": "扫码调用"}), 422, "SHOW_PURPOSE_FILLER")
        self.refused(self.scan(url, matter={"code": "another", "name": "name"}), 403, "SHOW_MATTER_FORBIDDEN")
        self.refused(self.scan(url, system=self.narrow), 403, "SHOW_MATTER_FORBIDDEN")
        self.refused(self.scan(url, operator="nobody"), 403, "SHOW_OPERATOR_UNKNOWN")
        self.refused(self.scan(url, license_types=[{"type": IDENTITY_CARD, "fields": ["none"]}]), 422, "SHOW_FIELD_UNKNOWN")
        status, next_code = self.zhang.post(f"/v1/show-sessions/{shown['session']['id']}/codes")
        self.assertEqual(status, 201, next_code)
        self.assertEqual(self.scan(url)[0], 201, "none of it used the code up, and the one before the last is still good")
        self.assertEqual(self.zhang.post(f"/v1/show-sessions/{shown['session']['id']}/stop")[1]["session"]["state"], "ended")
        self.refused(self.zhang.post(f"/v1/show-sessions/{shown['session']['id']}/codes"), 409, "SHOW_SESSION_ENDED")

    def test_pictures_and_the_page_behind_them(self):
        code = self.show()["code"]
        for ending, start in (("svg", b"<svg"), ("png", PNG)):
            status, _, content = self.service.call("GET", f"/v1/show-codes/{code['reference']}/image.{ending}", headers=self.zhang.headers(), key=None)
            self.assertEqual((status, content[:len(start)]), (200, start))
        status, _, content = self.service.call("GET", "/s/" + code["reference"], key=None)
        self.assertEqual(status, 200)
        self.assertIn("仅供窗口扫描", content.decode())
        self.assertEqual(self.scan(code["url"])[0], 201, "none of these used it up")

    def test_the_fast_lane_and_my_code(self):
        code = self.show(licenses=[self.card["identifier"]], for_matter=MATTER)["code"]
        status, scan = self.scan(code["url"])
        self.assertEqual((status, scan["state"], scan["fast_lane"]), (201, "given", True), scan)
        self.assertEqual(self.zhang.post(f"/v1/scans/{scan['id']}/stop")[1]["state"], "stopped")
        self.refused(self.use(scan["given"][0]["use_code"]), 409, "USE_CODE_ENDED")
        status, scan = self.scan(self.show(mine=True)["code"]["url"])
        asked = self.zhang.get("/v1/scans/" + scan["id"])[1]
        self.assertEqual([each["license"] for each in asked["requested"]], [self.card["identifier"]])
        self.refused(self.zhang.post(f"/v1/scans/{scan['id']}/confirmation",
                                     {"match": "00" if asked["match"] != "00" else "01", "licenses": [self.card["identifier"]]}), 409, "SHOW_MATCH")

    def test_use_codes_are_bound(self):
        scan = self.scan(self.show(licenses=[self.card["identifier"]], for_matter=MATTER)["code"]["url"])[1]
        use_code = scan["given"][0]["use_code"]
        self.refused(self.use(use_code, system=self.other_system), 404, "USE_CODE_UNKNOWN")
        self.refused(self.use(use_code, case="another"), 403, "USE_CODE_BINDING")
        self.refused(self.use(use_code, device="another"), 403, "USE_CODE_BINDING")
        self.assertEqual(self.use(use_code)[0], 200)

    def test_an_agent_shows_with_both_names(self):
        agent = {"name": "李四", "code_type": "111", "code": self.li.get("/v1/holders/me/export")[1]["holder"]["code"]}
        wish = {"agent": agent, "principal_name": self.card["holder"]["name"], "license_types": [IDENTITY_CARD], "matters": [MATTER],
                "uses": 1, "until": tomorrow()}
        self.refused(self.zhang.post("/v1/mandates", {**wish, "principal_name": "somebody"}, True), 422, "MANDATE_NAME")
        status, mandate = self.zhang.post("/v1/mandates", wish, True)
        self.assertEqual((status, mandate["kind"], mandate["state"]), (201, "relative", "valid"), mandate)
        received = self.li.get("/v1/mandates")[1]["received"][0]
        self.assertEqual(received["id"], mandate["id"])
        self.assertIn("*", received["principal"]["code"])
        status, shown = self.li.post("/v1/show-codes", {"mine": True, "mandate": mandate["id"]})
        self.assertEqual(status, 201, shown)
        status, scan = self.scan(shown["code"]["url"])
        self.assertEqual((scan["mandate"]["principal_name"], scan["mandate"]["agent_name"]), (self.card["holder"]["name"], "李四"), scan)
        status, given = self.li.post(f"/v1/scans/{scan['id']}/confirmation", {"match": scan["match"], "licenses": [self.card["identifier"]]})
        self.assertEqual((status, given["state"]), (200, "given"), given)
        self.assertEqual(self.zhang.get("/v1/holders/me/scans")[1]["scans"][0]["id"], scan["id"], "the principal sees it")
        state = f"/v1/mandate-states/{mandate['id']}"
        self.assertEqual(self.service.call_json("GET", state, key=None)[2]["state"], "used_up")
        self.refused(self.li.post("/v1/show-codes", {"mine": True, "mandate": mandate["id"]}), 409, "MANDATE_ENDED")
        self.assertEqual(self.zhang.post(f"/v1/mandates/{mandate['id']}/revocation")[1]["state"], "revoked")
        self.refused(self.wang.post(f"/v1/mandates/{mandate['id']}/revocation"), 404, "MANDATE_NOT_FOUND")

    def test_guardians_and_codes_on_paper(self):
        zhang = {"name": self.card["holder"]["name"], "code_type": "111", "code": self.card["holder"]["code"]}
        li = {"name": "李四", "code_type": "111", "code": self.li.get("/v1/holders/me/export")[1]["holder"]["code"]}
        wish = {"license_types": [IDENTITY_CARD], "matters": [MATTER], "uses": 2, "until": tomorrow()}
        status, mandate = self.wang.post("/v1/guardianships", {**wish, "ward": zhang, "guardian": li, "proof": "出生医学证明 X"}, True)
        self.assertEqual((status, mandate["kind"]), (201, "guardian"), mandate)
        self.assertEqual(self.wang.post(f"/v1/mandates/{mandate['id']}/revocation")[1]["state"], "revoked")
        status, paper = self.wang.post("/v1/paper-codes", {**wish, "holder": zhang}, True)
        self.assertEqual(status, 201, paper)
        self.refused(self.scan(paper["url"]), 403, "SHOW_DOCUMENT")
        status, scan = self.scan(paper["url"], document_number=zhang["code"])
        self.assertEqual((status, scan["state"]), (201, "given"), scan)
        self.assertEqual(self.use(scan["given"][0]["use_code"])[0], 200)
        status, lost = self.wang.post("/v1/paper-losses", {"code_type": "111", "code": zhang["code"]})
        self.assertEqual((status, lost["ended"]), (200, 1), lost)
        self.refused(self.scan(paper["url"], document_number=zhang["code"]), 404, "SHOW_CODE_UNKNOWN")

    def status_of(self, mandate):
        """As whoever took the list and its keys along is told without a network."""
        place = mandate["status"]["status_list"]
        keys, fetched = (self.service.root / name for name in ("lists.json", "list.jwt"))
        keys.write_bytes(self.service.call("GET", "/v1/status-lists", key=None)[2])
        fetched.write_bytes(self.service.call("GET", place["uri"][place["uri"].index("/v1/"):], key=None)[2])
        told = self.service.run("check-status", str(fetched), "--keys", str(keys), "--uri", place["uri"], "--index", str(place["idx"]))
        return told.returncode, told.stdout.split()[0]

    def test_a_mandate_that_ended_shows_in_the_status_list_within_a_minute(self):
        zhang, li = ({"name": name, "code_type": "111", "code": person.get("/v1/holders/me/export")[1]["holder"]["code"]}
                     for name, person in ((self.card["holder"]["name"], self.zhang), ("李四", self.li)))
        wish = {"license_types": [IDENTITY_CARD], "matters": [MATTER], "uses": 1, "until": tomorrow()}
        given = {**wish, "agent": li, "principal_name": zhang["name"]}
        revoked, used_up = (self.zhang.post("/v1/mandates", given, True)[1] for _ in range(2))
        paper = self.wang.post("/v1/paper-codes", {**wish, "holder": zhang}, True)[1]["mandate"]
        kept = self.zhang.post("/v1/mandates", given, True)[1]
        for mandate in (revoked, used_up, paper, kept):
            self.assertEqual(self.status_of(mandate), (0, "VALID"))
        self.assertEqual(self.zhang.post(f"/v1/mandates/{revoked['id']}/revocation")[1]["status"], revoked["status"])
        shown = self.li.post("/v1/show-codes", {"mine": True, "mandate": used_up["id"]})[1]
        self.assertEqual(self.scan(shown["code"]["url"])[0], 201)
        self.assertEqual(self.zhang.post("/v1/paper-losses", {})[1]["ended"], 1)
        ended = (revoked, used_up, paper)
        self.assertTrue(wait_until(lambda: all(self.status_of(mandate) == (1, "INVALID") for mandate in ended), 45))
        self.assertEqual(self.status_of(kept), (0, "VALID"))
        self.assertEqual(self.zhang.post(f"/v1/mandates/{kept['id']}/revocation")[1]["state"], "revoked")

    def test_z_the_ledger_tells_of_it_and_no_secret_is_stored(self):
        shown = self.show(licenses=[self.card["identifier"]], for_matter=MATTER)
        scan = self.scan(shown["code"]["url"])[1]
        use_code = scan["given"][0]["use_code"]
        self.assertEqual(self.use(use_code)[0], 200)
        size = int(self.service.call("GET", "/v1/ledger/checkpoint", key=None)[2].split(b"\n")[1])
        kinds = {self.service.call_json("GET", f"/v1/ledger/entries/{index}", key=None)[2]["kind"] for index in range(size)}
        self.assertLessEqual({"license-shown", "code-scanned", "consent-given", "use-code-made"}, kinds)
        stored = b"".join(file.read_bytes() for file in pathlib.Path(self.service.folder, "store").iterdir())
        log = (self.service.root / "service.log").read_bytes()
        for secret in (shown["code"]["reference"], shown["code"]["spoken"], use_code):
            self.assertNotIn(secret.encode(), stored)
            self.assertNotIn(secret.encode(), log)


if __name__ == "__main__":
    unittest.main()
