#include "toml_document.hpp"

#include <string>

#include <gtest/gtest.h>

namespace corridor::scenario::toml_document_test {
namespace {

/// Code and place of the only error: `E0107 2:3`.
std::string error_in(const std::string& text) {
  const SourceText source("a.toml", text);
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_toml(source, diagnostics).has_value()) << text;
  EXPECT_EQ(diagnostics.size(), 1U) << text;
  const Diagnostic& d = diagnostics.list().front();
  return d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column);
}

Value parsed(const SourceText& source) {
  Diagnostics diagnostics;
  auto value = parse_toml(source, diagnostics);
  EXPECT_TRUE(value.has_value()) << (diagnostics.size() > 0 ? diagnostics.list().front().message : "");
  return value.value_or(Value{});
}

std::string place_text(const Mark& mark) {
  const Place place = mark.place();
  return std::to_string(place.line) + ":" + std::to_string(place.column) + "+" + std::to_string(place.length);
}

TEST(TomlDocument, KeysAndValuesKnowTheirPlaces) {
  const SourceText source("a.toml", "# one\na = 1\n  'b c'  =  \"x\"\n[t.u]\nd.e = [1, 2]\n[[l]]\nk = {m = 2.5}\n");
  const Value root = parsed(source);
  const Entries& top = *root.get<Entries>();
  ASSERT_EQ(top.size(), 4U);
  EXPECT_EQ(place_text(top[0].key_mark), "2:1+1");
  EXPECT_EQ(place_text(top[1].key_mark), "3:3+5");
  EXPECT_EQ(place_text(top[1].value.mark), "3:13+3");
  EXPECT_EQ(place_text(top[2].key_mark), "4:2+1");
  const Entries& u = *root.find("t")->find("u")->get<Entries>();
  EXPECT_EQ(place_text(u[0].key_mark), "5:1+1");
  EXPECT_EQ(place_text(u[0].value.get<Entries>()->front().key_mark), "5:3+1");
  EXPECT_EQ(place_text(u[0].value.find("e")->get<List>()->at(1).mark), "5:11+1");
  EXPECT_EQ(place_text(top[3].value.get<List>()->front().mark), "6:1+5");
  EXPECT_EQ(place_text(top[3].value.get<List>()->front().find("k")->get<Entries>()->front().key_mark), "7:6+1");
}

TEST(TomlDocument, TablesKeepTheOrderOfTheFile) {
  const SourceText source("a.toml", "z = 1\nm = 2\na = 3\n[y]\n[b]\n");
  const Value root = parsed(source);
  std::string order;
  for (const Entry& e : *root.get<Entries>()) {
    order += e.key;
  }
  EXPECT_EQ(order, "zmayb");
}

TEST(TomlDocument, ByteOrderMarkAndWindowsLineEndsAreTaken) {
  const SourceText source("a.toml",
                          "\xEF\xBB\xBF"
                          "a = 1\r\nb = \"\xD5\x80\"\r\n");
  const Value root = parsed(source);
  EXPECT_EQ(*root.find("b")->get<std::string>(), "\xD5\x80");
  EXPECT_EQ(place_text(root.find("b")->mark), "2:5+4");
  EXPECT_EQ(root.find("b")->mark.place().source_line, "b = \"\xD5\x80\"");
}

TEST(TomlDocument, EmptyTextIsAnEmptyTable) {
  const SourceText source("a.toml", "");
  EXPECT_TRUE(parsed(source).get<Entries>()->empty());
}

TEST(TomlDocument, SyntaxErrorsHaveTheirPlace) {
  EXPECT_EQ(error_in("a = 1\nb = \n"), "E0107 2:5");
  EXPECT_EQ(error_in("a = 1\nb = abc\n"), "E0107 2:5");
  EXPECT_EQ(error_in("a = [1, 2\nb = 3"), "E0107 2:1");
  EXPECT_EQ(error_in("a = \"x\nb = 1"), "E0107 1:5");
  EXPECT_EQ(error_in("a = 1\na = 2\n"), "E0107 2:5");
  EXPECT_EQ(error_in("[a]\nb = 1\n[a]\n"), "E0107 3:1");
  EXPECT_EQ(error_in("a = 1\nb = 2023-13-01T00:00:00Z\n"), "E0330 2:5");
  EXPECT_EQ(error_in("a = 1\nb = 2023-12-01T24:00:00Z\n"), "E0330 2:5");
  EXPECT_EQ(error_in("a = 1\nb = 00:60:00\n"), "E0330 2:5");
  EXPECT_EQ(error_in("[a"), "E0107 1:1");
  EXPECT_EQ(error_in("a b = 1"), "E0107 1:2");
}

