#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A full disk under the running service: writing is refused by name, verifying goes on, licenses are shown as long as the access log
can be written, and writing resumes when there is space again, without a restart. On a small tmpfs (as root), and with a limit on the
size of files."""
import json
import os
import resource
import shutil
import subprocess
import sys
import unittest
import uuid

from service import Service, binary_from_environment, wait_until

NAMESPACE = "ELICENSE_OWN_MOUNTS"  # set once this test runs in a mount namespace of its own
OFD = {"Content-Type": "application/ofd"}


class SmallDisk:
    """The store on a small tmpfs, filled up by a file beside it."""

    size = 24 << 20  # room for the log until its next checkpoint (16 MiB, docs/durability.md)

    def __init__(self, service):
        self.service, self.store = service, service.folder / "store"
        kept = service.root / "kept"
        shutil.copytree(self.store, kept)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size},mode=0700", "tmpfs", str(self.store)], check=True)
        shutil.copytree(kept, self.store, dirs_exist_ok=True)
        service.start()

    def take_space(self):
        space = os.statvfs(self.store)
        (self.store / "filler").write_bytes(bytes(space.f_bavail * space.f_frsize - (300 << 10)))

    def give_space(self):
        (self.store / "filler").unlink()

    def close(self):
        self.service.close()
        subprocess.run(["umount", str(self.store)], check=True)


class SizeLimit:
    """No file may grow beyond what it has now and a little: EFBIG, as from a quota."""

    def __init__(self, service):
        self.service = service
        service.start()

    def take_space(self):
        largest = max(file.stat().st_size for file in (self.service.folder / "store").iterdir())
        self.limit(largest + (300 << 10))

    def give_space(self):
        self.limit(resource.RLIM_INFINITY)

    def limit(self, size):
        resource.prlimit(self.service.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def close(self):
        self.service.close()


class FullDisk:
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.disk = self.Disk(self.service)
        self.data = self.service.example()
        self.acknowledged, self.refused = {}, []

    def tearDown(self):
        self.disk.close()
        shutil.rmtree(self.service.root, ignore_errors=True)

    def issue(self, key=None):
        key = key or str(uuid.uuid4())
        status, _, answer = self.service.issue(self.data, key=key)
        if status == 201:
            self.acknowledged[key] = answer
        else:
            self.assertEqual((status, answer["code"]), (503, "STORE_FULL"), answer)
            self.refused.append(key)
        return status

    def readiness(self):
        status, _, answer = self.service.call_json("GET", "/readyz")
        return status, answer.get("code")

    def assert_verified(self, license, document):
        status, _, report = self.service.call("POST", "/v1/verifications", document, OFD)
        self.assertEqual((status, json.loads(report)["verdict"]), (200, "trusted"))
        # what cannot be written into the access log is not shown; its row may still fit where no license does
        status, _, answer = self.service.call_json("GET", "/v1/licenses/" + license["identifier"])
        self.assertIn((status, answer.get("code")), [(200, None), (503, "STORE_FULL")])

    def test_refuses_while_full_and_resumes_by_itself(self):
        self.assertEqual(self.issue(), 201)
        license = next(iter(self.acknowledged.values()))
        document = self.service.call("GET", license["links"]["document"])[2]
        for _ in range(2):
            self.fill_up(license, document)
        for key in self.refused[:]:
            self.assertEqual(self.issue(key), 201)
        identifiers = [issued["identifier"] for issued in self.acknowledged.values()]
        self.assertEqual(len(identifiers), len(set(identifiers)))
        self.service.kill()
        self.service.start()
        for issued in self.acknowledged.values():
            status, _, found = self.service.call_json("GET", "/v1/licenses/" + issued["identifier"])
            self.assertEqual((status, found["document_sm3"]), (200, issued["document_sm3"]))

    def fill_up(self, license, document):
        self.disk.take_space()
        self.assertTrue(wait_until(lambda: self.issue() == 503, seconds=60), "the disk was never full")
        for _ in range(3):
            self.assertEqual(self.issue(), 503)
        self.assertEqual(self.readiness(), (503, "STORE_FULL"))
        self.assert_verified(license, document)
        self.disk.give_space()
        self.assertTrue(wait_until(lambda: self.issue() == 201, seconds=5), "writing did not resume")
        self.assertEqual(self.readiness(), (200, None))


@unittest.skipUnless(NAMESPACE in os.environ, "mounting needs root")
class SmallDiskTest(FullDisk, unittest.TestCase):
    Disk = SmallDisk


class SizeLimitTest(FullDisk, unittest.TestCase):
    Disk = SizeLimit


def enter_namespace():
    command = ["unshare", "--mount", "--propagation", "private"]
    if NAMESPACE in os.environ or os.geteuid() != 0 or subprocess.run([*command, "true"], capture_output=True).returncode:
        return
    os.execvpe(command[0], [*command, sys.executable, *sys.argv], {**os.environ, NAMESPACE: "1"})


if __name__ == "__main__":
    enter_namespace()
    unittest.main(verbosity=2)
