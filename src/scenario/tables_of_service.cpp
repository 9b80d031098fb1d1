// The tables of times that are drawn and of who serves.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

std::vector<Word<Family>> families() {
  return {{"fixed", Family::fixed},
          {"exponential", Family::exponential},
          {"gamma", Family::gamma},
          {"lognormal", Family::lognormal},
          {"empirical", Family::empirical}};
}

constexpr const char* family_meaning =
    "fixed: always the mean; exponential; gamma and lognormal: with a spread `cv`; empirical: one of the times that "
    "were "
    "measured";

/// Times come from a list or a file, and each in a list may have a weight.
template <class Spec>
void check_measured(const Reading& reading, const Value& value, const Spec& spec) {
  const Value* weights = value.find("weights");
  if (spec.file.has_value() == (value.find("values") != nullptr)) {
    reading.error(
        value.mark,
        {ErrorCode::measured_times,
         fmt::format("{}{}", spec.file ? "both `values` and `file`" : "neither `values` nor `file`", reading.context),
         "one of the two"});
  } else if (spec.file ? weights != nullptr : spec.values.empty()) {
    reading.error(
        spec.file ? weights->mark : value.mark,
        {ErrorCode::measured_times, (spec.file ? "`weights` beside a file" : "no time to draw from") + reading.context,
         spec.file ? "a column `weight` in the file" : "at least one time"});
  } else if (weights != nullptr &&
             (spec.weights.size() != spec.values.size() ||
              std::none_of(spec.weights.begin(), spec.weights.end(), [](double w) { return w > 0; }))) {
    reading.error(weights->mark,
                  {ErrorCode::measured_times,
                   fmt::format("{} times have {} weights{}", spec.values.size(), spec.weights.size(), reading.context),
                   "as many weights as times, not all 0"});
  }
}

/// Only a fixed time may be 0.
template <class Spec>
void check_time(const Reading& reading, const Value& value, const Spec& spec) {
  if (spec.dist == Family::empirical) {
    check_measured(reading, value, spec);
  } else if (spec.dist != Family::fixed && spec.mean == Duration(0)) {
    reading.error(value.find("mean") == nullptr ? value.mark : value.find("mean")->mark,
                  {ErrorCode::out_of_range, "a mean of 0 leaves nothing to draw" + reading.context,
                   "more than 0, or dist = \"fixed\""});
  }
}

Type<Duration> any_time() {
  return time(at_least(0, longest_time_s));
}

/// What every time that is drawn may have.
template <class T>
std::vector<Field<T>> distribution_fields(std::string mean) {
  return {field("dist", &T::dist, word(families()), required, family_meaning),
          field("mean", &T::mean, any_time(), required, std::move(mean))
              .only_for({"fixed", "exponential", "gamma", "lognormal"}),
          field("cv", &T::cv, real(more_than(0, 100)), required, "standard deviation / mean")
              .like("0.6")
              .only_for({"gamma", "lognormal"}),
          field("values", &T::values, list_of(any_time(), "[\"30 s\", \"95 s\"]"), by_default("those of `file`"),
                "times that were measured; each is drawn as often as the others")
              .only_for({"empirical"}),
          field("weights", &T::weights, list_of(real(at_least(0, largest_number)), "[3, 1]"),
                by_default("all the same"), "how often each of `values` comes, relative to each other")
              .only_for({"empirical"}),
          field("file", &T::file, reference("path of a CSV file", "\"service_times.csv\""), by_default("none"),
                "measured times, instead of `values`")
              .only_for({"empirical"})};
}

}  // namespace

const Table<TimeSpec>& time_distribution_table() {
  using S = TimeSpec;
  static const Table<S> table({.name = "stay, time, delay = { ... }",
                               .meaning = "A length of time that is drawn.",
                               .variant_key = "dist",
                               .fields = {}},
                              distribution_fields<S>("mean; 0 only if fixed"),
                              [](const Reading& reading, const Value& value, S& s) { check_time(reading, value, s); });
  return table;
}

const Table<ServiceTimeSpec>& service_time_table() {
  using S = ServiceTimeSpec;
  auto fields = distribution_fields<S>("mean, without what is added per person; 0 only if fixed");
  fields.push_back(field("per_person", &S::per_person, any_time(), fallback("0 s"), "added for each person of the unit")
                       .like("\"1 s\""));
  fields.push_back(field("night", &S::night, percentage(at_least(0, 100)), fallback("100 %"),
                         "factor on the whole time of a service that begins at night")
                       .like("\"125 %\""));
  fields.push_back(field("by_class", &S::by_class, percentages("vehicle class", more_than(0, 100)), by_default("100 %"),
                         "factor on the whole time for vehicles of a class"));
  fields.push_back(field("by_hour", &S::by_hour, tables_of(pace_by_hour_table(), "by_hour"), by_default("none"),
                         "factors on the whole time of services that begin in parts of the day"));
  static const Table<S> table({.name = "service = { ... }",
                               .meaning = "How long a server takes for one unit.",
                               .variant_key = "dist",
                               .fields = {}},
                              std::move(fields),
                              [](const Reading& reading, const Value& value, S& s) { check_time(reading, value, s); });
  return table;
}

