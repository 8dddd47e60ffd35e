// SPDX-License-Identifier: Apache-2.0
// elicense: one program, a command for each work. The process is made safe for keys before anything else
// happens.
#include "cli/commands.hpp"
#include "crypto/process.hpp"

#include <iostream>

namespace {

int run_command_line(int argc, char** argv) {
  using namespace elicense;
  CLI::App app("elicense issues electronic licenses as sealed OFD files, seals documents and verifies them.\n"
               "Start with:  elicense init var && elicense issue --instance var --type 11100000MB0143028R001 "
               "--example --out var/demo && elicense verify --instance var var/demo/license.ofd",
               "elicense");
  app.require_subcommand(1);
  app.set_version_flag("--version", ELICENSE_VERSION);
  cli::Run run;
  cli::add_init(app, run);
  cli::add_serve(app, run);
  cli::add_issue(app, run);
  cli::add_import(app, run);
  cli::add_transition(app, run);
  cli::add_verify(app, run);
  cli::add_seal(app, run);
  cli::add_verify_receipt(app, run);
  cli::add_check_status(app, run);
  cli::add_verify_code(app, run);
  cli::add_audit(app, run);
  cli::add_witness(app, run);
  cli::add_inspect(app, run);
  cli::add_tls(app, run);
  cli::add_rotate_key(app, run);
  cli::add_replace_key(app, run);
  cli::add_retain(app, run);
  cli::add_types(app, run);
  cli::add_matters(app, run);
  cli::add_client(app, run);
  cli::add_sign_request(app, run);
  cli::add_synth(app, run);
  cli::add_dev_provider(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::ok : cli::not_answerable;
  }
  if (const auto tested = crypto::self_test(); !tested) return cli::tell(tested.error());
  return run();
}

} // namespace

int main(int argc, char** argv) {
  try {
    elicense::crypto::prepare_process();
    return run_command_line(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "elicense cannot go on: " << error.what() << "\n";
    return elicense::cli::not_answerable;
  }
}
