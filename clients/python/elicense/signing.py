# SPDX-License-Identifier: Apache-2.0
"""Signed requests as docs/access.md has them: RFC 9421 with HMAC-SM3, or with SM2 by the openssl command."""
import base64
import hashlib
import hmac
import json
import pathlib
import secrets
import time
import urllib.parse

from . import openssl

COVERED_WHEN_SENT = ("content-type", "idempotency-key")


def b64(data):
    return base64.b64encode(data).decode("ascii")


def sm3(data):
    return hashlib.new("sm3", data).digest()


class Key:
    """The key file that `elicense client add --out` wrote."""

    def __init__(self, file):
        content = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        self.key_id, self.algorithm = content["key_id"], content["algorithm"]
        self._secret = base64.b64decode(content["secret" if self.algorithm == "hmac-sm3" else "private_key"])

    def sign(self, message):
        if self.algorithm == "hmac-sm3":
            return hmac.new(self._secret, message, "sm3").digest()
        return openssl.sign(self._secret, message)


def signed(key, method, url, headers, body):
    """The headers with a new signature over them; their names are written small."""
    target = urllib.parse.urlsplit(url)
    headers = {**headers, "content-digest": f"sm3=:{b64(sm3(body))}:"} if body else dict(headers)
    values = {"@method": method, "@authority": target.netloc.lower().removesuffix(":443"), "@path": target.path, "@query": "?" + target.query,
              **headers}
    covered = ["@method", "@authority", "@path", "@query", *(["content-digest"] if body else []),
               *(name for name in COVERED_WHEN_SENT if name in headers)]
    parameters = (f"({' '.join(json.dumps(name) for name in covered)});created={int(time.time())};keyid=\"{key.key_id}\""
                  f";alg=\"{key.algorithm}\";nonce=\"{secrets.token_urlsafe(16)}\"")
    base = "".join(f'"{name}": {values[name]}\n' for name in covered) + f'"@signature-params": {parameters}'
    return {**headers, "signature-input": "sig=" + parameters, "signature": f"sig=:{b64(key.sign(base.encode('ascii')))}:"}
