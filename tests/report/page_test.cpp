#include "page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

#include "support/report_page.hpp"

namespace corridor::report::page_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Page, EscapesWhatCouldBecomeMarkup) {
  EXPECT_EQ(escaped("</script><b a='x' c=\"y\">&amp;"),
            "&lt;/script&gt;&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;amp;");
  EXPECT_EQ(escaped(std::string("a\0b\x1b[1m\n\x7f", 9)), "a b [1m  ");
  EXPECT_EQ(escaped("Գորիս, Горис"), "Գորիս, Горис");
}

TEST(Page, WritesTheTestVectorsOfBase64) {  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(Page, CompressesWithoutNameAndTime) {  // RFC 1952, section 2.3
  const std::string text = std::string(100'000, 'a') + "b";
  const std::string bytes = compressed(text);
  EXPECT_LT(bytes.size(), 500U);
  EXPECT_EQ(bytes.substr(0, 3), "\x1f\x8b\x08");
  EXPECT_EQ(bytes[3], 0) << "no name";
  EXPECT_EQ(bytes.substr(4, 4), std::string(4, '\0')) << "no time";
  EXPECT_EQ(test::decompressed(bytes), text);
}

TEST(Page, FillsEachMarkedPlaceOnce) {
  const std::string page =
      fill("<!--corridor:head-->|<!--corridor:static-->|<!--corridor:data-->",
           {.head = "<!--corridor:data-->", .content = "<!--corridor:head-->", .data = "{\"a\":1}"});
  EXPECT_EQ(page.substr(0, page.find("<script")), "<!--corridor:data-->|<!--corridor:head-->|");
  EXPECT_EQ(test::data_of(page)["a"], 1);
}

TEST(Page, NeedsATemplateWithItsMarkedPlaces) {
  EXPECT_THROW(static_cast<void>(fill("<!--corridor:static--><!--corridor:data-->", {})), ContractViolation);
  EXPECT_THROW(
      static_cast<void>(fill("<!--corridor:head--><!--corridor:head--><!--corridor:static--><!--corridor:data-->", {})),
      ContractViolation);
  EXPECT_NO_THROW(static_cast<void>(fill(page_template(), {})));
}

TEST(Page, LetsNothingThroughToTheNetwork) {
  const std::string page = page_template();
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-eval")));
}

}  // namespace
}  // namespace corridor::report::page_test
