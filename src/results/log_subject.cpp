#include "corridor/results/log_subject.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corridor/base/error.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;  ///< of the outcomes as bytes; higher when they change

Json json_of(const LogSubject::Scenario& scenario) {
  Json inputs = Json::array();
  for (const scenario::InputFile& file : scenario.inputs) {
    inputs.push_back({{"name", file.name}, {"sha256", file.sha256}});
  }
  return {{"path", scenario.path}, {"inputs", std::move(inputs)}};
}

LogSubject::Scenario scenario_from(const Json& json) {
  LogSubject::Scenario scenario{.path = json.at("path"), .inputs = {}};
  for (const Json& file : json.at("inputs")) {
    scenario.inputs.push_back({.name = file.at("name"), .sha256 = file.at("sha256")});
  }
  return scenario;
}

/// What files have changed, come or gone, each with its scenario.
void add_differences(const LogSubject::Scenario& there, const LogSubject::Scenario& wanted,
                     std::vector<std::string>& differences) {
  std::map<std::string, std::string> before;
  for (const scenario::InputFile& file : there.inputs) {
    before.emplace(file.name, file.sha256);
  }
  for (const scenario::InputFile& file : wanted.inputs) {
    const auto found = before.find(file.name);
    if (found == before.end()) {
      differences.push_back(fmt::format("{}: {} is new", wanted.path, file.name));
    } else if (found->second != file.sha256) {
      differences.push_back(fmt::format("{}: {} has changed", wanted.path, file.name));
    }
    before.erase(file.name);
  }
  for (const auto& [name, hash] : before) {
    differences.push_back(fmt::format("{}: {} is gone", wanted.path, name));
  }
}

std::string list_of(const std::vector<std::string>& sets) {
  return sets.empty() ? "none" : fmt::format("{}", fmt::join(sets, ", "));
}

}  // namespace

std::string header_of(const LogSubject& subject, const BuildInfo& build) {
  Json scenarios = Json::array();
  for (const auto& scenario : subject.scenarios) {
    scenarios.push_back(json_of(scenario));
  }
  Json header = {{"program", "corridor"},
                 {"version", build.version},
                 {"format", format_version},
                 {"scenarios", std::move(scenarios)},
                 {"sets", subject.sets},
                 {"seed", subject.seed},
                 {"replications", subject.replications},
                 {"shard", {subject.shard.number, subject.shard.of}}};
  if (!subject.posterior.empty()) {
    header["posterior"] = subject.posterior;
  }
  return header.dump(-1, ' ', false, Json::error_handler_t::replace);
}

LogSubject subject_from(std::string_view header, const BuildInfo& build, std::string_view log) {
  const Json json = Json::parse(header, nullptr, false);
  try {
    const std::string version = json.at("version");
    const int format = json.at("format");
    if (version != build.version || format != format_version) {
      throw OtherVersion(
          fmt::format("{} is of version {} (log format {}), this is version {} (log format {}): its "
                      "runs cannot be mixed with new ones",
                      log, version, format, build.version, format_version));
    }
    LogSubject subject{.scenarios = {},
                       .sets = json.at("sets"),
                       .posterior = json.value("posterior", ""),
                       .seed = json.at("seed"),
                       .replications = json.at("replications"),
                       .shard = {.number = json.at("shard").at(0), .of = json.at("shard").at(1)}};
    for (const Json& scenario : json.at("scenarios")) {
      subject.scenarios.push_back(scenario_from(scenario));
    }
    return subject;
  } catch (const Json::exception&) {
    throw IoError(fmt::format("cannot read {}: it is no log of runs", log));
  }
}

void expect_same(const LogSubject& there, const LogSubject& wanted, std::string_view log) {
  std::vector<std::string> differences;
  if (there.scenarios.size() != wanted.scenarios.size()) {
    differences.push_back(fmt::format("{} scenarios then, {} now", there.scenarios.size(), wanted.scenarios.size()));
  }
  for (std::size_t i = 0; i < std::min(there.scenarios.size(), wanted.scenarios.size()); ++i) {
    add_differences(there.scenarios[i], wanted.scenarios[i], differences);
  }
  if (there.sets != wanted.sets) {
    differences.push_back(fmt::format("--set was {}, and is {}", list_of(there.sets), list_of(wanted.sets)));
  }
  if (there.seed != wanted.seed) {
    differences.push_back(fmt::format("the seed was {}, and is {}", there.seed, wanted.seed));
  }
  if (!differences.empty()) {
    throw OtherSubject(fmt::format("{} holds runs of another scenario:\n  {}", log, fmt::join(differences, "\n  ")));
  }
}

}  // namespace corridor::results
