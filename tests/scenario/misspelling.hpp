// The words of a scenario's files that can be misspelt, found without the reader, and four ways to misspell them by one
// letter.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/hash.hpp"

namespace corridor::scenario::testing {

struct Word {
  std::string text;
  std::size_t offset = 0;  ///< byte in the file
  int line = 1;
  bool is_value = false;       ///< what a key refers to: to = "search"
  bool is_definition = false;  ///< an id: [vehicle_class.car]
};

enum class Slip : std::uint8_t { substitution, deletion, insertion, transposition };

inline std::string name_of(Slip slip) {
  constexpr std::array names = {"Substitution", "Deletion", "Insertion", "Transposition"};
  return names.at(static_cast<std::size_t>(slip));
}

/// Where and with which letter follows from the word alone. A swap of equal letters leaves it as it is.
inline std::string misspelt(std::string word, Slip slip) {
  const std::size_t hash = id32(word);
  const std::size_t at = hash % word.size();
  const char letter = static_cast<char>('a' + hash / 64 % 26);
  switch (slip) {
    case Slip::substitution:
      word[at] = word[at] == letter ? (letter == 'z' ? 'a' : static_cast<char>(letter + 1)) : letter;
      break;
    case Slip::deletion:
      word.erase(at, 1);
      break;
    case Slip::insertion:
      word.insert(at, 1, letter);
      break;
    case Slip::transposition:
      for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        const std::size_t first = (at + i) % (word.size() - 1);
        if (word[first] != word[first + 1]) {
          std::swap(word[first], word[first + 1]);
          break;
        }
      }
      break;
  }
  return word;
}

/// Finds the words of a TOML text whose values are simple: keys, parts of headers, and what some keys refer to.
class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text) {}

  std::vector<Word> scan() {
    bool is_line_begin = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        ++at_;
        is_line_begin = true;
      } else if (c == ' ') {
        ++at_;
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '[' && is_line_begin) {
        header();
      } else if (c == '"') {
        quoted();
      } else if (is_word(c)) {
        bare();
        is_line_begin = false;
      } else {
        ++at_;
        is_line_begin = false;
      }
    }
    return std::move(words_);
  }

 private:
  static bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  std::string_view word_here() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  /// All parts; the second of [vehicle_class.car] is an id.
  void header() {
    table_.clear();
    while (text_[at_] != '\n' && text_[at_] != '#') {
      if (!is_word(text_[at_])) {
        ++at_;
        continue;
      }
      const std::size_t begin = at_;
      const std::string part(word_here());
      words_.push_back({part, begin, line_, false, table_ == "vehicle_class"});
      table_ = part;
    }
  }

  /// A word before `=` is a key, any other a number or a part of a date.
  void bare() {
    const std::size_t begin = at_;
    const std::string word(word_here());
    const std::size_t next = text_.find_first_not_of(' ', at_);
    if (next != std::string_view::npos && text_[next] == '=') {
      key_ = word;
      if (!is_region(word)) {
        words_.push_back({word, begin, line_});
      }
    }
  }

  /// Regions are declared nowhere: every name is one, but for that which conditions know.
  bool is_region(const std::string& word) {
    if (word == "destination" || word == "to_region" || word == "vehicles") {
      shares_ = word;
      shares_line_ = line_;
    }
    return shares_line_ == line_ && shares_ != "vehicles" && word != shares_ && word != "needs_accommodation" &&
           word != "source" && word != "kind";
  }

  void quoted() {
    const std::size_t begin = ++at_;
    at_ = text_.find('"', begin);
    const std::string value(text_.substr(begin, at_ - begin));
    ++at_;
    static const std::set<std::string> references = {"to",   "node", "on_link", "when_full", "unit",
                                                     "dist", "kind", "model",   "evidence"};
    const bool is_plain = std::all_of(value.begin(), value.end(), is_word);
    if (references.contains(key_) && is_plain) {
      words_.push_back({value, begin, line_, true});
    }
    key_.clear();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::string table_;  ///< the part of the header before
  std::string key_;    ///< the last key
  std::string shares_;
  int shares_line_ = 0;
  std::vector<Word> words_;
};

inline std::vector<Word> words_of_toml(std::string_view text) {
  return WordScanner(text).scan();
}

/// The columns of a CSV file without quotes.
inline std::vector<Word> words_of_header(std::string_view text) {
  std::vector<Word> words;
  const std::string_view line = text.substr(0, text.find('\n'));
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    words.push_back({std::string(line.substr(begin, end - begin)), begin, 1});
    begin = end + 1;
  }
  return words;
}

}  // namespace corridor::scenario::testing
