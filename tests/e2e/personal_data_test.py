#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Canaries (S-ATREST, S-PRIV): names, numbers and addresses of synthetic persons pass through the running service and are then
looked for where they must not be: every file of the instance, the log, metrics, headers, QR links and error answers.
ELICENSE_FULL_TESTS=1 takes a thousand values."""
import base64
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import time
import unittest

from service import UNDER, Service, binary_from_environment

IDENTITY_CARD = "11100000000013127D001"
PERSONS = 334 if os.environ.get("ELICENSE_FULL_TESTS") else 20


def citizen_number(index):
    body = f"640104{1950 + index % 50}{index // 28 % 12 + 1:02}{index % 28 + 1:02}{100 + index % 900:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


class Person:
    def __init__(self, index):
        characters = [chr(0x5000 + (index * 7919 + at * 104729 + index * at * 31) % 0x4000) for at in range(1, 8)]
        self.name = "".join(characters[:4])
        self.number = citizen_number(index)
        self.address = f"宁夏示例市{''.join(characters[4:])}街{1000 + index}号"


def base64_cores(raw):
    """What base64 text shows of the value, whatever stands before and behind it."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        yield text[4 if before else 0:(before + len(raw)) // 3 * 4]


def forms(value):
    raw = value.encode()
    yield from (raw, value.encode("utf-16-le"), value.encode("utf-16-be"), raw.hex().encode(), raw.hex().upper().encode())
    yield from base64_cores(raw)


class PersonalDataTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.service.start()
        cls.persons = [Person(index) for index in range(PERSONS)]
        cls.needles = [form for p in cls.persons for value in (p.name, p.number, p.address) for form in forms(value)]
        cls.licenses = [cls.issue(person) for person in cls.persons]
        # who has a reference may see the masked page: none is readable in the files
        cls.references = [form for license in cls.licenses for form in forms(license["verification_url"].rsplit("/", 1)[1])]

    @classmethod
    def tearDownClass(cls):
        cls.service.close()

    @classmethod
    def data(cls, person):
        return {**cls.service.example(IDENTITY_CARD), "姓名": person.name, "公民身份号码": person.number, "住址": person.address}

    @classmethod
    def issue(cls, person):
        status, headers, license = cls.service.issue(cls.data(person), IDENTITY_CARD, key=person.number)
        assert status == 201, license
        license["location"] = headers["location"]
        return license

    def hits(self, haystack):
        return [needle for needle in self.needles if needle in haystack]

    def assert_clean(self, haystack, where):
        self.assertEqual(self.hits(haystack), [], where)

    def assert_files_clean(self):
        files = [path for path in self.service.root.rglob("*") if path.is_file()]
        self.assertTrue(any(path.name.endswith("-wal") or path.name == "elicense.db" for path in files))
        for path in files:
            content = path.read_bytes()
            self.assert_clean(content, path)
            self.assertEqual([reference for reference in self.references if reference in content], [], path)
            self.assert_clean(str(path).encode(), "the name of a file")

    def test_the_search_finds_every_form(self):
        person = self.persons[0]
        for value in (person.name, person.number, person.address):
            for form in forms(value):
                self.assertIn(form, self.hits(b"before " + form + b" behind"))
        for before in range(3):
            coded = base64.b64encode(b"x" * before + person.address.encode() + b"yz")
            self.assertTrue(self.hits(coded), before)

    def test_files_log_metrics_and_links(self):
        for license in self.licenses:
            for link in ("document", "png"):
                self.assertEqual(self.service.call("GET", license["links"][link])[0], 200)
            page = self.service.call("GET", license["verification_url"].split(":8443", 1)[1])
            self.assertEqual(page[0], 200)
            self.assert_clean(page[2], "the page behind the QR")
            for url in (license["location"], license["verification_url"], json.dumps(license["links"])):
                self.assert_clean(url.encode(), "a URL")
        self.assert_clean(self.service.call("GET", "/metrics")[2], "metrics")
        self.assert_files_clean()

    def test_an_online_backup(self):
        source = sqlite3.connect(f"file:{self.service.folder / 'store' / 'elicense.db'}?mode=ro", uri=True)
        copy = self.service.root / "backup.db"
        target = sqlite3.connect(copy)
        source.backup(target)
        for connection in (source, target):
            connection.close()
        self.assertGreater(copy.stat().st_size, 0)
        self.assert_clean(copy.read_bytes(), copy)

    def test_error_answers(self):
        person, license = self.persons[1], self.licenses[1]
        wrong = {**self.data(person), "公民身份号码": person.number[:-1] + "!", "住址": person.address * 20}
        answers = [self.service.issue(wrong, IDENTITY_CARD)[2],
                   self.service.issue({**self.data(person), "出生日期": person.name}, IDENTITY_CARD)[2],
                   self.service.issue(self.data(self.persons[2]), IDENTITY_CARD, key=person.number)[2],
                   self.service.call_json("POST", "/v1/verifications",
                                          {"identifier": license["identifier"],
                                           "fields": {"holder_name": person.address, "住址": person.name}})[2]]
        for answer in answers:
            self.assertIn("code", answer)
            self.assert_clean(json.dumps(answer, ensure_ascii=False).encode(), answer["code"])
        self.assert_files_clean()

    def test_the_access_log_holds_readings_before_they_are_answered(self):
        def recorded():
            connection = sqlite3.connect(f"file:{self.service.folder / 'store' / 'elicense.db'}?mode=ro", uri=True)
            try:
                return connection.execute("SELECT count(*) FROM accesses").fetchone()[0]
            finally:
                connection.close()
        before = recorded()
        for _ in range(3):
            self.assertEqual(self.service.call("GET", self.licenses[0]["location"])[0], 200)
        self.assertEqual(recorded(), before + 3)
        self.assertEqual(self.service.call("GET", "/v1/holders/me/accesses")[0], 401)


class KeysAndRetentionTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)

    def run_command(self, *arguments):
        return self.service.run(arguments[0], "--instance", str(self.service.folder), *arguments[1:])

    def issue(self):
        self.service.start()
        status, _, license = self.service.issue(self.service.example(IDENTITY_CARD), IDENTITY_CARD)
        self.assertEqual(status, 201)
        document = self.service.call("GET", license["links"]["document"])[2]
        self.assertEqual(self.service.stop(), 0)
        return license, document

    def read(self, license):
        self.service.start()
        status, _, content = self.service.call("GET", license["links"]["document"])
        self.service.stop()
        return status, content

    def test_a_new_key_and_everything_is_still_there(self):
        license, document = self.issue()
        for _ in range(2):
            rotated = self.run_command("rotate-key")
            self.assertEqual(rotated.returncode, 0, rotated.stderr)
            self.assertRegex(rotated.stdout, r"sealed \d+ rows again")
        self.assertEqual(self.run_command("rotate-key", "--resume").stdout, "sealed 0 rows again; the older keys are destroyed\n")
        self.assertEqual(self.read(license), (200, document))

    def data_keys(self):
        connection = sqlite3.connect(f"file:{self.service.folder / 'store' / 'elicense.db'}?mode=ro", uri=True)
        try:
            return [row[0] for row in connection.execute("SELECT state FROM data_keys WHERE purpose = 'data' ORDER BY id")]
        finally:
            connection.close()

    def wait_for_data_keys(self, states):
        deadline = time.monotonic() + 60
        while self.data_keys() != states and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.data_keys(), states)

    def test_the_running_service_takes_a_new_key_beside_its_work(self):
        license, document = self.issue()
        self.service.start()
        self.service.process.send_signal(signal.SIGUSR1)
        while self.data_keys() == ["active"]:  # beside it licenses are issued and read
            self.assertEqual(self.service.call("GET", license["links"]["document"])[::2], (200, document))
        status, _, second = self.service.issue(self.service.example(IDENTITY_CARD), IDENTITY_CARD)
        self.assertEqual(status, 201, second)
        self.wait_for_data_keys(["destroyed", "active"])
        for one in (license, second):
            self.assertEqual(self.service.call("GET", one["links"]["document"])[0], 200)
        self.assertEqual(self.service.call("GET", license["links"]["document"])[2], document)
        self.assertEqual(self.service.stop(), 0)
        log = (self.service.root / "service.log").read_text(encoding="utf-8")
        self.assertLess(log.index("data_key_made"), log.index("data_key_destroyed"))
        audited = self.run_command("audit")
        self.assertEqual(audited.returncode, 0, audited.stdout + audited.stderr)

    def secrets(self):
        return {path.name: path.read_bytes() for path in (self.service.folder / "keys").glob("store*")}

    def test_other_index_keys_and_secrets_and_everything_is_still_found(self):
        license, document = self.issue()
        before = self.secrets()
        for kind in ("--index", "--master", "--index"):
            rotated = self.run_command("rotate-key", kind)
            self.assertEqual(rotated.returncode, 0, rotated.stderr)
        self.assertNotEqual(self.secrets(), before)
        self.assertEqual(self.secrets().keys(), {"store.key"})
        self.service.start()
        self.assertEqual(self.service.call("GET", license["links"]["document"])[::2], (200, document))
        self.assertEqual(self.service.call("GET", "/v/" + license["verification_url"].rsplit("/", 1)[1])[0], 200)
        found = self.service.call_json("POST", "/v1/license-searches", {"type": IDENTITY_CARD, "number": license["number"], "limit": "100"},
                                       key=self.service.clerk)
        self.service.stop()
        self.assertEqual([one["identifier"] for one in found[2]["licenses"]], [license["identifier"]], found)
        audited = self.run_command("audit")
        self.assertEqual(audited.returncode, 0, audited.stdout + audited.stderr)
        self.assertNotEqual(self.run_command("rotate-key", "--index", "--master").returncode, 0)

    def test_a_rotation_that_is_killed_leaves_everything_readable(self):
        license, document = self.issue()
        for kind in ("--index", "--master"):
            for tenths in range(0, 12, 2):
                process = subprocess.Popen([*UNDER, self.service.binary, "rotate-key", "--instance", str(self.service.folder), kind],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=tenths / 10)
                process.kill()
                process.wait()
                self.assertEqual(self.read(license), (200, document), (kind, tenths))
            self.assertEqual(self.run_command("rotate-key", kind).returncode, 0)
            self.assertEqual(self.run_command("audit").returncode, 0)
        self.assertEqual(self.secrets().keys(), {"store.key"})
        self.assertEqual(self.read(license), (200, document))

    def test_an_erased_license_is_gone_for_who_could_have_read_it(self):
        stranger = self.service.client("elsewhere", ["issuer_clerk"], ["license_type:*"], "--tenant", "11430000006122244L")
        self.service.start()
        data = {**self.service.example(IDENTITY_CARD), "有效期自": "2010-06-01", "有效期至": "2020-06-01"}
        status, _, license = self.service.issue(data, IDENTITY_CARD)
        self.assertEqual(status, 201, license)
        document = self.service.call("GET", license["links"]["document"])[2]
        receipt = self.service.call("GET", f"/v1/licenses/{license['identifier']}/receipt")[2]
        self.service.stop()
        with open(self.service.folder / "elicense.toml", "a", encoding="utf-8") as settings:
            settings.write("ended_licenses = 1\n")
        self.assertIn("erased: 1 licenses", self.run_command("retain", "--apply").stdout)
        self.service.start()
        for path in (f"/v1/licenses/{license['identifier']}", *license["links"].values()):
            status, _, problem = self.service.call_json("GET", path)
            self.assertEqual((status, problem["code"]), (410, "LICENSE_ERASED"), path)
            self.assertTrue(problem["title"] and problem["next_step"])
            status, _, problem = self.service.call_json("GET", path, key=stranger)
            self.assertEqual((status, problem["code"]), (404, "LICENSE_NOT_FOUND"), path)
            self.assertEqual(self.service.call("GET", path, key=None)[0], 401)
        page = self.service.call("GET", "/v/" + license["verification_url"].rsplit("/", 1)[1])
        self.assertEqual(page[0], 410)
        self.assertIn("该证照的数据已删除", page[2].decode())
        again = self.service.call("GET", f"/v1/licenses/{license['identifier']}/receipt")
        self.assertEqual((again[0], again[2].split(b"\n")[1]), (200, receipt.split(b"\n")[1]))
        report = json.loads(self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"})[2])
        self.assertEqual((report["cause"], report["license"]["state"]), ("LICENSE_STATE", "expired"))
        self.service.stop()
        self.assertEqual(self.run_command("audit").returncode, 0)

    def test_another_secret_opens_nothing(self):
        self.issue()
        key = self.service.folder / "keys" / "store.key"
        key.rename(key.with_suffix(".away"))
        refused = self.run_command("rotate-key")
        self.assertEqual(refused.returncode, 3)
        self.assertIn("STORE_KEYS", refused.stderr)

    def test_what_was_kept_long_enough_is_erased(self):
        license, document = self.issue()
        self.assertNotEqual(self.run_command("retain").returncode, 0)  # neither --dry-run nor --apply
        with open(self.service.folder / "elicense.toml", "a", encoding="utf-8") as settings:
            settings.write("ended_licenses = 1\naccesses = 1\nimport_rows = 1\n")
        counted = self.run_command("retain", "--dry-run").stdout
        self.assertIn("to be erased: 0 licenses", counted)
        self.assertIn("0 rows of imports", counted)
        self.assertIn("erased: 0 licenses", self.run_command("retain", "--apply").stdout)
        self.assertEqual(self.read(license), (200, document))


if __name__ == "__main__":
    unittest.main()
