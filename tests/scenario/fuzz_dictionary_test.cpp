// The dictionary of the fuzzers knows every word of the format.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "corridor/scenario/condition.hpp"
#include "corridor/scenario/schema.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::scenario::fuzz_dictionary_test {
namespace {

TEST(FuzzDictionary, HasEveryKeyColumnWordAndAttribute) {
  std::set<std::string> words(attribute_names.begin(), attribute_names.end());
  for (const TableInfo* table : tables()) {
    for (const FieldInfo& field : table->fields) {
      words.insert(field.key);
      words.insert(field.words.begin(), field.words.end());
    }
  }
  ASSERT_GT(words.size(), 100U);
  const std::string dictionary = test::text_of(CORRIDOR_SOURCE_DIR "/tests/fuzz/corridor.dict");
  std::string missing;
  for (const std::string& word : words) {
    const std::string line = "\n\"" + word + "\"\n";
    missing += dictionary.find(line) == std::string::npos ? line.substr(1) : "";
  }
  EXPECT_EQ(missing, "") << "tests/fuzz/corridor.dict should have these lines";
}

}  // namespace
}  // namespace corridor::scenario::fuzz_dictionary_test
