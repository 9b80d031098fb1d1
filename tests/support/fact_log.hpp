// Every fact of a run, kept in order, and a fact as text to compare runs by. For small runs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "corridor/record/observer.hpp"

namespace corridor::test {

class FactLog final : public record::Observer {
 public:
  void on(const record::Fact& fact) override { facts_.push_back(fact); }

  [[nodiscard]] const std::vector<record::Fact>& all() const { return facts_; }
  /// The facts of one type, in order.
  template <class T>
  [[nodiscard]] std::vector<T> of() const {
    std::vector<T> result;
    for (const record::Fact& fact : facts_) {
      if (const auto* f = std::get_if<T>(&fact)) {
        result.push_back(*f);
      }
    }
    return result;
  }
  /// Facts with a number, of one type, in the order of these: the order in which parties and vehicles were drawn.
  template <class T>
  [[nodiscard]] std::vector<T> by_number() const {
    std::vector<T> result = of<T>();
    std::ranges::stable_sort(result, {}, &T::number);
    return result;
  }

 private:
  std::vector<record::Fact> facts_;
};

/// Type, time and everything in the fact that says who and where.
inline std::string text(const record::Fact& fact) {
  return std::visit(
      [&](const auto& f) {
        std::string line = fmt::format("{} {}", fact.index(), f.at.time_since_epoch().count());
        const auto add = [&](std::size_t number) { line += fmt::format(" {}", number); };
        if constexpr (requires { f.party; }) add(f.party.index());
        if constexpr (requires { f.vehicle; }) add(f.vehicle.index());
        if constexpr (requires { f.origin; }) add(f.origin.index());
        if constexpr (requires { f.link; }) add(f.link.index());
        if constexpr (requires { f.stage; }) add(f.stage.index());
        if constexpr (requires { f.to.index(); }) add(f.to.index());
        if constexpr (requires { f.region; }) add(f.region.index());
        if constexpr (requires { f.persons; }) add(static_cast<std::size_t>(f.persons));
        if constexpr (requires { f.who; }) add(f.who.persons * 1000U + f.who.women);
        if constexpr (requires { f.unit; }) line += fmt::format(" {}:{}", static_cast<int>(f.unit.kind), f.unit.index);
        return line;
      },
      fact);
}

inline std::vector<std::string> texts(const FactLog& log) {
  std::vector<std::string> lines;
  for (const record::Fact& fact : log.all()) {
    lines.push_back(text(fact));
  }
  return lines;
}

}  // namespace corridor::test
