#include "corridor/scenario/experiment.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/schema.hpp"

#include "experiment_specs.hpp"
#include "inputs.hpp"
#include "toml_document.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_factors = 100;  ///< as many as Sobol' points have dimensions

/// A value in one line of TOML; `written` gives it without its quotes.
std::string toml_text(const Value& value) {
  if (const auto* text = value.get<std::string>()) {
    std::string quoted = "\"";
    for (const char c : *text) {
      quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return quoted + '"';
  }
  if (const auto* list = value.get<List>()) {
    std::string all;
    for (const Value& one : *list) {
      all += (all.empty() ? "" : ", ") + toml_text(one);
    }
    return '[' + all + ']';
  }
  if (const auto* entries = value.get<Entries>()) {
    std::string all;
    for (const Entry& e : *entries) {
      all += fmt::format("{}\"{}\" = {}", all.empty() ? " " : ", ", e.key, toml_text(e.value));
    }
    return '{' + all + " }";
  }
  return written(value);
}

/// `km/h`, `%` and `l/100km`, but not what stands behind the number of a time of day.
bool is_unit(const std::string& text) {
  return !text.empty() &&
         (std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text[0] == '%' || text[0] == '/') &&
         text.find_first_of(" :,\"") == std::string::npos;
}

Level level_of(const Value& value) {
  Level level{.text = written(value), .value = toml_text(value), .place = value.mark.place()};
  if (const auto* whole = value.get<std::int64_t>()) {
    level.number = static_cast<double>(*whole);
  } else if (const auto* number = value.get<double>()) {
    level.number = *number;
  } else if (const auto* text = value.get<std::string>()) {
    TextFinding ignored;
    const auto read = parse_number_and_unit(*text, ignored);
    if (read && is_unit(read->unit)) {
      level.number = read->number;
      level.unit = read->unit;
    }
  }
  return level;
}

/// An end of a range.
struct RangeEnd {
  double number = 0;
  std::string unit;
  bool is_whole = false;
};

/// Makes an Experiment of its file, in the order of the member functions.
class ExperimentReader {
 public:
  explicit ExperimentReader(fs::path file) : file_(std::move(file)), inputs_(file_.parent_path()) {}

  Experiment read() {
    const SourceText* source = inputs_.open_scenario(file_, {}, diagnostics_);
    const auto root = source == nullptr ? std::nullopt : parse_toml(*source, diagnostics_);
    if (root && is_of_this_version(*root)) {
      const ExperimentSpec spec = experiment_table().read(reading_, *root);
      take_keys(spec);
      take_figures(spec);
      for (const FactorSpec& factor : spec.factors) {
        if (factor.is_sound) {
          take_factor(factor, spec.design);
        }
      }
      check_factors(spec, *root);
      take_design(spec.design);
    }
    diagnostics_.throw_if_any();
    experiment_.file = inputs_.files().front();
    return std::move(experiment_);
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

  void take_keys(const ExperimentSpec& spec) {
    experiment_.title = spec.title;
    experiment_.replications = static_cast<std::uint32_t>(spec.replications);
    experiment_.seed = spec.seed ? std::optional(static_cast<std::uint64_t>(*spec.seed)) : std::nullopt;
    experiment_.base = (file_.parent_path() / spec.base.name).lexically_normal();
    std::error_code none;
    const fs::path file =
        fs::is_directory(experiment_.base, none) ? experiment_.base / "scenario.toml" : experiment_.base;
    if (!spec.base.name.empty() && !fs::is_regular_file(file, none)) {
      reading_.error(spec.base.mark,
                     {ErrorCode::file_missing, fmt::format("there is no file {}", file.generic_string()),
                      "a scenario's folder or file such as \"../lachin-2023\""});
    }
  }

  void take_figures(const ExperimentSpec& spec) {
    constexpr std::string_view at = " at ";
    for (const Ref& figure : spec.figures) {
      const std::size_t end = figure.name.find(at);
      experiment_.figures.push_back({.measure = figure.name.substr(0, end),
                                     .place = end == std::string::npos ? "" : figure.name.substr(end + at.size()),
                                     .written = figure.mark.place()});
    }
  }

  void take_factor(const FactorSpec& spec, const PointDesignSpec& design) {
    Factor factor{.path = spec.path.name,
                  .name = spec.name.value_or(spec.path.name),
                  .values = {},
                  .place = spec.path.mark.place()};
    const std::size_t errors = diagnostics_.size();
    if (spec.levels) {
      factor.values = levels_of(*spec.levels);
    } else {
      factor.values = range_of(spec, design);
    }
    if (diagnostics_.size() == errors) {
      experiment_.factors.push_back(std::move(factor));
    }
  }

  std::vector<Level> levels_of(const Value& written_levels) {
    std::vector<Level> levels;
    const auto* list = written_levels.get<List>();
    if (list == nullptr || list->empty()) {
      report_wrong_type(reading_, written_levels, "a list of values such as [4, 6, 8]");
      return levels;
    }
    std::set<std::string> known;
    for (const Value& value : *list) {
      levels.push_back(level_of(value));
      if (!known.insert(levels.back().value).second) {
        reading_.error(value.mark, {ErrorCode::duplicate_id, fmt::format("{} stands there twice", describe(value)),
                                    "each level once"});
      }
    }
    return levels;
  }

  LevelRange range_of(const FactorSpec& spec, const PointDesignSpec& design) {
    LevelRange range{.unit = {}, .scale = spec.scale, .steps = {}, .place = spec.from->mark.place()};
    const auto from = end_of(*spec.from);
    const auto to = end_of(*spec.to);
    if (from && to) {
      range.from = from->number;
      range.to = to->number;
      range.unit = from->unit;
      range.is_whole = from->is_whole && to->is_whole;
      check_ends(spec, *from, *to);
    }
    if (design.is_sound) {
      take_steps(spec, design.kind, range);
    }
    return range;
  }

  std::optional<RangeEnd> end_of(const Value& value) {
    if (const auto* whole = value.get<std::int64_t>()) {
      return RangeEnd{static_cast<double>(*whole), "", true};
    }
    if (const auto* number = value.get<double>()) {
      return RangeEnd{*number, "", false};
    }
    const auto* text = value.get<std::string>();
    if (text == nullptr) {
      report_wrong_type(reading_, value, "a number, or one with its unit such as \"60 km/h\"");
      return std::nullopt;
    }
    TextFinding wrong;
    const auto read = parse_number_and_unit(*text, wrong);
    if (!read) {
      report_in_text(reading_, value, wrong);
      return std::nullopt;
    }
    if (read->unit.empty()) {
      report_wrong_type(reading_, value, "a number without quotes, or one with its unit such as \"60 km/h\"");
      return std::nullopt;
    }
    return RangeEnd{read->number, read->unit, false};
  }

  void check_ends(const FactorSpec& spec, const RangeEnd& from, const RangeEnd& to) {
    constexpr double largest_whole = 1e15;  // of which every neighbour is a double
    if (from.unit != to.unit) {
      reading_.error(
          spec.to->mark,
          {ErrorCode::unit_unknown,
           to.unit.empty() ? "the upper end has no unit" : fmt::format("the upper end is in `{}`", to.unit),
           from.unit.empty() ? "no unit, as of the lower end" : fmt::format("`{}`, as of the lower end", from.unit)});
    } else if (!(from.number < to.number)) {
      report_out_of_range(reading_, *spec.to, "more than `from`");
    } else if (spec.scale == LevelRange::Scale::log && !(from.number > 0)) {
      report_out_of_range(reading_, *spec.from, "more than 0 with scale = \"log\"");
    } else if (std::abs(from.number) > largest_whole || std::abs(to.number) > largest_whole) {
      report_out_of_range(reading_, std::abs(from.number) > largest_whole ? *spec.from : *spec.to,
                          "at most 1e15 on either side of 0");
    }
  }

  void take_steps(const FactorSpec& spec, PointDesign::Kind kind, LevelRange& range) {
    if (kind != PointDesign::Kind::grid && spec.steps) {
      reading_.error(spec.mark, {ErrorCode::misplaced_key, "`steps` goes with a grid only",
                                 "no `steps`: [design] says how many points there are"});
    } else if (kind == PointDesign::Kind::grid && !spec.steps) {
      reading_.error(spec.mark, {ErrorCode::missing_key, "the key `steps` is missing: a grid needs values",
                                 "how many, such as steps = 5, or `levels`"});
    } else if (spec.steps) {
      range.steps = static_cast<std::uint32_t>(*spec.steps);
      if (range.is_whole && range.from<range.to&& static_cast<double>(*spec.steps)> range.to - range.from + 1) {
        reading_.error(spec.mark, {ErrorCode::out_of_range,
                                   fmt::format("there are no {} whole numbers from {} to {}", *spec.steps,
                                               number_text(range.from), number_text(range.to)),
                                   "fewer `steps`"});
      }
    }
  }

  void check_factors(const ExperimentSpec& spec, const Value& root) {
    std::set<std::string> paths;
    std::set<std::string> names = {"point", "replication", "place", "group", "measure", "value", "unit"};
    for (const FactorSpec& factor : spec.factors) {
      if (!factor.path.name.empty() && !paths.insert(factor.path.name).second) {
        reading_.error(factor.path.mark,
                       {ErrorCode::duplicate_id, fmt::format("`{}` is varied twice", factor.path.name), "one factor"});
      } else if (!names.insert(factor.name.value_or(factor.path.name)).second) {
        reading_.error(factor.mark, {ErrorCode::duplicate_id,
                                     fmt::format("the column `{}` is there already", *factor.name), "another `name`"});
      }
    }
    const Value* list = root.find("factor");
    const bool is_list = list != nullptr && list->get<List>() != nullptr;
    if (is_list && (spec.factors.empty() || spec.factors.size() > most_factors)) {
      reading_.error(list->mark, {ErrorCode::out_of_range, fmt::format("{} factors", spec.factors.size()),
                                  fmt::format("1 to {}", most_factors)});
    }
  }

  void take_design(const PointDesignSpec& spec) {
    experiment_.design = {.kind = spec.kind,
                          .points = static_cast<std::uint32_t>(spec.points),
                          .seed = static_cast<std::uint64_t>(spec.seed),
                          .is_centred = spec.is_centred};
    if (spec.kind != PointDesign::Kind::grid || !spec.is_sound) {
      return;
    }
    double points = 1;  // exact up to the largest number that is allowed
    for (const Factor& factor : experiment_.factors) {
      const auto* levels = std::get_if<std::vector<Level>>(&factor.values);
      points *= levels != nullptr ? static_cast<double>(levels->size())
                                  : std::get<LevelRange>(factor.values).steps.value_or(1);
    }
    if (points > most_points) {
      reading_.error(spec.mark, {ErrorCode::out_of_range, fmt::format("the grid has {} points", number_text(points)),
                                 fmt::format("at most {}", most_points)});
      return;
    }
    experiment_.design.points = static_cast<std::uint32_t>(points);
  }

  fs::path file_;
  Inputs inputs_;
  Diagnostics diagnostics_;
  Reading reading_{.diagnostics = diagnostics_};
  Experiment experiment_;
};

}  // namespace

Experiment read_experiment(const fs::path& path) {
  return ExperimentReader(path).read();
}

}  // namespace corridor::scenario
