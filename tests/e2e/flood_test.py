# SPDX-License-Identifier: Apache-2.0
"""Peers that send too much, or too slowly, or do not read (S-HTTP-1, R-DOS-1, R-DOS-4): each is turned away, none costs
the door more than 1 MiB or outlives its time, and others are answered meanwhile. flood_test.py DOOR"""
import concurrent.futures
import sys
import time

from door import Door

MOST_EACH = 1 << 20  # bytes of the door's memory
TOO_MUCH = 64 << 20  # bytes a flood would send
AT_ONCE = 8
LIMIT = 2  # seconds, of each phase
PATIENCE = 30  # seconds; a slow peer would stay for ever

POST = b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"

# what goes before, what is sent again and again, the status that answers
FLOODS = {
    "trailer fields": (CHUNKED + b"0\r\n", b"X-Role: admin\r\n", b"411"),
    "one trailer field": (CHUNKED + b"0\r\nX-Role: ", b"a", b"411"),
    "chunk extension": (CHUNKED + b"1;a=", b"a", b"411"),
    "quoted chunk extension": (CHUNKED + b'1;a="', b"\n", b"411"),
    "chunks": (CHUNKED, b"1\r\na\r\n", b"411"),
    "fields": (b"GET /hello HTTP/1.1\r\nHost: localhost\r\n", b"F: a\r\n", b"431"),
    "one field": (b"GET /hello HTTP/1.1\r\nHost: localhost\r\nF: ", b"a", b"431"),
    "target": (b"GET /", b"a", b"431"),
    "method": (b"", b"A", b"431"),
    "empty lines": (b"", b"\r\n", b"400"),
    "body over the limit": (POST + b"Content-Length: 999999999\r\n\r\n", b"a", b"413"),
    "requests after a refusal": (b"", b"GET /hello HTTP/1.0\r\n\r\n", b"505"),
}

# what is sent at once; then it goes on byte by byte
SLOW = {
    "head": b"GET /hello HTTP/1.1\r\nA: ",
    "body": POST + b"Content-Length: 10000\r\n\r\n",
}
LARGE = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE_SIZE = 16 << 20


def read_rest(connection):
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
    except OSError:  # cut: what came before is kept
        pass
    return answer


def flood(door, before, again):
    """How much the door took, and what it said."""
    block, sent = again * (65536 // len(again)), 0
    with door.connect() as connection:
        try:
            connection.sendall(before)
            while sent < TOO_MUCH:
                connection.sendall(block)
                sent += len(block)
        except OSError:
            pass
        return sent, read_rest(connection)


def check_flood(door, name):
    before, again, status = FLOODS[name]
    resident = door.resident()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        floods = [pool.submit(flood, door, before, again) for _ in range(AT_ONCE)]
        door.probe()
        each = (door.resident() - resident) / AT_ONCE
        results = [one.result() for one in floods]
    each = max(each, (door.resident() - resident) / AT_ONCE)
    sent = max(size for size, _ in results)
    answered = {answer[9:12] for _, answer in results} - {b""}  # a reset may overtake the answer
    good = each <= MOST_EACH and sent < TOO_MUCH and answered <= {status}
    print(f"{'ok' if good else 'WRONG'}: {name}: {sent / 1024:.0f} KiB sent, {each / 1024:.0f} KiB each, {answered}")
    return good


def dribble(door, before):
    """Seconds until the door had enough, and what it said."""
    start = time.monotonic()
    with door.connect() as connection:
        connection.sendall(before)
        connection.settimeout(0.2)
        while time.monotonic() - start < PATIENCE:
            try:
                connection.sendall(b"a")
                return time.monotonic() - start, connection.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                break
    return time.monotonic() - start, b""


def check_slow(door, name):
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        peers = [pool.submit(dribble, door, SLOW[name]) for _ in range(AT_ONCE)]
        door.probe()
        results = [one.result() for one in peers]
    stayed = max(seconds for seconds, _ in results)
    answered = {answer[9:12] for _, answer in results} - {b""}
    good = stayed < PATIENCE and answered <= {b"408"}
    print(f"{'ok' if good else 'WRONG'}: slow {name}: gone after {stayed:.1f} s, {answered}")
    return good


def check_reader(door, requests):
    """Who does not read is cut off: the rest of the answer never comes."""
    with door.connect() as connection:
        connection.sendall(LARGE * requests)
        time.sleep(3 * LIMIT)
        door.probe()
        size = len(read_rest(connection))
    good = size < LARGE_SIZE
    print(f"{'ok' if good else 'WRONG'}: no reader of {requests} answers: {size / 1024:.0f} KiB came")
    return good


def check_silence(door):
    """Before the TLS handshake."""
    with door.connect_plain() as connection:
        good = connection.recv(1) == b""
    print(f"{'ok' if good else 'WRONG'}: no handshake")
    return good


def with_door(limits, *checks):
    door = Door(sys.argv[1], **limits)
    door.warm_up()
    good = all([check(door) for check in checks])
    door.close()
    return good


def main():
    floods = [lambda door, name=name: check_flood(door, name) for name in FLOODS]
    slow = [lambda door, name=name: check_slow(door, name) for name in SLOW]
    readers = [lambda door, requests=requests: check_reader(door, requests) for requests in (1, 100)]
    good = [with_door({"kind": "tls", "handshake": LIMIT}, check_silence)]
    for kind in ("plain", "tls"):
        good.append(with_door({"kind": kind}, *floods))
        good.append(with_door({"kind": kind, "header": LIMIT, "body": LIMIT, "write": LIMIT}, *slow, *readers))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
