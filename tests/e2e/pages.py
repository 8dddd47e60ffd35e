# SPDX-License-Identifier: Apache-2.0
"""A running service whose pages Chromium looks at: X_pages_test.py sets it up, X_pages_test.mjs looks."""
import contextlib
import pathlib
import subprocess

from provider import Provider
from service import Service, binary_from_environment

HERE = pathlib.Path(__file__).parent


@contextlib.contextmanager
def service_with_persons(clerk_scopes=""):
    """Persons log in to it; with scopes, one of them is a window clerk who has these."""
    service = Service(binary_from_environment())
    administrator = service.client("administrator", ["administrator"])
    provider = Provider(service)
    try:
        provider.introduce()
        service.start()
        if clerk_scopes:
            provider.register_clerk(administrator, clerk_scopes)
        yield service
    finally:
        provider.stop()
        service.close()


def looking(script, service, work, *more):
    """The command that looks: screenshots go to the work folder."""
    origin = f"https://127.0.0.1:{service.port}"
    return ["node", str(HERE / script), origin, str(work), str(work / "screenshots"), *more]


def look(script, service, work, *more, timeout):
    return subprocess.run(looking(script, service, work, *more), timeout=timeout).returncode


def issue_examples(service, *types):
    """Of these types, to the person that the examples are about; the last license."""
    for code in types:
        status, _, license = service.issue(service.example(code), code)
        assert status == 201, license
    return license
