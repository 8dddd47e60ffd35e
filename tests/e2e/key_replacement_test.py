#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Evidence outlives its keys: the running binary before and after each key that signs for others was replaced."""
import contextlib
import json
import subprocess
import unittest
import uuid

from receiver import Receiver, sm2_fits
from service import UNDER, Service, binary_from_environment, wait_until
from status_test import decoded, is_signed


class KeyReplacementTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)

    def command(self, *words):
        return self.service.run(*words, "--instance", str(self.service.folder))

    def replace(self, *words):
        replaced = self.command("replace-key", *words)
        self.assertEqual(replaced.returncode, 0, replaced.stdout + replaced.stderr)
        return replaced.stdout

    def audited(self):
        audit = self.command("audit")
        self.assertEqual(audit.returncode, 0, audit.stdout + audit.stderr)
        return audit.stdout

    def issue(self):
        status, _, license = self.service.issue(self.service.example())
        self.assertEqual(status, 201, license)
        return license

    def get(self, path):
        status, _, content = self.service.call("GET", path)
        self.assertEqual(status, 200, content)
        return content

    def file(self, name, content):
        path = self.service.root / name
        path.write_bytes(content)
        return str(path)

    def policy(self):
        return self.service.folder / "ledger-policy.txt"

    def receipt(self, license, name):
        return self.file(name, self.get(f"/v1/licenses/{license['identifier']}/receipt"))

    def verify(self, receipt, policy, *more):
        return self.service.run("verify-receipt", receipt, "--policy", str(policy), *more).returncode

    def key_files(self):
        return {path.name for path in (self.service.folder / "keys").iterdir()}

    def test_receipts_outlive_the_key_of_the_ledger(self):
        self.service.start()
        license = self.issue()
        old = self.receipt(license, "old.txt")
        self.service.stop()
        before = self.file("old-policy.txt", self.policy().read_bytes())
        self.replace("ledger")
        word, = self.service.folder.glob("ledger-key-change-*.txt")
        self.assertEqual(self.verify(str(word), before, "--announces", str(self.policy())), 0)
        self.assertEqual(self.verify(old, before, "--announces", str(self.policy())), 1, "another leaf")
        former = next(line for line in self.policy().read_text().splitlines() if line.startswith("former "))
        elsewhere = self.policy().read_text().replace(former, former + "0")
        self.assertEqual(self.verify(str(word), before, "--announces", self.file("elsewhere.txt", elsewhere.encode())), 1)
        self.service.start()
        new = self.receipt(self.issue(), "new.txt")
        again = self.receipt(license, "again.txt")
        self.service.stop()
        for receipt in (old, new, again):
            self.assertEqual(self.verify(receipt, self.policy()), 0, receipt)
        self.assertEqual(self.verify(old, before), 0)
        self.assertEqual(self.verify(new, before), 2, "a stranger to who has the old policy alone")
        self.audited()

    def test_a_witness_goes_on_with_the_next_key(self):
        watch, out = self.service.root / "watch", self.service.root / "cosigned.txt"
        self.service.run("witness", "init", str(watch), "--name", "witness.example/1", "--policy", str(self.policy()), check=True)

        def once(seen):
            checkpoint = self.get("/v1/ledger/checkpoint")
            size = checkpoint.split(b"\n")[1].decode()
            more = ["--proof", self.file("proof.json", self.get(f"/v1/ledger/consistency?from={seen}&to={size}"))] if seen else []
            code = self.service.run("witness", "once", str(watch), "--checkpoint", self.file("checkpoint.txt", checkpoint), "--out", str(out), *more).returncode
            return code, size
        self.service.start()
        code, seen = once(None)
        self.assertEqual(code, 0)
        self.service.stop()
        self.replace("ledger")
        self.service.start()
        self.assertEqual(once(seen)[0], 1, "it does not know the next key yet")
        (watch / "policy.txt").write_bytes(self.policy().read_bytes())
        self.assertEqual(once(seen)[0], 0)
        self.service.stop()
        audit = self.command("audit", "--witnessed", str(out), "--policy", str(self.policy()))
        self.assertEqual(audit.returncode, 0, audit.stdout + audit.stderr)

    def test_a_stolen_or_lost_key_is_replaced_for_a_reason(self):
        self.service.start()
        old = self.receipt(self.issue(), "old.txt")
        self.service.stop()
        self.replace("ledger", "--override", "the safe was found open")
        self.assertEqual(list(self.service.folder.glob("ledger-key-change-*.txt")), [])
        self.assertIn("without the word of the one before", self.audited())
        (self.service.folder / "keys" / "ledger.key").unlink()
        self.assertIn("KEY_NOT_FOUND", self.command("replace-key", "ledger").stderr)
        self.replace("ledger", "--override", "the disk broke")
        self.service.start()
        new = self.receipt(self.issue(), "new.txt")
        self.service.stop()
        for receipt in (old, new):
            self.assertEqual(self.verify(receipt, self.policy()), 0)
        self.audited()

    def lists(self):
        """The list, whether a told key signed it, and all keys that are told."""
        token = self.get("/v1/status-lists/0").decode()
        keys = json.loads(self.get("/v1/status-lists"))["keys"]
        return token, self.signed_by(token, keys), keys

    @staticmethod
    def signed_by(token, keys):
        head, claims, signature = token.split(".")
        key, = [key for key in keys if key["kid"] == json.loads(decoded(head))["kid"]]
        digest = {"elicense/SM2-SM3": "sm3", "ES256": "sha256"}[key["alg"]]
        return is_signed(key["public_key"], digest, f"{head}.{claims}".encode(), decoded(signature))

    def replaces_the_key_of_lists(self):
        self.service.start()
        place = self.service.call_json("GET", f"/v1/licenses/{self.issue()['identifier']}")[2]["status"]["status_list"]
        old, good, first = self.lists()
        self.assertTrue(good)
        self.service.stop()
        self.replace("status")
        self.service.start()
        new, good, told = self.lists()
        self.assertTrue(good)
        self.assertTrue(self.signed_by(old, told), "lists from before are checked with the keys of today")
        self.assertEqual((len(first), len(told)), (1, 2))
        self.assertEqual((told[1]["kid"], "until" in told[1], "until" in told[0]), (first[0]["kid"], True, False))
        self.assertNotEqual(told[0]["kid"], first[0]["kid"])
        keys = self.file("lists.json", self.get("/v1/status-lists"))
        self.service.stop()
        for token in (old, new):
            checked = self.service.run("check-status", self.file("list.jwt", token.encode()), "--keys", keys, "--uri", place["uri"],
                                       "--index", str(place["idx"]))
            self.assertEqual(checked.returncode, 0, checked.stderr)
        self.replace("status", "--override", "seen by others")
        self.service.start()
        self.assertEqual([key["kid"] for key in self.lists()[2]][1:], [first[0]["kid"]], "the stolen one is told no more")
        self.service.stop()
        self.audited()

    def test_lists_are_checked_with_either_key(self):
        self.replaces_the_key_of_lists()

    def test_lists_by_es256_are_checked_with_either_key(self):
        self.service.settings("status", algorithm="es256")
        self.replaces_the_key_of_lists()

    def test_receivers_learn_both_keys_of_events(self):
        receiver = Receiver(self.service.root)
        self.addCleanup(receiver.close)
        self.service.settings("outgoing", authorities=str(receiver.certificate), inner_hosts=["127.0.0.1"])
        self.service.start()
        wish = {"url": receiver.url, "events": ["license.issued"], "signature": "sm2"}
        self.assertEqual(self.service.call_json("POST", "/v1/subscriptions", wish, {"Idempotency-Key": str(uuid.uuid4())})[0], 201)

        def next_event():
            before = len(receiver.received)
            self.issue()
            self.assertTrue(wait_until(lambda: len(receiver.received) > before, 30))
            return receiver.last

        def keys():
            answer = self.service.call_json("GET", "/v1/subscriptions")[2]
            self.assertEqual(answer["sm2_public_key"], answer["sm2_keys"][0]["public_key"])
            return answer["sm2_keys"]
        old, first = next_event(), keys()
        self.service.stop()
        self.replace("events")
        self.service.start()
        new, told = next_event(), keys()
        self.service.stop()
        self.assertEqual((len(first), len(told), told[1]["kid"]), (1, 2, first[0]["kid"]))
        for headers, body in (old, new):
            key, = [key for key in told if key["kid"] == headers["webhook-key-id"]]
            self.assertTrue(sm2_fits(key["public_key"], headers, body))
        self.assertFalse(sm2_fits(first[0]["public_key"], *new))
        self.audited()

    def test_a_replacement_that_is_killed_leaves_everything_provable(self):
        self.service.start()
        old = self.receipt(self.issue(), "old.txt")
        self.service.stop()
        for kind in ("ledger", "status", "events"):
            for tenths in range(0, 10, 2):
                process = subprocess.Popen([*UNDER, self.service.binary, "replace-key", kind, "--instance", str(self.service.folder)],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=tenths / 10)
                process.kill()
                process.wait()
                self.assertEqual(self.verify(old, self.policy()), 0, (kind, tenths))
                self.audited()
            self.replace(kind)
        self.service.start()
        new = self.receipt(self.issue(), "new.txt")
        self.assertTrue(self.lists()[1])
        self.service.stop()
        for receipt in (old, new):
            self.assertEqual(self.verify(receipt, self.policy()), 0)
        self.audited()
        self.assertEqual({name for name in self.key_files() if "-next" in name}, set())


if __name__ == "__main__":
    unittest.main()
