// SPDX-License-Identifier: Apache-2.0
// The Host field (RFC 9110 7.2): uri-host and optional port, and whether it means us.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace elicense::http {

// The host in lower case without its port; absent when the text is not a host name, an IPv4 address or an
// [IPv6] address, with or without a port.
std::optional<std::string> host_name(std::string_view field);

// Loopback names, and those the operator added: a page that rebinds its own name to us gets nothing.
bool is_own_host(std::string_view name, const std::vector<std::string>& added);

} // namespace elicense::http