TEST(TomlDocument, NumbersThatCannotBeComputedWithAreErrors) {
  EXPECT_EQ(error_in("a = nan"), "E0108 1:5");
  EXPECT_EQ(error_in("a = -inf"), "E0108 1:5");
  EXPECT_EQ(error_in("a = 1e999"), "E0108 1:5");
  EXPECT_EQ(error_in("a = 99999999999999999999"), "E0108 1:5");
}

TEST(TomlDocument, NumbersAreReadFromTheirText) {
  const SourceText source("a.toml", "a = +1_000\nb = 0xfF\nc = 0o17\nd = 0b101\ne = -1_0.5e1\n");
  const Value root = parsed(source);
  EXPECT_EQ(*root.find("a")->get<std::int64_t>(), 1000);
  EXPECT_EQ(*root.find("b")->get<std::int64_t>(), 255);
  EXPECT_EQ(*root.find("c")->get<std::int64_t>(), 15);
  EXPECT_EQ(*root.find("d")->get<std::int64_t>(), 5);
  EXPECT_EQ(*root.find("e")->get<double>(), -105.0);
}

TEST(TomlDocument, DatesKeepTheirOffset) {
  const SourceText source("a.toml",
                          "a = 2023-09-24T00:00:00+04:00\nb = 2023-09-24t01:00:00.5z\nc = 2023-09-24T00:00:00\n");
  const Value root = parsed(source);
  EXPECT_EQ(root.find("a")->get<LocalTime>()->offset_seconds, 4 * 3600);
  EXPECT_EQ(root.find("b")->get<LocalTime>()->microseconds, 500'000);
  EXPECT_EQ(root.find("c")->get<DateWithoutOffset>()->text, "2023-09-24T00:00:00");
}

TEST(TomlDocument, RefusesWhatNoParserShouldSee) {
  EXPECT_EQ(error_in("a = 1\nb = \"\xC3\x28\""), "E0104 2:6");
  EXPECT_EQ(error_in("a = \"\xED\xA0\x80\""), "E0104 1:6");
  EXPECT_EQ(error_in("a = \"\xFF\xFE\""), "E0104 1:6");
  EXPECT_EQ(error_in(std::string("a = 1\0", 6)), "E0105 1:6");
  EXPECT_EQ(error_in("a = 1\rb = 2"), "E0105 1:6");
  EXPECT_EQ(error_in("a = \"\x7F\""), "E0105 1:6");
}

TEST(TomlDocument, RefusesLongLinesButNotLongLists) {
  const std::string key = "a = ";
  const std::string longest = key + "\"" + std::string(longest_toml_line - key.size() - 3, 'x') + "\"\n";
  const SourceText source("a.toml", longest);
  EXPECT_NE(parsed(source).find("a"), nullptr);
  EXPECT_EQ(error_in("b = 1\n#" + longest), "E0111 2:16385");
  EXPECT_EQ(error_in(std::string(std::size_t{8} << 20U, ' ')), "E0111 1:16385");
  std::string list = key + "[\n";
  for (int i = 0; i < 10'000; ++i) {
    list += "1,\n";
  }
  const SourceText lines("a.toml", list + "]\n");
  EXPECT_EQ(parsed(lines).find("a")->get<List>()->size(), 10'000U);
}

TEST(TomlDocument, RefusesDeepNesting) {
  const auto nested = [](std::size_t depth) { return "a = " + std::string(depth, '[') + std::string(depth, ']'); };
  const SourceText deep("a.toml", nested(64));
  EXPECT_NE(parsed(deep).find("a"), nullptr);
  EXPECT_EQ(error_in(nested(65)), "E0106 1:69");
  EXPECT_EQ(error_in(nested(8000)), "E0106 1:69");
}

TEST(TomlDocument, RefusesDeepDottedKeys) {
  std::string key = "a";
  for (int i = 0; i < 70; ++i) {
    key += ".a";
  }
  EXPECT_EQ(error_in(key + " = 1").substr(0, 5), "E0106");
  EXPECT_EQ(error_in("[" + key + "]").substr(0, 5), "E0106");
  EXPECT_EQ(error_in("x = { " + key + " = 1 }").substr(0, 5), "E0106");
  const std::string half = key.substr(0, 81);
  EXPECT_EQ(error_in("[[" + half + "]]\n" + half + " = 1").substr(0, 8), "E0106 2:");
}

TEST(TomlDocument, BracketsInTextsAndCommentsAreNotNested) {
  const std::string brackets(100, '[');
  const SourceText source("a.toml", "a = \"" + brackets + "\" # " + brackets + "\nb = '''\n" + brackets +
                                        "'\\'''\nc = \"\"\"\\\"" + brackets + "\"\"\"\"\nd = '" + brackets + "'\n");
  EXPECT_EQ(parsed(source).get<Entries>()->size(), 4U);
}

}  // namespace
}  // namespace corridor::scenario::toml_document_test
