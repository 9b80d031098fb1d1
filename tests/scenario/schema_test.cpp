#include "corridor/scenario/schema.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "corridor/scenario/error_catalogue.hpp"

#include "specs.hpp"

namespace corridor::scenario::schema_test {
namespace {

std::string documentation() {
  std::ifstream file(CORRIDOR_SOURCE_DIR "/docs/scenario-format.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Schema, TheDocumentationHasEveryTableAsTheReaderDeclaresIt) {
  const std::string page = documentation();
  for (const TableInfo* table : tables()) {
    const std::string block = "<!-- fields: " + table->name + " -->\n" + markdown(*table) + "<!-- end -->";
    EXPECT_NE(page.find(block), std::string::npos) << "run tools/update_docs; docs/scenario-format.md should have:\n"
                                                   << block;
  }
}

TEST(Schema, TheDocumentationHasEveryError) {
  const std::string block = "<!-- errors -->\n" + error_markdown() + "<!-- end -->";
  EXPECT_NE(documentation().find(block), std::string::npos)
      << "run tools/update_docs; docs/scenario-format.md should have:\n"
      << block;
}

TEST(Schema, EveryFieldHasAMeaningAndAType) {
  for (const TableInfo* table : tables()) {
    std::set<std::string> keys;
    for (const FieldInfo& field : table->fields) {
      EXPECT_FALSE(field.meaning.empty() || field.type.empty()) << table->name << " " << field.key;
      EXPECT_TRUE(keys.insert(field.key).second) << field.key << " twice in " << table->name;
    }
  }
}

TEST(Schema, EveryNestedTableIsListed) {
  const auto all = tables();
  for (const TableInfo* table : all) {
    for (const FieldInfo& field : table->fields) {
      EXPECT_EQ(field.nested == nullptr, field.shape == Shape::value) << field.key;
      EXPECT_TRUE(field.nested == nullptr || std::find(all.begin(), all.end(), field.nested) != all.end()) << field.key;
    }
  }
}

TEST(Schema, EveryDefaultCanBeRead) {
  const SourceText source("a.toml", "");
  Diagnostics diagnostics;
  const Reading reading{.diagnostics = diagnostics};
  const Value empty{.data = Entries{}, .mark = source.mark(0, 0)};
  static_cast<void>(traffic_table().read(reading, empty));
  static_cast<void>(calendar_table().read(reading, empty));
  static_cast<void>(people_table().read(reading, empty));
  EXPECT_EQ(diagnostics.size(), 0U);
  static_cast<void>(scenario_table().read(reading, empty));
  static_cast<void>(origin_table().read(reading, empty));
  static_cast<void>(departure_table().read(reading, empty));
  static_cast<void>(stage_table().read(reading, empty));
  static_cast<void>(service_time_table().read(reading, empty));
  static_cast<void>(balk_table().read(reading, empty));
  static_cast<void>(renege_table().read(reading, empty));
  static_cast<void>(wander_table().read(reading, empty));
  static_cast<void>(vehicle_class_table().read(reading, empty));
  static_cast<void>(observe_table().read(reading, empty));
  static_cast<void>(network_config_table().read(reading, empty));
  static_cast<void>(link_table().read(reading, empty));
  static_cast<void>(observed_table().read(reading, empty));
  for (const Diagnostic& d : diagnostics.list()) {
    EXPECT_EQ(d.code, info(ErrorCode::missing_key).name) << d.message;
  }
}

}  // namespace
}  // namespace corridor::scenario::schema_test
