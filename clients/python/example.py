#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A case at a counter without paper: example.py URL KEY AUTHORITIES POLICY OPERATOR; on standard input the number of the applicant and the code that was scanned."""
import pathlib
import sys

import elicense

MATTER = {"code": "11640100MB9999001P4000109007000", "name": "往来港澳通行证签发"}
ITEM, CASE, DEVICE = "01", "2026-000017", "窗口 3"
IDENTITY_CARD = {"type": "11100000000013127D001", "fields": ["姓名", "公民身份号码"]}


def main(url, key, authorities, policy, operator):
    client = elicense.Client(url, key, authorities)
    print("matters", len(client.matters()))
    applicant = {"code_type": "111", "code": sys.stdin.readline().strip()}
    for material in client.preflight(MATTER["code"], ITEM, applicant=applicant)["materials"]:
        print(material["name"], material["exemption"])

    scan = client.scan(sys.stdin.readline().strip(), MATTER, CASE, [IDENTITY_CARD], DEVICE, operator=operator)
    print("digits", scan["match"], flush=True)
    scan = client.wait(scan)
    if scan["state"] != "given":
        sys.exit(f"the holder gave nothing: {scan['state']}")

    submission = client.submit(scan, ITEM, operator=operator)
    for material in submission["materials"]:
        if material["state"] == "refused":
            sys.exit(f"{material['name']}: {material['reason']['text']} {material['reason']['next_step']}")
        for field in material["data"]["fields"]:
            print(field["title"], field["value"])
    copy = client.document(submission["materials"][0]["copy"]["ofd"])
    print("outcome", client.outcome(submission["id"], "accepted", operator=operator)["state"])

    receipt = client.receipt(submission["id"])
    statement = elicense.check_receipt(receipt, pathlib.Path(policy).read_text(), copy)
    print("proven", statement["number"])
    pathlib.Path("receipt.txt").write_bytes(receipt)
    pathlib.Path("copy.ofd").write_bytes(copy)


if __name__ == "__main__":
    main(*sys.argv[1:])
