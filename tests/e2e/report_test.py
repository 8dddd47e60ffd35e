#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The exemption report: counted from cases as they are handed in, resumed, answered and withdrawn (docs/exemption-report.md)."""
import csv
import io
import json
import sqlite3
import unittest
import urllib.parse
import zipfile

from counter_case import CASE, MATTER, Counter
from person import IDENTITY_CARD
from service import Service, binary_from_environment

COUNTS = ("submissions", "asked_for", "given", "accepted", "refused", "paper_demanded", "withdrawn")


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.service = Service(binary_from_environment())
        self.addCleanup(self.service.close)
        self.counter = Counter(self.service)
        self.addCleanup(self.counter.provider.stop)
        self.counter.open()

    def report(self, key=None, **query):
        status, _, report = self.service.call_json("GET", "/v1/exemption-report?" + urllib.parse.urlencode(query), key=key or self.service.auditor)
        self.assertEqual(status, 200, report)
        return report

    def counts(self, **expected):
        total = self.report()["total"]
        self.assertEqual({name: total[name] for name in COUNTS}, {**dict.fromkeys(COUNTS, 0), **expected})

    def demanded(self, key=None):
        return self.service.call_json("GET", "/v1/exemption-report/paper-demanded", key=key or self.service.auditor)[2]

    def table(self, form, **query):
        path = "/v1/exemption-report?" + urllib.parse.urlencode({"form": form, **query})
        status, headers, content = self.service.call("GET", path, key=self.service.auditor)
        self.assertEqual(status, 200, content)
        return headers, content

    def audit(self):
        self.service.stop()
        return self.service.run("audit", "--instance", str(self.service.folder))

    def test_counts_follow_every_case(self):
        counter = self.counter
        self.counts()
        key, code = "resumed", counter.use_code()
        counter.submit(code, key=key, item="02")
        self.counts(submissions=1, asked_for=2, given=1)
        counter.submit(code, key=key, item="02")
        self.counts(submissions=1, asked_for=2, given=1)
        withdrawn = counter.submitted()
        self.counts(submissions=2, asked_for=3, given=2)
        self.assertEqual(counter.holder.post(f"/v1/submissions/{withdrawn['id']}/withdrawal")[0], 200)
        self.counts(submissions=2, asked_for=2, given=1, withdrawn=1)
        counter.answer(counter.submitted(), "accepted")
        self.counts(submissions=3, asked_for=3, given=2, accepted=1, withdrawn=1)
        counter.answer(counter.submitted(), "paper-demanded", "窗口仍收取复印件")
        self.counts(submissions=4, asked_for=4, given=2, accepted=1, paper_demanded=1, withdrawn=1)
        report = self.report(by="authority")
        self.assertEqual((report["total"]["percent"], report["target_percent"]), (50.0, 20))
        self.assertEqual(report["groups"][0]["name"], "示例市公安局")
        costs = {(cost["reason"], cost["license_type"]): cost["materials"] for cost in report["costs"]}
        self.assertEqual(costs[("SUBMISSION_PAPER_DEMANDED", IDENTITY_CARD)], 1, costs)
        self.assertEqual(sum(costs.values()), 2)
        audited = self.audit()
        self.assertEqual(audited.returncode, 0, audited.stdout)
        with sqlite3.connect(next(self.service.folder.glob("store/*.db"))) as store:
            store.execute("UPDATE exemption_counts SET given = given + 1")
        audited = self.service.run("audit", "--instance", str(self.service.folder))
        self.assertEqual(audited.returncode, 1, audited.stdout)
        self.assertIn("LEDGER_AUDIT_EXEMPTION", audited.stdout)

    def test_paper_demanded_names_nobody(self):
        counter = self.counter
        made = counter.submitted()
        card = counter.card
        for reason in (card["holder"]["name"] + "须补交", "证件 " + card["holder"]["code"], "电话 13800000000"):
            status, refused = counter.answer(made, "paper-demanded", reason)
            self.assertEqual((status, refused["code"]), (422, "SUBMISSION_REASON_PERSONAL"), refused)
        counter.answer(made, "paper-demanded", "=窗口仍收取复印件")
        listed = self.demanded()
        (one,) = listed["paper_demanded"]
        self.assertEqual((one["number"], one["matter"]["code"], one["reason"]), (made["number"], MATTER["code"], "=窗口仍收取复印件"))
        self.assertEqual(one["materials"], [{"name": "身份证", "license_type": IDENTITY_CARD}])
        for personal in (card["holder"]["name"], card["holder"]["code"], CASE, card["identifier"]):
            self.assertNotIn(personal, json.dumps(listed, ensure_ascii=False))

    def test_tables_for_spreadsheets(self):
        self.counter.submit(self.counter.use_code(), item="02")
        headers, content = self.table("csv", lang="zh")
        self.assertIn("exemption-groups.csv", headers["content-disposition"])
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        self.assertEqual((row["编码或时段"], row["应交材料数"], row["免提交比例（%）"]), (MATTER["code"], "2", "50.0"))
        (cost,) = csv.DictReader(io.StringIO(self.table("csv", list="costs", lang="en")[1].decode("utf-8-sig")))
        self.assertEqual(cost["Materials"], "1")
        book = zipfile.ZipFile(io.BytesIO(self.table("xlsx", lang="zh")[1]))
        self.assertIsNone(book.testzip())
        self.assertIn("免提交成效", book.read("xl/workbook.xml").decode())
        self.assertIn(MATTER["code"], book.read("xl/sharedStrings.xml").decode())
        self.assertNotIn(b"<f>", book.read("xl/worksheets/sheet1.xml") + book.read("xl/worksheets/sheet2.xml"))

    def test_each_sees_the_own_authority(self):
        counter = self.counter
        counter.answer(counter.submitted(), "paper-demanded", "窗口仍收取复印件")
        for key in (counter.system, counter.administrator):
            self.assertEqual(self.report(key)["total"]["submissions"], 1)
        self.assertEqual(self.report(counter.elsewhere)["total"]["submissions"], 0)
        self.assertEqual(self.demanded(counter.elsewhere)["paper_demanded"], [])
        own = self.report()["authority"]
        status, _, refused = self.service.call_json("GET", "/v1/exemption-report?authority=" + own, key=counter.elsewhere)
        self.assertEqual((status, refused["code"]), (403, "ACCESS_SCOPE"))
        self.assertEqual(self.service.call_json("GET", "/v1/exemption-report", key=None)[2]["code"], "AUTHENTICATION_NEEDED")
        self.assertEqual(counter.holder.get("/v1/exemption-report")[1]["code"], "ACCESS_DENIED")


if __name__ == "__main__":
    unittest.main()
