#include "sentences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/report/text.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

struct Template {
  std::string_view name;
  std::string_view text;
};

/// `{name}` stands for a value, `{n.any}` for ` in any of 20 runs` (of one run: nothing), `{site}` for the place
/// without its stage. What is in brackets is left out if the range in it is of one value.
constexpr auto templates = std::to_array<Template>({
    {"caveat_single", "One run only: it shows one way in which things may go, without a range."},
    {"caveat_few", "Only {n} runs: the ranges are rough."},
    {"caveat_assumed", "{k} of {n} values behind this are assumed, and that uncertainty is not in the ranges."},
    {"caveat_failed", "{k} of {n} runs failed and are not counted."},
    {"caveat_fit",
     "{k} of {n} observed points of {series} lie outside the 90 % band: the ranges are too narrow there."},
    {"caveat_effective", "The {n} runs are worth only {k} of equal weight: the ranges are rough."},
    {"caveat_kept",
     "{k} values are used that nobody is said to have known at the time; they are listed below, with the reason."},
    {"caveat_overfitted", "The errors of {series} are smaller than counts can be known: it is fitted too closely."},
    {"forecast_crossed_range",
     "By {at} between {p05} and {p95} people (half: {p50}) will have crossed at {place}, in 9 runs of 10."},
    {"forecast_crossed_one", "By {at} about {p50} people will have crossed at {place}."},
    {"forecast_crossed_wide",
     "How many people will have crossed at {place} by {at} is very uncertain: in 9 runs of 10 between {p05} and "
     "{p95}."},
    {"forecast_crossed_none", "By {at} nobody will have crossed at {place}, in 19 runs of 20."},
    {"forecast_left_range",
     "{share} of 100 of those who will leave have crossed by {at_p50}; in 9 runs of 10 between {at_p05} and {at_p95}."},
    {"forecast_left_one", "{share} of 100 of those who will leave have crossed by {at_p50}."},
    {"forecast_left_wide",
     "When {share} of 100 of those who will leave have crossed is very uncertain: in half of the runs by {at_p50}, in "
     "9 "
     "of 10 between {at_p05} and {at_p95}."},
    {"forecast_left_open",
     "{share} of 100 of those who will leave have crossed by {at_p50} in half of the runs; in 1 of 20 already by "
     "{at_p05}, and in at least 1 of 20 later than this forecast reaches ({end})."},
    {"forecast_left_late",
     "In more than half of the runs it takes longer than this forecast reaches ({end}) until {share} of 100 of those "
     "who will leave have crossed; in 1 of 20 they have by {at_p05}."},
    {"forecast_left_never",
     "In 19 runs of 20 it takes longer than this forecast reaches ({end}) until {share} of 100 of those who will leave "
     "have crossed."},
    {"forecast_left_already", "{share} of 100 of those who will leave have crossed already, in 19 runs of 20."},
    {"forecast_beds_range",
     "By {at} between {p05} and {p95} people (half: {p50}) will have a bed in the reception, in 9 runs of "
     "10{without.too}."},
    {"forecast_beds_one", "By {at} about {p50} people will have a bed in the reception{without.too}."},
    {"forecast_beds_wide",
     "How many people will have a bed in the reception by {at} is very uncertain: in 9 runs of 10 between {p05} and "
     "{p95}{without.too}."},
    {"forecast_beds_none", "By {at} nobody will have a bed in the reception, in 19 runs of 20{without.too}."},
    {"calibration_usable", "Usable: the counts are where the model with these values puts them."},
    {"calibration_widened",
     "Too narrow, and widened by {factor}: the counts are farther from the model than their errors and chance let them "
     "be (chi-square {chi_square} on {degrees}). What the model leaves out shows."},
    {"calibration_not_reliable", "Not reliable: do not use these values. More runs or narrower priors may help."},
    {"calibration_chains", "The chains did not agree after {n} generations (R-hat {factor})."},
    {"calibration_weights", "Direct runs change the result too much to weight it (k-hat {factor})."},
    {"calibration_emulator", "The emulator is farther off than it says ({factor} times the variance)."},
    {"calibration_identified_all", "The counts tell something of each of the {n} values."},
    {"calibration_identified_some",
     "The counts tell something of {k} of the {n} values; as uncertain as before: {names}."},
    {"calibration_identified_none", "The counts tell next to nothing of any of the {n} values."},
    {"calibration_tied", "Known only together, as correlated in the result: {names}."},
    {"calibration_covers_all", "All {n} counts lie within the 90 % band; 9 of 10 are to be expected."},
    {"calibration_covers_some", "{k} of {n} counts lie within the 90 % band; 9 of 10 are to be expected."},
    {"calibration_covers_none", "None of the {n} counts lies within the 90 % band: the model does not meet them."},
    {"queue_gone_one", "The queue is gone by {at}."},
    {"queue_gone_range", "The queue is gone by {at_p50}[; in 9 runs of 10 between {at_p05} and {at_p95}]."},
    {"queue_gone_wide", "When the queue is gone is very uncertain[: in 9 runs of 10 between {at_p05} and {at_p95}]."},
    {"queue_gone_some",
     "In {k} of {n} runs the queue is gone before the end ({end}), in half of these by {at_p50}; in the others it "
     "still "
     "stands then."},
    {"queue_gone_never", "The queue still stands at the end, {end}{n.all}."},
    {"queue_gone_already", "The queue is gone already in the first hour."},
    {"queue_none", "No queue forms{n.any}."},
    {"queue_largest_one", "At its longest the queue has {vehicles} vehicles over {km} km{about}."},
    {"queue_largest_range",
     "At its longest the queue has {p50} vehicles over {km} km{about}[; in 9 runs of 10 between {p05} and {p95} "
     "vehicles]."},
    {"queue_largest_wide",
     "How long the queue becomes is very uncertain[: in 9 runs of 10 between {p05} and {p95} vehicles]."},
    {"crossed_one", "99 of 100 people who cross at {place} have crossed by {at}; {persons} people cross in all."},
    {"crossed_range",
     "99 of 100 people who cross at {place} have crossed by {at_p50}[; in 9 runs of 10 between {at_p05} and {at_p95}]. "
     "{persons} people cross in all."},
    {"crossed_wide",
     "When 99 of 100 people have crossed at {place} is very uncertain[: in 9 runs of 10 between {at_p05} and "
     "{at_p95}]."},
    {"crossed_none", "Nobody crosses before the end, {end}{n.any}."},
    {"beds_out_one", "The beds of {place} are full on {at}; at most {without} people are without a bed at one time."},
    {"beds_out_range",
     "The beds of {place} are full on {at_p50}[ (in 9 runs of 10 between {at_p05} and {at_p95})]; at most "
     "{without_p50} "
     "people are without a bed at one time[ (between {without_p05} and {without_p95})]."},
    {"beds_out_wide",
     "When the beds of {place} are full is very uncertain[: in 9 runs of 10 between {at_p05} and {at_p95}]; at most "
     "{without_p50} people are without a bed at one time."},
    {"beds_out_some",
     "In {k} of {n} runs the beds of {place} are full, in half of these by {at_p50}, and then at most {without_p50} "
     "people are without a bed."},
    {"beds_out_never", "Nobody waits for a bed for lack of one{n.any}."},
    {"beds_out_already",
     "The beds of {place} are full from the beginning; at most {without} people are without a bed at one time."},
    {"registered_one", "The line for registration in {site} is gone by {at}; {persons} people are registered by then."},
    {"registered_range",
     "The line for registration in {site} is gone by {at_p50}[; in 9 runs of 10 between {at_p05} and {at_p95}]. "
     "{persons} "
     "people are registered by then."},
    {"registered_wide",
     "When the line for registration in {site} is gone is very uncertain[: in 9 runs of 10 between {at_p05} and "
     "{at_p95}]."},
    {"registered_some",
     "In {k} of {n} runs the line for registration in {site} is gone before the end ({end}), in half of these by "
     "{at_p50}."},
    {"registered_never", "People still wait to be registered at {site} at the end, {end}{n.all}{waiting}."},
    {"registered_already", "Nobody ever waits to be registered at {site}."},
    {"wait_one", "The longest line is at {place}: 95 of 100 waited at most {hours}."},
    {"wait_range",
     "The longest line is at {place}: 95 of 100 waited at most {hours_p50}[; in 9 runs of 10 between {hours_p05} and "
     "{hours_p95}]."},
    {"wait_wide",
     "The longest line is at {place}, and how long is very uncertain: 95 of 100 waited at most {hours_p05} to "
     "{hours_p95}."},
    {"wait_none", "Nobody waits in line at any stage."},
    {"travel_one", "Who leaves {place} about {at} is longest on the way: half need more than {hours}."},
    {"travel_range",
     "Who leaves {place} about {at} is longest on the way: half need more than {hours_p50}[; in 9 runs of 10 between "
     "{hours_p05} and {hours_p95}]."},
    {"compared_better",
     "{measure}: {change}, {base} -> {variant} (difference {low} to {high}); better in {k} of {n} pairs of runs."},
    {"compared_worse",
     "{measure}: {change}, {base} -> {variant} (difference {low} to {high}); worse in {n-k} of {n} pairs of runs."},
    {"compared_same", "{measure}: no difference in any of {n} pairs of runs."},
    {"compared_uncertain", "{measure}: no clear difference ({low} to {high}); better in {k} of {n} pairs of runs."},
    {"compared_single", "{measure}: {base} -> {variant} in one pair of runs; chance is not in this number."},
});

