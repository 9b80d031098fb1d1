// Numbers as people read them, and words as a shell does. Decides nothing about what is shown.
#pragma once

#include <string>
#include <string_view>

namespace corridor::report {

/// `1,234,567.8`, with so many decimals; empty for NaN.
[[nodiscard]] std::string with_separators(double value, int decimals = 0);
/// In single quotes if a shell would not take it as one word.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace corridor::report
