// SPDX-License-Identifier: Apache-2.0
// From steps to a verdict and its cause.
#pragma once
#include "verify/report.hpp"

namespace elicense::verify {

// Sets verdict, cause and detail. Any failed step: untrusted; else any undetermined one or an unchecked
// group: undetermined. The cause is the first such step in the order document; each signature: integrity,
// cryptography, trust; coverage; license.
void conclude(Report& report);

// Nothing more can be checked: `step` failed because of `error`, whose code is the cause.
void conclude_unreadable(Report& report, std::string step, const Error& error);

} // namespace elicense::verify
