#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""S-AUTHN against the running binary, by signers that are not ours: HMAC-SM3 of hashlib, SM2 of openssl, TLS of Python."""
import base64
import concurrent.futures
import http.client
import json
import secrets
import ssl
import subprocess
import time
import unittest

import signing
from service import Service, binary_from_environment

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def openssl(*arguments, **options):
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=True, **options).stdout


class Authentication(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        cls.sm2 = service.client("sm2", ["integrator"], ["license_type:*"], "--sm2")
        cls.certificates = {name: cls.certificate(name, days) for name, days in (("known", 30), ("stranger", 30), ("short", 1))}
        for name in ("known", "short"):
            service.run("client", "add", "--instance", str(service.folder), "--name", name, "--role", "integrator", "--scope", "license_type:*",
                        "--certificate", str(cls.certificates[name][0]), check=True)
        service.start()
        cls.license = service.issue(service.example())[2]
        cls.path = "/v1/licenses/" + cls.license["identifier"]

    @classmethod
    def tearDownClass(cls):
        cls.service.stop()
        cls.service.close()

    @classmethod
    def certificate(cls, name, days):
        key, file = cls.service.root / f"{name}.key", cls.service.root / f"{name}.pem"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", file,
                "-days", days, "-subj", f"/CN={name}")
        return file, key

    def code(self, answer):
        return answer[0], json.loads(answer[2]).get("code")

    def get(self, headers, path=None):
        return self.service.call("GET", path or self.path, None, headers, key=None)

    def signed(self, key, **options):
        return self.service.signed(key, "GET", self.path, **options)

    def over_tls_as(self, name, path, method="GET", body=None, headers=None):
        context = ssl.create_default_context(cafile=str(self.service.folder / "certificates" / "tls.pem"))
        context.load_cert_chain(*map(str, self.certificates[name]))
        connection = http.client.HTTPSConnection("127.0.0.1", self.service.port, context=context, timeout=30)
        try:
            return self.service.call(method, path, body, headers, connection=connection, key=None)
        finally:
            connection.close()

    def test_both_algorithms_are_accepted(self):
        for key in (self.service.clerk, self.sm2):
            self.assertEqual(self.get(self.signed(key))[0], 200, key.algorithm)

    def test_wrong_proofs_are_refused_with_their_codes(self):
        key = self.service.clerk
        wrong = signing.HmacKey(key.key_id, secrets.token_bytes(32))
        unknown = signing.HmacKey("unknown-key-id", key.secret)
        other = signing.HmacKey(self.sm2.key_id, key.secret)
        now = int(time.time())
        self.assertEqual(self.code(self.get({})), (401, "AUTHENTICATION_NEEDED"))
        answers = [self.get(self.signed(k)) for k in (wrong, unknown, other)]
        for answer in answers:
            self.assertEqual(self.code(answer), (401, "AUTHENTICATION_FAILED"))
            self.assertEqual(answer[1]["www-authenticate"], "Signature, Bearer")
        bodies = [{**json.loads(answer[2]), "request_id": ""} for answer in answers]
        self.assertEqual(bodies[0], bodies[1])
        self.assertEqual(bodies[0], bodies[2])
        self.assertEqual(self.code(self.get(self.signed(key, created=now - 320))), (401, "SIGNATURE_TIME"))
        self.assertEqual(self.code(self.get(self.signed(key, created=now + 320))), (401, "SIGNATURE_TIME"))
        self.assertEqual(self.code(self.get(self.signed(key, nonce="n" * 21))), (400, "SIGNATURE_MALFORMED"))
        once = self.signed(key)
        self.assertEqual(self.get(once)[0], 200)
        self.assertEqual(self.code(self.get(once)), (401, "SIGNATURE_REPLAYED"))
        elsewhere = signing.sign(key, "GET", "localhost:9999", self.path)
        self.assertEqual(self.code(self.get(elsewhere)), (401, "AUTHENTICATION_FAILED"), "another host")
        self.assertEqual(self.code(self.get(self.signed(key), self.path + "/document")), (401, "AUTHENTICATION_FAILED"))

    def test_a_request_of_before_a_restart_is_not_taken_twice(self):
        service = Service(binary_from_environment())
        try:
            service.start()
            port = service.port
            path = "/v1/licenses/" + service.issue(service.example())[2]["identifier"]
            now, ahead = service.signed(service.clerk, "GET", path), service.signed(service.clerk, "GET", path, created=int(time.time()) + 100)
            for headers in (now, ahead):
                self.assertEqual(service.call("GET", path, None, headers, key=None)[0], 200)
            service.kill()
            service.start()
            host = {"Host": f"127.0.0.1:{port}"}  # as it was signed
            for headers in (now, ahead):
                self.assertEqual(self.code(service.call("GET", path, None, {**headers, **host}, key=None)), (401, "SIGNATURE_BEFORE_START"))
            self.assertEqual(service.call("GET", path, key=service.auditor)[0], 200)
        finally:
            service.close()

    def test_guesses_have_to_wait(self):
        guess = signing.HmacKey(self.sm2.key_id + "x", secrets.token_bytes(32))
        connection = self.service.connect()
        codes = [self.code(self.service.call("GET", self.path, None, self.signed(guess), connection=connection, key=None))[1]
                 for _ in range(200)]
        self.assertLessEqual(codes.count("AUTHENTICATION_FAILED"), 20)
        status, headers, _ = self.service.call("GET", self.path, None, self.signed(guess), connection=connection, key=None)
        connection.close()
        self.assertEqual(status, 429)
        self.assertGreaterEqual(int(headers["retry-after"]), 1)

    def test_a_client_certificate_is_known_by_its_digest(self):
        self.assertEqual(self.over_tls_as("known", self.path)[0], 200)
        self.assertEqual(self.code(self.over_tls_as("stranger", self.path)), (401, "AUTHENTICATION_FAILED"))

    def test_an_access_token_is_bound_to_its_key(self):
        body = b"grant_type=client_credentials&scope=integrator"
        status, headers, content = self.service.call("POST", "/oauth/token", body, FORM, key=self.sm2)
        self.assertEqual(status, 200, content)
        self.assertEqual(headers["cache-control"], "no-store")
        token = json.loads(content)
        self.assertEqual((token["token_type"], token["expires_in"], token["scope"]), ("Bearer", 600, "integrator"))
        bearer = {"Authorization": "Bearer " + token["access_token"]}
        self.assertEqual(self.get(self.service.signed(self.sm2, "GET", self.path, headers=bearer))[0], 200)
        self.assertEqual(self.code(self.get(bearer)), (401, "TOKEN_REFUSED"))
        self.assertEqual(self.code(self.get(self.service.signed(self.service.clerk, "GET", self.path, headers=bearer))), (401, "TOKEN_REFUSED"))
        status, _, content = self.over_tls_as("known", "/oauth/token", "POST", b"grant_type=client_credentials", FORM)
        self.assertEqual(status, 200, content)
        bearer = {"Authorization": "Bearer " + json.loads(content)["access_token"]}
        self.assertEqual(self.over_tls_as("known", self.path, headers=bearer)[0], 200)
        self.assertEqual(self.code(self.over_tls_as("short", self.path, headers=bearer)), (401, "TOKEN_REFUSED"))
        self.assertEqual(self.over_tls_as("known", "/v1/session/end", "POST", b"", bearer)[0], 200)
        self.assertEqual(self.code(self.over_tls_as("known", self.path, headers=bearer)), (401, "TOKEN_REFUSED"))

    def test_requests_for_tokens_are_checked(self):
        for body in (b"grant_type=password", b"scope=integrator", b"", b"grant_type=client_credentials&scope=auditor",
                     b"grant_type=client_credentials&scope=root"):
            if body:
                answer = self.service.call("POST", "/oauth/token", body, FORM, key=self.sm2)
                self.assertEqual(self.code(answer), (400, "TOKEN_REQUEST"), body)
        self.assertEqual(self.code(self.service.call("POST", "/oauth/token", b"grant_type=client_credentials", FORM, key=None)),
                         (401, "AUTHENTICATION_NEEDED"))

    def test_metrics_tell_schemes_and_no_clients(self):
        text = self.service.call("GET", "/metrics")[2].decode()
        self.assertRegex(text, r'elicense_authentications_total\{[^}]*scheme="signature"')
        self.assertNotIn(self.service.clerk.key_id, text)

    def test_no_secret_reaches_log_or_database(self):
        self.get(self.signed(self.service.clerk))
        secret = self.service.clerk.secret
        canaries = [secret, base64.b64encode(secret), secret.hex().encode(), self.service.enrolment_code.encode()]
        files = [self.service.root / "service.log", *(self.service.folder / "store").iterdir()]
        self.assertGreaterEqual(len(files), 3)
        for file in files:
            content = file.read_bytes()
            for canary in canaries:
                self.assertNotIn(canary, content, file)


