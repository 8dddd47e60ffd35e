// SPDX-License-Identifier: Apache-2.0
// Which addresses a connection may be opened to when somebody else named the host (SSRF).
#pragma once
#include <boost/asio/ip/address.hpp>

namespace elicense::http {

// Whether the address is one of the public Internet's: none of the IANA special-purpose registries (RFC
// 6890), which hold loopback, private and shared networks, link-local, unique local, multicast,
// documentation, and every form in which an IPv4 address hides in an IPv6 one.
bool is_public(const boost::asio::ip::address& address);

} // namespace elicense::http