/// NaN for null and for what is no number.
double number(const Json& value) {
  return value.is_number() ? value.get<double>() : does_not_apply;
}

std::string count_text(double value) {
  return with_separators(std::round(value));
}

std::string kilometres(double km) {
  return with_separators(km, std::fabs(km) < 10 ? 1 : 0);
}

/// An instant of the run, and no length of time.
bool is_instant(const Json& measure) {
  return measure == "time_99_crossed" || measure == "last_crossing" || measure == "time_99_registered" ||
         measure == "last_registration";
}

/// Of a comparison: instants as dates, hours with a decimal, all else in whole numbers.
std::string amount(const Json& values, const std::string& name, const Calendar& calendar) {
  const double value = number(values.at(name));
  if (is_instant(values.at("measure")) && (name == "base" || name == "variant") && !std::isnan(value)) {
    return date_text(value, calendar);
  }
  return values.at("unit") == "h" ? with_separators(value, 1) + " h" : count_text(value);
}

std::string change(const Json& values) {
  const double base = number(values.at("base"));
  const double mean = number(values.at("mean"));
  const bool is_time = is_instant(values.at("measure"));
  const std::string_view direction = mean < 0 ? (is_time ? "earlier" : "less") : (is_time ? "later" : "more");
  if (base == 0 || values.at("unit") == "h") {
    const std::string size =
        values.at("unit") == "h" ? with_separators(std::fabs(mean), 1) + " h" : count_text(std::fabs(mean));
    return fmt::format("{} {}", size, direction);
  }
  return fmt::format("{:.0f} % {}", 100 * std::fabs(mean / base), direction);
}

