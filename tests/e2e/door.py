# SPDX-License-Identifier: Apache-2.0
"""The front door in a process of its own (tests/http/door.cpp), and its memory as seen from outside."""
import pathlib
import resource
import socket
import ssl
import subprocess
import time

HELLO = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Door:
    def __init__(self, program, kind, **limits):
        settings = [f"{name}={seconds}" for name, seconds in limits.items()]
        self.process = subprocess.Popen([program, kind, *settings], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        self.port = int(self.process.stdout.readline())
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if kind == "tls" else None
        if self.tls:
            self.tls.check_hostname = False
            self.tls.verify_mode = ssl.CERT_NONE

    def connect_plain(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def connect(self):
        connection = self.connect_plain()
        return self.tls.wrap_socket(connection) if self.tls else connection

    def resident(self):
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    def probe(self):
        """Asks as anyone does; the seconds it took."""
        start = time.monotonic()
        with self.connect() as connection:
            connection.sendall(HELLO)
            answer = b""
            while part := connection.recv(4096):
                answer += part
        assert answer.startswith(b"HTTP/1.1 200"), answer
        return time.monotonic() - start

    def warm_up(self):
        """The memory it takes once, whoever comes."""
        for _ in range(50):
            self.probe()
        return self.resident()

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=60) == 0
