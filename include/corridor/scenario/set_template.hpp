// A line as `--set` takes it, with a place for a number that is not known yet. Sets nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"

namespace corridor::scenario {

/// `site.goris.registration.servers={}` with what stands for x in braces:
///
///     {}                                      x
///     {14400/x}   {4.6*x}   {x-1}   {14400/x - 4.75}    a factor or a numerator, then something added
///     {x h after 2023-09-26T00:00:00+04:00}   the date x hours later
class SetTemplate {
 public:
  /// Nothing if it has no braces, or something else in them.
  [[nodiscard]] static std::optional<SetTemplate> parse(std::string_view text);
  /// The line for this x. Numbers with the fewest digits that read back as the same; dates to the second.
  [[nodiscard]] std::string with(double x) const;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  struct Slot {
    std::string before;  ///< the text up to it
    double factor = 1;
    bool is_divided_by_x = false;  ///< factor / x in place of factor x
    double plus = 0;
    std::optional<LocalTime> after = {};
  };
  [[nodiscard]] static std::optional<Slot> slot_of(std::string_view inside);

  std::string text_;
  std::vector<Slot> slots_;
  std::string end_;
};

}  // namespace corridor::scenario
