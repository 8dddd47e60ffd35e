# SPDX-License-Identifier: Apache-2.0
"""Signs requests as docs/access.md says, with nothing of ours: hashlib and hmac for HMAC-SM3, the openssl command for SM2."""
import base64
import hashlib
import hmac
import json
import pathlib
import secrets
import subprocess
import tempfile
import time

COVERED_WHEN_THERE = ("content-type", "idempotency-key", "authorization", "cookie")


def b64(data):
    return base64.b64encode(data).decode()


class HmacKey:
    algorithm = "hmac-sm3"

    def __init__(self, key_id, secret):
        self.key_id, self.secret = key_id, secret

    def sign(self, message):
        return hmac.new(self.secret, message, "sm3").digest()


class Sm2Key:
    algorithm = "sm2-sm3"

    def __init__(self, key_id, pkcs8):
        self.key_id, self.pkcs8 = key_id, pkcs8

    def sign(self, message):
        with tempfile.TemporaryDirectory() as folder:
            key = pathlib.Path(folder, "key.der")
            key.write_bytes(self.pkcs8)
            return subprocess.run(["openssl", "dgst", "-sm3", "-keyform", "DER", "-sign", str(key), "-sigopt", "distid:1234567812345678"],
                                  input=message, capture_output=True, check=True).stdout


def key_of(file):
    content = json.loads(pathlib.Path(file).read_text())
    if content["algorithm"] == "hmac-sm3":
        return HmacKey(content["key_id"], base64.b64decode(content["secret"]))
    return Sm2Key(content["key_id"], base64.b64decode(content["private_key"]))


def content_digest(body):
    return "sm3=:" + b64(hashlib.new("sm3", body).digest()) + ":"


def signature_base(method, authority, target, headers, parameters, components):
    path, question, query = target.partition("?")
    values = {"@method": method, "@authority": authority, "@path": path, "@query": question + query or "?", **headers}
    return "".join(f'"{name}": {values[name]}\n' for name in components) + f'"@signature-params": {parameters}'


def sign(key, method, authority, target, body=b"", headers=None, created=None, nonce=None, keyid=None):
    """The headers with those of a signature added; header names in any case."""
    headers = dict(headers or {})
    lower = {name.lower(): value for name, value in headers.items()}
    components = ["@method", "@authority", "@path", "@query"]
    if body:
        lower["content-digest"] = headers["Content-Digest"] = content_digest(body)
        components.append("content-digest")
    components += [name for name in COVERED_WHEN_THERE if name in lower]
    parameters = "(" + " ".join(f'"{name}"' for name in components) + ")" + (
        f';created={int(time.time()) if created is None else created};keyid="{keyid or key.key_id}";alg="{key.algorithm}"'
        f';nonce="{nonce or secrets.token_urlsafe(16)}"')
    base = signature_base(method, authority, target, lower, parameters, components)
    headers["Signature-Input"] = "sig=" + parameters
    headers["Signature"] = "sig=:" + b64(key.sign(base.encode())) + ":"
    return headers
