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


class RaceOfAdministrators(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.administrators = [self.service.client(f"administrator-{number}", ["administrator"]) for number in range(3)]
        self.reader = self.service.client("reader", ["integrator"], ["license_type:*"])
        parties = self.service.run("client", "list", "--instance", str(self.service.folder), check=True).stdout.splitlines()
        self.party = next("/v1/parties/" + line.split()[0] for line in parties if line.split()[-1] == "reader")
        self.service.start()
        _, _, license = self.service.issue(self.service.example())
        self.path = "/v1/licenses/" + license["identifier"]

    def change(self, administrator, role, grant):
        return self.service.call_json("POST", self.party + "/roles", {"role": role, "grant": grant}, key=self.administrators[administrator])

    def test_who_begins_after_a_role_was_taken_away_does_not_have_it(self):
        seen, ended = [], threading.Event()

        def read(_):
            while not ended.is_set():
                began = time.monotonic()
                seen.append((began, self.service.call("GET", self.path, key=self.reader)[0]))

        readers = threading.Thread(target=at_once, args=(4, read))
        readers.start()
        while len(seen) < 8:
            time.sleep(0.02)
        self.assertEqual(self.change(0, "integrator", False)[0], 200)
        taken = time.monotonic()
        before = len(seen)
        while len(seen) < before + 20:
            time.sleep(0.02)
        ended.set()
        readers.join()
        self.assertIn(200, {status for _, status in seen})
        self.assertEqual({status for began, status in seen if began > taken}, {403})

    def test_of_two_who_approve_at_once_one_does(self):
        _, _, proposed = self.change(0, "seal_keeper", True)
        path = f"/v1/role-proposals/{proposed['role_proposal']['id']}/approve"
        answers = at_once(8, lambda number: self.service.call("POST", path, b"", key=self.administrators[1 + number % 2])[0])
        self.assertEqual(collections.Counter(answers), {200: 1, 404: 7})
        self.assertEqual(set(self.service.call_json("GET", self.party, key=self.administrators[0])[2]["roles"]), {"integrator", "seal_keeper"})

    def test_opposite_changes_leave_one_of_both(self):
        answers = at_once(8, lambda number: self.change(number % 3, "window_clerk", number % 2 == 0)[0])
        self.assertEqual(set(answers), {200})
        roles = set(self.service.call_json("GET", self.party, key=self.administrators[0])[2]["roles"])
        self.assertEqual(roles - {"window_clerk"}, {"integrator"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
