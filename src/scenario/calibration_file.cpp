#include "corridor/scenario/calibration_file.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"
#include "corridor/scenario/schema.hpp"

#include "calibration_specs.hpp"
#include "inputs.hpp"
#include "toml_document.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_parameters = 40;  ///< the quadratic terms of more want more runs than anybody makes

std::optional<std::uint32_t> number_of(const std::optional<std::int64_t>& written) {
  return written ? std::optional(static_cast<std::uint32_t>(*written)) : std::nullopt;
}

/// Makes a CalibrationFile of its file, in the order of the member functions.
class CalibrationReader {
 public:
  explicit CalibrationReader(fs::path file) : path_(std::move(file)), inputs_(path_.parent_path()) {}

  CalibrationFile read() {
    const SourceText* source = inputs_.open_scenario(path_, {}, diagnostics_);
    const auto root = source == nullptr ? std::nullopt : parse_toml(*source, diagnostics_);
    if (root && is_of_this_version(*root)) {
      const CalibrationSpec spec = calibration_table().read(reading_, *root);
      take_keys(spec);
      take_parameters(spec, *root);
      take_targets(spec, *root);
    }
    diagnostics_.throw_if_any();
    file_.file = inputs_.files().front();
    return std::move(file_);
  }

 private:
  bool is_of_this_version(const Value& root) {
    const Value* schema = root.find("schema");
    const auto* version = schema == nullptr ? nullptr : schema->get<std::int64_t>();
    if (version == nullptr || *version == schema_version) {
      return true;
    }
    reading_.error(schema->mark,
                   {ErrorCode::other_schema, fmt::format("this file is written for version {} of the format", *version),
                    fmt::format("schema = {}", schema_version)});
    return false;
  }

  void take_keys(const CalibrationSpec& spec) {
    file_.title = spec.title;
    file_.seed = spec.seed ? std::optional(static_cast<std::uint64_t>(*spec.seed)) : std::nullopt;
    file_.base_as_written = spec.base.name;
    file_.base = (path_.parent_path() / spec.base.name).lexically_normal();
    file_.effort = {.members = number_of(spec.effort.members),
                    .iterations = number_of(spec.effort.iterations),
                    .rounds = number_of(spec.effort.rounds),
                    .points = number_of(spec.effort.points),
                    .checks = number_of(spec.effort.checks)};
    std::error_code none;
    const fs::path scenario = fs::is_directory(file_.base, none) ? file_.base / "scenario.toml" : file_.base;
    if (!spec.base.name.empty() && !fs::is_regular_file(scenario, none)) {
      reading_.error(spec.base.mark,
                     {ErrorCode::file_missing, fmt::format("there is no file {}", scenario.generic_string()),
                      "a scenario's folder or file such as \"../lachin-2023\""});
    }
  }

  void take_parameters(const CalibrationSpec& spec, const Value& root) {
    std::set<std::string> columns = {"draw", "weight", "sets"};
    for (const CalibratedParameterSpec& parameter : spec.parameters) {
      if (!parameter.id.empty() && !columns.insert(parameter.id).second) {
        reading_.error(parameter.mark, {ErrorCode::duplicate_id,
                                        fmt::format("the column `{}` is there already", parameter.id), "another id"});
      }
      CalibratedParameter taken{.id = parameter.id,
                                .sets = {},
                                .set_places = {},
                                .prior = prior_of(parameter.prior),
                                .unit = parameter.unit,
                                .source = parameter.source,
                                .evidence = parameter.evidence,
                                .place = parameter.mark.place()};
      for (const Ref& set : parameter.sets) {
        take_set(set, taken);
      }
      file_.parameters.push_back(std::move(taken));
    }
    expect_some(root, "parameter", spec.parameters.size());
  }

  void take_set(const Ref& set, CalibratedParameter& parameter) {
    const std::size_t equals = set.name.find('=');
    auto parsed = equals == std::string::npos || equals == 0 || set.name.find(';') != std::string::npos
                      ? std::nullopt
                      : SetTemplate::parse(set.name);
    if (!parsed) {
      reading_.error(set.mark, {ErrorCode::bad_assignment, fmt::format("\"{}\" sets nothing to the value", set.name),
                                "path=value with {} for the parameter, {14400/x - 4.75} or {x h after <date>}"});
      return;
    }
    parameter.sets.push_back(std::move(*parsed));
    parameter.set_places.push_back(set.mark.place());
  }

  void take_targets(const CalibrationSpec& spec, const Value& root) {
    std::set<std::string> known;
    for (const CalibrationTargetSpec& target : spec.targets) {
      if (!target.series.name.empty() && !known.insert(target.series.name).second) {
        reading_.error(target.series.mark, {ErrorCode::duplicate_id,
                                            fmt::format("`{}` is a target twice", target.series.name), "one target"});
      }
      file_.targets.push_back({.series = target.series.name,
                               .rounding = target.rounding,
                               .error = {target.error.plus, target.error.share},
                               .discrepancy = {target.discrepancy.plus, target.discrepancy.share},
                               .correlation = target.discrepancy.correlation,
                               .place = target.series.mark.place()});
    }
    expect_some(root, "target", spec.targets.size());
  }

  void expect_some(const Value& root, const char* key, std::size_t count) {
    const Value* list = root.find(key);
    if (list != nullptr && list->get<List>() != nullptr && (count == 0 || count > most_parameters)) {
      reading_.error(list->mark, {ErrorCode::out_of_range, fmt::format("{} tables [[{}]]", count, key),
                                  fmt::format("1 to {}", most_parameters)});
    }
  }

  fs::path path_;
  Inputs inputs_;
  Diagnostics diagnostics_;
  Reading reading_{.diagnostics = diagnostics_};
  CalibrationFile file_;
};

}  // namespace

CalibrationFile read_calibration(const fs::path& path) {
  return CalibrationReader(path).read();
}

void expect_targets(const CalibrationFile& file, const Scenario& scenario) {
  Diagnostics diagnostics;
  std::vector<std::string> names;
  for (const Observation& observation : scenario.observations) {
    names.push_back(observation.id);
  }
  for (const CalibrationTarget& target : file.targets) {
    const auto found = std::ranges::find(scenario.observations, target.series, &Observation::id);
    if (found == scenario.observations.end()) {
      diagnostics.add({ErrorCode::unknown_name, fmt::format("the scenario observes no series `{}`", target.series),
                       "the id of an [[observe]] of the scenario", nearest_name(target.series, names)},
                      target.place);
    } else if (std::ranges::none_of(found->points, &ObservedPoint::use)) {
      diagnostics.add({ErrorCode::out_of_range, fmt::format("the series `{}` has no row that is used", target.series),
                       "a series with rows of `use` = yes"},
                      target.place);
    }
  }
  diagnostics.throw_if_any();
}

}  // namespace corridor::scenario