/// What stands for `{key}`.
std::string filled(const std::string& key, const Json& values, const Names& names, const Calendar& calendar) {
  const bool is_compared = values.contains("variant");
  if (key == "n.any" || key == "n.all") {
    const double n = number(values.at("n"));
    return n == 1 ? std::string() : fmt::format(" in {} {} runs", key == "n.any" ? "any of" : "all", count_text(n));
  }
  if (key == "n-k") {
    return count_text(number(values.at("n")) - number(values.at("k")));
  }
  if (key == "about") {
    return values.at("at").is_null() ? "" : ", about " + date_text(number(values.at("at")), calendar);
  }
  if (key == "waiting") {
    return values.at(key).is_null() ? ""
                                    : fmt::format(": {} people{}", count_text(number(values.at(key))),
                                                  values.at("n") == 1 ? "" : " in the median run");
  }
  if (key == "without.too") {
    return values.at("without").is_null()
               ? ""
               : fmt::format("; in 1 of 20 at least {} people are without one, most about {}",
                             count_text(number(values.at("without"))),
                             date_text(number(values.at("at_without")), calendar));
  }
  if (key == "factor") {
    return with_separators(number(values.at(key)), 2);
  }
  if (key == "site") {
    const auto& place = values.at("place").get_ref<const std::string&>();
    return names.of(place.substr(0, place.find('/')));
  }
  if (key == "change") {
    return change(values);
  }
  const Json& value = values.at(key);
  if (key == "place") {
    return names.of(value.get_ref<const std::string&>());
  }
  if (value.is_string()) {
    return key == "measure" ? words_of(value.get_ref<const std::string&>()) : value.get<std::string>();
  }
  if (key == "end" || key == "at" || key.starts_with("at_")) {
    return date_text(number(value), calendar);
  }
  if (key.starts_with("hours")) {
    return length_text(number(value));
  }
  if (key == "km") {
    return kilometres(number(value));
  }
  return is_compared && key != "n" && key != "k" ? amount(values, key, calendar) : count_text(number(value));
}

/// A part of a template with its values in it.
struct Part {
  std::string text;
  std::vector<std::string> values;
};

Part part(std::string_view text, const Json& values, const Names& names, const Calendar& calendar) {
  Part result;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    result.text += text.substr(0, open);
    text.remove_prefix(open);
    if (!text.empty()) {
      const std::size_t close = text.find('}');
      result.values.push_back(filled(std::string(text.substr(1, close - 1)), values, names, calendar));
      result.text += result.values.back();
      text.remove_prefix(close + 1);
    }
  }
  return result;
}

}  // namespace

std::string date_text(double hours, const Calendar& calendar) {
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = calendar.to_iso(SimTime(from_seconds(hours * 3600)));  // YYYY-MM-DDTHH:MM
  const std::size_t month = static_cast<std::size_t>(iso[5] - '0') * 10 + static_cast<std::size_t>(iso[6] - '0') - 1;
  const std::string day = iso[8] == '0' ? iso.substr(9, 1) : iso.substr(8, 2);
  return fmt::format("{} {} {}", day, months[month], iso.substr(11, 5));
}

std::string length_text(double hours) {
  const auto minutes = std::llround(hours * 60);
  if (minutes < 60) {
    return fmt::format("{} min", minutes);
  }
  if (minutes >= 600) {
    return with_separators(std::round(hours)) + " h";
  }
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string sentence(const Finding& finding, const Names& names, const Calendar& calendar) {
  const auto* found = std::ranges::find(templates, finding.name, &Template::name);
  expects(found != templates.end(), "a finding has a template");
  std::string text;
  std::string_view rest = found->text;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('['), rest.size());
    text += part(rest.substr(0, open), finding.values, names, calendar).text;
    rest.remove_prefix(open);
    if (!rest.empty()) {
      const std::size_t close = rest.find(']');
      const Part range = part(rest.substr(1, close - 1), finding.values, names, calendar);
      text += range.values.front() == range.values.back() ? std::string() : range.text;
      rest.remove_prefix(close + 1);
    }
  }
  return text;
}

}  // namespace corridor::report
