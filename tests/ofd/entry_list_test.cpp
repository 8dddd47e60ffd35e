// SPDX-License-Identifier: Apache-2.0
#include "ofd/entry_list.hpp"
#include "tests/support/ofd_builder.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;
using testing::ElementsAre;

Result<std::optional<EntryList>> read_list(const std::string& content, const Bytes& file = small_document()) {
  const std::string list =
      "<ofd:DocEntries xmlns:ofd=\"http://www.ofdspec.org/2016\">" + content + "</ofd:DocEntries>";
  return read_entry_list(Package::open(with_entry(file, "OFDEntries.xml", list)).value());
}

std::string listing(const std::string& files) {
  return "<ofd:SignedValueLoc> /signedvalue.dat </ofd:SignedValueLoc><ofd:FileList>" + files +
         "</ofd:FileList>";
}

TEST(EntryList, IsOptional) {
  EXPECT_EQ(read_entry_list(Package::open(small_document()).value()).value(), std::nullopt);
}

TEST(EntryList, TellsWhatIsMissingAndWhatIsTooMany) {
  const auto list =
      read_list(listing("<ofd:File ID=\"1\" FileLoc=\"/OFD.xml\"/><ofd:File ID=\"2\" FileLoc=\"gone.xml\"/>"))
          .value();
  EXPECT_EQ(list->value_path, "signedvalue.dat");
  EXPECT_THAT(list->missing, ElementsAre("gone.xml"));
  EXPECT_THAT(list->extra, testing::Contains("Doc_0/Document.xml"));
  EXPECT_THAT(list->extra, testing::Not(testing::Contains(testing::AnyOf("OFD.xml", "OFDEntries.xml"))));
}

TEST(EntryList, DoesNotListTheValueThatSignsIt) {
  const auto list = read_list(listing(""), with_entry(small_document(), "signedvalue.dat", "value")).value();
  EXPECT_THAT(list->extra, testing::Not(testing::Contains("signedvalue.dat")));
}

TEST(EntryList, MustBeComplete) {
  for (const std::string& content : {std::string(), std::string("<ofd:FileList/>"), listing("<ofd:File/>"),
                                     listing("") + "<ofd:FileList/>"})
    EXPECT_THAT(read_list(content), fails_with("OFD_STRUCTURE")) << content;
  EXPECT_THAT(read_list("<!DOCTYPE x>"), fails_with("XML_DOCTYPE"));
  EXPECT_THAT(read_list(listing("<ofd:File FileLoc=\"/../x\"/>")), fails_with("OFD_PATH_ESCAPES"));
  EXPECT_THAT(read_list("<ofd:SignedValueLoc>https://x</ofd:SignedValueLoc><ofd:FileList/>"),
              fails_with("OFD_PATH"));
}

TEST(EntryList, MustBeOne) {
  const std::string other = "<ofd:X xmlns:ofd=\"http://www.ofdspec.org/2016\">" + listing("") + "</ofd:X>";
  const auto package = Package::open(with_entry(small_document(), "OFDEntries.xml", other)).value();
  EXPECT_THAT(read_entry_list(package), fails_with("OFD_STRUCTURE"));
}

} // namespace
} // namespace elicense::ofd
