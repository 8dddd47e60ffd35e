// SPDX-License-Identifier: Apache-2.0
// The blocks of the registries, IPv4 by what is refused, IPv6 by what is allocated (2000::/3) without
// exceptions.
#include "http/client/address_policy.hpp"
#include <algorithm>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace elicense::http {

namespace {

namespace ip = boost::asio::ip;

template <class Network> bool holds(const Network& network, const decltype(network.address())& address) {
  return Network(address, network.prefix_length()).canonical() == network;
}

const std::array closed_v4 = {
    ip::make_network_v4("0.0.0.0/8"),       // this network
    ip::make_network_v4("10.0.0.0/8"),      // private, RFC 1918
    ip::make_network_v4("100.64.0.0/10"),   // shared by carriers, RFC 6598
    ip::make_network_v4("127.0.0.0/8"),     // loopback
    ip::make_network_v4("169.254.0.0/16"),  // link-local: also where clouds hand out their secrets
    ip::make_network_v4("172.16.0.0/12"),   // private
    ip::make_network_v4("192.0.0.0/24"),    // protocol assignments
    ip::make_network_v4("192.0.2.0/24"),    // documentation, RFC 5737
    ip::make_network_v4("192.88.99.0/24"),  // 6to4 relays
    ip::make_network_v4("192.168.0.0/16"),  // private
    ip::make_network_v4("198.18.0.0/15"),   // benchmarks, RFC 2544
    ip::make_network_v4("198.51.100.0/24"), // documentation
    ip::make_network_v4("203.0.113.0/24"),  // documentation
    ip::make_network_v4("224.0.0.0/4"),     // multicast
    ip::make_network_v4("240.0.0.0/4"),     // reserved, and broadcast
};

const ip::network_v6 allocated_v6 = ip::make_network_v6("2000::/3");
const std::array closed_v6 = {
    ip::make_network_v6("2001::/23"),     // protocol assignments, with Teredo's hidden IPv4
    ip::make_network_v6("2001:db8::/32"), // documentation, RFC 3849
    ip::make_network_v6("2002::/16"),     // 6to4: IPv4 inside
    ip::make_network_v6("3fff::/20"),     // documentation, RFC 9637
};

template <class Networks, class Address> bool any_holds(const Networks& networks, const Address& address) {
  return std::ranges::any_of(networks, [&](const auto& network) { return holds(network, address); });
}

} // namespace

bool is_public(const ip::address& address) {
  if (address.is_v4()) return !any_holds(closed_v4, address.to_v4());
  return holds(allocated_v6, address.to_v6()) && !any_holds(closed_v6, address.to_v6());
}

} // namespace elicense::http
