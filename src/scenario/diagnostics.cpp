#include "diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace corridor::scenario {

namespace {

/// A wrong column of a long table is one mistake, not a hundred thousand.
constexpr std::size_t most_listed = 500;

auto order(const Diagnostic& d) {
  return std::tie(d.place.file, d.place.line, d.place.column, d.code, d.message);
}

}  // namespace

Diagnostic diagnostic_of(Finding finding, Place place) {
  return {std::string(info(finding.code).name), std::move(place), std::move(finding.message),
          std::move(finding.expected), std::move(finding.nearest)};
}

void Diagnostics::add(Finding finding, Place place) {
  list_.push_back(diagnostic_of(std::move(finding), std::move(place)));
}

void Diagnostics::throw_if_any() {
  if (list_.empty()) {
    return;
  }
  std::stable_sort(list_.begin(), list_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  list_.erase(std::unique(list_.begin(), list_.end(),
                          [](const Diagnostic& a, const Diagnostic& b) { return order(a) == order(b); }),
              list_.end());
  if (list_.size() > most_listed) {
    const std::size_t more = list_.size() - most_listed;
    list_.resize(most_listed);
    add({.code = ErrorCode::too_many_errors, .message = fmt::format("{} more errors are not listed", more)}, {});
  }
  throw ScenarioError(std::move(list_));
}

}  // namespace corridor::scenario
