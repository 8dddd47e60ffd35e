# SPDX-License-Identifier: Apache-2.0
"""The development identity provider of an instance, as a process."""
import re
import subprocess

REDIRECT = "https://127.0.0.1:8443/login/callback"  # public_url of a development instance


class Provider:
    def __init__(self, service):
        self.process = subprocess.Popen(
            [service.binary, "dev-provider", "--instance", str(service.folder), "--redirect-uri", REDIRECT],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.issuer = re.search(r"https://\S+", self.process.stdout.readline())[0]

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code
