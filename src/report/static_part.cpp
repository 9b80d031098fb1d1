#include "static_part.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "chart.hpp"
#include "findings.hpp"
#include "names.hpp"
#include "page.hpp"
#include "report_data.hpp"
#include "sentences.hpp"
#include "static_extras.hpp"
#include "static_html.hpp"

namespace corridor::report {

namespace {

struct Headline {
  std::string_view measure;
  std::string_view label;
  bool is_instant = false;
  int decimals = 0;
  bool is_of_sites = false;
};

constexpr auto headlines = std::to_array<Headline>({
    {"total_persons", "People who appeared"},
    {"crossed_persons", "People who crossed", false, 0, true},
    {"time_99_crossed", "99 of 100 had crossed", true, 0, true},
    {"max_queue_vehicles", "Longest queue, vehicles"},
    {"max_queue_km", "Longest queue, km", false, 1},
    {"person_hours_queued", "Person-hours queued on the road"},
    {"person_nights_on_road", "Person-nights on the road"},
    {"registered_persons", "People registered"},
    {"max_occupied", "Most people in beds at one time"},
    {"person_nights_without_bed", "Person-nights without a bed"},
    {"died_persons", "People who died"},
});

std::string cell(double value, const Headline& headline, const Calendar& calendar) {
  const std::string text = std::isnan(value)     ? std::string("-")
                           : headline.is_instant ? date_text(value, calendar)
                                                 : with_separators(value, headline.decimals);
  return fmt::format("<td class=\"n\">{}</td>", text);
}

std::string key_table(const RunData& run, const Names& names) {
  std::string rows;
  for (const Headline& headline : headlines) {
    for (const Figure& f : run.summary) {
      const bool is_at_site = f.what.place != "all" && f.what.place.find('/') == std::string::npos;
      const bool is_there = headline.is_of_sites ? is_at_site : f.what.place == "all";
      if (f.what.measure != headline.measure || !f.group.empty() || !is_there || f.range.n == 0) {
        continue;
      }
      const std::string place = headline.is_of_sites ? ", " + names.of(f.what.place) : std::string();
      rows += fmt::format("<tr><th scope=\"row\">{}{}</th>{}{}{}</tr>", headline.label, escaped(place),
                          cell(f.range.p50, headline, run.calendar), cell(f.range.p05, headline, run.calendar),
                          cell(f.range.p95, headline, run.calendar));
    }
  }
  return fmt::format(
      "<table class=\"numbers\"><caption>Main figures: in 9 runs of 10 between the lower and the upper "
      "one</caption><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Median</th><th "
      "scope=\"col\">Lower</th><th "
      "scope=\"col\">Upper</th></tr></thead><tbody>{}</tbody></table>",
      rows);
}

/// Observed points of a series of the page.
std::vector<ObservedPoint> observed_at(const RunData& run, const What& what) {
  std::vector<ObservedPoint> points;
  for (const ObservedSeries& s : run.observed) {
    if (s.place == what.place && s.measure == what.measure) {
      points.insert(points.end(), s.points.begin(), s.points.end());
    }
  }
  return points;
}

/// The crossing that most people pass; null if there is none.
const Series* busiest_crossing(const RunData& run) {
  const Series* most = nullptr;
  for (const Series& s : run.series) {
    const bool is_crossing = s.what.measure == "crossed_persons" && s.what.place != "all" && !s.rows.empty();
    if (is_crossing && (most == nullptr || s.rows.back().p50 > most->rows.back().p50)) {
      most = &s;
    }
  }
  return most;
}

std::string charts(const RunData& run, const Names& names, std::size_t index) {
  const Series* crossing = busiest_crossing(run);
  const std::string crossing_title =
      crossing == nullptr ? std::string() : "People who have crossed at " + names.of(crossing->what.place);
  const auto candidates = std::to_array<Chart>({
      {.id = fmt::format("queue-{}", index),
       .title = "Queue on the road",
       .unit = "vehicles",
       .series = run.find_series("all", "queue_vehicles")},
      {.id = fmt::format("crossed-{}", index), .title = crossing_title, .unit = "persons", .series = crossing},
      {.id = fmt::format("beds-{}", index),
       .title = "People who have a bed",
       .unit = "persons",
       .series = run.find_series("all", "accommodated_persons")},
  });
  std::string text;
  for (Chart chart : candidates) {
    if (chart.series != nullptr && !run.times.empty()) {
      chart.observed = observed_at(run, chart.series->what);
      text += fmt::format(
          "<figure class=\"figure\">{}<figcaption>{}: median, and the bands that hold 50 % and 90 % of the "
          "runs{}.</figcaption></figure>",
          svg(chart, run.times, run.calendar), escaped(chart.title),
          chart.observed.empty() ? "" : "; points: observed");
    }
  }
  return text;
}

std::string run_part(const RunData& run, std::size_t index) {
  const Names names(run.scenario);
  const auto& scenario = run.manifest.at("scenario");
  std::string text = fmt::format("<section><h1>{}</h1>", escaped(scenario.at("title").get<std::string>()));
  text += static_notice;
  text += fmt::format("<p>From {} to {}, {} run{} with seed {}.</p>", escaped(scenario.at("start").get<std::string>()),
                      escaped(scenario.at("end").get<std::string>()), run.replications,
                      run.replications == 1 ? "" : "s", run.manifest.at("seed").get<std::uint64_t>());
  text += findings_html(findings_of(run), names, run.calendar);
  return text + charts(run, names, index) + key_table(run, names) + "</section>";
}

std::string comparison_rows(const std::vector<ComparedFigure>& figures) {
  std::string rows;
  for (const ComparedFigure& f : figures) {
    const bool is_headline =
        std::ranges::any_of(headlines, [&](const Headline& h) { return h.measure == f.what.measure; });
    if (f.what.place == "all" && f.group.empty() && is_headline && f.n > 0) {
      rows += fmt::format(
          "<tr><th scope=\"row\">{}, {}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
          "class=\"n\">{}</td><td class=\"n\">{} to {}</td></tr>",
          escaped(words_of(f.what.measure)), escaped(f.what.unit), with_separators(f.base, 1),
          with_separators(f.changed, 1), with_separators(f.difference, 1), with_separators(f.low, 1),
          with_separators(f.high, 1));
    }
  }
  return rows;
}

std::string comparison_part(const ComparisonData& comparison) {
  const Names names(comparison.scenario);
  const auto start = parse_local_time(comparison.scenario.at("start").get<std::string>());
  const Calendar calendar(start.value_or(LocalTime()));
  const auto& m = comparison.manifest;
  std::string text =
      fmt::format("<section><h1>What changes against: {}</h1>{}<p>{} pairs of runs with seed {}.</p>",
                  escaped(m.at("base").at("title").get<std::string>()), static_notice,
                  m.at("replications").at("requested").get<std::size_t>(), m.at("seed").get<std::uint64_t>());
  for (const auto& variant : m.at("variants")) {
    std::vector<ComparedFigure> figures = comparison.figures;
    std::erase_if(figures, [&](const ComparedFigure& f) { return f.variant != variant.at("name"); });
    text += fmt::format("<h2>{}</h2><p>{}</p>", escaped(variant.at("title").get<std::string>()),
                        escaped(variant.value("sentence", "")));
    text += findings_html(findings_of(figures), names, calendar);
    text += fmt::format(
        "<table class=\"numbers\"><caption>Means over the pairs, and the 95 % interval of the "
        "difference</caption><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Base</th><th "
        "scope=\"col\">Variant</th><th scope=\"col\">Difference</th><th "
        "scope=\"col\">Interval</th></tr></thead><tbody>{}</tbody></table>",
        comparison_rows(figures));
  }
  return text + "</section>";
}

}  // namespace

std::string static_part(const StoredFolders& stored) {
  std::string text;
  if (stored.comparison) {
    text += comparison_part(*stored.comparison);
  }
  for (std::size_t i = 0; i < stored.runs.size(); ++i) {
    text += run_part(stored.runs[i], i + 1);
  }
  for (std::size_t i = 0; i < stored.forecasts.size(); ++i) {
    text += forecast_part(stored.forecasts[i], i + 1);
  }
  for (std::size_t i = 0; i < stored.calibrations.size(); ++i) {
    text += calibration_part(stored.calibrations[i], i + 1);
  }
  return text;
}

std::string title_of(const StoredFolders& stored) {
  const auto& json = stored.comparison           ? stored.comparison->manifest.at("base")
                     : !stored.runs.empty()      ? stored.runs.front().manifest.at("scenario")
                     : !stored.forecasts.empty() ? stored.forecasts.front().manifest.at("scenario")
                                                 : stored.calibrations.front().manifest.at("calibration");
  return json.at("title").get<std::string>();
}

}  // namespace corridor::report
