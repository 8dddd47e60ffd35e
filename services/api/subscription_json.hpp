// SPDX-License-Identifier: Apache-2.0
// Subscriptions and deliveries as the API shows them.
#pragma once
#include "notify/delivery.hpp"

namespace elicense::api {

nlohmann::ordered_json subscription_json(const notify::Subscription& subscription);
nlohmann::ordered_json delivery_json(const notify::Delivery& delivery);

} // namespace elicense::api
