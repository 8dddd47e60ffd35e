#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A disk that fails under the running service: after a failed sync, or a write to a store that became read-only, nothing
is acknowledged until the restart, even when the disk answers again; verifying goes on."""
import json
import unittest
import uuid

import tracing
from service import Service, binary_from_environment

OFD = {"Content-Type": "application/ofd"}


class FailedDiskTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.service.start()
        self.data = self.service.example()
        status, _, self.license = self.service.issue(self.data)
        self.assertEqual(status, 201)
        self.document = self.service.call("GET", self.license["links"]["document"])[2]

    def issue(self, key=None):
        status, _, answer = self.service.issue(self.data, key=key or str(uuid.uuid4()))
        return status, answer.get("code"), answer.get("identifier")

    def assert_stopped_writing(self):
        self.assertEqual(self.issue()[:2], (503, "STORE_FAILED"))
        status, _, answer = self.service.call_json("GET", "/readyz")
        self.assertEqual((status, answer["code"]), (503, "STORE_FAILED"))
        # what cannot be written into the access log is not shown
        status, _, answer = self.service.call_json("GET", "/v1/licenses/" + self.license["identifier"])
        self.assertEqual((status, answer["code"]), (503, "STORE_FAILED"))
        status, _, report = self.service.call("POST", "/v1/verifications", self.document, OFD)
        self.assertEqual((status, json.loads(report)["verdict"]), (200, "trusted"))

    def assert_fails(self, call, fault):
        key = str(uuid.uuid4())
        with tracing.Attached(self.service.process.pid, self.service.folder / "store", calls=[call],
                              inject=f"{call}:{fault}"):
            self.assertEqual(self.issue(key)[:2], (503, "STORE_FAILED"))
            self.assert_stopped_writing()
        for _ in range(10):  # the disk answers again
            self.assert_stopped_writing()
        self.service.kill()
        self.service.start()
        self.assertEqual(self.service.call_json("GET", "/readyz")[0], 200)
        first, again = self.issue(key), self.issue(key)
        self.assertEqual((first[0], first), (201, again))
        self.assertEqual(self.service.call("GET", "/v1/licenses/" + self.license["identifier"])[0], 200)

    def test_a_sync_that_fails_once(self):
        self.assert_fails("fdatasync", "error=EIO:when=1")

    def test_the_second_sync_of_an_issue(self):
        self.assert_fails("fdatasync", "error=EIO:when=2")

    def test_a_store_that_became_read_only(self):
        self.assert_fails("pwrite64", "error=EROFS")


if __name__ == "__main__":
    tracing.require_strace()
    unittest.main(verbosity=2)
