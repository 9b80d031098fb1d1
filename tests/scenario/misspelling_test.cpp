// The reference case with each of its keys, columns and references misspelt by one letter in four ways: refused where
// it stands, and with the right suggestion.
#include "misspelling.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/scenario/reader.hpp"
#include "corridor/scenario/schema.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::scenario::misspelling_test {
namespace {

namespace fs = std::filesystem;
using testing::misspelt;
using testing::Slip;
using testing::Word;
using testing::words_of_header;
using testing::words_of_toml;

/// A slip is tried on one word in so many, each of the four on words of its own: with 4, every word is misspelt in one
/// way. In every way with CORRIDOR_EVERY_SLIP in the environment (tools/full), which takes minutes.
std::size_t one_word_in() {
#ifdef CORRIDOR_ONE_WORD_IN
  constexpr std::size_t usually = CORRIDOR_ONE_WORD_IN;
#else
  constexpr std::size_t usually = 4;
#endif
  return std::getenv("CORRIDOR_EVERY_SLIP") == nullptr ? usually : 1;
}

const fs::path reference = CORRIDOR_SOURCE_DIR "/scenarios/lachin-2023";

/// What became of all misspellings of a text.
struct Outcome {
  int misspelt = 0;
  int suggested = 0;
  int no_longer_toml = 0;     ///< refused as a whole, where that is noticed
  std::string not_refused;    ///< or elsewhere: one line each
  std::string not_suggested;  ///< one line each

  [[nodiscard]] double share_suggested() const { return static_cast<double>(suggested) / misspelt; }
};

/// A copy of the reference case, whose files are misspelt one after the other.
class Copy {
 public:
  Copy() { fs::copy(reference, folder_.path(), fs::copy_options::recursive); }

  /// Counts what happens to `word` of `file`, misspelt in one way.
  void misspell(const std::string& file, const Word& word, Slip slip, Outcome& outcome) {
    const std::string text = test::text_of(reference / file);
    const std::string wrong = misspelt(word.text, slip);
    if (wrong == word.text || is_known(wrong, word)) {
      return;  // another word of the format: nothing is misspelt
    }
    ++outcome.misspelt;
    test::put(folder_.path() / file, std::string(text).replace(word.offset, word.text.size(), wrong));
    judge(errors(), file, word, wrong, outcome);
    test::put(folder_.path() / file, text);
  }

 private:
  [[nodiscard]] std::vector<Diagnostic> errors() const {
    try {
      static_cast<void>(read(folder_.path()));
      return {};
    } catch (const ScenarioError& error) {
      return error.diagnostics();
    }
  }

  /// True for the keys and words that may stand there instead.
  [[nodiscard]] static bool is_known(const std::string& wrong, const Word& word) {
    return std::any_of(tables().begin(), tables().end(), [&](const TableInfo* table) {
      const bool has_both = table->find(word.text) != nullptr && table->find(wrong) != nullptr;
      return has_both && !word.is_value;
    });
  }

  static void judge(const std::vector<Diagnostic>& errors, const std::string& file, const Word& word,
                    const std::string& wrong, Outcome& outcome) {
    const auto is_there = [&](const Diagnostic& d) {
      return d.place.file.ends_with("/" + file) && d.place.line == word.line;
    };
    const std::string what = file + ":" + std::to_string(word.line) + " " + word.text + " -> " + wrong + "\n";
    // An id that is misspelt where it is defined is found where it is used.
    const auto is_of_use = [&](const Diagnostic& d) { return word.is_definition && d.nearest == wrong; };
    if (std::none_of(errors.begin(), errors.end(), is_there) && std::none_of(errors.begin(), errors.end(), is_of_use)) {
      const bool is_syntax = errors.size() == 1 && errors.front().code == "E0107";
      outcome.no_longer_toml += is_syntax ? 1 : 0;
      outcome.not_refused += is_syntax ? "" : what;
    }
    const auto suggests = [&](const Diagnostic& d) { return (is_there(d) && d.nearest == word.text) || is_of_use(d); };
    if (std::any_of(errors.begin(), errors.end(), suggests)) {
      ++outcome.suggested;
    } else {
      outcome.not_suggested += what;
    }
  }

