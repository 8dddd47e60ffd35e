# SPDX-License-Identifier: Apache-2.0
"""The receipt of a submission, checked offline: the statement, its leaf, the leaf's place in the tree, the log's signature (docs/ledger.md).

Hashes are hashlib's; the signature is checked by the openssl command, 3.0 or later. Witnesses are not: for a policy with a quorum use
`elicense verify-receipt`.
"""
import base64
import json
import pathlib
import sys

from . import openssl
from .signing import sm3

MAX_RECEIPT = 1 << 20
CHECKPOINT_KEY = b"\xffelicense/sm2-sm3-checkpoint/v1"
SUBJECT_PUBLIC_KEY = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")  # SM2; the point follows
SUBMISSION_RECEIVED, ANSWER = 38, 9  # of services/ledger/entry.hpp


class NotProven(Exception):
    """The receipt does not prove what it states."""


def check_receipt(receipt, policy, document=None):
    """What is proven, as the statement has it. `receipt`, `document`: bytes; `policy`: text. NotProven says what is wrong."""
    try:
        return checked(receipt.decode("utf-8"), policy, document)
    except (ValueError, IndexError) as error:
        raise NotProven(f"not a receipt of a submission: {error}") from error


def checked(text, policy, document):
    if len(text) > MAX_RECEIPT:
        raise NotProven("too large")
    head, _, checkpoint = text.partition("\n\n")
    title, statement, proof_title, extra, index, *hashes = head.split("\n")
    if (title, proof_title) != ("elicense/submission-receipt@v1", "elicense/tlog-proof-sm3@v1"):
        raise NotProven("not a receipt of a submission")
    entry = base64.b64decode(after("extra ", extra), validate=True)
    if answer_of(entry) != sm3(statement.encode()):
        raise NotProven("the leaf is another statement's")
    size, root = opened(checkpoint, policy)
    proof = [base64.b64decode(one, validate=True) for one in hashes]
    if root_of(sm3(b"\0" + entry), int(after("index ", index)), size, proof) != root:
        raise NotProven("the leaf is not in the tree")
    stated = json.loads(statement)
    if document is not None and sm3(document).hex() not in digests_of(stated):
        raise NotProven("it is about other documents")
    return stated


def after(mark, line):
    if not line.startswith(mark):
        raise NotProven(f"no line {mark}")
    return line[len(mark):]


def digests_of(statement):
    return {material.get(name) for material in statement["materials"] for name in ("document_sm3", "copy_sm3")}


def answer_of(entry):
    """The digest `answer` of a leaf submission-received, format 1: 11 bytes, then role and digest, 33 bytes each."""
    if entry[0] != 1 or int.from_bytes(entry[1:3], "big") != SUBMISSION_RECEIVED:
        raise NotProven("the leaf is of another kind")
    facts = (entry[12 + 33 * at:45 + 33 * at] for at in range(entry[11]))
    return next((fact[1:] for fact in facts if fact[0] == ANSWER), None)


def root_of(leaf, index, size, proof):
    """RFC 9162 2.1.3.2."""
    if not 0 <= index < size:
        raise NotProven("the index is beyond the tree")
    node, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != 32:
            raise NotProven("the proof is too long")
        if node & 1 or node == last:
            root = sm3(b"\1" + sibling + root)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = sm3(b"\1" + root + sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise NotProven("the proof is too short")
    return root


def opened(note, policy):
    """Size and root of the checkpoint, once a key of the policy signed it and none of its keys was misused."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    origin, size, root = text.split("\n")[:3]
    keys = keys_of(policy)
    signed = False
    for line in signatures.split("\n")[:-1]:
        mark, name, encoded = line.split(" ")
        blob = base64.b64decode(encoded, validate=True)
        point, last_size = keys.get((name, blob[:4]), (None, None))
        if point is None:
            continue
        if mark != "\u2014" or name != origin or not is_signed(point, text.encode(), blob[4:]):
            raise NotProven("the signature of the log is wrong")
        if last_size is not None and int(size) > last_size:
            raise NotProven("signed by a key that had ended")
        signed = True
    if not signed:
        raise NotProven("not signed by a key of the policy")
    return int(size), base64.b64decode(root, validate=True)


def keys_of(policy):
    """The log's keys by name and id: the point, and the largest tree that a former key signed."""
    keys, quorum = {}, None
    for words in (line.split() for line in policy.splitlines() if line.strip() and not line.startswith("#")):
        if words[0] == "quorum":
            quorum = words[1]
        if words[0] not in ("log", "former"):
            continue
        name, _, encoded = words[1].split("+", 2)
        key = base64.b64decode(encoded, validate=True)
        if not key.startswith(CHECKPOINT_KEY):
            raise NotProven("the policy has a key of another kind")
        identifier = sm3(name.encode() + b"\n" + key)[:4]
        keys[name, identifier] = key[len(CHECKPOINT_KEY):], int(words[2]) if words[0] == "former" else None
    if quorum != "none":
        raise NotProven("the policy asks for witnesses: use elicense verify-receipt")
    return keys


def is_signed(point, content, signature):
    key = base64.encodebytes(SUBJECT_PUBLIC_KEY + point)
    return openssl.is_signed(b"-----BEGIN PUBLIC KEY-----\n" + key + b"-----END PUBLIC KEY-----\n", content, signature)


def main(receipt, policy, document=None):
    read = [pathlib.Path(file).read_bytes() for file in (receipt, policy, document) if file]
    try:
        print("PROVEN ", check_receipt(read[0], read[1].decode(), *read[2:])["number"])
    except NotProven as error:
        sys.exit(f"NOT PROVEN  {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
