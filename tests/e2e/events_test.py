#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events against the running binary: receivers that work, fail, sleep and die; a service that is killed."""
import base64
import json
import threading
import time
import unittest
import uuid

from receiver import Receiver, sm2_fits
from service import BUSINESS_LICENSE, Service, binary_from_environment, wait_until


class EventsTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.receiver = Receiver(self.service.root)
        self.allow(["127.0.0.1"])
        self.service.start()

    def tearDown(self):
        self.service.close()
        self.receiver.close()

    def allow(self, hosts):
        self.service.settings("outgoing", authorities=str(self.receiver.certificate), inner_hosts=hosts)

    def subscribe(self, receiver=None, key=None, **members):
        receiver = receiver or self.receiver
        wish = {"url": receiver.url, "events": ["license.issued"], **members}
        status, _, answer = self.service.call_json("POST", "/v1/subscriptions", wish, {"Idempotency-Key": key or str(uuid.uuid4())})
        if status == 201:
            receiver.secret = answer.get("secret")
        return status, answer

    def issue(self, count=1):
        identifiers = []
        for _ in range(count):
            status, _, license = self.service.issue(self.service.example())
            self.assertEqual(status, 201, license)
            identifiers.append(license["identifier"])
        return identifiers

    def objects(self):
        return [event["object"].removeprefix("/v1/licenses/") for _, event in self.receiver.received]

    def test_every_issued_license_is_told_of_and_signed(self):
        status, subscription = self.subscribe()
        self.assertEqual(status, 201, subscription)
        issued = self.issue(5)
        self.assertTrue(wait_until(lambda: len(self.receiver.received) == 5))
        self.assertCountEqual(self.objects(), issued)
        self.assertEqual(self.receiver.wrong, [])
        event = self.receiver.received[0][1]
        self.assertEqual(event["type"], "license.issued")
        self.assertEqual(event["sequence"], 1)
        self.assertEqual(set(event["data"]), {"license_type", "state", "document_sm3"})
        status, _, health = self.service.call_json("GET", subscription["links"]["self"])
        self.assertEqual(health["health"]["failures_in_row"], 0)
        self.assertIsNotNone(health["health"]["last_success"])

    def test_copies_on_paper_and_proposed_types_are_told(self):
        self.subscribe(events=["license.copies_made", "license_type.changed"])
        identifier, = self.issue()
        status, _, made = self.service.call_json("POST", f"/v1/licenses/{identifier}/copies", {"kind": "duplicate", "count": 2, "purpose": "年检"},
                                                 {"Idempotency-Key": "copies"})
        self.assertEqual(status, 201, made)
        status, _, proposed = self.service.call_json("POST", f"/v1/license-types/{BUSINESS_LICENSE}/withdrawals", {"reason": "已取消许可"},
                                                     key=self.service.clerk)
        self.assertEqual(status, 202, proposed)
        self.assertTrue(wait_until(lambda: len(self.receiver.received) == 2))
        told = {event["type"]: (event["object"], event["data"]) for _, event in self.receiver.received}
        self.assertEqual(told, {
            "license.copies_made": (f"/v1/licenses/{identifier}", {"license_type": BUSINESS_LICENSE, "kind": "duplicate",
                                                                   "numbers": [copy["number"] for copy in made["copies"]]}),
            "license_type.changed": (f"/v1/license-types/{BUSINESS_LICENSE}", {"proposal": proposed["number"], "change": "withdrawal",
                                                                               "version": proposed["version"], "status": "waiting"})})

    def test_the_documented_check_sees_what_is_wrong(self):
        self.subscribe()
        self.issue()
        self.assertTrue(wait_until(lambda: self.receiver.received))
        headers, body = dict(self.receiver.last[0]), self.receiver.last[1]
        headers = {name.lower(): value for name, value in headers.items()}
        check, secret = self.receiver.is_genuine, self.receiver.secret
        self.assertTrue(check(secret, headers, body))
        self.assertFalse(check(secret, headers, body + b" "))
        for name, value in (("webhook-id", "msg_1"), ("webhook-timestamp", "1800000000"), ("webhook-signature", "sm2,AAAA")):
            self.assertFalse(check(secret, {**headers, name: value}, body), name)

    def test_sm2_is_checked_by_openssl(self):
        _, _, answer = self.service.call_json("GET", "/v1/subscriptions")
        self.subscribe(signature="sm2")
        headers, body = self.receiver.challenges[0]
        self.assertTrue(sm2_fits(answer["sm2_public_key"], headers, body))
        self.assertFalse(sm2_fits(answer["sm2_public_key"], headers, body + b" "))

    def test_through_failures_and_kills_nothing_is_lost(self):
        self.subscribe()
        calls = []

        def moody(event):  # the first attempts of some fail, sleep or are cut off
            calls.append(event["object"])
            first = calls.count(event["object"]) == 1
            if first and len(set(calls)) % 3 == 0:
                return 503
            if first and len(set(calls)) % 5 == 0:
                return None
            if first and len(set(calls)) % 7 == 0:
                time.sleep(1)
            return 204

        self.receiver.behave = moody
        issued = []
        for _ in range(3):
            issued += self.issue(5)
            self.service.kill()
            self.service.start()
        self.assertTrue(wait_until(lambda: set(self.objects()) == set(issued), 60), (len(set(self.objects())), len(issued)))
        by_id = {}
        for identifier, event in self.receiver.received:
            self.assertEqual(by_id.setdefault(identifier, event), event)  # a repetition is the same
        self.assertEqual(len(by_id), len(issued))
        self.assertEqual(self.receiver.wrong, [])

    def test_a_dead_receiver_gets_everything_when_it_is_back(self):
        self.subscribe()
        port = self.receiver.server.server_address[1]
        secret = self.receiver.secret
        self.receiver.close()
        issued = self.issue(3)
        time.sleep(1)
        self.receiver = Receiver(self.service.root, port)
        self.receiver.secret = secret
        self.assertTrue(wait_until(lambda: set(self.objects()) == set(issued), 30))

    def test_only_who_answers_the_challenge_is_subscribed(self):
        self.receiver.answers_challenge = False
        status, answer = self.subscribe()
        self.assertEqual((status, answer["code"]), (422, "SUBSCRIPTION_CHALLENGE"))
        _, _, answer = self.service.call_json("GET", "/v1/subscriptions")
        self.assertEqual(answer["subscriptions"], [])

    def test_the_authority_of_a_client_that_searches_is_told(self):
        self.subscribe(events=["client.suspected"])
        license, = self.issue()
        for _ in range(5):
            self.service.call("GET", f"/v1/licenses/{license}", headers={"Elicense-Purpose": "test"})
        self.assertTrue(wait_until(lambda: self.receiver.received))
        event = self.receiver.received[0][1]
        self.assertEqual((event["type"], event["object"].rsplit("/", 1)[0]), ("client.suspected", "/v1/parties"))
        self.assertEqual(event["data"], {"rule": "filler_purposes", "refused": False, "count": 5, "seconds": 3600})

    def listen(self, **headers):
        connection = self.service.connect()
        connection.request("GET", "/v1/events", headers=self.service.signed(self.service.clerk, "GET", "/v1/events", headers=headers))
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("content-type")), (200, "text/event-stream"))
        return answer

    def next_event(self, answer):
        fields = {}
        while line := answer.readline().decode().rstrip("\n"):
            name, _, value = line.partition(": ")
            fields[name] = value
        return fields

    def test_pages_see_events_as_they_happen_and_come_back_for_the_rest(self):
        page = self.listen()
        self.assertEqual(self.next_event(page), {"retry": "3000"})
        first, = self.issue()
        event = self.next_event(page)
        self.assertEqual((event["id"], event["event"]), ("1", "license.issued"))
        self.assertEqual(json.loads(event["data"])["object"], "/v1/licenses/" + first)
        second, = self.issue()
        again = self.listen(**{"Last-Event-ID": event["id"]})
        self.next_event(again)
        self.assertEqual(json.loads(self.next_event(again)["data"])["object"], "/v1/licenses/" + second)
        status, _, answer = self.service.call_json("GET", "/v1/events", headers={"Last-Event-ID": "x"})
        self.assertEqual((status, answer["code"]), (400, "REQUEST_FIELDS"))
        self.assertEqual(self.service.stop(), 0)
        self.assertEqual(page.read().count(b"license.issued"), 2)  # the second event, its kind in event and in data; then the end

    def test_closed_networks_stay_closed(self):
        self.service.stop()
        self.allow([])
        self.service.start()
        for url in (self.receiver.url, "https://localhost/", "https://169.254.169.254/latest", "https://[::1]/", "https://10.0.0.1/"):
            status, answer = self.subscribe(url=url)
            self.assertEqual((status, answer["code"]), (403, "HTTP_CLIENT_ADDRESS"), url)
        status, answer = self.subscribe(url="http://127.0.0.1/")
        self.assertEqual((status, answer["code"]), (422, "HTTP_CLIENT_URL"))
        self.assertEqual(self.receiver.challenges, [])

    def test_pause_resume_test_and_replay(self):
        _, subscription = self.subscribe()
        self_link = subscription["links"]["self"]
        post = lambda path, value=None: self.service.call_json(
            "POST", self_link + path, value, None if value is not None else {"Content-Length": "0"})
        self.assertEqual(post("/pause")[2]["state"], "paused")
        issued = self.issue(2)
        time.sleep(0.6)
        self.assertEqual(self.receiver.received, [])
        post("/resume")
        self.assertTrue(wait_until(lambda: set(self.objects()) == set(issued)))
        status, _, tested = post("/test")
        self.assertEqual(status, 202)
        self.assertTrue(wait_until(lambda: self.receiver.received[-1][0] == tested["delivery"]))
        before = list(self.receiver.received)
        status, _, answer = post("/replay", {"from": "2020-01-01T00:00:00Z"})
        self.assertEqual((status, answer["deliveries"]), (202, 3))
        self.assertTrue(wait_until(lambda: len(self.receiver.received) == 6))
        self.assertCountEqual([i for i, _ in self.receiver.received[3:]], [i for i, _ in before])

        def states():
            _, _, page = self.service.call_json("GET", subscription["links"]["deliveries"])
            return [delivery["state"] for delivery in page["deliveries"]]
        self.assertTrue(wait_until(lambda: states() == ["delivered"] * 3))

    def test_secrets_are_in_no_file_and_no_log(self):
        self.subscribe()
        self.issue()
        self.assertTrue(wait_until(lambda: self.receiver.received))
        text = self.receiver.secret.removeprefix("whsec_")
        self.service.stop()
        for file in self.service.root.rglob("*"):
            if file.is_file():
                for form in (text.encode(), base64.b64decode(text), base64.b64decode(text).hex().encode()):
                    self.assertNotIn(form, file.read_bytes(), file)

    def test_a_stop_does_not_wait_for_a_sleeping_receiver(self):
        self.subscribe()
        wake = threading.Event()
        self.addCleanup(wake.set)
        begun = []
        self.receiver.behave = lambda event: begun.append(event) or wake.wait() and 204
        self.issue()
        self.assertTrue(wait_until(lambda: begun))
        self.assertEqual(self.service.stop(), 0)
        self.assertEqual(self.receiver.received, [])
        wake.set()
        self.receiver.behave = lambda event: 204
        self.service.start()
        self.assertTrue(wait_until(lambda: self.receiver.received))


if __name__ == "__main__":
    unittest.main()
