#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Complaints, guardians and codes on paper in Chromium, against the running service (desk_pages_test.mjs).

usage: desk_pages_test.py WORK_FOLDER
"""
import json
import pathlib
import subprocess
import sys

from npm import modules
from pages import issue_examples, looking, service_with_persons
from person import IDENTITY_CARD

MATTER = "000100001"


def issue(service):
    """A license of Zhang San that somebody has read."""
    license = issue_examples(service, IDENTITY_CARD)
    service.call("GET", license["links"]["document"], headers={"Elicense-Purpose": "housing fund"})
    return license["holder"]


def answer_complaint(service):
    """As the auditor does it; answers what the auditor was shown."""
    _, _, listed = service.call_json("GET", "/v1/complaints", key=service.auditor)
    (complaint,) = listed["complaints"]
    status, _, answered = service.call_json("POST", f"/v1/complaints/{complaint['id']}/answer", {"state": "upheld", "text": "已停止该用途。"}, key=service.auditor)
    assert (status, answered["state"]) == (200, "upheld"), answered
    return complaint


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    with service_with_persons(f"license_type:* matter:{MATTER}") as service:
        holder = issue(service)
        node = subprocess.Popen(looking("desk_pages_test.mjs", service, work, json.dumps(holder)), stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
        for line in node.stdout: # it says when somebody else has to do something
            if line.startswith("ANSWER"):
                complaint = answer_complaint(service)
                assert complaint["about"]["purpose"] == "housing fund" and holder["code"] not in json.dumps(complaint), complaint
                node.stdin.write("answered\n")
                node.stdin.flush()
            else:
                print(line, end="")
        return node.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
