# SPDX-License-Identifier: Apache-2.0
"""SM2 by the openssl command, 3.0 or later; the key comes on its standard input, so that none is written to a file."""
import subprocess
import tempfile

SIGNER_ID = "distid:1234567812345678"


def dgst(key, option, content, *more):
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return subprocess.run(["openssl", "dgst", "-sm3", option, "/dev/stdin", "-sigopt", SIGNER_ID, *more, file.name], input=key,
                              capture_output=True)


def sign(pkcs8, content):
    done = dgst(pkcs8, "-sign", content, "-keyform", "DER")
    if done.returncode != 0:
        raise RuntimeError("openssl does not sign with SM2: " + done.stderr.decode(errors="replace"))
    return done.stdout


def is_signed(public_key, content, signature):
    with tempfile.NamedTemporaryFile() as file:
        file.write(signature)
        file.flush()
        return dgst(public_key, "-verify", content, "-signature", file.name).returncode == 0
