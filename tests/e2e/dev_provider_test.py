#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The development identity provider, used as a client of it would."""
import base64
import hashlib
import html
import http.client
import json
import re
import ssl
import unittest
import urllib.parse

from provider import REDIRECT, Provider
from service import Service, binary_from_environment

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 B


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class DevProviderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(binary_from_environment())
        cls.provider = Provider(cls.service)
        cls.issuer = cls.provider.issuer

    @classmethod
    def tearDownClass(cls):
        code = cls.provider.stop()
        cls.service.close()
        assert code == 0, code

    def ask(self, method, path, form=None):
        context = ssl.create_default_context(cafile=str(self.service.folder / "certificates" / "tls.pem"))
        connection = http.client.HTTPSConnection(urllib.parse.urlsplit(self.issuer).netloc, context=context, timeout=30)
        body = urllib.parse.urlencode(form) if form else None
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.getheader("location"), content

    def query(self, **changes):
        query = {"response_type": "code", "client_id": "elicense", "redirect_uri": REDIRECT, "scope": "openid", "state": "s",
                 "nonce": "n", "code_challenge": challenge(VERIFIER), "code_challenge_method": "S256", "person": "zhang-san", **changes}
        return "/authorize?" + urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})

    def code(self):
        status, location, _ = self.ask("GET", self.query())
        self.assertEqual(status, 302)
        back = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
        self.assertEqual((back["state"], back["iss"]), ("s", self.issuer))
        self.assertTrue(location.startswith(REDIRECT + "?"))
        return back["code"]

    def redeem(self, code, **changes):
        return self.ask("POST", "/token", {"grant_type": "authorization_code", "code": code, "client_id": "elicense",
                                           "redirect_uri": REDIRECT, "code_verifier": VERIFIER, **changes})

    def test_describes_itself(self):
        status, _, body = self.ask("GET", "/.well-known/openid-configuration")
        description = json.loads(body)
        self.assertEqual((status, description["issuer"]), (200, self.issuer))
        _, _, keys = self.ask("GET", description["jwks_uri"].removeprefix(self.issuer))
        self.assertEqual(json.loads(keys)["keys"][0]["crv"], "elicense/SM2")

    def test_gives_a_token_for_the_person_chosen(self):
        status, _, page = self.ask("GET", self.query(person=None))
        self.assertEqual(status, 200)
        link = html.unescape(re.search(r'href="([^"]+person=li-si)"', page.decode())[1])
        status, location, _ = self.ask("GET", link)
        self.assertEqual(status, 302)
        code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))["code"]
        status, _, body = self.redeem(code)
        self.assertEqual(status, 200, body)
        payload = json.loads(body)["id_token"].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        self.assertEqual((claims["sub"], claims["name"], claims["aud"], claims["nonce"]), ("li-si", "李四", "elicense", "n"))

    def refused(self, answer, code):
        self.assertEqual(answer[0], 422, answer)
        self.assertEqual(json.loads(answer[2])["code"], code)

    def test_refuses_what_is_not_agreed(self):
        for changes in ({"redirect_uri": "https://evil.test/"}, {"redirect_uri": REDIRECT + "/"}, {"client_id": "other"},
                        {"code_challenge": None}, {"code_challenge_method": "plain"}, {"state": None}, {"nonce": None},
                        {"response_type": "token"}, {"person": "nobody"}):
            self.refused(self.ask("GET", self.query(**changes)), "DEV_PROVIDER_REQUEST")
        for changes in ({"code_verifier": "other"}, {"redirect_uri": "https://evil.test/"}, {"client_id": "other"},
                        {"grant_type": "password"}):
            self.refused(self.redeem(self.code(), **changes), "DEV_PROVIDER_GRANT")
        code = self.code()
        self.assertEqual(self.redeem(code)[0], 200)
        self.refused(self.redeem(code), "DEV_PROVIDER_GRANT")

    def test_runs_in_the_dev_profile_only(self):
        settings = self.service.folder / "elicense.toml"
        text = settings.read_text(encoding="utf-8")
        try:
            settings.write_text(text.replace('profile = "dev"', 'profile = "production"'), encoding="utf-8")
            done = self.service.run("dev-provider", "--instance", str(self.service.folder), "--redirect-uri", REDIRECT)
            self.assertEqual(done.returncode, 3)
            self.assertIn("DEV_PROVIDER_PROFILE", done.stderr)
        finally:
            settings.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
