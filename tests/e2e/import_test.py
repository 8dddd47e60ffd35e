#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Imports of historic stock and decisions about many licenses (docs/import-jobs.md) against the running binary."""
import hashlib
import json
import pathlib
import struct
import unittest
import uuid
import zipfile
import zlib

import stock
from pdf_file import pdf
from service import BUSINESS_LICENSE, Service, binary_from_environment, wait_until

BASIS = "《行政许可法》第六十九条"
CSV = {"Content-Type": "text/csv"}
OVER = {"done", "awaits_sign_off", "failed", "cancelled", "released", "refused"}


def sm3(content):
    return hashlib.new("sm3", content).hexdigest()


def png(side=40):
    """A small grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x99" * side for _ in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def csv_with_scans(rows):
    columns = [*stock.COLUMNS, "扫描件"]
    return "".join(",".join(line) + "\n" for line in [columns, *([row[c] for c in columns] for row in rows)]).encode()


def pages_of_the_only_license(service):
    """The names in its document, and what inspect said of it."""
    _, _, page = service.call_json("GET", "/v1/licenses")
    _, _, document = service.call("GET", f"/v1/licenses/{page['licenses'][0]['identifier']}/document")
    ofd = pathlib.Path(service.root) / "license.ofd"
    ofd.write_bytes(document)
    return zipfile.ZipFile(ofd).namelist(), service.run("inspect", str(ofd))


class Imports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = service = Service(binary_from_environment())
        scope = ["license_type:*"]
        cls.approver = service.client("approver", ["issuer_approver"], scope)
        cls.second_clerk = service.client("second", ["issuer_clerk"], scope)
        cls.narrow = service.client("narrow", ["issuer_clerk"])
        service.start()
        cls.next_row = 1

    @classmethod
    def tearDownClass(cls):
        cls.service.close_audited()

    def fresh_rows(self, count):
        """Rows that no other test has."""
        first = Imports.next_row
        Imports.next_row += count
        return [stock.row(number) for number in range(first, first + count)]

    def post(self, path, value=None, key="usual", **headers):
        return self.service.call_json("POST", path, value, headers, key=key) if value is not None else self.bare(path, key)

    def bare(self, path, key):
        status, headers, content = self.service.call("POST", path, b"", {}, key=key)
        return status, headers, json.loads(content)

    def get(self, path, **options):
        status, _, answer = self.service.call_json("GET", path, **options)
        self.assertEqual(status, 200, answer)
        return answer

    def start(self, content, batch, query="", headers=CSV, key="usual"):
        status, _, answer = self.service.call(
            "POST", f"/v1/imports?license_type={BUSINESS_LICENSE}&batch={batch}{query}", content, headers, key=key)
        return status, json.loads(answer)

    def ended(self, job):
        self.assertTrue(wait_until(lambda: self.get("/v1/jobs/" + job["id"])["state"] in OVER, 240))
        return self.get("/v1/jobs/" + job["id"])

    def imported(self, rows, batch=None, headers=CSV):
        status, job = self.start(stock.csv_of(rows), batch or uuid.uuid4().hex, headers=headers)
        self.assertEqual(status, 202, job)
        return self.ended(job)

    def licenses_of(self, rows):
        found = []
        for values in rows:
            status, _, page = self.service.call_json("POST", "/v1/license-searches",
                                                     {"type": BUSINESS_LICENSE, "number": values["统一社会信用代码"]},
                                                     key=self.service.clerk)
            self.assertEqual(status, 200, page)
            found += page["licenses"]
        return found

    def verdict(self, license):
        _, _, document = self.service.call("GET", f"/v1/licenses/{license['identifier']}/document")
        status, _, report = self.service.call("POST", "/v1/verifications", document, {"Content-Type": "application/ofd"}, key=None)
        self.assertEqual(status, 200)
        report = json.loads(report)
        return report["verdict"], report["license"]["state"]

    def judge(self, job, wrong=(), key="usual"):
        for item in self.get(f"/v1/jobs/{job['id']}/sample")["sample"]:
            verdict = {"verdict": "wrong", "reason": "住所与原件不符"} if item["number"] in wrong else {"verdict": "right"}
            status, _, answer = self.post(f"/v1/jobs/{job['id']}/sample/{item['number']}", verdict, key=key)
            if status != 200 or answer["state"] != "awaits_sign_off":
                return status, answer
        return status, answer

    def released(self, rows):
        job = self.imported(rows)
        self.assertEqual(self.judge(job)[0], 200)
        self.assertEqual(self.bare(f"/v1/jobs/{job['id']}/sign", self.service.clerk)[0], 200)
        status, _, signed = self.bare(f"/v1/jobs/{job['id']}/sign", self.approver)
        self.assertEqual((status, signed["state"]), (200, "released"), signed)
        return job

    def test_nothing_is_valid_before_two_people_signed(self):
        rows = self.fresh_rows(12)
        job = self.imported(rows)
        self.assertEqual((job["state"], job["counts"]["issued"], job["passport"]["grades"]["C"]), ("awaits_sign_off", 12, 0), job)
        licenses = self.licenses_of(rows)
        self.assertEqual({license["state"] for license in licenses}, {"not_yet_valid"})
        self.assertEqual(self.verdict(licenses[0]), ("untrusted", "not_yet_valid"))
        path = f"/v1/jobs/{job['id']}"
        self.assertEqual(self.bare(path + "/sign", self.service.clerk)[2]["code"], "SAMPLE_OPEN")
        sample = self.get(path + "/sample")
        self.assertEqual((sample["size"], sample["accepts_wrong"], len({s["license"] for s in sample["sample"]})), (3, 0, 3))
        self.assertEqual(self.judge(job)[0], 200)
        self.assertEqual(self.bare(path + "/sign", self.service.clerk)[2]["state"], "awaits_sign_off")
        self.assertEqual(self.bare(path + "/sign", self.service.clerk)[2]["code"], "SIGN_OFF_OWN")
        self.assertEqual(self.bare(path + "/sign", self.second_clerk)[2]["code"], "SIGN_OFF_ROLE")
        self.assertEqual(self.verdict(licenses[0])[0], "untrusted")
        status, _, signed = self.bare(path + "/sign", self.approver)
        self.assertEqual((status, signed["state"]), (200, "released"))
        self.assertEqual({license["state"] for license in self.licenses_of(rows)}, {"valid"})
        self.assertEqual(self.verdict(licenses[0]), ("trusted", "valid"))
        self.assertEqual([s["kind"] for s in self.get(path + "/sample")["signatures"]], ["signed", "released"])
        self.assertEqual(self.bare(path + "/sign", self.approver)[2]["code"], "JOB_STATE")

    def test_a_license_nobody_signed_for_cannot_be_decided_about(self):
        rows = self.fresh_rows(2)
        self.imported(rows)
        identifier = self.licenses_of(rows)[0]["identifier"]
        for transition in ({"transition": "activate"}, {"transition": "cancel", "reason": "holder_request", "legal_basis": BASIS}):
            status, _, answer = self.service.call_json("POST", f"/v1/licenses/{identifier}/transitions", transition,
                                                       {"Idempotency-Key": uuid.uuid4().hex})
            self.assertEqual((status, answer["code"]), (409, "TRANSITION_BATCH"))

    def test_one_wrong_sample_of_few_refuses_all(self):
        rows = self.fresh_rows(9)
        job = self.imported(rows)
        status, judged = self.judge(job, wrong={1})
        self.assertEqual((status, judged["state"]), (200, "refused"), judged)
        licenses = self.licenses_of(rows)
        self.assertEqual({license["state"] for license in licenses}, {"annulled"})
        self.assertEqual(self.verdict(licenses[0]), ("untrusted", "annulled"))
        self.assertEqual(self.bare(f"/v1/jobs/{job['id']}/sign", self.approver)[2]["code"], "JOB_STATE")
        # mended or not, the rows may be sent again
        again = self.imported([{**values, "住所": values["住所"] + "附1"} for values in rows])
        self.assertEqual((again["state"], again["counts"]["issued"]), ("awaits_sign_off", 9), again)

    def test_a_person_refuses_with_a_reason(self):
        job = self.imported(self.fresh_rows(2))
        path = f"/v1/jobs/{job['id']}/refuse"
        self.assertEqual(self.post(path, {"reason": ""})[2]["code"], "SAMPLE_REASON")
        status, _, refused = self.post(path, {"reason": "名称来自另一登记簿"})
        self.assertEqual((status, refused["state"]), (200, "refused"))

    def test_rows_in_quarantine_say_why_and_mended_ones_follow_in_the_same_batch(self):
        clean = self.fresh_rows(6)
        rows = clean[:4] + [stock.spoil(clean[4], 0), stock.spoil(clean[5], 1)]
        job = self.imported(rows, batch="mended")
        self.assertEqual((job["counts"]["issued"], job["counts"]["quarantined"]), (4, 2), job)
        page = self.get(f"/v1/jobs/{job['id']}/rows?lang=zh")
        self.assertEqual([row["row"] for row in page["rows"]], [5, 6])
        self.assertIn("credit_code_check", {f["rule"] for f in page["rows"][0]["findings"]})
        self.assertEqual(page["rows"][1]["cells"]["成立日期"], "2019-02-30")
        masked = self.get(f"/v1/jobs/{job['id']}/rows", key=self.service.auditor)
        self.assertTrue(masked["masked"])
        self.assertNotIn("示例", json.dumps(masked["rows"][0]["cells"], ensure_ascii=False) + str(masked["rows"][0]["findings"][0]["before"]))
        again = self.imported(clean, batch="mended")
        self.assertEqual((again["counts"]["issued"], again["counts"]["repeated"]), (2, 4), again)
        self.assertEqual(len(self.licenses_of(clean)), 6)

    def test_the_same_file_for_the_same_batch_is_the_same_job(self):
        content = stock.csv_of(self.fresh_rows(3))
        first = self.ended(self.start(content, "same")[1])
        second = self.ended(self.start(content, "same")[1])
        self.assertEqual((first["id"], first["counts"]), (second["id"], second["counts"]))
        self.assertIn(first["id"], [job["id"] for job in self.get("/v1/jobs")["jobs"]])

    def test_a_number_that_is_registered_is_not_issued_again(self):
        rows = self.fresh_rows(2)
        self.imported(rows)
        job = self.imported(rows)
        self.assertEqual((job["state"], job["counts"]["issued"], job["counts"]["quarantined"]), ("done", 0, 2), job)

    def test_a_dry_run_changes_nothing(self):
        rows = self.fresh_rows(5)
        content = stock.csv_of(rows[:4] + [stock.spoil(rows[4], 2)])
        status, job = self.start(content, "dry", "&dry_run=true")
        self.assertEqual((status, job["kind"]), (202, "dry_run"), job)
        job = self.ended(job)
        self.assertEqual((job["state"], job["passport"]["grades"], job["counts"]["issued"]), ("done", {"A": 4, "B": 0, "C": 1}, 0), job)
        self.assertEqual(self.licenses_of(rows), [])
        self.assertEqual(self.get(f"/v1/jobs/{job['id']}/rows")["rows"][0]["row"], 5)

    def test_a_file_comes_in_pieces_and_is_held_against_its_digest(self):
        content = "\n".join(json.dumps(row, ensure_ascii=False) for row in self.fresh_rows(4)).encode()
        wish = {"license_type": BUSINESS_LICENSE, "batch": "pieces", "format": "ndjson", "size": len(content), "sm3": sm3(content)}
        status, _, job = self.post("/v1/imports", wish)
        self.assertEqual((status, job["state"], job["import"]["next_piece"]), (202, "receiving", 1), job)
        path, octets = f"/v1/jobs/{job['id']}/pieces/", {"Content-Type": "application/octet-stream"}
        half = len(content) // 2
        self.assertEqual(self.service.call("POST", path + "2", content[half:], octets)[0], 409)
        for _ in range(2):  # an answer that got lost: sent again, it changes nothing
            status, _, answer = self.service.call("POST", path + "1", content[:half], octets)
            self.assertEqual((status, json.loads(answer)["import"]["received"]), (200, half))
        self.assertEqual(self.service.call("POST", path + "2", content[half:], octets)[0], 200)
        job = self.ended(job)
        self.assertEqual((job["state"], job["counts"]["issued"]), ("awaits_sign_off", 4), job)
        wrong = {**wish, "batch": "wrong", "sm3": 64 * "1"}
        job = self.post("/v1/imports", wrong)[2]
        status, _, answer = self.service.call("POST", f"/v1/jobs/{job['id']}/pieces/1", content, octets)
        self.assertEqual((status, json.loads(answer)["code"]), (422, "JOB_FILE_DIGEST"))
        self.assertEqual(self.get("/v1/jobs/" + job["id"])["state"], "failed")

    def test_what_cannot_be_an_import_is_refused(self):
        content = stock.csv_of(self.fresh_rows(1))
        for query, code in (("license_type=none&batch=a", "ACCESS_SCOPE"), (f"license_type={BUSINESS_LICENSE}&batch=a/b", "JOB_BATCH"),
                            (f"license_type={BUSINESS_LICENSE}&batch=a&encoding=latin1", "JOB_FILE_FORMAT"),
                            (f"license_type={BUSINESS_LICENSE}&batch=a&dry_run=maybe", "REQUEST_FIELDS")):
            key = self.narrow if code == "ACCESS_SCOPE" else self.service.clerk
            status, _, answer = self.service.call("POST", "/v1/imports?" + query, content, CSV, key=key)
            self.assertEqual(json.loads(answer)["code"], code, query)
        job = self.ended(self.start("甲,乙\n1,2\n".encode(), uuid.uuid4().hex)[1])
        self.assertEqual((job["state"], job["failure"]["code"]), ("failed", "STOCK_COLUMNS"), job)

    def test_a_cancelled_import_never_counts(self):
        rows = self.fresh_rows(1300)  # more groups than lanes: what is begun is finished
        status, job = self.start(stock.csv_of(rows), "cancelled")
        self.assertEqual(status, 202)
        wait_until(lambda: self.get("/v1/jobs/" + job["id"])["state"] == "running", 30)
        self.bare(f"/v1/jobs/{job['id']}/cancel", self.service.clerk)
        job = self.ended(job)
        self.assertEqual(job["state"], "cancelled", job)
        self.assertLess(job["counts"]["issued"], 1300)
        self.assertLessEqual({license["state"] for license in self.licenses_of(rows[:3])}, {"annulled"})

    def test_events_tell_how_a_job_goes_on_until_it_is_over(self):
        job = self.imported(self.fresh_rows(2))
        connection = self.service.connect(timeout=30)
        path = f"/v1/jobs/{job['id']}/events"
        connection.request("GET", path, headers=self.service.signed(self.service.clerk, "GET", path))
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/event-stream"))
        self.post(f"/v1/jobs/{job['id']}/refuse", {"reason": "测试"})
        text = answer.read().decode()  # until the service ends it
        connection.close()
        states = [json.loads(line[5:])["state"] for line in text.splitlines() if line.startswith("data:")]
        self.assertEqual(states[-1], "refused", text)

    def test_many_licenses_are_revoked_by_one_decision_of_two_people(self):
        rows = self.fresh_rows(10)
        job = self.released(rows)
        wish = {"transition": "revoke", "reason": "serious_violation", "legal_basis": BASIS, "import": job["id"]}
        status, _, preview = self.post("/v1/decisions", {**wish, "dry_run": True})
        self.assertEqual((status, preview["selected"], preview["by_state"]), (200, 10, {"valid": 10}), preview)
        wrong = self.post("/v1/decisions", {**wish, "expected": 9}, **{"Idempotency-Key": "a"})
        self.assertEqual(wrong[2]["code"], "DECISION_CHANGED")
        status, _, decision = self.post("/v1/decisions", {**wish, "expected": 10}, **{"Idempotency-Key": "b"})
        self.assertEqual((status, decision["state"]), (202, "proposed"), decision)
        self.assertEqual(self.post("/v1/decisions", {**wish, "expected": 10}, **{"Idempotency-Key": "b"})[2]["id"], decision["id"])
        self.assertEqual({license["state"] for license in self.licenses_of(rows)}, {"valid"})
        path = "/v1/jobs/" + decision["id"]
        self.assertEqual(self.bare(path + "/approve", self.service.clerk)[0], 403)
        status, _, approved = self.bare(path + "/approve", self.approver)
        self.assertEqual(status, 200, approved)
        done = self.ended(decision)
        self.assertEqual((done["state"], done["counts"]["issued"], done["counts"]["refused"]), ("done", 10, 0), done)
        licenses = self.licenses_of(rows)
        self.assertEqual({license["state"] for license in licenses}, {"revoked"})
        self.assertEqual(self.verdict(licenses[0]), ("untrusted", "revoked"))
        history = self.get(f"/v1/licenses/{licenses[0]['identifier']}/transitions")["transitions"]
        self.assertEqual([(t["transition"], t["status"], t["reason"]["code"]) for t in history], [("revoke", "made", "serious_violation")])
        self.assertNotEqual(history[0]["asked_by"], history[0]["approved_by"])
        self.assertEqual({item["outcome"] for item in self.get(path + "/items")["items"]}, {"decided"})

    def test_who_proposed_does_not_approve_and_what_was_decided_meanwhile_is_left(self):
        rows = self.fresh_rows(3)
        job = self.released(rows)
        one = self.licenses_of(rows)[0]
        wish = {"transition": "cancel", "reason": "holder_gone", "legal_basis": BASIS, "import": job["id"]}
        status, _, decision = self.post("/v1/decisions", wish, key=self.approver, **{"Idempotency-Key": "c"})
        self.assertEqual(status, 202, decision)
        self.assertEqual(self.bare(f"/v1/jobs/{decision['id']}/approve", self.approver)[2]["code"], "DECISION_OWN")
        cancel = {"transition": "cancel", "reason": "holder_request", "legal_basis": BASIS}
        self.assertEqual(self.service.call_json("POST", f"/v1/licenses/{one['identifier']}/transitions", cancel,
                                                {"Idempotency-Key": uuid.uuid4().hex})[0], 201)
        self.assertEqual(self.bare(f"/v1/jobs/{decision['id']}/withdraw", self.service.clerk)[2]["state"], "withdrawn")
        status, _, decision = self.post("/v1/decisions", wish, **{"Idempotency-Key": "d"})
        self.bare(f"/v1/jobs/{decision['id']}/approve", self.approver)
        done = self.ended(decision)
        self.assertEqual((done["counts"]["issued"], done["counts"]["refused"]), (2, 1), done)
        items = self.get(f"/v1/jobs/{decision['id']}/items")["items"]
        self.assertEqual([item["code"] for item in items if item["outcome"] == "not_possible"], ["TRANSITION_STATE"])

    def test_decisions_that_cannot_be_are_refused(self):
        for wish, code in (({"transition": "change", "reason": "facts_changed"}, "DECISION_VERSION"),
                           ({"transition": "revoke", "reason": "none", "legal_basis": BASIS}, "TRANSITION_REASON"),
                           ({"transition": "revoke", "reason": "court_order"}, "TRANSITION_LEGAL_BASIS"),
                           ({"transition": "revoke", "reason": "court_order", "legal_basis": BASIS, "issued_from": "1990-01-01",
                             "issued_to": "1990-01-02"}, "DECISION_EMPTY")):
            status, _, answer = self.post("/v1/decisions", {**wish, "license_type": BUSINESS_LICENSE}, **{"Idempotency-Key": "e"})
            self.assertEqual(answer["code"], code, wish)


class Scans(unittest.TestCase):
    """Sent to the running service, before the import starts."""

    OCTETS = {"Content-Type": "application/octet-stream"}

    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.service.start()
        self.addCleanup(self.service.stop)

    def opened(self, rows, **more):
        self.content = csv_with_scans(rows)
        wish = {"license_type": BUSINESS_LICENSE, "batch": "scans", "format": "csv", "size": len(self.content), "sm3": sm3(self.content),
                "scans": True, **more}
        status, _, job = self.service.call_json("POST", "/v1/imports", wish)
        self.assertEqual((status, job["state"]), (202, "receiving"), job)
        self.path = "/v1/jobs/" + job["id"]

    def send_file(self):
        status, _, answer = self.service.call("POST", self.path + "/pieces/1", self.content, self.OCTETS)
        self.assertEqual((status, json.loads(answer)["state"]), (200, "receiving"), answer)

    def send(self, name, content):
        status, _, answer = self.service.call("POST", f"{self.path}/scans/{sm3(name.encode())}", content, self.OCTETS)
        return status, json.loads(answer)

    def start(self):
        status, _, answer = self.service.call("POST", self.path + "/start", b"", {})
        return status, json.loads(answer)

    def missing(self):
        status, _, answer = self.service.call_json("GET", self.path + "/scans")
        self.assertEqual(status, 200, answer)
        return answer

    def ended(self):
        self.assertTrue(wait_until(lambda: self.service.call_json("GET", self.path)[2]["state"] in OVER, 240))
        return self.service.call_json("GET", self.path)[2]

    def test_they_become_pages_of_what_is_issued(self):
        self.opened([{**stock.row(1), "扫描件": "正面.png；附页.pdf"}, {**stock.row(2), "扫描件": "锁.pdf"}, {**stock.row(3), "扫描件": "缺.png"}])
        self.assertEqual(self.send("正面.png", png())[0], 200)
        self.assertEqual(self.start()[1]["code"], "JOB_PIECE")
        self.send_file()
        listed = self.missing()
        self.assertEqual((listed["sent"], listed["complete"]), (1, True))
        self.assertEqual({entry["file"]: entry["name"] for entry in listed["missing"]},
                         {name: sm3(name.encode()) for name in ("附页.pdf", "锁.pdf", "缺.png")})
        for _ in range(2):  # an answer that got lost
            self.assertEqual(self.send("附页.pdf", pdf(pages=2))[0], 200)
        self.assertEqual(self.send("附页.pdf", pdf(pages=1))[1]["code"], "SCAN_CHANGED")
        self.assertEqual(self.send("锁.pdf", pdf(locked=True))[0], 200)
        self.assertEqual([entry["file"] for entry in self.missing()["missing"]], ["缺.png"])
        status, job = self.start()
        self.assertEqual(status, 200, job)
        job = self.ended()
        self.assertEqual((job["state"], job["counts"]["issued"], job["counts"]["refused"], job["counts"]["quarantined"]),
                         ("awaits_sign_off", 1, 1, 1), job)
        self.assertEqual(self.send("缺.png", png())[1]["code"], "JOB_STATE")
        _, _, page = self.service.call_json("GET", self.path + "/rows?lang=en")
        refused = [row for row in page["rows"] if row["outcome"] == "refused"]
        self.assertEqual([(row["row"], row["code"]) for row in refused], [(2, "PDF_LOCKED")])
        self.assertIn("password", refused[0]["text"] + refused[0]["next_step"])
        names, inspected = pages_of_the_only_license(self.service)
        self.assertEqual(inspected.returncode, 0, inspected.stderr)
        for name in ("scan_1.png", "scan_2.pdf", "scan_2_1.jpg", "scan_2_2.jpg"):
            self.assertTrue(any(there.endswith(name) for there in names), (name, names))

    def test_what_was_sent_survives_a_restart_and_what_is_wrong_is_refused(self):
        self.opened([{**stock.row(1), "扫描件": "a.pdf"}])
        self.send_file()
        self.assertEqual(self.send("a.pdf", pdf())[0], 200)
        self.assertEqual(self.send("b.gif", b"GIF89a")[1]["code"], "SCAN_UNREADABLE")
        status, _, answer = self.service.call("POST", self.path + "/scans/a.pdf", pdf(), self.OCTETS)
        self.assertEqual((status, json.loads(answer)["code"]), (422, "SCAN_NAME"))
        self.service.stop()
        self.service.start()
        self.assertEqual(self.missing(), {"sent": 1, "missing": [], "complete": True})
        self.assertEqual(self.start()[0], 200)
        self.assertEqual(self.ended()["counts"]["issued"], 1)

    def test_an_import_without_them_takes_none(self):
        self.opened([{**stock.row(1), "扫描件": ""}], scans=False)
        for status, answer in (self.send("a.png", png()), self.start()):
            self.assertEqual((status, answer["code"]), (409, "JOB_SCANS"))
        status, _, answer = self.service.call_json("GET", self.path + "/scans")
        self.assertEqual((status, answer["code"]), (409, "JOB_SCANS"))


class AtTheMachine(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.file = pathlib.Path(self.service.root) / "stock.csv"

    def run_import(self, *more):
        return self.service.run("import", str(self.file), "--instance", str(self.service.folder), "--type", BUSINESS_LICENSE, *more)

    def test_a_dry_run_prints_the_passport_and_leaves_reasons_without_values(self):
        stock.write_csv(self.file, 40)
        reasons = self.file.with_suffix(".reasons")
        done = self.run_import("--dry-run", "--reasons", str(reasons))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("rows 40: A 38, B 0, C 2", done.stdout)
        lines = [json.loads(line) for line in reasons.read_text(encoding="utf-8").splitlines()]
        self.assertEqual([line["row"] for line in lines], [20, 40])
        self.assertNotIn("示例", reasons.read_text(encoding="utf-8"))

    def test_scans_become_pages_before_the_seal(self):
        folder = pathlib.Path(self.service.root) / "scans"
        folder.mkdir()
        (folder / "a.png").write_bytes(png())
        (folder / "b.pdf").write_bytes(pdf(pages=2))
        rows = [{**stock.row(1), "扫描件": "a.png;b.pdf"}, {**stock.row(2), "扫描件": "missing.png"}]
        self.file.write_bytes(csv_with_scans(rows))
        done = self.run_import("--scans", str(folder))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("issued 1, quarantined 1", done.stdout)
        self.service.start()
        names, inspected = pages_of_the_only_license(self.service)
        self.service.stop()
        self.assertEqual(inspected.returncode, 0, inspected.stderr)
        self.assertEqual(sum(name.endswith("/Content.xml") and "Pages" in name for name in names), 4, names)
        for name in ("scan_1.png", "scan_2.pdf", "scan_2_1.jpg", "scan_2_2.jpg"):
            self.assertTrue(any(there.endswith(name) for there in names), (name, names))

    def test_the_same_command_again_changes_nothing(self):
        stock.write_csv(self.file, 20)
        first, second = self.run_import("--batch", "a"), self.run_import("--batch", "a")
        self.assertEqual((first.returncode, second.returncode), (0, 0), first.stderr + second.stderr)
        self.assertEqual(first.stdout, second.stdout)
        self.assertIn("issued 19, quarantined 1, refused 0, repeated 0", first.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
