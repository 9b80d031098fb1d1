#include "corridor/base/contract.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::contract_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Expects, DoesNothingWhenTheConditionHolds) {
  EXPECT_NO_THROW(expects(true, "one is one"));
}

TEST(Expects, NamesTheConditionTheFileAndTheLineOfTheCallerButNotTheFolder) {
  const int line = __LINE__ + 2;
  try {
    expects(false, "the lane is busy");
    FAIL() << "no exception";
  } catch (const ContractViolation& e) {
    EXPECT_THAT(e.what(), AllOf(HasSubstr("the lane is busy"), HasSubstr("contract_test.cpp:" + std::to_string(line)),
                                Not(HasSubstr("/"))));
  }
}

}  // namespace
}  // namespace corridor::contract_test
