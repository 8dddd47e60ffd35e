# SPDX-License-Identifier: Apache-2.0
"""A gateway in front of the running service, as between networks: it forwards, and on demand is busy or loses answers."""
import http.server
import re
import ssl
import threading

from receiver import make_certificate


class Gateway:
    """`trouble(method, path, times)`: None, a status (429 or 503) or "lost" for the so-maniest request of this kind."""

    def __init__(self, service):
        self.service, self.trouble = service, lambda method, path, times: None
        self.asked = []  # (method, path without identifiers, Idempotency-Key, Signature-Input)
        folder = service.root / "gateway"
        folder.mkdir()
        key, self.certificate = make_certificate(folder)
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                gateway.handle(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.server.server_address[1]}"

    def handle(self, request):
        body = request.rfile.read(int(request.headers.get("content-length", 0))) or None
        path = re.sub(r"/[0-9a-zA-Z_-]{20,}", "/…", request.path)
        self.asked.append((request.command, path, request.headers.get("idempotency-key"), request.headers["signature-input"]))
        trouble = self.trouble(request.command, path, len(self.requests(request.command, path)))
        if isinstance(trouble, int):
            return self.answer(request, trouble, {"Retry-After": "1"} if trouble == 429 else {}, b"busy")
        status, headers, content = self.service.call(request.command, request.path, body, dict(request.headers), key=None)
        if trouble == "lost":
            request.close_connection = True
            return None
        return self.answer(request, status, {name: headers[name] for name in ("content-type", "retry-after", "ratelimit") if name in headers}, content)

    def answer(self, request, status, headers, content):
        request.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    def requests(self, method, path):
        return [one for one in self.asked if one[:2] == (method, path)]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
