#include "corridor/scenario/condition.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

namespace {

/// The parser and whoever evaluates use a stack as deep as the nesting.
constexpr std::size_t deepest = 64;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_number(char c) {
  return (c >= '0' && c <= '9') || c == '.';
}

struct Token {
  std::string_view text;  ///< empty at the end
  std::size_t offset = 0;
};

/// The token at or after `from`: a word, a number, an operator of one or two characters, or any other character.
Token token_at(std::string_view text, std::size_t from) {
  const std::size_t at = std::min(text.find_first_not_of(" \t\n\r", from), text.size());
  std::size_t end = at;
  while (end < text.size() && (is_word(text[end]) || is_number(text[end]))) {
    ++end;
  }
  if (end == at && end < text.size()) {
    const bool is_double = end + 1 < text.size() && text[end + 1] == '=' &&
                           std::string_view("<>=!").find(text[end]) != std::string_view::npos;
    end += is_double ? 2 : 1;
  }
  return {text.substr(at, end - at), at};
}

}  // namespace

/// Recursive descent, one function per level of the grammar; each appends to the program in reverse Polish order.
class ConditionParser {
 public:
  ConditionParser(std::string_view text, Condition::Error& error) : text_(text), error_(error) { advance(0); }

  std::optional<Condition> parse() {
    if (!disjunction()) {
      return std::nullopt;
    }
    if (!token_.text.empty()) {
      fail(fmt::format("\"{}\" is not expected here", token_.text), "a comparison, `and`, `or`, or the end");
      return std::nullopt;
    }
    return std::move(result_);
  }

 private:
  using Op = Condition::Op;

  bool disjunction() {
    if (!conjunction()) {
      return false;
    }
    while (accept("or")) {
      if (!conjunction()) {
        return false;
      }
      emit({.op = Op::logical_or});
    }
    return true;
  }

  bool conjunction() {
    if (!negation()) {
      return false;
    }
    while (accept("and")) {
      if (!negation()) {
        return false;
      }
      emit({.op = Op::logical_and});
    }
    return true;
  }

  bool negation() {
    if (!accept("not")) {
      return comparison();
    }
    if (!enter() || !negation()) {
      return false;
    }
    --depth_;
    emit({.op = Op::logical_not});
    return true;
  }

  bool comparison() {
    if (accept("(")) {
      if (!enter() || !disjunction()) {
        return false;
      }
      --depth_;
      return accept(")") || fail("a parenthesis is not closed", "`)`");
    }
    if (!operand()) {
      return false;
    }
    constexpr std::array<std::pair<std::string_view, Op>, 6> comparisons = {{{"<", Op::less},
                                                                             {"<=", Op::less_equal},
                                                                             {">", Op::greater},
                                                                             {">=", Op::greater_equal},
                                                                             {"==", Op::equal},
                                                                             {"!=", Op::not_equal}}};
    for (const auto& [sign, op] : comparisons) {
      if (accept(sign)) {
        if (!operand()) {
          return false;
        }
        emit({.op = op});
        return true;
      }
    }
    return token_.text != "=" || fail("`=` compares nothing", "`==`");
  }

  bool operand() {
    const std::string_view word = token_.text;
    if (!word.empty() && is_number(word.front())) {
      double number = 0;
      const auto [end, error] =
          std::from_chars(word.data(), word.data() + word.size(), number, std::chars_format::fixed);
      if (error != std::errc() || end != word.data() + word.size()) {
        return fail(fmt::format("\"{}\" is not a number", word), "a number such as 18 or 0.5");
      }
      emit({.op = Op::number, .number = number});
      return advance(token_.offset + word.size());
    }
    const auto name = std::find(attribute_names.begin(), attribute_names.end(), word);
    if (name == attribute_names.end()) {
      const std::vector<std::string> names(attribute_names.begin(), attribute_names.end());
      return fail(word.empty() ? "the condition ends too early" : fmt::format("unknown attribute `{}`", word),
                  fmt::format("one of {}, or a number", fmt::join(attribute_names, ", ")), nearest_name(word, names));
    }
    emit({.op = Op::attribute, .attribute = static_cast<Attribute>(name - attribute_names.begin())});
    return advance(token_.offset + word.size());
  }

  bool enter() { return ++depth_ <= deepest || fail("this is nested too deep", "at most 64 levels"); }

  bool accept(std::string_view wanted) { return token_.text == wanted && advance(token_.offset + wanted.size()); }

  bool advance(std::size_t from) {
    token_ = token_at(text_, from);
    return true;
  }

  void emit(Condition::Step step) { result_.program_.push_back(step); }

  bool fail(std::string message, std::string expected, std::string nearest = "") {
    error_ = {token_.offset, token_.text.size(), std::move(message), std::move(expected), std::move(nearest)};
    return false;
  }

  std::string_view text_;
  Condition::Error& error_;
  Token token_;
  Condition result_;
  std::size_t depth_ = 0;
};

std::optional<Condition> Condition::parse(std::string_view text, Error& error) {
  return ConditionParser(text, error).parse();
}

bool Condition::combine(Op op, double a, double b) {
  switch (op) {
    case Op::less:
      return a < b;
    case Op::less_equal:
      return a <= b;
    case Op::greater:
      return a > b;
    case Op::greater_equal:
      return a >= b;
    case Op::equal:
      return a == b;
    case Op::not_equal:
      return a != b;
    case Op::logical_and:
      return a != 0 && b != 0;
    case Op::logical_or:
      return a != 0 || b != 0;
    case Op::number:
    case Op::attribute:
    case Op::logical_not:
      break;
  }
  return false;
}

bool Condition::holds(const AttributeValues& values) const {
  if (program_.empty()) {
    return true;
  }
  // Each level of nesting holds at most three operands: one of `or`, one of `and`, one of a comparison.
  std::array<double, 3 * (deepest + 2)> stack{};
  std::size_t top = 0;
  for (const Step& step : program_) {
    if (step.op == Op::number || step.op == Op::attribute) {
      expects(top < stack.size(), "the stack of a condition is as deep as its nesting");
      stack[top++] = step.op == Op::number ? step.number : values[static_cast<std::size_t>(step.attribute)];
      continue;
    }
    if (step.op == Op::logical_not) {
      stack[top - 1] = stack[top - 1] == 0 ? 1 : 0;
      continue;
    }
    const double b = stack[--top];
    double& a = stack[top - 1];
    a = combine(step.op, a, b) ? 1 : 0;
  }
  return stack[0] != 0;
}

}  // namespace corridor::scenario
