#include "summary_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

using statistics::Measure;

constexpr std::size_t most_gridlocks = 5;  ///< of which there is a line

enum class Where : std::uint8_t { all, each_site, each_stage };
enum class Show : std::uint8_t { count, one_decimal, minutes, instant };

struct Headline {
  Measure measure{};
  Where where = Where::all;
  Show show = Show::count;
  std::string_view label;
  bool only_if_any = false;  ///< no line for what did not happen
};

constexpr auto headlines = std::to_array<Headline>({
    {Measure::total_persons, Where::all, Show::count, "people who appeared"},
    {Measure::arrived_persons, Where::all, Show::count, "= arrived"},
    {Measure::died_persons, Where::all, Show::count, "+ died", true},
    {Measure::detained_persons, Where::all, Show::count, "+ detained", true},
    {Measure::turned_back_persons, Where::all, Show::count, "+ turned back", true},
    {Measure::flown_out_persons, Where::all, Show::count, "+ flown out", true},
    {Measure::present_persons, Where::all, Show::count, "+ still present at the end"},
    {Measure::injured_persons, Where::all, Show::count, "persons injured", true},
    {Measure::unmet_persons, Where::all, Show::count, "persons whom incidents did not meet", true},
    {Measure::crossed_persons, Where::each_site, Show::count, "persons who crossed"},
    {Measure::crossed_vehicles, Where::each_site, Show::count, "vehicles that crossed"},
    {Measure::time_99_crossed, Where::each_site, Show::instant, "99 % had crossed"},
    {Measure::last_crossing, Where::each_site, Show::instant, "last crossing"},
    {Measure::max_queue_vehicles, Where::all, Show::count, "longest queue, vehicles"},
    {Measure::max_queue_km, Where::all, Show::one_decimal, "longest queue, km"},
    {Measure::gridlock_hours, Where::all, Show::one_decimal, "hours in gridlock", true},
    {Measure::person_hours_queued, Where::all, Show::count, "person-hours queued"},
    {Measure::person_nights_on_road, Where::all, Show::count, "person-nights on the road", true},
    {Measure::wait_p95, Where::each_stage, Show::minutes, "95 % waited at most, min"},
    {Measure::registered_persons, Where::all, Show::count, "persons registered"},
    {Measure::time_99_registered, Where::all, Show::instant, "99 % had registered"},
    {Measure::max_occupied, Where::each_stage, Show::count, "most persons in beds"},
});

std::string shown(double value, Show show, const Calendar& calendar) {
  if (std::isnan(value)) {
    return "-";
  }
  switch (show) {
    case Show::instant:
      return local_minute(calendar, SimTime(from_seconds(value * 3600)));
    case Show::minutes:
      return with_separators(value * 60, 1);
    case Show::one_decimal:
      return with_separators(value, 1);
    case Show::count:
      return with_separators(value);
  }
  return {};
}

bool is_at(std::string_view place, Where where) {
  switch (where) {
    case Where::all:
      return place == "all";
    case Where::each_site:
      return place != "all" && place.find('/') == std::string_view::npos;
    case Where::each_stage:
      return place.find('/') != std::string_view::npos;
  }
  return false;
}

bool is_shown(const Headline& headline, const results::SummaryFigure& figure) {
  // A stage where hardly anybody waits is not worth a line.
  const bool may_say_nothing = headline.only_if_any || headline.show == Show::minutes;
  const bool says_nothing = may_say_nothing && !(figure.over_replications.p95 > 0);
  return figure.measure == headline.measure && figure.group.empty() && is_at(figure.place, headline.where) &&
         !says_nothing;
}

}  // namespace

std::string summary_text(const results::StoredRun& run, const Calendar& calendar) {
  std::vector<std::vector<std::string>> rows;
  for (const Headline& headline : headlines) {
    for (const results::SummaryFigure& figure : run.summary) {
      if (!is_shown(headline, figure)) {
        continue;
      }
      const statistics::EnsembleQuantiles& q = figure.over_replications;
      const std::string place = headline.where == Where::all ? std::string() : ", " + figure.place;
      const std::string low = shown(q.p05, headline.show, calendar);
      const std::string high = shown(q.p95, headline.show, calendar);
      rows.push_back({std::string(headline.label) + place, shown(q.p50, headline.show, calendar),
                      low == high ? std::string() : fmt::format("({} to {})", low, high)});
    }
  }
  const std::string title = run.replications == 1
                                ? "One replication"
                                : fmt::format("{} replications: median (5 % to 95 % of them)", run.replications);
  return title + '\n' + columns(rows, {Align::left, Align::right, Align::left});
}

std::string gridlock_text(const results::StoredRun& run, const Calendar& calendar) {
  if (run.gridlocks.empty()) {
    return {};
  }
  std::set<std::uint32_t> replications;
  for (const results::StoredGridlock& g : run.gridlocks) {
    replications.insert(g.replication);
  }
  std::vector<std::vector<std::string>> rows = {
      {"replication", fmt::format("since ({})", utc_offset(calendar)), "until", "each waits for room in the next"}};
  for (const results::StoredGridlock& g :
       std::span(run.gridlocks).first(std::min(most_gridlocks, run.gridlocks.size()))) {
    rows.push_back({fmt::format("{}", g.replication), local_minute(calendar, g.since),
                    g.until ? local_minute(calendar, *g.until) : "the end", g.circle});
  }
  std::string text = fmt::format("\nGridlock in {} of {} replications\n", replications.size(), run.replications);
  text += columns(rows, {Align::left, Align::left, Align::left, Align::left});
  if (run.gridlocks.size() > most_gridlocks) {
    text += fmt::format("  {} of {}; all are in gridlocks.csv\n", most_gridlocks, run.gridlocks.size());
  }
  return text;
}

}  // namespace corridor::cli
