# SPDX-License-Identifier: Apache-2.0
"""The development identity provider of an instance, as a process, and persons who arrive by way of it."""
import hashlib
import http.client
import re
import ssl
import subprocess
import urllib.parse

REDIRECT = "https://127.0.0.1:8443/login/callback"  # public_url of a development instance


class Provider:
    def __init__(self, service):
        self.service = service
        self.process = subprocess.Popen(
            [service.binary, "dev-provider", "--instance", str(service.folder), "--redirect-uri", REDIRECT],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.issuer = re.search(r"https://\S+", self.process.stdout.readline())[0]

    def introduce(self):
        """Tells the stopped service of it."""
        with open(self.service.folder / "elicense.toml", "a", encoding="utf-8") as settings:
            settings.write(self.settings())

    def settings(self):
        return (f'\n[login]\nissuer = "{self.issuer}"\nclient_id = "elicense"\n'
                '[outgoing]\nauthorities = "certificates/tls.pem"\ninner_hosts = ["127.0.0.1"]\n')

    def browse(self, method, path, cookies=(), **headers):
        """As a browser would, that follows nothing: status, where to, and the cookies that were set."""
        connection = self.service.connect()
        fields = {"Cookie": "; ".join(cookies), **headers} if cookies else headers
        connection.request(method, path, b"" if method == "POST" else None, fields)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        set_cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return answer.status, answer.getheader("location"), set_cookies, content

    def choose(self, url, person):
        """At the provider; answers the path back."""
        context = ssl.create_default_context(cafile=str(self.service.folder / "certificates" / "tls.pem"))
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPSConnection(parts.netloc, context=context, timeout=30)
        connection.request("GET", f"{parts.path}?{parts.query}&person={person}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        back = urllib.parse.urlsplit(answer.getheader("location"))
        return f"{back.path}?{back.query}"

    def login(self, person):
        """The cookie of the session, the callback that made it, and the cookies that came with it."""
        status, where, cookies, content = self.browse("GET", "/login")
        assert status == 302, content
        callback = self.choose(where, person)
        status, where, set_cookies, content = self.browse("GET", callback, cookies)
        assert (status, where) == (303, "/"), content
        return next(cookie for cookie in set_cookies if cookie.startswith("__Host-elicense=")), callback, cookies

    def register_clerk(self, administrator, scopes):
        """Wang Wu at a counter, who arrives by a login; answers what the service made."""
        return self.register_operator(administrator, "clerk-wang", "王五", "window_clerk", scopes)

    def register_operator(self, administrator, person, name, role, scopes=""):
        subject = hashlib.new("sm3", f"{self.issuer}\n{person}".encode()).hexdigest()
        status, _, made = self.service.call_json("POST", "/v1/parties", {
            "kind": "operator", "name": name, "subject": subject, "roles": [role],
            "scopes": scopes, "credential": {"kind": "hmac-sm3"}}, key=administrator)
        assert status == 201, made
        return made

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code
