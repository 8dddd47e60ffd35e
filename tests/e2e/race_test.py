#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""S-RACE: many clients at one key, and a stop in the middle of the work."""
import collections
import http.client
import threading
import time
import unittest

from service import Service, binary_from_environment

CLIENTS = 64


def at_once(count, call):
    """What `call(number)` answered in each of `count` threads that begin together."""
    start, answers = threading.Barrier(count), [None] * count

    def run(number):
        start.wait()
        answers[number] = call(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class Races(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.service.start()
        self.data = self.service.example()

    def test_equal_requests_make_one_license(self):
        answers = at_once(CLIENTS, lambda _: self.service.issue(self.data, key="same"))
        self.assertEqual({status for status, _, _ in answers}, {201})
        self.assertEqual(len({(license["identifier"], license["document_sm3"]) for _, _, license in answers}), 1)

    def test_of_two_requests_under_one_key_one_wins(self):
        other = {**self.data, "法定代表人": "赵六样例"}
        self.assertNotEqual(other, self.data)
        answers = at_once(CLIENTS, lambda number: self.service.issue(other if number % 2 else self.data, key="contested"))
        by_body = [collections.Counter(status for status, _, _ in answers[rest::2]) for rest in (0, 1)]
        self.assertCountEqual(by_body, [{201: CLIENTS // 2}, {409: CLIENTS // 2}])
        self.assertEqual({answer["code"] for status, _, answer in answers if status == 409}, {"IDEMPOTENCY_MISMATCH"})
        self.assertEqual(len({answer["identifier"] for status, _, answer in answers if status == 201}), 1)

    def test_a_stop_loses_nothing_it_acknowledged(self):
        acknowledged, ended = [], threading.Event()

        def issue(number):
            while not ended.is_set():
                try:
                    status, _, license = self.service.issue(self.data)
                except (OSError, http.client.HTTPException):
                    return
                if status == 201:
                    acknowledged.append(license["identifier"])

        clients = threading.Thread(target=at_once, args=(8, issue))
        clients.start()
        while len(acknowledged) < 8:
            time.sleep(0.05)
        self.assertEqual(self.service.stop(), 0)
        ended.set()
        clients.join()
        self.service.start()
        for identifier in acknowledged:
            self.assertEqual(self.service.call("GET", "/v1/licenses/" + identifier)[0], 200, f"{identifier} is lost")


if __name__ == "__main__":
    unittest.main(verbosity=2)
