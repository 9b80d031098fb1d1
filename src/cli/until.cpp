#include "until.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corridor/scenario/nearest.hpp"

#include "text.hpp"

namespace corridor::cli {

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) {
    words.push_back(word);
  }
  return words;
}

/// `2 %`, `2%` and `0.5 h`: the number and what follows it.
std::optional<std::pair<double, std::string>> number_and_unit(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !(number > 0) || !std::isfinite(number)) {
    return std::nullopt;
  }
  std::string unit(end, text.data() + text.size());
  unit.erase(0, unit.find_first_not_of(' '));
  return std::pair(number, unit);
}

std::string unknown_measure(const std::string& name) {
  std::vector<std::string> names;
  for (const statistics::MeasureInfo& m : statistics::catalogue()) {
    names.emplace_back(m.name);
  }
  const std::string nearest = scenario::nearest_name(name, names);
  return fmt::format("{} is no measure{}", name, nearest.empty() ? "" : fmt::format("; {} is one", nearest));
}

}  // namespace

std::variant<ensemble::Precision, std::string> parse_until(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  const bool has_place = words.size() > 3 && words[1] == "at";
  const std::size_t rest = has_place ? 3 : 1;
  if (words.size() <= rest) {
    return fmt::format(
        "{} does not say how well: a measure and half the width of its interval, such as `time_99_crossed 2 %`", text);
  }
  const auto measure = statistics::measure_named(words[0]);
  if (!measure) {
    return unknown_measure(words[0]);
  }
  const std::string_view unit = statistics::info(*measure).unit;
  const auto width = number_and_unit(
      fmt::format("{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(rest), words.end(), " ")));
  if (!width || (width->second != "%" && width->second != unit)) {
    return fmt::format("{} asks for what is no width: a number above 0 with `%` or `{}`, the unit of {}", text, unit,
                       words[0]);
  }
  const bool is_relative = width->second == "%";
  return ensemble::Precision{.place = has_place ? words[2] : "all",
                             .measure = *measure,
                             .half_width = is_relative ? width->first / 100 : width->first,
                             .is_relative = is_relative};
}

std::string until_text(const ensemble::Precision& wanted, const statistics::Moments& known) {
  const statistics::MeasureInfo& measure = statistics::info(wanted.measure);
  const std::string figure = fmt::format("{} at {}", measure.name, wanted.place);
  if (known.count() < 2) {
    return fmt::format("{}: not known, it applied in {} replication{}", figure, known.count(),
                       known.count() == 1 ? "" : "s");
  }
  const double share = known.mean() == 0 ? 0 : 100 * known.half_width() / std::fabs(known.mean());
  return fmt::format("{}: {:.6g} +- {:.2g} {} ({:.2g} %) after {} replications", figure, known.mean(),
                     known.half_width(), measure.unit, share, known.count());
}

}  // namespace corridor::cli
