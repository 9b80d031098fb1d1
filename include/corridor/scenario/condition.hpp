// A small language for `when`: comparisons of listed attributes joined by and / or / not. Knows no process: whoever
// evaluates it gives the attributes' values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corridor::scenario {

/// What a condition may ask of a unit, its place and the time. All are numbers; a bare attribute means "is not 0".
enum class Attribute : std::uint8_t {
  size,  ///< persons
  children,
  over_60,
  women,
  men_18_60,
  medical,
  has_vehicle,          ///< 1 if the party came in a vehicle of its own
  needs_accommodation,  ///< 1 if the destination is `needs_accommodation`
  hour,                 ///< local hour of day, 0 <= hour < 24, with fraction
  waiting,              ///< units waiting at this stage
  is_bus,               ///< 1 if the unit is a bus of a fleet
  seats,                ///< of the vehicle, if the unit is one, else 0
};
inline constexpr std::array<std::string_view, 12> attribute_names = {
    "size", "children", "over_60", "women", "men_18_60", "medical", "has_vehicle", "needs_accommodation",
    "hour", "waiting",  "is_bus",  "seats"};

using AttributeValues = std::array<double, attribute_names.size()>;

/// A parsed condition. Grammar, loosest first: `or`, `and`, `not`, comparison (`<` `<=` `>` `>=` `==` `!=`) of an
/// attribute or number with another, parentheses. A number is digits with a point. Nesting is limited to 64.
class Condition {
 public:
  Condition() = default;  ///< always true

  struct Error {
    std::size_t offset = 0;  ///< byte in the text
    std::size_t length = 0;  ///< bytes; 0 at the text's end
    std::string message;
    std::string expected;
    std::string nearest;
  };
  /// The condition, or what is wrong with the text in `error`.
  static std::optional<Condition> parse(std::string_view text, Error& error);

  [[nodiscard]] bool is_always() const { return program_.empty(); }
  [[nodiscard]] bool holds(const AttributeValues& values) const;

 private:
  enum class Op : std::uint8_t {
    number,
    attribute,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    logical_and,
    logical_or,
    logical_not
  };
  struct Step {
    Op op = Op::number;
    Attribute attribute = Attribute::size;
    double number = 0;
  };
  friend class ConditionParser;
  static bool combine(Op op, double a, double b);
  std::vector<Step> program_;  ///< in reverse Polish order
};

}  // namespace corridor::scenario
