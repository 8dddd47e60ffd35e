// SPDX-License-Identifier: Apache-2.0
// Whom a finding of the harvest brake is told: the log; the ledger, the client's authority and the holders it
// read (services/privacy/suspicion.hpp).
#pragma once
#include "access/harvest.hpp"
#include "instance/instance.hpp"
#include "observe/log.hpp"

namespace elicense::cli {

access::OnHarvest tell_of_harvest(instance::Instance& instance, observe::Log& log);

} // namespace elicense::cli
