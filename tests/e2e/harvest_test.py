#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A client with a legal basis asks for 10,000 identity numbers in a loop: it is stopped, and its owner and the holder are told (docs/access.md)."""
import collections
import concurrent.futures
import datetime
import json
import pathlib
import time
import unittest

from person import IDENTITY_CARD, Person
from provider import Provider
from receiver import Receiver
from service import Service, binary_from_environment, wait_until

MATTER = "11640100MB9999001P4000109007000"
NUMBERS, CONNECTIONS = 10_000, 16
MISSES = 20  # schemas/harvest.tsv: slowed from here on, to one question in 30 s
WEIGHTS, CHECK = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"  # GB 11643-1999


def citizen_numbers(count):
    """Of one county, day after day: as somebody would try them."""
    for number in range(count):
        day = datetime.date(1960, 1, 1) + datetime.timedelta(days=number)
        body = f"640104{day:%Y%m%d}101"
        yield body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS)) % 11]


class HarvestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.receiver = Receiver(service.root)
        cls.greedy = service.client("greedy", ["integrator"], ["license_type:*", "matter:" + MATTER, "legal_basis:" + MATTER])
        cls.provider = Provider(service)
        cls.provider.introduce()
        cls.trust_both()
        service.start()
        cls.zhang = Person(service, cls.provider.login("zhang-san")[0])
        cls.card = cls.zhang.issue_card()

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.close()
        cls.receiver.close()

    @classmethod
    def trust_both(cls):
        """The identity provider and the receiver of events."""
        both = cls.service.root / "both.pem"
        both.write_bytes((cls.service.folder / "certificates" / "tls.pem").read_bytes() + pathlib.Path(cls.receiver.certificate).read_bytes())
        cls.service.settings("outgoing", authorities=str(both), inner_hosts=["127.0.0.1"])

    def ask(self, number, connection):
        body = json.dumps({"item": "01", "applicant": {"code_type": "111", "code": number}}).encode()
        status, headers, content = self.service.call("POST", f"/v1/matters/{MATTER}/preflight", body, {"Content-Type": "application/json"},
                                                     connection=connection, key=self.greedy)
        return status, headers, json.loads(content)

    def loop(self, numbers):
        """Asks for all of them on one connection, whatever the answer is."""
        connection, answers = self.service.connect(), collections.Counter()
        for number in numbers:
            status, headers, content = self.ask(number, connection)
            answers[content.get("code", "told")] += 1
            if status == 429:
                self.assertGreaterEqual(int(headers["retry-after"]), 1)
        connection.close()
        return answers

    def test_the_loop_is_stopped_and_reported(self):
        self.service.call_json("POST", "/v1/subscriptions", {"url": self.receiver.url, "events": ["client.suspected"]}, {"Idempotency-Key": "watch"})
        self.assertEqual(self.loop([self.zhang.code()]), {"told": 1}, "somebody who has a license")
        numbers, begun = list(citizen_numbers(NUMBERS)), time.monotonic()
        first = self.loop(numbers[:2 * MISSES])
        self.assertEqual(first, {"told": MISSES, "HARVEST_SLOWED": MISSES})
        rest = numbers[2 * MISSES:]
        with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:  # as somebody in a hurry would go on
            answers = sum(pool.map(self.loop, (rest[start::CONNECTIONS] for start in range(CONNECTIONS))), first)
        seconds = time.monotonic() - begun
        self.assertEqual(sum(answers.values()), NUMBERS)
        self.assertEqual(set(answers), {"told", "HARVEST_SLOWED"})
        self.assertLessEqual(answers["told"], MISSES + 1 + seconds / 30, "one in 30 s at most from then on")
        self.its_owner_is_told()
        self.the_holder_is_told()
        self.the_ledger_has_it()

    def its_owner_is_told(self):
        self.assertTrue(wait_until(lambda: self.receiver.received))
        event = self.receiver.received[0][1]
        self.assertEqual(event["type"], "client.suspected")
        self.assertEqual(event["data"], {"rule": "missed_subjects", "refused": False, "count": MISSES, "seconds": 3600})

    def the_holder_is_told(self):
        readings = self.zhang.get("/v1/holders/me/accesses")[1]["accesses"]
        read = next(access for access in readings if access["what"] == "preflight")
        self.assertEqual((read["license"], read["client_name"]), (self.card["identifier"], "greedy"))
        self.assertEqual((read["suspected"]["rule"], read["suspected"]["refused"]), ("missed_subjects", False))

    def the_ledger_has_it(self):
        size = int(self.service.call("GET", "/v1/ledger/checkpoint", key=None)[2].split(b"\n")[1])
        kinds = [self.service.call_json("GET", f"/v1/ledger/entries/{index}", key=None)[2]["kind"] for index in range(size)]
        self.assertEqual(kinds.count("client-suspected"), 1, "each step once")


if __name__ == "__main__":
    unittest.main()
