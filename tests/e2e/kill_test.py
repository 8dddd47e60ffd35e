#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 while licenses are being issued, twenty times: nothing acknowledged is lost, no identifier exists twice.

Clients remember a license only once its 201 has arrived; after each restart every remembered license must be served
unchanged, and repeating each unanswered request with its key must give exactly one license. Between kill and restart
the ledger is audited.
"""
import json
import os
import random
import sys
import threading
import time
import uuid

from service import Service, binary_from_environment

ROUNDS = int(os.environ.get("KILL_ROUNDS", "20"))
CLIENTS = 4


class Client(threading.Thread):
    def __init__(self, service, data):
        super().__init__(daemon=True)
        self.service, self.data = service, data
        self.acknowledged, self.open_keys, self.ended = {}, [], threading.Event()

    def run(self):
        while not self.ended.is_set():
            key = str(uuid.uuid4())
            try:
                status, _, license = self.service.issue(self.data, key=key)
            except Exception:  # the service died under the request: its outcome is unknown
                self.open_keys.append(key)
                return
            if status == 201:
                self.acknowledged[key] = (license["identifier"], license["document_sm3"])
            else:
                self.open_keys.append(key)


def check(service, acknowledged, open_keys, data):
    for key, (identifier, digest) in acknowledged.items():
        status, _, license = service.call_json("GET", "/v1/licenses/" + identifier)
        assert status == 200, f"acknowledged license {identifier} is lost: {status} {license}"
        assert license["document_sm3"] == digest, f"{identifier} changed"
    for key in open_keys:
        first, second = service.issue(data, key=key), service.issue(data, key=key)
        assert first[0] == second[0] == 201, (first, second)
        assert first[2]["identifier"] == second[2]["identifier"], f"two licenses for key {key}"
        acknowledged[key] = (first[2]["identifier"], first[2]["document_sm3"])
    identifiers = [identifier for identifier, _ in acknowledged.values()]
    assert len(identifiers) == len(set(identifiers)), "an identifier was given twice"


def audit(service):
    """Whatever the kill left: every license has its leaf, every leaf its license, every tile its entries."""
    audited = service.run("audit", "--instance", str(service.folder))
    assert audited.returncode == 0, audited.stdout + audited.stderr


def main():
    service = Service(binary_from_environment())
    acknowledged = {}
    randomness = random.Random(20261123)
    try:
        service.start()
        data = service.example()
        for number in range(ROUNDS):
            clients = [Client(service, data) for _ in range(CLIENTS)]
            for client in clients:
                client.start()
            time.sleep(randomness.uniform(0.2, 0.8))
            service.kill()
            audit(service)
            open_keys = []
            fresh = {}
            for client in clients:
                client.ended.set()
                client.join(timeout=60)
                fresh.update(client.acknowledged)
                open_keys += client.open_keys
            service.start()
            acknowledged.update(fresh)
            check(service, fresh, open_keys, data)
            acknowledged.update(fresh)
            print(f"round {number + 1}: {len(fresh)} acknowledged, {len(open_keys)} were open", flush=True)
        check(service, acknowledged, [], data)
        assert len(acknowledged) > ROUNDS, "too few licenses to prove anything"
        identifiers = [identifier for identifier, _ in acknowledged.values()]
        assert len(identifiers) == len(set(identifiers))
        assert service.stop() == 0
        audit(service)
        print(json.dumps({"rounds": ROUNDS, "acknowledged": len(acknowledged), "lost": 0, "twice": 0}))
    finally:
        service.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