class FirstStart(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.service.start()

    def tearDown(self):
        self.service.close()

    def enrol(self, code, name="first"):
        return self.service.call_json("POST", "/v1/enrolments", {"code": code, "name": name, "credential": {"kind": "hmac-sm3"}}, key=None)

    def key(self, credential):
        return signing.HmacKey(credential["key_id"], base64.b64decode(credential["secret"]))

    def test_the_code_of_init_works_once(self):
        self.assertEqual(self.enrol("wrong")[0], 403)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: self.enrol(self.service.enrolment_code), range(8)))
        self.assertEqual(sorted(answer[0] for answer in answers), [201] + [403] * 7)
        self.assertEqual(self.enrol(self.service.enrolment_code)[2]["code"], "ENROLMENT_REFUSED")

    def test_with_clients_it_may_listen_beyond_loopback(self):
        self.service.stop()
        settings = self.service.folder / "elicense.toml"
        settings.write_text(settings.read_text().replace('address = "127.0.0.1"', 'address = "0.0.0.0"\nbeyond_loopback = true'))
        self.service.start()
        self.assertEqual(self.service.call("GET", "/healthz")[0], 200)

    def test_administrators_manage_parties_and_two_where_it_takes_two(self):
        call = self.service.call_json
        first = self.key(self.enrol(self.service.enrolment_code)[2]["credential"])
        status, _, made = call("POST", "/v1/parties", {"kind": "client", "name": "受理系统", "roles": ["integrator", "seal_keeper"],
                                                       "scopes": "license_type:*", "credential": {"kind": "hmac-sm3"}}, key=first)
        self.assertEqual(status, 201, made)
        self.assertEqual(made["party"]["roles"], ["integrator"])
        client, party = self.key(made["credential"]), "/v1/parties/" + made["party"]["id"]
        proposal = f"/v1/role-proposals/{made['role_proposals'][0]['id']}/approve"
        self.assertEqual(call("POST", proposal, key=first)[2]["code"], "PROPOSAL_OWN")

        second = self.second_administrator(first)
        self.assertEqual(len(call("GET", "/v1/role-proposals", key=second)[2]["role_proposals"]), 1)
        status, _, approved = call("POST", proposal, key=second)
        self.assertEqual((status, approved["party"]["roles"]), (200, ["seal_keeper", "integrator"]))

        # now its keys are its own affair
        status, _, refused = call("POST", party + "/keys", {"credential": {"kind": "hmac-sm3"}}, key=first)
        self.assertEqual((status, refused["code"]), (403, "PARTY_NEEDS_TWO"))
        status, _, rotated = call("POST", party + "/keys", {"credential": {"kind": "hmac-sm3"}, "overlap_seconds": 2}, key=client)
        self.assertEqual(status, 201, rotated)
        new = self.key(rotated["credential"])
        for key in (client, new):
            self.assertEqual(call("GET", party, key=key)[0], 200)
        time.sleep(3)
        self.assertEqual(call("GET", party, key=client)[2]["code"], "CREDENTIAL_ENDED")
        self.assertEqual(call("GET", party, key=new)[0], 200)

        status, _, changed = call("POST", party + "/roles", {"role": "integrator", "grant": False}, key=first)
        self.assertEqual((status, changed["party"]["roles"]), (200, ["seal_keeper"]))
        self.assertEqual(call("POST", party + "/roles", {"role": "seal_keeper", "grant": False}, key=first)[0], 202)
        self.assertEqual(call("POST", party + "/disable", key=first)[0], 200)
        self.assertEqual(call("GET", party, key=new)[2]["code"], "CREDENTIAL_ENDED")

    def second_administrator(self, first):
        """From the machine itself: with one administrator there is nobody to approve another."""
        self.service.stop()
        key = self.service.client("second", ["administrator"])
        self.service.start()
        return key


if __name__ == "__main__":
    unittest.main(verbosity=2)
