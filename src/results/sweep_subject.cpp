// Whether a store holds replications of the sweep that is asked for.
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corridor/base/error.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/results/log_subject.hpp"
#include "corridor/results/sweep_writer.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;

LogSubject log_subject(const Sweep& sweep) {
  return {.scenarios = {{.path = sweep.base_path, .inputs = sweep.base_inputs}},
          .sets = sweep.sets,
          .seed = sweep.seed,
          .replications = sweep.experiment.replications};
}

std::string text_of(const scenario::WantedFigure& figure) {
  return figure.place.empty() ? figure.measure : figure.measure + " at " + figure.place;
}

Json figures_of(const Sweep& sweep) {
  Json list = Json::array();
  for (const scenario::WantedFigure& figure : sweep.experiment.figures) {
    list.push_back(text_of(figure));
  }
  return list;
}

/// Path and values of each factor at all points; the values as a hash, for there may be many.
Json factors_of(const Sweep& sweep) {
  Json factors = Json::object();
  for (std::size_t i = 0; i < sweep.design.factors.size(); ++i) {
    Sha256 values;
    for (const SweptPoint& point : sweep.design.points) {
      values.update(point.values[i].set + '\n');
    }
    factors[sweep.design.factors[i].path] = values.hex();
  }
  return factors;
}

std::vector<std::string> factor_differences(const Json& there, const Json& wanted) {
  std::vector<std::string> differences;
  for (const auto& [path, values] : wanted.items()) {
    if (!there.contains(path)) {
      differences.push_back(fmt::format("the factor {} is new", path));
    } else if (there[path] != values) {
      differences.push_back(fmt::format("the factor {} has other values", path));
    }
  }
  for (const auto& [path, values] : there.items()) {
    if (!wanted.contains(path)) {
      differences.push_back(fmt::format("the factor {} is gone", path));
    }
  }
  return differences;
}

Json parsed(const std::string& subject, const std::string& file) {
  Json json = Json::parse(subject, nullptr, false);
  const bool is_whole = json.is_object() && json.contains("log") && json["log"].is_string() &&
                        json.contains("figures") && json.contains("factors") && json["factors"].is_object();
  if (!is_whole) {
    throw IoError(fmt::format("cannot read {}: it is no store of a sweep", file));
  }
  return json;
}

}  // namespace

std::string subject_of(const Sweep& sweep, const BuildInfo& build) {
  const Json subject = {{"log", header_of(log_subject(sweep), build)},
                        {"title", sweep.experiment.title},
                        {"factors", factors_of(sweep)},
                        {"figures", figures_of(sweep)}};
  return subject.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void expect_same(const std::string& there, const Sweep& sweep, const BuildInfo& build, const std::string& file) {
  const Json json = parsed(there, file);
  expect_same(subject_from(json["log"].get<std::string>(), build, file), log_subject(sweep), file);
  std::vector<std::string> differences = factor_differences(json["factors"], factors_of(sweep));
  if (json["figures"] != figures_of(sweep)) {
    differences.emplace_back("other figures are stored");
  }
  if (!differences.empty()) {
    throw OtherSubject(fmt::format("{} holds runs of another experiment:\n  {}", file, fmt::join(differences, "\n  ")));
  }
}

bool is_of_use(const std::string& there, const Sweep& sweep, const BuildInfo& build) {
  try {
    const Json json = parsed(there, "");
    static_cast<void>(subject_from(json["log"].get<std::string>(), build, ""));
    return json["figures"] == figures_of(sweep);
  } catch (const OtherVersion&) {
    return false;
  } catch (const IoError&) {
    return false;
  }
}

}  // namespace corridor::results
