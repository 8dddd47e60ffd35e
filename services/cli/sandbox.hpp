// SPDX-License-Identifier: Apache-2.0
// An instance for integrators (docs/sandbox.md): what is put around and in front of an ordinary one.
#pragma once
#include "api/sandbox.hpp"
#include "cli/sandbox_door.hpp"
#include "instance/instance.hpp"
#include "notify/loop.hpp"
#include "observe/log.hpp"
#include "sandbox/answering.hpp"
#include "sandbox/world.hpp"

namespace elicense::cli {

class Sandbox { // outlives the instance
 public:
  static Result<std::unique_ptr<Sandbox>> open(const std::filesystem::path& folder); // as furnished()

  instance::Surroundings surroundings() const;
  const sandbox::World& world() const { return world_; }
  sandbox::Faults& faults() { return faults_; }

 private:
  explicit Sandbox(sandbox::World world) : world_(std::move(world)) {}
  sandbox::World world_;
  sandbox::Faults faults_;
};

class Household { // personas who log in, and answer by themselves as long as it lives; dies before the
                  // instance
 public:
  Household(Sandbox& sandbox, instance::Instance& instance, observe::Log& log);
  const api::Sandbox* reception() const { return &reception_; }

 private:
  api::Sandbox reception_;
  sandbox::Answering answering_;
  notify::Loop answers_;
};

} // namespace elicense::cli