  test::TemporaryFolder folder_;
};

Outcome outcome_of(const std::string& file, const std::vector<Word>& words, Slip slip, std::size_t step) {
  Copy copy;
  Outcome outcome;
  for (std::size_t i = static_cast<std::size_t>(slip) * step / 4; i < words.size(); i += step) {
    copy.misspell(file, words[i], slip, outcome);
  }
  return outcome;
}

void expect_found(const Outcome& outcome, int at_least) {
  EXPECT_GE(outcome.misspelt, at_least);
  EXPECT_EQ(outcome.not_refused, "");
  // Without the first [[site]] the [[site.stage]] below it make another `site`, which the next [[site]] contradicts.
  EXPECT_LE(outcome.no_longer_toml, 1);
  EXPECT_GE(outcome.share_suggested(), 0.95)
      << outcome.suggested << " of " << outcome.misspelt << " have the right suggestion; the others:\n"
      << outcome.not_suggested;
}

class Misspelling : public ::testing::TestWithParam<Slip> {};

TEST_P(Misspelling, OfAnyKeyOrReferenceIsRefusedWhereItStandsWithTheRightSuggestion) {
  const std::vector<Word> words = words_of_toml(test::text_of(reference / "scenario.toml"));
  const Outcome outcome = outcome_of("scenario.toml", words, GetParam(), one_word_in());
  RecordProperty("misspelt", outcome.misspelt);
  RecordProperty("suggested", outcome.suggested);
  expect_found(outcome, 500 / static_cast<int>(one_word_in()));
}

TEST_P(Misspelling, OfAnyColumnThatIsReadIsRefusedWhereItStandsWithTheRightSuggestion) {
  const std::map<std::string, std::set<std::string>> others = {
      {"network/link.csv", {}},
      {"network/node.csv", {}},
      {"network/config.csv", {}},
      // The columns of time and value are named in scenario.toml, which is where the error stands.
      {"observed/arrivals_cumulative.csv", {"source_url", "note", "time_local", "persons_cumulative"}}};
  const std::size_t step = std::max<std::size_t>(one_word_in() / 16, 1);  // they are few
  Outcome all;
  for (const auto& [file, not_read] : others) {
    std::vector<Word> words = words_of_header(test::text_of(reference / file));
    std::erase_if(words, [&, &skipped = not_read](const Word& w) { return skipped.contains(w.text); });
    const Outcome one = outcome_of(file, words, GetParam(), step);
    all.misspelt += one.misspelt;
    all.suggested += one.suggested;
    all.not_refused += one.not_refused;
    all.not_suggested += one.not_suggested;
  }
  expect_found(all, 25 / static_cast<int>(step));
}

INSTANTIATE_TEST_SUITE_P(Slips, Misspelling,
                         ::testing::Values(Slip::substitution, Slip::deletion, Slip::insertion, Slip::transposition),
                         [](const auto& slip) { return testing::name_of(slip.param); });

TEST(Misspellings, AreOneEditAwayAndAlwaysTheSame) {
  EXPECT_EQ(misspelt("to", Slip::deletion).size(), 1U);
  EXPECT_EQ(misspelt("servers", Slip::insertion).size(), 8U);
  EXPECT_EQ(misspelt("servers", Slip::substitution).size(), 7U);
  std::string swapped = misspelt("servers", Slip::transposition);
  EXPECT_NE(swapped, "servers");
  EXPECT_TRUE(std::is_permutation(swapped.begin(), swapped.end(), std::string("servers").begin()));
  EXPECT_EQ(misspelt("aa", Slip::transposition), "aa");
}

TEST(Misspellings, AreOfEveryKeyHeaderAndReference) {
  const std::string text = "a = 1 # b = 2\n[c.d]\n[[e]]\nf = { g = \"h = 1\", to = \"i\" }\n";
  std::string found;
  for (const Word& word : words_of_toml(text)) {
    found += word.text + "@" + std::to_string(word.line) + " ";
    EXPECT_EQ(text.substr(word.offset, word.text.size()), word.text);
  }
  EXPECT_EQ(found, "a@1 c@2 d@2 e@3 f@4 g@4 to@4 i@4 ");
}

}  // namespace
}  // namespace corridor::scenario::misspelling_test
