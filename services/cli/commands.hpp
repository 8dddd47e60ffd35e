// SPDX-License-Identifier: Apache-2.0
// The commands of the program. Each adds itself to the command line; run() answers the exit code.
#pragma once
#include "crypto/result.hpp"
#include "instance/instance.hpp"
#include "wording/wording.hpp"
#include <CLI/CLI.hpp>

namespace elicense::cli {

enum ExitCode { ok = 0, untrusted = 1, undetermined = 2, not_answerable = 3 };

// How a chosen command is run, after the command line was read.
using Run = std::function<int()>;

void add_init(CLI::App& app, Run& run);
void add_serve(CLI::App& app, Run& run);
void add_dev_provider(CLI::App& app, Run& run);
void add_issue(CLI::App& app, Run& run);
void add_import(CLI::App& app, Run& run);
void add_transition(CLI::App& app, Run& run);
void add_verify(CLI::App& app, Run& run);
void add_seal(CLI::App& app, Run& run);
void add_verify_receipt(CLI::App& app, Run& run);
void add_check_status(CLI::App& app, Run& run);
void add_verify_code(CLI::App& app, Run& run);
void add_audit(CLI::App& app, Run& run);
void add_witness(CLI::App& app, Run& run);
void add_inspect(CLI::App& app, Run& run);
void add_tls(CLI::App& app, Run& run);
void add_rotate_key(CLI::App& app, Run& run);
void add_replace_key(CLI::App& app, Run& run);
void add_retain(CLI::App& app, Run& run);
void add_types(CLI::App& app, Run& run);
void add_matters(CLI::App& app, Run& run);
void add_client(CLI::App& app, Run& run);
void add_sign_request(CLI::App& app, Run& run);
void add_synth(CLI::App& app, Run& run);

// --- for the commands ---

wording::Language language(); // by LC_ALL, LC_MESSAGES, LANG
int tell(const Error& error); // on stderr: what happened, what to do next; answers not_answerable
Result<crypto::SecretBytes> ask_passphrase();

} // namespace elicense::cli
