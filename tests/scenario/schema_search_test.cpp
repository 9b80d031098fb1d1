#include "corridor/scenario/schema_search.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "specs.hpp"

namespace corridor::scenario::schema_search_test {
namespace {

using Words = std::vector<std::string>;

/// The path of the only key that a word means, and `in <table>`.
std::string key_of(std::string_view word) {
  const SchemaMatch match = find_in_schema(word);
  if (match.keys.size() != 1 || !match.tables.empty()) {
    return "not one key";
  }
  const KeyMatch& key = match.keys.front();
  return key.path + " in " + key.table->name;
}

TEST(SchemaSearch, FindsAKeyByItsPathWithAnyIds) {
  EXPECT_EQ(key_of("site.hakari.documents.servers"), "site.<site>.<stage>.servers in [[site.stage]]");
  EXPECT_EQ(key_of("site.stage.servers"), "site.<site>.<stage>.servers in [[site.stage]]");
  EXPECT_EQ(key_of("site.hakari.stage.documents.servers"), "site.<site>.<stage>.servers in [[site.stage]]");
  EXPECT_EQ(key_of("site.a.b.service.mean"), "site.<site>.<stage>.service.mean in service = { ... }");
  EXPECT_EQ(key_of("site.a.b.next.1.share"), "site.<site>.<stage>.next.<n>.share in next = [{ ... }, ...]");
  EXPECT_EQ(key_of("service.mean"), "site.<site>.<stage>.service.mean in service = { ... }");
  EXPECT_EQ(key_of("people.female"), "people.female in [people]");
  EXPECT_EQ(key_of("vehicle_class.car.seats"), "vehicle_class.<vehicle_class>.seats in [vehicle_class.<id>]");
  EXPECT_EQ(key_of("link.bypass.lanes"), "link.<link>.lanes in link.csv");
  EXPECT_EQ(key_of("origin.a.destination.relatives"), "origin.<origin>.destination.<label> in [[origin]]");
}

TEST(SchemaSearch, FindsABareKeyInEveryTableThatHasIt) {
  const SchemaMatch match = find_in_schema("night");
  std::vector<std::string> tables;
  for (const KeyMatch& key : match.keys) {
    tables.push_back(key.table->name);
  }
  EXPECT_EQ(tables, (Words{"[calendar]", "departure = { ... }", "service = { ... }"}));
  EXPECT_TRUE(match.tables.empty());
}

TEST(SchemaSearch, FindsATableByItsName) {
  for (const char* name : {"[[site.stage]]", "site.stage", "site.hakari.documents"}) {
    const SchemaMatch match = find_in_schema(name);
    ASSERT_EQ(match.tables.size(), 1U) << name;
    EXPECT_EQ(match.tables.front(), &stage_table().info()) << name;
  }
  EXPECT_EQ(find_in_schema("link.csv").tables, std::vector<const TableInfo*>{&link_table().info()});
  EXPECT_EQ(find_in_schema("site.hakari").tables, std::vector<const TableInfo*>{&site_table().info()});
  EXPECT_EQ(find_in_schema("people").tables, std::vector<const TableInfo*>{&people_table().info()});
}

TEST(SchemaSearch, FindsEveryKeyOfEveryTableByItsName) {
  for (const TableInfo* table : tables()) {
    for (const FieldInfo& field : table->fields) {
      const SchemaMatch match = find_in_schema(field.key);
      EXPECT_TRUE(std::ranges::any_of(match.keys, [&](const KeyMatch& k) { return k.field == &field; })) << field.key;
    }
  }
}

TEST(SchemaSearch, SaysHowAKeyIsChanged) {
  const auto how = [](const char* word) { return find_in_schema(word).keys.front().changeable; };
  EXPECT_EQ(how("site.a.b.servers"), Changeable::in_a_run);
  EXPECT_EQ(how("link.a.lanes"), Changeable::in_a_run);
  EXPECT_EQ(how("origin.a.departure.base"), Changeable::in_a_run);
  EXPECT_EQ(how("site.a.b.unit"), Changeable::by_set);
  EXPECT_EQ(how("people.female"), Changeable::by_set);
  EXPECT_EQ(how("site.a.b.id"), Changeable::never);
  EXPECT_EQ(how("x_coord"), Changeable::never);
}

TEST(SchemaSearch, FindsNothingForAnUnknownWordButItsNeighbours) {
  for (const char* word : {"", "server", "site.hakari.documents.server", "people.female.x", "..", "E9999"}) {
    EXPECT_TRUE(find_in_schema(word).keys.empty() && find_in_schema(word).tables.empty()) << word;
  }
  EXPECT_EQ(words_near("site.hakari.documents.server", {}).front(), "site.hakari.documents.servers");
  EXPECT_EQ(words_near("crossed_person", {"crossed_persons"}), Words{"crossed_persons"});
  EXPECT_EQ(words_near("E0313x", {}).front(), "E0313");
  EXPECT_EQ(words_near("something_else_entirely", {}), Words{});
}

}  // namespace
}  // namespace corridor::scenario::schema_search_test
