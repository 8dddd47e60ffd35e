# SPDX-License-Identifier: Apache-2.0
"""A receiver of events over TLS, as an integrator would write one, with a will of its own for tests.

It answers challenges, checks every signature by the code that docs/events.md gives, and remembers what came.
"""
import base64
import http.server
import json
import pathlib
import ssl
import subprocess
import tempfile
import threading


def make_certificate(folder):
    """A key and a self-signed certificate for 127.0.0.1, by the openssl command."""
    key, certificate = folder / "receiver.key", folder / "receiver.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                    "-subj", "/CN=receiver", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
                   check=True, capture_output=True)
    return key, certificate


def documented(language):
    """The one block of code in that language in docs/events.md."""
    page = (pathlib.Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
    return page.split(f"```{language}\n", 1)[1].split("```", 1)[0]


def documented_check():
    names = {}
    exec(documented("python"), names)
    return names["is_genuine"]


def sm2_fits(public_key_pem, headers, body):
    """As docs/events.md tells it: the command in a folder with the three files."""
    scheme, value = headers["webhook-signature"].split(",", 1)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "key.pem").write_text(public_key_pem)
        (pathlib.Path(folder) / "signature").write_bytes(base64.b64decode(value))
        (pathlib.Path(folder) / "content").write_bytes(f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body)
        return scheme == "sm2" and subprocess.run(["sh", "-c", documented("sh")], cwd=folder, capture_output=True).returncode == 0


class Receiver:
    def __init__(self, folder, port=0):
        self.key, self.certificate = make_certificate(folder) if not (folder / "receiver.pem").exists() else (
            folder / "receiver.key", folder / "receiver.pem")
        self.secret = None
        self.received = []  # (webhook-id, event), in the order of arrival, only what was answered with 2xx
        self.seen = []  # every webhook-id that was sent
        self.challenges = []  # (headers, body)
        self.is_genuine = documented_check()
        self.wrong = []  # what a signature did not fit
        self.behave = lambda event: 204  # a status, or None to hang up
        self.answers_challenge = True
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = receiver.take(self.headers, body)
                if status is None:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.handle_error = lambda *_: None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.lock = threading.Lock()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.server.server_address[1]}/hook"

    def take(self, headers, body):
        identifier = headers["webhook-id"]
        event = json.loads(body)
        if event["type"] == "subscription.challenge":
            self.challenges.append((headers, body))
            return 200, json.dumps({"challenge": event["challenge"] if self.answers_challenge else "no"}).encode()
        if self.secret and not self.is_genuine(self.secret, headers, body):
            self.wrong.append(identifier)
            return 400, b""
        self.last = headers, body
        status = self.behave(event)
        with self.lock:
            self.seen.append(identifier)
            if status is not None and 200 <= status < 300:
                self.received.append((identifier, event))
        return status, b""

    def close(self):
        self.server.shutdown()
        self.server.server_close()
