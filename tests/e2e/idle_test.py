# SPDX-License-Identifier: Apache-2.0
"""Idle connections: what each costs the door in resident memory, whether it still answers beside them, and that the
idle limit closes them all (R-DOS-2). idle_test.py DOOR [CONNECTIONS]; 10000 need 11000 open files."""
import resource
import select
import ssl
import statistics
import sys
import time

from door import Door

# Bytes. Of TLS, OpenSSL 3.0 itself holds 13.4 KiB per connection once its buffers are released, 7.4 KiB of them SSL;
# 3.5 about twice that, with the same code of ours: 31.9 KiB seen in all, 29.0 KiB without its post-quantum key shares.
MOST_EACH = {"plain": 8 * 1024, "tls": (20 if ssl.OPENSSL_VERSION_INFO < (3, 2) else 36) * 1024}


def wait_until_closed(connections, seconds):
    """How many the door closed."""
    poller, still_open = select.epoll(), {connection.fileno() for connection in connections}
    for number in still_open:
        poller.register(number, select.EPOLLIN)
    deadline = time.monotonic() + seconds
    while still_open and time.monotonic() < deadline:
        for number, _ in poller.poll(1):
            poller.unregister(number)
            still_open.discard(number)
    return len(connections) - len(still_open)


def measure(program, kind, count):
    idle = 5 + count // 100  # long enough to open them all
    door = Door(program, kind, idle=idle)
    before = door.warm_up()
    connections = [door.connect() for _ in range(count)]
    each = (door.resident() - before) / count
    answers = [door.probe() for _ in range(50)]
    closed = wait_until_closed(connections, idle + 60)
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
