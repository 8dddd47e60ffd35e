#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 in the middle of an import, several times: the register holds in the end what a run without kills leaves.

  import_kill.py [--rows N] [--kills N]      200 rows and 2 kills when nothing is said; one row in twenty is dirty

The same file is imported into two instances, once undisturbed and once with kills, by the same command again after each. What is compared
is what the licenses say (number, holder, data, dates, state) and which rows are kept and why, by SM3 over all of it; then both are audited.
Of many licenses all are compared as lists show them, masked, and some 5,000 in full.
"""
import argparse
import hashlib
import json
import pathlib
import re
import resource
import sqlite3
import subprocess
import sys
import time

import stock
from service import BUSINESS_LICENSE, Service, binary_from_environment

BATCH = "kills"


def command(service, file):
    return [service.binary, "import", str(file), "--instance", str(service.folder), "--type", BUSINESS_LICENSE, "--batch", BATCH]


def issued(service):
    """Read beside the running command."""
    try:
        connection = sqlite3.connect(f"file:{service.folder}/store/elicense.db?mode=ro", uri=True)
        try:
            return connection.execute("SELECT ifnull(sum(issued), 0) FROM jobs").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.OperationalError:  # just being opened
        return 0


def import_with_kills(service, file, kills, rows):
    """Each kill comes at another part of the way, in a run that is going on."""
    for kill in range(1, kills + 1):
        process = subprocess.Popen(command(service, file), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        while process.poll() is None and issued(service) < rows * kill // (kills + 1):
            time.sleep(0.02)
        if process.poll() is not None:
            sys.exit(f"ended before kill {kill}: {process.stdout.read()}")
        process.kill()
        process.communicate()


def finish(service, file):
    done = subprocess.run(command(service, file), capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    counts = re.search(r"issued (\d+), quarantined (\d+), refused (\d+), repeated (\d+)", done.stdout)
    job = re.search(r"^job ([0-9a-f]{32}) ", done.stdout, re.M)
    if not counts or "awaits_sign_off" not in done.stdout:
        sys.exit("not finished: " + done.stdout)
    return job[1], tuple(map(int, counts.groups()))


def pages(service, path, member):
    cursor = ""
    while cursor is not None:
        status, _, page = service.call_json("GET", path + (f"&cursor={cursor}" if cursor else ""), key=service.clerk)
        assert status == 200, page
        yield from page[member]
        cursor = page["next_cursor"]


def what_it_says(license):
    return [license[member] for member in ("number", "holder", "data", "issued_on", "valid_from", "valid_until", "state")]


def read(service, masked, share):
    """In full one of so many: the same ones in both instances, for they are chosen by what they say."""
    said = what_it_says(masked)
    if int(digest(said), 16) % share:
        return said
    status, _, license = service.call_json("GET", "/v1/licenses/" + masked["identifier"])
    assert status == 200, license
    return what_it_says(license)


def content(service, job, share):
    """All licenses and kept rows in an order of their own, as they read."""
    service.start()
    try:
        licenses = [read(service, masked, share) for masked in pages(service, f"/v1/licenses?type={BUSINESS_LICENSE}&limit=100", "licenses")]
        kept = [[row["row"], row["outcome"], row["grade"], [f["rule"] for f in row["findings"]], row["cells"]]
                for row in pages(service, f"/v1/jobs/{job}/rows?limit=200", "rows")]
    finally:
        service.stop()
    licenses.sort(key=digest)
    return licenses, kept


def digest(value):
    return hashlib.new("sm3", json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def audit(service):
    audited = service.run("audit", "--instance", str(service.folder))
    assert audited.returncode == 0, audited.stdout + audited.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--kills", type=int, default=2)
    options = parser.parse_args()
    calm, killed = Service(binary_from_environment()), Service(binary_from_environment())
    try:
        for service in (calm, killed):
            service.settings("limits", client_per_minute=0, client_per_day=0, peer_per_minute=0)
        file = pathlib.Path(calm.root) / "stock.csv"
        stock.write_csv(file, options.rows)
        begun = time.monotonic()
        calm_job, calm_counts = finish(calm, file)
        seconds = time.monotonic() - begun
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        import_with_kills(killed, file, options.kills, options.rows)
        killed_job, killed_counts = finish(killed, file)
        assert calm_counts == killed_counts, (calm_counts, killed_counts)
        dirty = sum(stock.is_dirty(number, 20) for number in range(1, options.rows + 1))
        assert calm_counts[:2] == (options.rows - dirty, dirty), calm_counts
        share = max(1, options.rows // 5000)
        one, other = content(calm, calm_job, share), content(killed, killed_job, share)
        assert len(one[0]) == options.rows - dirty and len(one[1]) == dirty, (len(one[0]), len(one[1]))
        assert digest(one) == digest(other), "the register differs"
        assert {license[-1] for license in one[0]} == {"not_yet_valid"}, "something is valid before anybody signed"
        again_job, again = finish(killed, file)
        assert (again_job, again) == (killed_job, killed_counts), "the same file again changed something"
        for service in (calm, killed):
            audit(service)
        print(f"{options.rows} rows, {options.kills} kills: the same {len(one[0])} licenses and {dirty} rows in quarantine, SM3 {digest(one)}; "
              f"{seconds:.1f} s without kills, at most {megabytes} MB")
    finally:
        calm.close()
        killed.close()


if __name__ == "__main__":
    main()
