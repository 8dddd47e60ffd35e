# SPDX-License-Identifier: Apache-2.0
"""Client of elicense. Nothing but the standard library; SM2 by the openssl command."""
from .client import Client, Refused
from .receipt import NotProven, check_receipt

__all__ = ["Client", "Refused", "NotProven", "check_receipt"]
