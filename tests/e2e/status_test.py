#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signed status lists against the running binary, taken apart with Python's own zlib and checked with the openssl command."""
import base64
import json
import pathlib
import subprocess
import tempfile
import unittest
import zlib

from service import Service, binary_from_environment, wait_until


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def der_signature(raw):
    def integer(number):
        text = number.lstrip(b"\0") or b"\0"
        text = b"\0" + text if text[0] & 0x80 else text
        return bytes([2, len(text)]) + text
    body = integer(raw[:32]) + integer(raw[32:])
    return bytes([0x30, len(body)]) + body


def is_signed(key_pem, digest, message, raw):
    """By the openssl command: SM2 with SM3 and the usual id, or ECDSA with SHA-256."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", key_pem.encode()), ("message", message), ("signature", der_signature(raw))):
            (pathlib.Path(folder) / name).write_bytes(content)
        options = ["-pkeyopt", "distid:1234567812345678"] if digest == "sm3" else []
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin", "-digest", digest, *options, "-in", "message",
                   "-sigfile", "signature"]
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


class StatusTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())

    def tearDown(self):
        self.service.close()

    def get(self, path, **headers):
        return self.service.call("GET", path, headers=headers, key=None)

    def fetch(self):
        """Header, claims and whether the published key signed them."""
        token = self.get("/v1/status-lists/0")[2].decode()
        key, = json.loads(self.get("/v1/status-lists")[2])["keys"]
        header, claims, signature = token.split(".")
        digest = {"elicense/SM2-SM3": "sm3", "ES256": "sha256"}[key["alg"]]
        good = is_signed(key["public_key"], digest, f"{header}.{claims}".encode(), decoded(signature))
        return json.loads(decoded(header)), json.loads(decoded(claims)), good

    def status_of(self, license, claims):
        place = self.service.call_json("GET", "/v1/licenses/" + license["identifier"])[2]["status"]["status_list"]
        self.assertEqual(place["uri"], claims["sub"])
        packed = zlib.decompress(decoded(claims["status_list"]["lst"]))
        return packed[place["idx"] // 4] >> place["idx"] % 4 * 2 & 3

    def test_a_list_is_signed_and_says_that_a_license_is_valid(self):
        self.service.start()
        _, _, license = self.service.issue(self.service.example())
        header, claims, good = self.fetch()
        self.assertTrue(good)
        self.assertEqual((header["typ"], header["alg"]), ("statuslist+jwt", "elicense/SM2-SM3"))
        self.assertEqual(claims["status_list"]["bits"], 2)
        self.assertEqual(claims["exp"] - claims["iat"], 24 * 3600)
        self.assertEqual(self.status_of(license, claims), 0)
        self.service.stop()
        audited = self.service.run("audit", "--instance", str(self.service.folder))
        self.assertEqual(audited.returncode, 0, audited.stdout)

    def test_a_fetched_list_is_checked_offline(self):
        self.service.start()
        _, _, license = self.service.issue(self.service.example())
        place = self.service.call_json("GET", "/v1/licenses/" + license["identifier"])[2]["status"]["status_list"]
        keys = self.service.root / "lists.json"
        keys.write_bytes(self.get("/v1/status-lists")[2])
        check = ["--keys", str(keys), "--uri", place["uri"], "--index"]
        for form in ("jwt", "cwt"):
            file = self.service.root / f"list.{form}"
            file.write_bytes(self.get("/v1/status-lists/0", Accept=f"application/statuslist+{form}")[2])
            told = self.service.run("check-status", str(file), *check, str(place["idx"]))
            self.assertEqual((told.returncode, told.stdout.split()[0]), (0, "VALID"), told.stderr)
            self.assertIn("0 minutes ago", told.stdout)
        self.assertIn("STATUS_RANGE", self.service.run("check-status", str(file), *check, "65536").stderr)
        changed = bytearray(file.read_bytes())
        changed[-1] ^= 1
        file.write_bytes(changed)
        refused = self.service.run("check-status", str(file), *check, str(place["idx"]))
        self.assertEqual(refused.returncode, 3)
        self.assertIn("STATUS_TOKEN_SIGNATURE", refused.stderr)

    def test_a_license_file_names_its_place(self):
        self.service.start()
        _, _, license = self.service.issue(self.service.example())
        path = f"/v1/licenses/{license['identifier']}"
        place = self.service.call_json("GET", path)[2]["status"]["status_list"]
        document, keys, jwt = (self.service.root / name for name in ("license.ofd", "lists.json", "list.jwt"))
        document.write_bytes(self.service.call("GET", path + "/document")[2])
        report = json.loads(self.service.call("POST", "/v1/verifications", document.read_bytes(), {"Content-Type": "application/ofd"}, key=None)[2])
        self.assertEqual(report["license"]["status_list"], place)
        keys.write_bytes(self.get("/v1/status-lists")[2])
        jwt.write_bytes(self.get("/v1/status-lists/0")[2])
        trust = ["--trust", str(self.service.folder / "trust")]
        lists = ["--status-list", str(jwt), "--status-keys", str(keys)]
        told = self.service.run("check-status", str(jwt), "--keys", str(keys), "--document", str(document), *trust)
        self.assertEqual((told.returncode, told.stdout.split()[0]), (0, "VALID"), told.stderr)
        verified = self.service.run("verify", *trust, *lists, str(document))
        self.assertEqual(verified.returncode, 0, verified.stdout)
        self.assertIn("VALID  as of", verified.stdout)
        decided = {"transition": "suspend", "reason": "under_investigation", "legal_basis": "行政许可法第六十一条"}
        self.assertEqual(self.service.call_json("POST", path + "/transitions", decided, {"Idempotency-Key": "s"})[0], 201)
        self.assertTrue(wait_until(lambda: self.status_of(license, self.fetch()[1]) == 2, 45))
        jwt.write_bytes(self.get("/v1/status-lists/0")[2])
        verified = self.service.run("verify", *trust, *lists, "--json", str(document))
        self.assertEqual(verified.returncode, 1)
        self.assertTrue(json.loads(verified.stdout)["offline_status"].startswith("SUSPENDED  as of"))
        changed = bytearray(document.read_bytes())
        changed[len(changed) // 2] ^= 1
        document.write_bytes(changed)
        refused = self.service.run("check-status", str(jwt), "--keys", str(keys), "--document", str(document), *trust)
        self.assertEqual(refused.returncode, 3)
        self.assertIn("STATUS_DOCUMENT", refused.stderr)

    def test_the_other_form_and_times(self):
        self.service.start()
        status, headers, body = self.get("/v1/status-lists/0", Accept="application/statuslist+cwt")
        self.assertEqual((status, headers["content-type"], body[:1]), (200, "application/statuslist+cwt", b"\xd2"))
        self.assertIn(b"application/statuslist+cwt", body)
        self.assertEqual(self.get("/v1/status-lists/0?time=1700000000")[0], 200)
        self.assertEqual(self.get("/v1/status-lists/0?time=4700000000")[0], 422)
        self.assertEqual(self.get("/v1/status-lists/1")[0], 404)

    def test_a_suspended_license_shows_within_a_minute(self):
        self.service.start()
        _, _, license = self.service.issue(self.service.example())
        self.assertEqual(self.status_of(license, self.fetch()[1]), 0)
        decided = {"transition": "suspend", "reason": "under_investigation", "legal_basis": "行政许可法第六十一条"}
        path = f"/v1/licenses/{license['identifier']}/transitions"
        status, _, answer = self.service.call_json("POST", path, decided, {"Idempotency-Key": "suspend"})
        self.assertEqual(status, 201, answer)
        self.assertTrue(wait_until(lambda: self.status_of(license, self.fetch()[1]) == 2, 45))

    def test_a_profile_without_sm2(self):
        self.service.settings("status", algorithm="es256")
        self.service.start()
        header, _, good = self.fetch()
        self.assertTrue(good)
        self.assertEqual(header["alg"], "ES256")


if __name__ == "__main__":
    unittest.main()
