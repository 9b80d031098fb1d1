#include "comparison_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

using ensemble::ComparedFigure;
using ensemble::PairedDifference;
using statistics::Measure;

struct Headline {
  Measure measure{};
  std::string_view label;
  int decimals = 0;
  bool is_lower_better = true;
};

constexpr auto headlines = std::to_array<Headline>({
    {Measure::person_hours_queued, "person-hours in queues on the road"},
    {Measure::person_hours_waiting, "person-hours waiting at stages"},
    {Measure::time_99_crossed, "99 % had crossed after, h", 1},
    {Measure::time_99_registered, "99 % had registered after, h", 1},
    {Measure::max_queue_vehicles, "longest queue, vehicles"},
    {Measure::person_nights_on_road, "person-nights on the road"},
    {Measure::person_nights_without_bed, "person-nights without a bed"},
    {Measure::crossed_persons, "persons who crossed", 0, false},
    {Measure::registered_persons, "persons registered", 0, false},
    {Measure::died_persons, "persons who died"},
});

struct Group {
  std::string_view name;
  std::string_view words;
};
constexpr auto groups = std::to_array<Group>({{"children", "children"},
                                              {"over_60", "people over 60"},
                                              {"medical", "people who need medical care"},
                                              {"without_vehicle", "people without a vehicle"}});

/// None: there is no such figure, or it never applied.
const PairedDifference* find(const std::vector<ComparedFigure>& figures, Measure measure, std::string_view group = {},
                             std::string_view place = "all") {
  const auto found = std::ranges::find_if(figures, [&](const ComparedFigure& f) {
    return f.key.measure == measure && f.key.place == place && f.key.group == group && f.change.n > 0;
  });
  return found == figures.end() ? nullptr : &found->change;
}

bool changes_nothing(const std::vector<ComparedFigure>& figures) {
  return std::ranges::all_of(figures, [](const ComparedFigure& f) {
    return f.change.n == 0 || (f.change.difference == 0 && !(f.change.half_width > 0));
  });
}

/// At least half a per cent of what it was.
bool is_worth_telling(double change, double before) {
  constexpr double least_share = 0.005;
  return std::fabs(change) >= least_share * std::fabs(before);
}

std::string interval(const PairedDifference& d, int decimals) {
  const double size = std::fabs(d.difference);
  return d.half_width > 0 ? fmt::format("95 %: {} to {}", with_separators(size - d.half_width, decimals),
                                        with_separators(size + d.half_width, decimals))
                          : std::string("in every run");
}

/// `34 % `, and nothing where there was nothing.
std::string share_of_base(const PairedDifference& d) {
  return d.base > 0 ? fmt::format("{:.0f} % ", 100 * std::fabs(d.difference) / d.base) : std::string();
}

std::string amount(const PairedDifference& d, int decimals = 0) {
  return with_separators(std::fabs(d.difference), decimals);
}

using Words = std::string (*)(const PairedDifference&);
struct Finding {
  Measure measure{};
  Words words{};
};

constexpr auto findings = std::to_array<Finding>({
    {Measure::person_hours_queued,
     [](const PairedDifference& d) {
       return fmt::format("people spend {}{} time in queues on the road ({} person-hours; {})", share_of_base(d),
                          d.difference < 0 ? "less" : "more", amount(d), interval(d, 0));
     }},
    {Measure::person_hours_waiting,
     [](const PairedDifference& d) {
       return fmt::format("people wait {}{} at desks, pumps and stops ({} person-hours; {})", share_of_base(d),
                          d.difference < 0 ? "less" : "more", amount(d), interval(d, 0));
     }},
    {Measure::time_99_crossed,
     [](const PairedDifference& d) {
       return fmt::format("99 % have crossed {} h {} ({})", amount(d, 1), d.difference < 0 ? "earlier" : "later",
                          interval(d, 1));
     }},
    {Measure::time_99_registered,
     [](const PairedDifference& d) {
       return fmt::format("99 % have registered {} h {} ({})", amount(d, 1), d.difference < 0 ? "earlier" : "later",
                          interval(d, 1));
     }},
    {Measure::crossed_persons,
     [](const PairedDifference& d) {
       return fmt::format("{} {} people cross ({})", amount(d), d.difference < 0 ? "fewer" : "more", interval(d, 0));
     }},
    {Measure::died_persons,
     [](const PairedDifference& d) {
       return fmt::format("{} {} people die ({})", amount(d), d.difference < 0 ? "fewer" : "more", interval(d, 0));
     }},
    {Measure::person_nights_without_bed,
     [](const PairedDifference& d) {
       return fmt::format("{} {} nights are spent waiting for a bed ({})", amount(d),
                          d.difference < 0 ? "fewer" : "more", interval(d, 0));
     }},
});

