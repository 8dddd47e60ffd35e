# SPDX-License-Identifier: Apache-2.0
"""Idle connections: what each costs the door in resident memory, whether it still answers beside them, and that the
idle limit closes them all (S-DOS-2). idle_test.py IDLE_SERVER [CONNECTIONS]; 10000 need 11000 open files."""
import pathlib
import resource
import select
import socket
import ssl
import statistics
import subprocess
import sys
import time

# Bytes. Of TLS, OpenSSL 3.0 itself holds 13.4 KiB per connection once its buffers are released: 7.4 KiB of them SSL.
MOST_EACH = {"plain": 8 * 1024, "tls": 20 * 1024}


class Door:
    def __init__(self, program, kind, idle_seconds):
        self.process = subprocess.Popen([program, kind, str(idle_seconds)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if kind == "tls" else None
        if self.tls:
            self.tls.check_hostname = False
            self.tls.verify_mode = ssl.CERT_NONE

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        return self.tls.wrap_socket(connection) if self.tls else connection

    def resident(self):
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    def probe(self):
        start = time.monotonic()
        with self.connect() as connection:
            connection.sendall(b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b""
            while part := connection.recv(4096):
                answer += part
        assert answer.startswith(b"HTTP/1.1 200"), answer
        return time.monotonic() - start

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=60) == 0


def wait_until_closed(connections, seconds):
    """How many the door closed."""
    poller, by_number = select.epoll(), {connection.fileno(): connection for connection in connections}
    for number in by_number:
        poller.register(number, select.EPOLLIN)
    deadline = time.monotonic() + seconds
    open_at_start = len(by_number)
    while by_number and time.monotonic() < deadline:
        for number, _ in poller.poll(1):
            poller.unregister(number)
            by_number.pop(number)
    return open_at_start - len(by_number)


def measure(program, kind, count):
    idle_seconds = 5 + count // 100  # long enough to open them all
    door = Door(program, kind, idle_seconds)
    for _ in range(50):
        door.probe()
    before = door.resident()
    connections = [door.connect() for _ in range(count)]
    each = (door.resident() - before) / count
    answers = [door.probe() for _ in range(50)]
    closed = wait_until_closed(connections, idle_seconds + 60)
    print(f"{kind}: {count} idle connections, {each / 1024:.1f} KiB each; answers beside them "
          f"p50 {statistics.median(answers) * 1000:.1f} ms; {closed} closed by the idle limit")
    for connection in connections:
        connection.close()
    door.probe()
    door.close()
    return each <= MOST_EACH[kind] and closed == count


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, count + 1000)), hard))
    return 0 if all([measure(program, kind, count) for kind in ("plain", "tls")]) else 1


if __name__ == "__main__":
    sys.exit(main())
