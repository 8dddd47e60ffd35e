#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A holder's phone (the page's own module in Node), the running service, and a verifier without a network."""
import base64
import json
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

from provider import Provider
from service import Service, binary_from_environment, wait_until

HERE = pathlib.Path(__file__).parent
IDENTITY_CARD = "11100000000013127D001"


def rfc3339(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class Phone:
    def __init__(self):
        self.process = subprocess.Popen(["node", HERE / "offline_phone.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, what, **more):
        self.process.stdin.write(json.dumps({"ask": what, **more}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


class OfflineCodeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.provider = Provider(cls.service)
        cls.provider.introduce()
        cls.window = cls.service.client("window", ["window_clerk"], ["license_type:*"])
        cls.other_window = cls.service.client("other window", ["window_clerk"], ["license_type:*"])
        cls.service.start()
        cls.phone = Phone()
        cls.person = {**cls.service.example(IDENTITY_CARD), "姓名": "张三样例", "公民身份号码": "640104199001010026"}
        status, _, cls.license = cls.service.issue(cls.person, IDENTITY_CARD, key="one")
        assert status == 201, cls.license
        cls.cookie = cls.provider.login("zhang-san")[0]
        cls.key = cls.registered(cls.phone)

    @classmethod
    def tearDownClass(cls):
        cls.phone.stop()
        cls.provider.stop()
        cls.service.close_audited()

    @classmethod
    def holder(cls, method, path, body=None):
        content = None if body is None else json.dumps(body).encode()
        headers = {"Cookie": cls.cookie, "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        status, _, answer = cls.service.call(method, path, content, headers, key=None)
        return status, json.loads(answer)

    @classmethod
    def registered(cls, phone):
        challenge = cls.holder("GET", "/v1/device-keys")[1]["challenge"]
        status, key = cls.holder("POST", "/v1/device-keys", phone.ask("register", challenge=challenge))
        assert status == 201, key
        return key["id"]

    def ticket_body(self, clock=0, **more):
        return {"license": self.license["identifier"], "device_key": self.key, "device_time": rfc3339(time.time() + clock), **more}

    def ticket(self, clock=0, **more):
        """`clock`: how many seconds the phone is ahead."""
        status, ticket = self.holder("POST", "/v1/offline-tickets", self.ticket_body(clock, **more))
        self.assertEqual(status, 201, ticket)
        return ticket

    def code(self, ticket, clock=0, age=0):
        return self.phone.ask("code", ticket=ticket["ticket"], time=time.time() + clock - age)["text"]

    def fetched(self):
        """What a verifier takes with it; fetched anew, and a list is made anew after 15 seconds."""
        for name, path in (("lists.json", "/v1/status-lists"), ("list.jwt", "/v1/status-lists/0")):
            (self.service.root / name).write_bytes(self.service.call("GET", path, key=None)[2])

    def verify(self, text, *more, lists=True):
        self.fetched()
        words = ["--status-list", str(self.service.root / "list.jwt")] if lists else []
        done = self.service.run("verify-code", "--keys", str(self.service.root / "lists.json"), *words, "--json", *more,
                                input=text + "\n")
        return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr

    def test_a_code_of_the_page_is_trusted(self):
        exit_code, report = self.verify(self.code(self.ticket()))
        self.assertEqual((exit_code, report["verdict"]), (0, "trusted"), report)
        self.assertEqual(report["license"]["holder_name"], "张**")
        self.assertEqual(report["status"], "VALID")

    def test_the_page_writes_base45_as_the_standard_does(self):
        for plain, text in (("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")):
            self.assertEqual(self.phone.ask("base45", text=plain)["text"], text)

    def test_a_wrong_clock_of_the_phone_is_put_right(self):
        for clock in (-600, 600):
            exit_code, report = self.verify(self.code(self.ticket(clock), clock))
            self.assertEqual(exit_code, 0, report)

    def test_an_old_code_is_refused(self):
        exit_code, report = self.verify(self.code(self.ticket(), age=3600))
        self.assertEqual((exit_code, report["cause"]), (1, "OFFLINE_CODE_OLD"))
        self.assertTrue(report["next_step"])

    def test_a_repeat_is_caught_by_the_file_and_replays_by_reconciliation(self):
        ticket = self.ticket()
        text = self.code(ticket)
        seen = self.service.root / "seen"
        exit_code, report = self.verify(text, "--seen", str(seen))
        self.assertEqual(exit_code, 0, report)
        exit_code, again = self.verify(text, "--seen", str(seen))
        self.assertEqual((exit_code, again["cause"]), (1, "OFFLINE_CODE_REPEATED"))
        code, ticket_id, seconds = seen.read_text().split()
        self.assertEqual((code, ticket_id), (report["code"], report["ticket"]))

        def told(key, seconds):
            body = {"sightings": [{"code": code, "ticket": ticket_id, "seen_at": rfc3339(seconds)}]}
            status, _, answer = self.service.call("POST", "/v1/offline-sightings", json.dumps(body).encode(),
                                                  {"Content-Type": "application/json"}, key=key)
            self.assertEqual(status, 200, answer)
            return json.loads(answer)["results"][0]
        self.assertEqual(told(self.window, int(seconds))["seen_elsewhere"], [])
        self.assertEqual(len(told(self.other_window, int(seconds) - 3)["seen_elsewhere"]), 1)
        known = told(self.window, int(seconds))
        self.assertEqual((known["result"], len(known["seen_elsewhere"])), ("known", 1))

    def test_without_a_list_nothing_is_trusted(self):
        exit_code, report = self.verify(self.code(self.ticket()), lists=False)
        self.assertEqual((exit_code, report["cause"]), (2, "OFFLINE_CODE_NO_LIST"))

    def test_another_text_is_no_code(self):
        for text in ("https://example.com", "EL1:", "el1:ABC", ""):
            self.assertEqual(self.verify(text)[0], 1, text)
        code = self.code(self.ticket())
        self.assertEqual(self.verify(code + "\n" + code)[0], 3)

    def test_the_report_says_it_in_words(self):
        self.fetched()
        done = self.service.run("verify-code", "--keys", str(self.service.root / "lists.json"), "--status-list",
                                str(self.service.root / "list.jwt"), self.code(self.ticket()))
        self.assertEqual(done.returncode, 0)
        self.assertIn("TRUSTED", done.stdout)
        self.assertIn("believed until", done.stdout)

    def test_a_page_draws_it_and_a_scanner_reads_it(self):
        if not shutil.which("zbarimg") or not pathlib.Path("/usr/share/nodejs/qrcode-generator").exists():
            self.skipTest("zbar-tools or node-qrcode-generator is not installed")
        text = self.code(self.ticket(fields=["holder_name", "holder_code", "issuer_name", "valid_until"]))
        drawn = self.phone.ask("picture", text=text)
        self.assertLessEqual(drawn["version"], 15)
        picture = self.service.root / "code.pgm"
        picture.write_bytes(base64.b64decode(drawn["pgm"]))
        read = subprocess.run(["zbarimg", "--raw", "-q", "-Sbinary", picture], capture_output=True, text=True, check=True).stdout
        self.assertEqual(read, text)

    def test_a_phone_that_was_removed_gets_no_ticket(self):
        other = Phone()
        self.addCleanup(other.stop)
        key = self.registered(other)
        self.assertEqual(self.holder("POST", f"/v1/device-keys/{key}/remove")[0], 200)
        status, answer = self.holder("POST", "/v1/offline-tickets", self.ticket_body(device_key=key))
        self.assertEqual((status, answer["code"]), (404, "DEVICE_KEY_NOT_FOUND"))

    def test_a_suspended_license_turns_red_with_the_next_list(self):
        status, _, license = self.service.issue(self.person, IDENTITY_CARD, key="two")
        self.assertEqual(status, 201, license)
        ticket = self.ticket(license=license["identifier"])
        self.assertEqual(self.verify(self.code(ticket))[0], 0)
        decided = {"transition": "suspend", "reason": "under_investigation", "legal_basis": "行政许可法第六十一条"}
        path = f"/v1/licenses/{license['identifier']}/transitions"
        self.assertEqual(self.service.call_json("POST", path, decided, {"Idempotency-Key": "s"})[0], 201)
        self.assertTrue(wait_until(lambda: self.verify(self.code(ticket))[1]["cause"] == "OFFLINE_CODE_LICENSE", 45))
        status, answer = self.holder("POST", "/v1/offline-tickets", self.ticket_body(license=license["identifier"]))
        self.assertEqual((status, answer["code"]), (409, "OFFLINE_TICKET_STATE"))


if __name__ == "__main__":
    if not shutil.which("node"):
        print("node is not installed: nothing was tested")
        sys.exit(77)
    unittest.main()
