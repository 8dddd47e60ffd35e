# SPDX-License-Identifier: Apache-2.0
"""A running service whose pages Chromium looks at: X_pages_test.py sets it up, X_pages_test.mjs looks."""
import contextlib
import pathlib
import subprocess

from provider import Provider
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent


@contextlib.contextmanager
def service_with_persons(clerk_scopes="", auditor=False):
    """Persons log in to it; with scopes, Wang Wu is a window clerk who has these. Li Si may be an auditor."""
    service = Service(binary_from_environment())
    administrator = service.client("administrator", ["administrator"])
    provider = Provider(service)
    try:
        provider.introduce()
        service.start()
        if clerk_scopes:
            provider.register_clerk(administrator, clerk_scopes)
        if auditor:
            provider.register_operator(administrator, "li-si", "李四", "auditor")
        yield service
    finally:
        provider.stop()
        service.close()


def look(script, service, work, *more, timeout):
    """Screenshots go to the work folder."""
    origin = f"https://127.0.0.1:{service.port}"
    command = ["node", str(HERE / script), origin, str(work), str(work / "screenshots"), *more]
    return subprocess.run(command, timeout=timeout).returncode


def issue_examples(service, *types):
    """Of these types, to the person that the examples are about; the last license."""
    for code in types:
        status, _, license = service.issue(service.example(code), code)
        assert status == 201, license
    return license
