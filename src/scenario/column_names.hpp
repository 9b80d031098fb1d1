// What the columns of somebody else's table are, by their names in English, French, Russian and Armenian or by HXL
// tags, and which hold data of persons. Reads no cell as a number or date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corridor::scenario {

enum class ColumnKind : std::uint8_t { other, date, hour, persons, personal };

struct ColumnMeaning {
  ColumnKind kind = ColumnKind::other;
  bool is_exact = false;  ///< the name is that and nothing else
  bool is_total = false;  ///< of persons: everybody so far
};

/// Lower case without accents, signs and repeated blanks: `Date/Time (local)` is `date time local`. Keeps letters of
/// other scripts; case is folded in Latin, Cyrillic and Armenian.
[[nodiscard]] std::string folded(std::string_view text);

[[nodiscard]] ColumnMeaning meaning_of_name(std::string_view name);
/// Of an HXL tag such as `#affected+arrivals`. Source: Humanitarian Exchange Language 1.1, core hashtags.
[[nodiscard]] ColumnMeaning meaning_of_tag(std::string_view tag);

/// What a cell looks like if it looks like data of a person: `a phone number`.
[[nodiscard]] std::optional<std::string_view> personal_content(std::string_view cell);

/// The names by which a column of this kind is recognised, for messages.
[[nodiscard]] std::string_view examples_of(ColumnKind kind);

}  // namespace corridor::scenario