const Table<ServicePace::OfHours>& pace_by_hour_table() {
  using S = ServicePace::OfHours;
  static const Table<S> table(
      {.name = "by_hour = [{ ... }, ...]",
       .meaning = "A factor on the time of services that begin in a part of the day; all that hold are multiplied.",
       .variant_key = "",
       .fields = {}},
      {field("hours", &S::hours, windows(), required, "in which the service begins").like("\"07:00-09:00\""),
       field("factor", &S::factor, percentage(more_than(0, 100)), required, "on the whole time").like("\"130 %\"")});
  return table;
}

const Table<Shift>& shift_table() {
  using S = Shift;
  static const Table<S> table(
      {.name = "shifts, breaks = [{ ... }, ...]",
       .meaning = "Servers on duty, or on a break, in a part of the day. Who is being served when a shift ends is "
                  "finished first.",
       .variant_key = "",
       .fields = {}},
      {field("hours", &S::hours, windows(), required, "from when to when").like("\"06:00-14:00\""),
       field("servers", &S::servers, whole_number(at_least(0, largest_number)), required, "how many")});
  return table;
}

const Table<Reserve>& reserve_table() {
  using S = Reserve;
  static const Table<S> table(
      {.name = "reserves = [{ ... }, ...]",
       .meaning = "More servers that open while the line is long. It is looked at whenever somebody comes or leaves.",
       .variant_key = "",
       .fields = {}},
      {field("servers", &S::servers, whole_number(at_least(1, largest_number)), required, "how many"),
       field("opens_over", &S::opens_over, whole_number(at_least(0, largest_number)), required,
             "they open when more units than this wait: in line, at the door, or on the road before it")
           .like("30"),
       field("closes_under", &S::closes_under, whole_number(at_least(0, largest_number)), fallback("1"),
             "they close when fewer units than this wait; at most `opens_over` + 1; 0: never")
           .like("5"),
       field("setup", &S::setup, any_time(), fallback("0 s"), "from the decision to open until they serve")
           .like("\"20 min\"")},
      [](const Reading& reading, const Value& value, const S& s) {
        if (s.closes_under > s.opens_over + 1) {
          reading.error(value.find("closes_under")->mark,
                        {ErrorCode::out_of_range, "servers that open would close at once" + reading.context,
                         fmt::format("at most {}, one more than `opens_over`", s.opens_over + 1)});
        }
      });
  return table;
}

const Table<Batch>& batch_table() {
  using S = Batch;
  static const Table<S> table(
      {.name = "batch = { ... }",
       .meaning = "A server serves several units together, for one service time.",
       .variant_key = "",
       .fields = {}},
      {field("most", &S::most, whole_number(at_least(1, largest_number)), required,
             "units that a server takes at once; persons where the unit is a person"),
       field("least", &S::least, whole_number(at_least(1, largest_number)), fallback("1"),
             "a server begins when so many wait"),
       field("patience", &S::patience, maybe(time(at_least(0, longest_time_s))), by_default("however long it takes"),
             "or when the first in line has waited so long")
           .like("\"15 min\"")},
      [](const Reading& reading, const Value& value, const S& s) {
        if (s.least > s.most) {
          reading.error(value.find("least")->mark,
                        {ErrorCode::out_of_range, "no batch is large enough to begin" + reading.context,
                         fmt::format("at most {}, which is `most`", s.most)});
        }
      });
  return table;
}

const Table<WanderSpec>& wander_table() {
  using S = WanderSpec;
  static const Table<S> table(
      {.name = "wander = { ... }",
       .meaning = "The rate of the servers wanders from hour to hour about its mean, as one for all of them.",
       .variant_key = "",
       .fields = {}},
      {field("sd", &S::sd, percentage(at_least(0, 2)), required, "standard deviation of the logarithm of the rate")
           .like("\"15 %\""),
       field("correlation", &S::correlation, time(more_than(0, longest_time_s)), required,
             "time in which the correlation falls to 1 / e")
           .like("\"6 h\"")});
  return table;
}

const Table<BalkSpec>& balk_table() {
  using S = BalkSpec;
  static const Table<S> table(
      {.name = "balk = { ... }",
       .meaning = "Some do not join a queue whose expected wait is long.",
       .variant_key = "",
       .fields = {}},
      {field("when_wait_over", &S::when_wait_over, any_time(), required,
             "the expected wait from which on some go elsewhere")
           .like("\"2 h\""),
       field("share", &S::share, percentage(at_least(0, 1)), fallback("100 %"), "of those who then come")
           .like("\"60 %\""),
       field("to", &S::to, reference("stage", "\"later\""), fallback("leave"), "where they go instead")});
  return table;
}

const Table<RenegeSpec>& renege_table() {
  using S = RenegeSpec;
  static const Table<S> table(
      {.name = "renege = { ... }",
       .meaning = "Some leave a line in which they have waited for so long.",
       .variant_key = "",
       .fields = {}},
      {field("after", &S::after, table_of(time_distribution_table(), "after"), required,
             "how long they wait inside the stage before they leave"),
       field("share", &S::share, percentage(at_least(0, 1)), fallback("100 %"), "of those who wait; the others stay")
           .like("\"30 %\""),
       field("to", &S::to, reference("stage", "\"later\""), fallback("leave"), "where they go instead")});
  return table;
}

}  // namespace corridor::scenario
