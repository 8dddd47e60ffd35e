// SPDX-License-Identifier: Apache-2.0
// An outbox in a file of its own, and the events that fill it.
#pragma once
#include "notify/message.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/sqlite_outbox.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::test {

inline constexpr std::string_view outbox_owner = "11640000MB999999XM";

class OutboxFile {
 public:
  OutboxFile();

  notify::Outbox& operator*() { return *outbox_; }
  notify::Outbox* operator->() { return outbox_.get(); }
  void enqueue(const std::string& object, Time at, std::string_view kind = notify::kind::license_issued,
               std::string_view tenant = outbox_owner);
  void reopen(); // as after a crash

 private:
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "register.db";
  struct Parts { // as the register has them
    Parts(store::OpenedFile&& opened, const std::filesystem::path& file)
        : lock(std::move(opened.lock)), keys(std::move(opened.keys)),
          writer(std::move(opened.connection), 1024), readers(file, 4) {}
    store::FileLock lock;
    std::unique_ptr<store::Keys> keys;
    store::Writer writer;
    store::ReaderPool readers;
  };
  std::unique_ptr<Parts> parts_;
  std::unique_ptr<notify::Outbox> outbox_;
};

// A subscription to every kind, as the store takes it.
notify::NewSubscription subscription_to_all(const std::string& id, const notify::MessageKeys& keys,
                                            std::string_view owner = outbox_owner);

notify::MessageKeys message_keys(); // the same every time

} // namespace elicense::test
