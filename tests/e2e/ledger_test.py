#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The ledger of the running binary: receipts verify offline, an audit finds tampering, an old copy does not start."""
import contextlib
import hashlib
import shutil
import sqlite3
import subprocess
import unittest

from service import Service, binary_from_environment, wait_until


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        with contextlib.closing(sqlite3.connect(self.database())) as database:  # of the clients that were registered
            self.before = database.execute("SELECT count(*) FROM ledger_entries").fetchone()[0]
        self.service.start()

    def issued(self):
        status, _, license = self.service.issue(self.service.example())
        self.assertEqual(status, 201, license)
        return license

    def get(self, path):
        status, headers, content = self.service.call("GET", path)
        self.assertEqual(status, 200, content)
        return headers, content

    def file(self, name, content):
        path = self.service.root / name
        path.write_bytes(content)
        return str(path)

    def receipt(self, license):
        return self.get(f"/v1/licenses/{license['identifier']}/receipt")[1]

    def verify(self, receipt, *more):
        policy = str(self.service.folder / "ledger-policy.txt")
        return self.service.run("verify-receipt", self.file("receipt.txt", receipt), "--policy", policy, *more)

    def audit(self, *more):
        return self.service.run("audit", "--instance", str(self.service.folder), *more)

    def checkpoint(self):
        return self.get("/v1/ledger/checkpoint")[1]

    def checkpoint_of(self, count):
        """Once it has as many entries more than at the start."""
        size = str(self.before + count).encode()
        self.assertTrue(wait_until(lambda: self.checkpoint().split(b"\n")[1] == size))
        return self.checkpoint()

    def database(self):
        return self.service.folder / "store" / "elicense.db"

    def tamper(self, *statements):
        with contextlib.closing(sqlite3.connect(self.database())) as database:
            for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                database.execute(statement)
            database.commit()

    def test_a_receipt_verifies_offline_and_only_as_it_is(self):
        self.issued()
        license = self.issued()
        receipt, document = self.receipt(license), self.get(license["links"]["document"])[1]
        self.service.stop()
        proven = self.verify(receipt, "--document", self.file("license.ofd", document))
        self.assertEqual(proven.returncode, 0, proven.stderr)
        self.assertIn("license-issued valid", proven.stdout)
        self.assertIn(license["document_sm3"], proven.stdout)
        self.assertEqual(self.verify(receipt, "--document", self.file("other.ofd", document + b"x")).returncode, 1)
        lines = receipt.split(b"\n")
        index = next(i for i, line in enumerate(lines) if line.startswith(b"index "))
        changed = [lines[:index] + [b"index 0"] + lines[index + 1:]]  # another place
        changed.append([lines[0], lines[1].replace(b"A", b"B", 1)] + lines[2:])  # another entry
        for bad in changed:
            self.assertEqual(self.verify(b"\n".join(bad)).returncode, 1)
        self.assertEqual(self.verify(receipt[:-40]).returncode, 3)
        self.assertEqual(self.verify(b"").returncode, 3)

    def test_another_logs_policy_says_nothing(self):
        receipt = self.receipt(self.issued())
        other = Service(binary_from_environment())
        self.addCleanup(other.close)
        refused = self.service.run("verify-receipt", self.file("receipt.txt", receipt), "--policy",
                                   str(other.folder / "ledger-policy.txt"))
        self.assertEqual(refused.returncode, 2, refused.stderr)

    def test_checkpoints_follow_within_seconds_and_tiles_may_be_kept(self):
        self.checkpoint_of(0)
        self.issued()
        self.checkpoint_of(1)
        size = self.before + 1
        headers, tile = self.get(f"/v1/ledger/tile/0/000.p/{size}")
        self.assertEqual(len(tile), 32 * size)
        self.assertEqual(headers["cache-control"], "public, max-age=31536000, immutable")
        bundle, hashes = self.get(f"/v1/ledger/tile/entries/000.p/{size}")[1], b""
        while bundle:
            length = int.from_bytes(bundle[:2], "big")
            entry, bundle = bundle[2:2 + length], bundle[2 + length:]
            hashes += hashlib.new("sm3", b"\0" + entry).digest() if "sm3" in hashlib.algorithms_available else tile[len(hashes):][:32]
        self.assertEqual(hashes, tile)

    def test_using_a_seal_is_on_record(self):
        document = self.get(self.issued()["links"]["document"])[1]
        seal = next((self.service.folder / "seals").iterdir()).name
        status, _, sealed = self.service.call("POST", f"/v1/seals/{seal}/signatures?page=1&x=20&y=20", document,
                                              {"Content-Type": "application/ofd"})
        self.assertEqual(status, 200)
        _, _, entry = self.service.call_json("GET", f"/v1/ledger/entries/{self.before + 2}")
        self.assertEqual(entry["kind"], "seal-used")  # behind the issue and the reading of the document
        self.service.stop()
        sealed_file, out = self.file("sealed.ofd", sealed), str(self.service.root / "twice.ofd")
        self.assertEqual(self.service.run("seal", sealed_file, out, "--instance", str(self.service.folder), "--x", "20",
                                          "--y", "120").returncode, 0)
        audited = self.audit()
        self.assertEqual(audited.returncode, 0, audited.stdout + audited.stderr)
        self.assertIn(f"audited  {self.before + 4} entries", audited.stdout)

    def test_an_audit_names_the_first_bad_entry(self):
        for _ in range(3):
            self.issued()
        self.checkpoint_of(3)
        running = self.audit()
        self.assertEqual(running.returncode, 3)
        self.assertIn("STORE_LOCKED", running.stderr)
        self.service.stop()
        self.assertEqual(self.audit().returncode, 0)
        self.tamper("UPDATE licenses SET sealed_holder_name = x'00' WHERE sequence = 2")
        audited = self.audit()
        self.assertEqual(audited.returncode, 1)
        self.assertIn(f"WRONG from entry {self.before + 1} on", audited.stdout)
        self.assertIn("LEDGER_AUDIT_LICENSE", audited.stdout)

    def test_an_old_copy_does_not_start_without_a_reason(self):
        self.issued()
        self.service.stop()
        shutil.copy(self.database(), self.service.root / "old.db")
        self.service.start()
        self.issued()
        seen = self.checkpoint_of(2)
        self.service.stop()
        witnessed = self.service.folder / "ledger-witnessed.txt"
        witnessed.write_bytes(seen)
        self.service.start()  # not behind
        self.service.stop()
        for leftover in ("-wal", "-shm"):
            self.database().with_name(self.database().name + leftover).unlink(missing_ok=True)
        shutil.copy(self.service.root / "old.db", self.database())
        policy = str(self.service.folder / "ledger-policy.txt")
        self.assertEqual(self.audit().returncode, 0)
        audited = self.audit("--witnessed", str(witnessed), "--policy", policy)
        self.assertEqual(audited.returncode, 1)
        self.assertIn("LEDGER_AUDIT_CUT", audited.stdout)

        instance = str(self.service.folder)
        refused = self.service.run("serve", "--instance", instance, "--port", "0")
        self.assertEqual(refused.returncode, 3)
        self.assertIn("LEDGER_ROLLED_BACK", refused.stderr)
        self.service.start(more=["--override-rollback", "the backup of today is lost"])
        _, _, entry = self.service.call_json("GET", f"/v1/ledger/entries/{self.before + 1}")
        self.assertEqual((entry["kind"], entry["word"]), ("override-used", "rollback"))
        self.service.stop()
        self.service.start()  # once
        elsewhere = self.file("elsewhere.txt", seen)
        self.service.stop()
        refused = self.service.run("serve", "--instance", instance, "--port", "0", "--witnessed", elsewhere)
        self.assertIn("LEDGER_ROLLED_BACK", refused.stderr)

    def witness(self):
        """A second process that watches this service's ledger; the service learns of it at its next start."""
        folder, policy = self.service.root / "watch", self.service.folder / "ledger-policy.txt"
        made = self.service.run("witness", "init", str(folder), "--name", "witness.example/1", "--policy", str(policy))
        self.assertEqual(made.returncode, 0, made.stderr)
        process = subprocess.Popen([self.service.binary, "witness", "serve", str(folder), "--port", "0"], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        url = process.stdout.readline().split()[-1]
        shutil.copy(folder / "tls.pem", self.service.folder / "witness-authorities.pem")
        line = made.stdout.splitlines()[-1].replace("witness witness.example/1", "witness w")
        log = policy.read_text().splitlines()[0]
        policy.write_text(f"{log}\n{line} {url}\nquorum w\n")
        return folder

    def test_a_witness_cosigns_and_finds_the_cut_that_nothing_else_finds(self):
        self.service.stop()
        folder = self.witness()
        self.service.start()
        witnessed, policy = self.service.folder / "ledger-witnessed.txt", self.service.folder / "ledger-policy.txt"
        self.issued()
        license = self.issued()
        seen = str(self.before + 2)
        self.assertTrue(wait_until(lambda: witnessed.exists() and witnessed.read_text().split("\n")[1] == seen, 20))
        self.assertEqual((folder / "checkpoint.txt").read_text().split("\n")[1], seen)
        self.assertEqual(self.verify(self.receipt(license)).returncode, 0)
        self.assertIn("— witness.example/1 ", self.service.call("GET", "/v1/ledger/checkpoint")[2].decode())
        receipt = self.receipt(self.issued())
        self.assertEqual(self.verify(receipt).returncode, 2)  # the witness has not seen it yet
        self.service.stop()
        with_witness = ["--witnessed", str(witnessed), "--policy", str(policy)]
        audited = self.audit(*with_witness)
        self.assertEqual(audited.returncode, 0, audited.stdout + audited.stderr)
        cut = self.before + 1
        self.tamper(f"DELETE FROM license_leaves WHERE leaf >= {cut}", f"DELETE FROM ledger_entries WHERE leaf >= {cut}",
                    f"DELETE FROM ledger_checkpoints WHERE size > {cut}", "DELETE FROM documents WHERE rowid > 1",
                    "DELETE FROM plans WHERE sequence > 1", "DELETE FROM licenses WHERE sequence > 1")
        self.assertEqual(self.audit().returncode, 0)
        self.assertIn("LEDGER_AUDIT_CUT", self.audit(*with_witness).stdout)

    def test_an_instance_from_before_the_ledger_gets_keys_and_leaves(self):
        license = self.issued()
        self.service.stop()
        for key in ("ledger", "ledger-blinding"):
            (self.service.folder / "keys" / f"{key}.key").unlink()
        (self.service.folder / "ledger-policy.txt").unlink()
        self.tamper(*(f"DELETE FROM {table}" for table in ("license_leaves", "trust_lists", "ledger_checkpoints", "ledger_entries")))
        self.service.start()
        self.assertEqual(self.verify(self.receipt(license)).returncode, 0)
        self.service.stop()
        self.assertEqual(self.audit().returncode, 0)
        (self.service.folder / "keys" / "ledger.key").unlink()  # lost later: another key would be another ledger
        refused = self.service.run("serve", "--instance", str(self.service.folder), "--port", "0")
        self.assertIn("KEY_NOT_FOUND", refused.stderr)

    def test_a_witness_cosigns_from_files_once(self):
        self.issued()
        folder, policy = self.service.root / "watch", self.service.folder / "ledger-policy.txt"
        self.service.run("witness", "init", str(folder), "--name", "witness.example/1", "--policy", str(policy), check=True)
        out = self.service.root / "cosigned.txt"

        def once(checkpoint, *more):
            return self.service.run("witness", "once", str(folder), "--checkpoint", self.file("checkpoint.txt", checkpoint),
                                    "--out", str(out), *more).returncode
        first = self.checkpoint_of(1)
        self.assertEqual(once(first), 0)
        self.assertTrue(out.read_bytes().startswith(first))
        self.issued()
        second = self.checkpoint_of(2)
        self.assertEqual(once(second), 1)
        proof = self.file("proof.json", self.get(f"/v1/ledger/consistency?from={self.before + 1}&to={self.before + 2}")[1])
        self.assertEqual(once(second, "--proof", proof), 0)
        self.assertEqual(once(first), 1)  # back again


if __name__ == "__main__":
    unittest.main()
