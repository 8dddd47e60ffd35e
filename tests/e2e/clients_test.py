#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The clients of clients/ against the running service: a whole case, faults on the way, receipts true and forged.

usage: clients_test.py WORK_FOLDER
Exit 77 when all that ran passed, and a language could not be tested.
"""
import base64
import pathlib
import shutil
import subprocess
import sys
import threading
import unittest

import npm
from gateway import Gateway
from person import Person
from provider import Provider
from service import Service, binary_from_environment

CLIENTS = pathlib.Path(__file__).resolve().parents[2] / "clients"
MATTER = "11640100MB9999001P4000109007000"
WORK = None


def setUpModule():
    global service, provider, zhang, operator, gateway
    service = Service(binary_from_environment())
    administrator = service.client("administrator", ["administrator"])
    scopes = ["license_type:*", "matter:" + MATTER]
    service.client("hmac", ["integrator"], scopes)
    service.client("sm2", ["integrator"], scopes, "--sm2")
    provider = Provider(service)
    provider.introduce()
    service.start()
    operator = provider.register_clerk(administrator, " ".join(scopes))["party"]["id"]
    zhang = Person(service, provider.login("zhang-san")[0])
    zhang.issue_card()
    gateway = Gateway(service)


def tearDownModule():
    gateway.close()
    provider.stop()
    service.stop()
    service.close()


class ClientTests:
    """What is asked of each language: `example` and `receipt` are its commands."""

    def setUp(self):
        self.folder = service.root / type(self).__name__ / self._testMethodName
        self.folder.mkdir(parents=True)
        gateway.asked.clear()
        gateway.trouble = lambda method, path, times: None

    def start(self, key="hmac", url=None, authorities=None):
        policy = service.folder / "ledger-policy.txt"
        url = url or f"https://127.0.0.1:{service.port}"
        arguments = [url, service.root / f"{key}.json", authorities or service.folder / "certificates" / "tls.pem", policy, operator]
        process = subprocess.Popen([*self.example, *map(str, arguments)], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        self.addCleanup(watchdog.cancel)
        process.stdin.write(zhang.code() + "\n" + zhang.post("/v1/show-codes", {"mine": True})[1]["code"]["url"] + "\n")
        process.stdin.flush()
        return process

    def until_digits(self, process):
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith("digits "):
                return lines
        self.fail(process.communicate()[1])

    def finished(self, process):
        out, error = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, error)
        return out

    def answer(self, digits, agrees=True):
        scan = zhang.get("/v1/holders/me/scans")[1]["scans"][0]
        if not agrees:
            return zhang.post(f"/v1/scans/{scan['id']}/refusal")
        return zhang.post(f"/v1/scans/{scan['id']}/confirmation", {"match": digits, "licenses": [scan["requested"][0]["license"]]})

    def whole_case(self, **options):
        process = self.start(**options)
        lines = self.until_digits(process)
        status, scan = self.answer(lines[-1].split()[1])
        self.assertEqual((status, scan["state"]), (200, "given"), scan)
        return lines, self.finished(process)

    def verdict(self, receipt, policy=None, document=None):
        files = [receipt, policy or service.folder / "ledger-policy.txt", *([document] if document else [])]
        done = subprocess.run([*self.receipt, *map(str, files)], capture_output=True, text=True, timeout=60)
        self.assertRegex(done.stdout + done.stderr, "PROVEN")
        return done.returncode

    def test_a_whole_case(self):
        lines, rest = self.whole_case()
        self.assertEqual(lines[:2], ["matters 65", "身份证 exempt_with_authorization"])
        self.assertIn("张三样例", rest)
        case = zhang.get("/v1/holders/me/submissions")[1]["submissions"][0]
        self.assertEqual((case["state"], case["case"]), ("accepted", "2026-000017"))
        self.assertIn(f"proven {case['number']}\n", rest)
        proven = service.run("verify-receipt", str(self.folder / "receipt.txt"), "--policy", str(service.folder / "ledger-policy.txt"),
                             "--document", str(self.folder / "copy.ofd"))
        self.assertEqual(proven.returncode, 0, proven.stderr)
        self.assertEqual(service.run("verify", "--trust", str(service.folder / "trust"), str(self.folder / "copy.ofd")).returncode, 0)

    def test_the_holder_refuses(self):
        process = self.start()
        self.until_digits(process)
        self.answer(None, agrees=False)
        out, error = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("the holder gave nothing: refused", error)
        self.assertFalse((self.folder / "receipt.txt").exists())

    def test_faults_on_the_way(self):
        """With SM2, through a gateway that is busy for each first request, and then loses an answer of what may be repeated."""
        repeated = ("/v1/matters", "/v1/scans", "/v1/submissions")
        gateway.trouble = lambda method, path, times: ({1: 503, 2: "lost"} if path in repeated else {1: 429} if method == "POST" else {}).get(times)
        before = len(zhang.get("/v1/holders/me/scans")[1]["scans"])
        self.whole_case(key="sm2", url=gateway.url, authorities=gateway.certificate)
        for path in ("/v1/scans", "/v1/submissions"):
            asked = gateway.requests("POST", path)
            self.assertEqual(len(asked), 3, asked)
            self.assertEqual(len({one[2] for one in asked}), 1, "the same Idempotency-Key")
            self.assertEqual(len({one[3] for one in asked}), 3, "signed anew")
        self.assertEqual(len(gateway.requests("POST", "/v1/matters/…/preflight")), 2)
        self.assertEqual(len(gateway.requests("POST", "/v1/submissions/…/outcome")), 2)
        self.assertEqual(len(zhang.get("/v1/holders/me/scans")[1]["scans"]), before + 1, "one scan")

    def test_what_may_not_be_repeated_is_not(self):
        gateway.trouble = lambda method, path, times: "lost" if path.endswith("/outcome") else None
        process = self.start(url=gateway.url, authorities=gateway.certificate)
        self.answer(self.until_digits(process)[-1].split()[1])
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual(len(gateway.requests("POST", "/v1/submissions/…/outcome")), 1)
        self.assertEqual(zhang.get("/v1/holders/me/submissions")[1]["submissions"][0]["state"], "accepted")

    def test_it_gives_up(self):
        gateway.trouble = lambda method, path, times: 503
        process = self.start(url=gateway.url, authorities=gateway.certificate)
        self.assertIn("503", process.communicate(timeout=60)[1])
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual(len(gateway.asked), 5)

    def test_receipts(self):
        self.whole_case()
        receipt, copy = self.folder / "receipt.txt", self.folder / "copy.ofd"
        self.forged_receipts(receipt, copy)
        self.policies(receipt)

    def forged_receipts(self, receipt, copy):
        self.assertEqual(self.verdict(receipt), 0)
        self.assertEqual(self.verdict(receipt, document=copy), 0)
        self.assertEqual(self.verdict(receipt, document=receipt), 1, "another document")
        text = receipt.read_text()
        lines = text.split("\n")
        signature = lines[-2].split(" ")
        blob = bytearray(base64.b64decode(signature[2]))
        blob[-1] ^= 1
        forged = {"statement": text.replace("2026-000017", "2026-000018"),
                  "hash": text.replace(lines[5], base64.b64encode(bytes(32)).decode(), 1),
                  "index": text.replace(lines[4], "index 1", 1),
                  "negative": text.replace(lines[4], "index -1", 1),
                  "short": text.replace(lines[5] + "\n", "", 1),
                  "long": text.replace(lines[5] + "\n", 2 * (lines[5] + "\n"), 1),
                  "leaf": text.replace(lines[3], "extra AQ==", 1),
                  "signature": "\n".join([*lines[:-2], f"{signature[0]} {signature[1]} {base64.b64encode(blob).decode()}", ""]),
                  "unsigned": text.replace(signature[1] + " ", "somebody.example/1 "),
                  "cut": text[:len(text) // 2],
                  "empty": ""}
        for name, content in forged.items():
            with self.subTest(name):
                file = self.folder / f"{name}.txt"
                file.write_text(content)
                self.assertEqual(self.verdict(file), 1)

    def policies(self, receipt):
        policy = (service.folder / "ledger-policy.txt").read_text()
        key = next(line for line in policy.split("\n") if line.startswith("log ")).split()[1]
        size = int(receipt.read_text().rsplit("\n\n", 1)[0].split("\n")[-2])
        other = Service(service.binary)
        self.addCleanup(other.close)
        theirs = (other.folder / "ledger-policy.txt").read_text()
        for name, content, code in (("former", f"{theirs.split(' ')[0]} {theirs.split()[1]}\nformer {key} {size}\nquorum none\n", 0),
                                    ("ended", f"{theirs.split(' ')[0]} {theirs.split()[1]}\nformer {key} {size - 1}\nquorum none\n", 1),
                                    ("other", theirs, 1),
                                    ("quorum", policy.replace("quorum none", "quorum witness"), 1),
                                    ("none", "quorum none\n", 1)):
            with self.subTest(name):
                file = self.folder / f"{name}.txt"
                file.write_text(content)
                self.assertEqual(self.verdict(receipt, policy=file), code)


class PythonTest(ClientTests, unittest.TestCase):
    example = [sys.executable, CLIENTS / "python" / "example.py"]
    receipt = ["env", f"PYTHONPATH={CLIENTS / 'python'}", sys.executable, "-m", "elicense.receipt"]


@unittest.skipUnless(shutil.which("javac"), "no Java compiler")
class JavaTest(ClientTests, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        classes = service.root / "classes"
        sources = sorted((CLIENTS / "java").rglob("*.java"))
        subprocess.run(["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-d", classes, *sources], check=True)
        java = ["java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", classes]
        cls.example, cls.receipt = [*java, "Example"], [*java, "elicense.Receipt"]


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "no node, or no npm")
class TypeScriptTest(ClientTests, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            modules = npm.modules(WORK)
        except SystemExit as not_there:
            raise unittest.SkipTest("npm does not bring what package.json names") from not_there
        folder = WORK / "typescript"
        shutil.copytree(CLIENTS / "typescript", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "build"))
        subprocess.run([modules / "node_modules" / ".bin" / "tsc", "-p", folder], check=True)
        cls.example, cls.receipt = ["node", folder / "build" / "example.js"], ["node", folder / "build" / "receipt.js"]


if __name__ == "__main__":
    WORK = pathlib.Path(sys.argv.pop(1)).resolve()
    result = unittest.main(exit=False).result
    sys.exit(1 if not result.wasSuccessful() else 77 if result.skipped else 0)
