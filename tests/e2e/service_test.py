#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job against the running binary: issue, fetch, verify, seal, refuse."""
import concurrent.futures
import contextlib
import hashlib
import itertools
import json
import os
import pathlib
import signal
import ssl
import stat
import subprocess
import tempfile
import unittest

from service import BUSINESS_LICENSE, Service, binary_from_environment, wait_until

SHARED = pathlib.Path(os.environ.get("ELICENSE_SHARED_DIR", "."))
OFD = {"Content-Type": "application/ofd"}


@contextlib.contextmanager
def open_folder():
    """A temporary folder that the service may enter also when it runs as somebody else."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield folder


class ServiceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.service.start()

    @classmethod
    def tearDownClass(cls):
        code = cls.service.stop()
        cls.service.close()
        assert code == 0, f"a graceful stop exits 0, not {code}"

    def issued(self):
        status, _, license = self.service.issue(self.service.example())
        self.assertEqual(status, 201, license)
        return license

    def document(self, license):
        status, _, content = self.service.call("GET", license["links"]["document"])
        self.assertEqual(status, 200)
        return content

    def verify(self, content, query=""):
        status, _, report = self.service.call("POST", "/v1/verifications" + query, content, OFD)
        self.assertEqual(status, 200, report)
        return json.loads(report)

    def problem(self, answer, status, code):
        self.assertEqual(answer[0], status, answer[2])
        body = json.loads(answer[2]) if isinstance(answer[2], bytes) else answer[2]
        self.assertEqual(answer[1]["content-type"], "application/problem+json")
        self.assertEqual(body["code"], code)
        self.assertTrue(body["title"] and body["next_step"] and body["request_id"])
        return body

    def test_every_type_is_issued_and_trusted(self):
        _, _, answer = self.service.call_json("GET", "/v1/license-types")
        codes = [t["code"] for t in answer["license_types"]]
        self.assertEqual(len(codes), 193)
        for code in codes:
            with self.subTest(code):
                status, headers, license = self.service.issue(self.service.example(code), code)
                self.assertEqual(status, 201, license)
                self.assertEqual(headers["location"], "/v1/licenses/" + license["identifier"])
                document = self.document(license)
                self.assertLessEqual(len(document), 64 * 1024)
                report = self.verify(document)
                self.assertEqual(report["verdict"], "trusted", report)
                self.assertEqual(report["signatures"][0]["format"], "SES-V4")
                self.assertTrue(report["signatures"][0]["time_is_stamped"])

    def test_faces_are_drawn(self):
        license = self.issued()
        for kind, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<svg")):
            status, _, content = self.service.call("GET", license["links"][kind])
            self.assertEqual(status, 200)
            self.assertIn(magic, content[:256], kind)

    def test_the_same_key_gives_the_same_license(self):
        data, key = self.service.example(), "the-same-key"
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: self.service.issue(data, key=key), range(16)))
        self.assertEqual({a[0] for a in answers}, {201})
        self.assertEqual(len({a[2]["identifier"] for a in answers}), 1)
        other = dict(data)
        other[next(iter(k for k, v in data.items() if isinstance(v, str)))] += "改"
        answer = self.service.issue(other, key=key)
        self.assertIn(answer[0], (409, 422), answer)

    def test_claims_are_answered_in_the_outcomes_of_36906(self):
        license = self.issued()

        def outcome(identifier, fields):
            status, _, answer = self.service.call_json("POST", "/v1/verifications", {"identifier": identifier, "fields": fields})
            self.assertEqual(status, 200, answer)
            return answer["outcome"]

        good = {"holder_name": license["holder"]["name"], "holder_code": license["holder"]["code"]}
        self.assertEqual(outcome(license["identifier"], good), 0)
        self.assertEqual(outcome(license["identifier"], {**good, "holder_name": "别人"}), 6)
        self.assertEqual(outcome(license["identifier"], {}), 4)
        self.assertEqual(outcome("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", good), 5)

    def test_a_changed_document_is_untrusted_with_its_cause(self):
        document = bytearray(self.document(self.issued()))
        document[len(document) // 2] ^= 1
        report = self.verify(bytes(document))
        self.assertEqual(report["verdict"], "untrusted")
        self.assertTrue(report["cause"])

    def test_a_foreign_document_is_sealed_and_trusted(self):
        foreign = SHARED / "samples/ofd/unsigned-helloworld.ofd"
        if not foreign.exists():
            self.skipTest("the shared samples are not here")
        seal = "64000000000001"
        path = f"/v1/seals/{seal}/signatures?page=1&x=100&y=100"
        once = self.service.call("POST", path, foreign.read_bytes(), OFD)
        self.assertEqual(once[0], 200, once[2][:300])
        self.assertEqual(self.verify(once[2])["verdict"], "trusted")
        twice = self.service.call("POST", f"/v1/seals/{seal}/signatures?page=1&x=20&y=20", once[2], OFD)
        self.assertEqual(twice[0], 200, twice[2][:300])
        report = self.verify(twice[2])
        self.assertEqual((report["verdict"], len(report["signatures"])), ("trusted", 2))
        self.problem(self.service.call("POST", "/v1/seals/none/signatures?page=1&x=1&y=1", foreign.read_bytes(), OFD), 404, "SEAL_NOT_FOUND")
        self.problem(self.service.call("POST", path.replace("page=1", "page=0"), foreign.read_bytes(), OFD), 400, "REQUEST_PLACE")

    def test_refusals_are_problems(self):
        call = self.service.call
        data = self.service.example()
        post = {"Content-Type": "application/json"}
        body = json.dumps({"license_type": BUSINESS_LICENSE, "data": data}).encode()
        self.problem(call("POST", "/v1/licenses", body, post), 400, "IDEMPOTENCY_KEY_MISSING")
        self.problem(call("POST", "/v1/licenses", b"{", {**post, "Idempotency-Key": "a"}), 400, "JSON_MALFORMED")
        self.problem(call("POST", "/v1/licenses", b'{"a":1,"a":2}', {**post, "Idempotency-Key": "a"}), 400, "JSON_DUPLICATE_KEY")
        self.problem(call("POST", "/v1/licenses", body, {**post, "Idempotency-Key": "a b"}), 400, "IDEMPOTENCY_KEY_MALFORMED")
        self.problem(self.service.issue(data, code="000000000000000000000"), 404, "TYPE_UNKNOWN")
        self.problem(self.service.issue({}), 422, "LICENSE_DATA_INVALID")
        self.problem(call("GET", "/v1/licenses/1.2.3"), 400, "IDENTIFIER_MALFORMED")
        unknown = "/v1/licenses/1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
        self.problem(call("GET", unknown), 404, "LICENSE_NOT_FOUND")
        self.problem(call("GET", "/v1/nothing"), 404, "HTTP_NOT_FOUND")
        self.problem(call("POST", "/v1/verifications?at=yesterday", b"x", OFD), 400, "REQUEST_TIME")
        self.problem(call("POST", "/v1/verifications", b"x", {"Content-Type": "text/plain"}), 415, "HTTP_MEDIA_TYPE")
        english = self.problem(call("GET", "/v1/nothing", None, {"Accept-Language": "en"}), 404, "HTTP_NOT_FOUND")
        chinese = self.problem(call("GET", "/v1/nothing", None, {"Accept-Language": "zh-CN"}), 404, "HTTP_NOT_FOUND")
        self.assertNotEqual(english["title"], chinese["title"])

    def test_the_page_behind_the_qr(self):
        license = self.issued()
        path = license["verification_url"].split(":8443", 1)[1]
        status, headers, page = self.service.call("GET", path)
        self.assertEqual(status, 200)
        self.assertIn("text/html", headers["content-type"])
        self.assertIn("default-src 'none'", headers["content-security-policy"])
        text = page.decode()
        self.assertIn("证照有效", text)
        self.assertIn(license["number"], text)
        self.assertEqual(self.service.call("GET", "/v/AAAAAAAAAAAAAAAAAAAAAAAAAA")[0], 404)

    def test_a_natural_persons_name_is_masked_on_the_page(self):
        code = "11100000000013127D001"
        data = self.service.example(code)
        status, _, license = self.service.issue(data, code)
        self.assertEqual(status, 201, license)
        text = self.service.call("GET", license["verification_url"].split(":8443", 1)[1])[2].decode()
        self.assertNotIn(license["holder"]["name"], text)
        self.assertNotIn(license["holder"]["code"], text)

    def test_health_metrics_and_description(self):
        self.assertEqual(self.service.call("GET", "/healthz")[0], 200)
        self.assertEqual(self.service.call("GET", "/readyz")[0], 200)
        self.assertIn(b"elicense_", self.service.call("GET", "/metrics")[2])
        self.assertTrue(self.service.call("GET", "/openapi.yaml")[2].startswith(b"openapi: 3.1"))

    def test_no_personal_data_in_the_log(self):
        license = self.issued()
        log = (self.service.root / "service.log").read_text(encoding="utf-8")
        self.assertNotIn(license["holder"]["name"], log)
        self.assertNotIn(license["holder"]["code"], log)
        for line in log.splitlines():
            json.loads(line)

    def test_a_new_certificate_is_taken_while_the_service_runs(self):
        with open_folder() as folder:
            certificate, key = (str(pathlib.Path(folder) / name) for name in ("new.pem", "new.key"))
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                            "-keyout", key, "-out", certificate], check=True, capture_output=True)
            old = self.shown_certificate()
            other = str(pathlib.Path(folder) / "other.key")
            subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", other], check=True,
                           capture_output=True)
            os.chmod(other, 0o644)
            mixed = self.renew_tls(certificate, other)
            self.assertEqual(mixed.returncode, 3)
            self.assertIn("TLS_CONFIGURATION", mixed.stderr)
            os.chmod(key, 0o644)
            done = self.renew_tls(certificate, key)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.shown_certificate(), old, "taken before it was told to")
            self.service.process.send_signal(signal.SIGHUP)
            new = ssl.PEM_cert_to_DER_cert(pathlib.Path(certificate).read_text())
            self.assertTrue(wait_until(lambda: self.shown_certificate() == new))
            self.assertIn(hashlib.new("sm3", new).hexdigest(), self.recorded_certificates())

    def recorded_certificates(self):
        found = []
        for index in itertools.count():
            status, _, entry = self.service.call_json("GET", f"/v1/ledger/entries/{index}")
            if status == 404:
                return found
            if entry["kind"] == "key-changed" and entry["word"] == "taken":
                found.append(entry["digests"]["certificate"])

    def renew_tls(self, certificate, key):
        return self.service.run("tls", "--instance", str(self.service.folder), "--certificate", certificate, "--key", key)

    def shown_certificate(self):
        return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", self.service.port)))


class CommandLineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.out = cls.service.root / "out"
        issued = cls.service.run("issue", "--instance", str(cls.service.folder), "--type", BUSINESS_LICENSE, "--example",
                                 "--out", str(cls.out))
        assert issued.returncode == 0, issued.stderr

    @classmethod
    def tearDownClass(cls):
        cls.service.close()

    def run_command(self, *arguments, **options):
        return self.service.run(*arguments, **options)

    def test_exit_codes_of_verify(self):
        document, trust = str(self.out / "license.ofd"), str(self.service.folder / "trust")
        self.assertEqual(self.run_command("verify", "--trust", trust, document).returncode, 0)
        self.assertEqual(self.run_command("verify", "--instance", str(self.service.folder), document).returncode, 0)
        self.assertEqual(self.run_command("verify", document).returncode, 2, "no anchors: undetermined")
        broken = self.out / "broken.ofd"
        broken.write_bytes(b"no zip at all")
        self.assertEqual(self.run_command("verify", "--trust", trust, str(broken)).returncode, 1)
        self.assertEqual(self.run_command("verify", "--trust", trust, str(self.out / "absent.ofd")).returncode, 3)
        self.assertEqual(self.run_command("verify", "--trust", str(self.out / "nowhere"), document).returncode, 3)
        self.assertEqual(self.run_command("verify").returncode, 3)

    def test_several_files_give_one_json_line_each(self):
        document, trust = str(self.out / "license.ofd"), str(self.service.folder / "trust")
        broken = self.out / "broken-too.ofd"
        broken.write_bytes(b"PK")
        answer = self.run_command("verify", "--json", "--trust", trust, document, str(broken), document)
        self.assertEqual(answer.returncode, 1)
        lines = [json.loads(line) for line in answer.stdout.splitlines()]
        self.assertEqual([line["file"] for line in lines], [document, str(broken), document])
        self.assertEqual([line["verdict"] for line in lines], ["trusted", "untrusted", "trusted"])
        self.assertTrue(lines[1]["cause"])

    def test_as_of_another_day(self):
        document, trust = str(self.out / "license.ofd"), str(self.service.folder / "trust")
        self.assertNotEqual(self.run_command("verify", "--trust", trust, "--at", "2001-01-01", document).returncode, 0)
        self.assertEqual(self.run_command("verify", "--trust", trust, "--at", "soon", document).returncode, 3)

    def test_seal_and_inspect(self):
        own, foreign = self.out / "license.ofd", SHARED / "samples/ofd/unsigned-7pages.ofd"
        sealed = self.out / "sealed.ofd"
        instance = ("--instance", str(self.service.folder))
        for document, page in [(own, "1")] + ([(foreign, "2")] if foreign.exists() else []):
            arguments = ("seal", *instance, "--page", page, "--x", "50", "--y", "50", str(document), str(sealed))
            self.assertEqual(self.run_command(*arguments).returncode, 0)
            self.assertEqual(self.run_command("verify", "--trust", str(self.service.folder / "trust"), str(sealed)).returncode, 0)
            shown = self.run_command("inspect", str(sealed))
            self.assertEqual(shown.returncode, 0)
            self.assertIn("GB/T 38540-2020", shown.stdout)
        far = ("seal", *instance, "--x", "5000", "--y", "5", str(own), str(sealed))
        self.assertEqual(self.run_command(*far).returncode, 3)
        for seal in (self.service.folder / "seals").rglob("*.esl"):
            shown = self.run_command("inspect", str(seal))
            self.assertEqual((shown.returncode, "may be used by" in shown.stdout), (0, True))
        self.assertEqual(self.run_command("inspect", str(self.service.folder / "trust")).returncode, 3)

    def test_init_never_overwrites(self):
        again = self.run_command("init", str(self.service.folder))
        self.assertEqual(again.returncode, 3)
        self.assertIn("INSTANCE_EXISTS", again.stderr)

    def test_a_foreign_address_and_an_open_key_are_refused(self):
        with open_folder() as folder:
            copy = pathlib.Path(folder) / "instance"
            subprocess.run(["cp", "-a", str(self.service.folder), str(copy)], check=True)
            settings = copy / "elicense.toml"
            sound = settings.read_text()
            settings.write_text(sound.replace('address = "127.0.0.1"', 'address = "0.0.0.0"'))
            self.assertIn("LISTEN_NOT_LOOPBACK", self.run_command("serve", "--instance", str(copy), "--port", "0").stderr)
            settings.write_text(sound.replace('profile = "dev"', 'profile = "production"'))
            self.assertRegex(self.run_command("serve", "--instance", str(copy), "--port", "0").stderr, "DEVELOPMENT")
            settings.write_text(sound.replace("port =", "prot ="))
            self.assertIn("CONFIG_INVALID", self.run_command("serve", "--instance", str(copy)).stderr)
            settings.write_text(sound)
            key = copy / "keys" / "tsa.key"
            key.chmod(stat.S_IRUSR | stat.S_IRGRP)
            self.assertIn("KEY_STORE_PERMISSIONS", self.run_command("serve", "--instance", str(copy)).stderr)

    def test_help_teaches(self):
        for command in ("init", "serve", "issue", "verify", "seal", "inspect", "tls", "client", "sign-request"):
            shown = self.run_command(command, "--help")
            self.assertEqual(shown.returncode, 0)
            self.assertIn("Example", shown.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
