#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of the exemption report in Chromium, against the running service (report_pages_test.mjs).

usage: report_pages_test.py WORK_FOLDER
"""
import pathlib
import sys

from counter_case import Counter
from npm import modules
from pages import look
from service import Service, binary_from_environment


def hand_in(counter):
    """One case with everything, one with half, one that was demanded on paper."""
    counter.submitted()
    counter.submit(counter.use_code(), item="02")
    counter.answer(counter.submitted(), "paper-demanded", "窗口仍收取复印件")


def main():
    work = modules(pathlib.Path(sys.argv[1]).resolve())
    service = Service(binary_from_environment())
    counter = Counter(service)
    try:
        counter.open()
        hand_in(counter)
        counter.provider.register_operator(counter.administrator, "li-si", "李四", "auditor")
        return look("report_pages_test.mjs", service, work, timeout=550)
    finally:
        counter.provider.stop()
        service.close()


if __name__ == "__main__":
    sys.exit(main())
