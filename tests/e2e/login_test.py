#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A person logs in at the running service by way of the development identity provider, and sees what is said of them."""
import json
import unittest
import urllib.parse

from person import IDENTITY_CARD, card_data
from provider import Provider
from service import Service, binary_from_environment



class LoginTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.provider = Provider(cls.service)
        cls.provider.introduce()
        cls.service.start()

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.service.stop()
        cls.service.close()

    def browse(self, *request, **headers):
        return self.provider.browse(*request, **headers)

    def login(self, person="zhang-san"):
        return self.provider.login(person)

    def mine(self, path, session):
        status, _, _, content = self.browse("GET", "/v1/holders/me" + path, [session])
        return status, json.loads(content)

    def test_pages_offer_the_login(self):
        self.assertIn(b'<html lang="zh" data-login>', self.service.call("GET", "/", key=None)[2])

    def test_a_holder_sees_who_read(self):
        session, _, _ = self.login()
        status, own = self.mine("/export", session)
        self.assertEqual((status, own["licenses"]), (200, []))
        status, _, license = self.service.issue(card_data(self.service, own["holder"]["code"]), IDENTITY_CARD)
        self.assertEqual(status, 201, license)
        purpose, document = "年检 100%", license["links"]["document"]
        self.service.call("GET", document, headers={"Elicense-Purpose": urllib.parse.quote(purpose, safe=" ")})
        raw = "年检".encode().decode("latin-1")
        for unreadable, code in (("100%", "FIELD_TEXT"), ("%E5%B9", "FIELD_TEXT"), ("%C0%AF", "FIELD_TEXT"), ("%0A", "FIELD_TEXT"), (raw, "HTTP_MALFORMED")):
            refused = self.service.call("GET", document, headers={"Elicense-Purpose": unreadable})
            self.assertEqual((refused[0], json.loads(refused[2])["code"]), (400, code), unreadable)
        status, seen = self.mine("/accesses", session)
        self.assertEqual([(access["what"], access["purpose"]) for access in seen["accesses"]], [("document", purpose)])
        status, own = self.mine("/export", session)
        self.assertEqual([item["identifier"] for item in own["licenses"]], [license["identifier"]])
        self.assertEqual(self.browse("GET", "/v1/licenses/" + license["identifier"], [session])[0], 200)

    def test_suspicion_of_a_reader_is_shown_to_the_holder(self):  # the last one: the reader is slowed from then on
        session, _, _ = self.login("li-si")
        own = self.mine("/export", session)[1]["holder"]["code"]
        status, _, license = self.service.issue(card_data(self.service, own), IDENTITY_CARD)
        self.assertEqual(status, 201, license)
        read = {"method": "GET", "path": license["links"]["document"], "headers": {"Elicense-Purpose": "test"}}
        for _ in range(4):
            self.service.call(**read)
        self.assertEqual({access["suspected"] for access in self.mine("/accesses", session)[1]["accesses"]}, {None})
        self.service.call(**read)
        self.assertEqual(self.service.call(**read)[0], 429, "slowed")
        for access in self.mine("/accesses", session)[1]["accesses"]:
            self.assertEqual((access["suspected"]["rule"], access["suspected"]["refused"]), ("filler_purposes", False))

    def test_a_code_and_a_session_are_good_once(self):
        session, callback, cookies = self.login()
        self.assertEqual(self.browse("GET", callback, cookies)[0], 422)
        self.assertEqual(self.browse("POST", "/logout", [session])[0], 403, "from no page of ours")
        self.assertEqual(self.mine("/accesses", session)[0], 200)
        status, _, _, content = self.browse("POST", "/logout", [session], **{"Sec-Fetch-Site": "same-origin"})
        self.assertEqual(status, 303, content)
        self.assertEqual(self.mine("/accesses", session)[0], 401)
        self.assertEqual(self.browse("GET", "/login", [session])[0], 302, "an ended session keeps nobody out")

    def test_another_browser_cannot_finish_a_login(self):
        _, where, _, _ = self.browse("GET", "/login")
        callback = self.provider.choose(where, "zhang-san")
        self.assertEqual(self.browse("GET", callback)[0], 422)


if __name__ == "__main__":
    unittest.main()
