// SPDX-License-Identifier: Apache-2.0
// The identity provider of the settings, asked over the way out.
#pragma once
#include "access/oidc_login.hpp"
#include "http/client/client.hpp"
#include "instance/config.hpp"

namespace elicense::instance {

// Null when the settings name none. FILE_…, for the client's secret. `client` outlives it.
Result<std::unique_ptr<access::RelyingParty>> open_login(const Config& config, http::Client& client);

} // namespace elicense::instance