std::vector<std::string> found_in(const std::vector<ComparedFigure>& figures) {
  std::vector<std::string> parts;
  for (const Finding& finding : findings) {
    const PairedDifference* d = find(figures, finding.measure);
    if (d != nullptr && d->is_certain() && is_worth_telling(d->difference, d->base)) {
      parts.push_back(finding.words(*d));
    }
  }
  return parts;
}

/// The share by which a group's time in queues and lines changes; none: nothing that is worth telling.
std::optional<double> change_of(const std::vector<ComparedFigure>& figures, std::string_view group) {
  double before = 0;
  double change = 0;
  bool is_certain = false;
  for (const Measure measure : {Measure::person_hours_queued, Measure::person_hours_waiting}) {
    if (const PairedDifference* d = find(figures, measure, group)) {
      before += d->base;
      change += d->difference;
      is_certain = is_certain || d->is_certain();
    }
  }
  return is_certain && before > 0 && is_worth_telling(change, before) ? std::optional(change / before) : std::nullopt;
}

std::string who_gains(const std::vector<ComparedFigure>& figures) {
  std::string gains;
  std::string loses;
  for (const Group& group : groups) {
    if (const auto change = change_of(figures, group.name)) {
      std::string& list = *change < 0 ? gains : loses;
      list += fmt::format("{}{} ({:+.0f} %)", list.empty() ? "" : ", ", group.words, 100 * *change);
    }
  }
  std::string text;
  text += gains.empty() ? "" : fmt::format(" Less time in queues and lines: {}.", gains);
  text += loses.empty() ? "" : fmt::format(" More time in queues and lines: {}.", loses);
  return text;
}

std::string percent_better(const PairedDifference& d, const Headline& headline) {
  return fmt::format("{:.0f} %", 100 * (headline.is_lower_better ? d.share_lower : 1 - d.share_lower));
}

}  // namespace

std::string comparison_sentence(const std::string& title, const std::vector<ComparedFigure>& figures,
                                std::uint32_t replications) {
  if (changes_nothing(figures)) {
    return fmt::format("{}: nothing changes, to the last digit of every figure.", title);
  }
  const std::vector<std::string> parts = found_in(figures);
  if (parts.empty()) {
    return fmt::format(
        "{}: {} pairs of runs tell no difference of half a per cent or more in the time that people lose, nor in how "
        "many cross.",
        title, replications);
  }
  std::string text = title + ": ";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += i == 0 ? "" : i + 1 == parts.size() ? ", and " : ", ";
    text += parts[i];
  }
  return text + "." + who_gains(figures);
}

std::string comparison_table(const std::vector<ComparedFigure>& figures) {
  std::vector<std::vector<std::string>> rows = {
      {"", "base", "variant", "difference", "95 % interval", "better in", "saves"}};
  for (const Headline& headline : headlines) {
    const PairedDifference* d = find(figures, headline.measure);
    if (d == nullptr || (d->base == 0 && d->variant == 0)) {
      continue;
    }
    const auto shown = [&](double value) { return with_separators(value, headline.decimals); };
    rows.push_back({std::string(headline.label), shown(d->base), shown(d->variant), shown(d->difference),
                    fmt::format("{} to {}", shown(d->difference - d->half_width), shown(d->difference + d->half_width)),
                    percent_better(*d, headline),
                    std::isnan(d->variance_ratio) ? "-" : fmt::format("{:.1f} x", d->variance_ratio)});
  }
  using enum Align;
  return columns(rows, {left, right, right, right, right, right, right});
}

}  // namespace corridor::cli
