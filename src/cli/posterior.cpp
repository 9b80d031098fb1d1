#include "posterior.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/for_each.hpp"
#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/posterior.hpp"
#include "corridor/scenario/reader.hpp"

#include "load.hpp"

namespace corridor::cli {

namespace {

using ensemble::ParameterDraws;
using scenario::ErrorCode;
using scenario::PosteriorDraw;
using scenario::ReplacedValue;
using scenario::Scenario;

/// Those of the command line, and behind them those of the draw.
std::vector<std::string> sets_at(const ScenarioOptions& options, const PosteriorDraw& draw) {
  std::vector<std::string> sets = options.sets;
  sets.insert(sets.end(), draw.sets.begin(), draw.sets.end());
  return sets;
}

/// What is wrong with a set of the draw is wrong in the posterior.
void move_to_posterior(Diagnostic& d, const PosteriorDraw& draw, std::size_t sets_before) {
  const auto set = set_of(d.place);
  if (!set || *set < sets_before) {
    d.message += fmt::format(" (at draw {} of the posterior)", draw.number);
    return;
  }
  const std::size_t k = *set - sets_before;
  Place place = draw.place_of(k);
  place.column += std::max(d.place.column, 1) - 1;
  place.length = d.place.length;
  d.place = std::move(place);
  d.message += fmt::format(" (`{}`)", draw.sets[k]);
}

/// Replications are put together instant by instant.
std::vector<Diagnostic> moved_frame(const ParameterDraws& draws) {
  const std::vector<std::string>& paths = draws.posterior().paths;
  std::vector<Diagnostic> list;
  for (std::size_t k = 0; k < paths.size(); ++k) {
    if (paths[k] == "start" || paths[k] == "end" || paths[k] == "sample") {
      list.push_back({.code = std::string(scenario::info(ErrorCode::not_drawn).name),
                      .place = draws.posterior().draws.front().place_of(k),
                      .message = fmt::format("the posterior sets `{}`", paths[k]),
                      .expected = "the same start, end and sampling in all replications",
                      .nearest = ""});
    }
  }
  return list;
}

/// What is wrong with the scenario at a draw, placed in the posterior where it stands there.
std::vector<Diagnostic> wrong_at(const ScenarioOptions& options, const PosteriorDraw& draw) {
  try {
    static_cast<void>(read_and_check({.path = options.path, .sets = sets_at(options, draw)}));
    return {};
  } catch (const ScenarioError& e) {
    std::vector<Diagnostic> wrong = e.diagnostics();
    for (Diagnostic& d : wrong) {
      move_to_posterior(d, draw, options.sets.size());
    }
    return wrong;
  }
}

/// What the posterior replaces in a scenario: values of its files, and of `--set`.
std::vector<ReplacedValue> replaced_by(const ScenarioOptions& options, const ParameterDraws& draws) {
  std::vector<ReplacedValue> replaced;
  scenario::Edits edits;
  edits.sets = sets_at(options, draws.of(0));
  edits.replaced = &replaced;
  try {
    static_cast<void>(scenario::read(options.path, edits));
  } catch (const ScenarioError&) {
    // Who tries the draws says what is wrong; what is replaced up to there is listed.
  }
  std::erase_if(replaced, [&](const ReplacedValue& value) { return value.set < options.sets.size(); });
  return replaced;
}

/// Each mistake once for each scenario, at the first draw that has it.
class MistakesOfDraws {
 public:
  void add(const std::vector<Diagnostic>& wrong, const PosteriorDraw& draw) {
    for (const Diagnostic& d : wrong) {
      const bool is_in_draw = d.place.file == draw.place.file && d.place.line == draw.place.line;
      const std::string key = is_in_draw ? fmt::format("{} {}", d.code, set_at(d.place, draw)) : format(d);
      const auto [known, is_new] = known_.try_emplace(key, list_.size());
      if (is_new) {
        list_.push_back({d, 0});
      } else {
        ++list_[known->second].again;
      }
    }
  }
  [[nodiscard]] std::vector<Diagnostic> take() {
    std::vector<Diagnostic> result;
    for (Mistake& mistake : list_) {
      if (mistake.again > 0) {
        mistake.first.message += fmt::format(", and in {} more draw{}", mistake.again, mistake.again == 1 ? "" : "s");
      }
      result.push_back(std::move(mistake.first));
    }
    return result;
  }

 private:
  struct Mistake {
    Diagnostic first;
    std::size_t again = 0;
  };

  static std::size_t set_at(const Place& place, const PosteriorDraw& draw) {
    const auto offset = static_cast<std::size_t>(std::max(place.column - draw.place.column, 0));
    const auto after = std::ranges::upper_bound(draw.begins, offset);
    return static_cast<std::size_t>(after - draw.begins.begin());
  }

  std::map<std::string, std::size_t> known_;
  std::vector<Mistake> list_;
};

/// The draws of the first replications of the plan, each once and by its number: a replication that has it.
std::vector<std::uint32_t> replications_to_try(const ParameterDraws& draws, const ensemble::Plan& plan) {
  std::map<std::uint64_t, std::uint32_t> by_number;
  for (std::uint32_t k = 0; k < std::min(plan.replications, most_tried); ++k) {
    const std::uint32_t replication = plan.first + k * plan.stride;
    by_number.emplace(draws.of(replication).number, replication);
  }
  std::vector<std::uint32_t> list;
  list.reserve(by_number.size());
  for (const auto& [number, replication] : by_number) {
    list.push_back(replication);
  }
  return list;
}

std::vector<Diagnostic> mistakes_of_draws(const ScenarioOptions& options, const ParameterDraws& draws,
                                          const ensemble::Plan& plan) {
  const std::vector<std::uint32_t> replications = replications_to_try(draws, plan);
  std::vector<std::vector<Diagnostic>> wrong(replications.size());
  ensemble::for_each(std::max(plan.threads, 1U), replications.size(),
                     [&](std::size_t k) { wrong[k] = wrong_at(options, draws.of(replications[k])); });
  MistakesOfDraws mistakes;
  for (std::size_t k = 0; k < replications.size(); ++k) {
    mistakes.add(wrong[k], draws.of(replications[k]));
  }
  return mistakes.take();
}

Diagnostic contradiction(const ReplacedValue& value, std::string message) {
  return {.code = std::string(scenario::info(ErrorCode::set_by_posterior).name),
          .place = value.place,
          .message = std::move(message),
          .expected = "one of the two: leave it out, or use a posterior without this parameter",
          .nearest = ""};
}

/// The `--set`s that set what the posterior sets, each at its place.
std::vector<Diagnostic> contradictions(const ScenarioOptions& options, const std::vector<ReplacedValue>& replaced) {
  std::vector<Diagnostic> list;
  for (const ReplacedValue& value : replaced) {
    const auto set = set_of(value.place);
    if (set && *set < options.sets.size()) {
      list.push_back(contradiction(value, fmt::format("`{}` is set by the posterior as well", value.path)));
      list.back().place.column = 1;
      list.back().place.length = static_cast<int>(options.sets[*set].find('='));
    }
  }
  return list;
}

/// What a variant says otherwise than its base, and the posterior would set to the same in both.
std::vector<Diagnostic> lost_in_variant(const std::vector<ReplacedValue>& base,
                                        const std::vector<ReplacedValue>& variant) {
  std::map<std::string, std::string> text_of;
  for (const ReplacedValue& value : base) {
    text_of.emplace(value.path, value.text);
  }
  std::vector<Diagnostic> list;
  for (const ReplacedValue& value : variant) {
    const auto found = text_of.find(value.path);
    if (!set_of(value.place) && (found == text_of.end() || found->second != value.text)) {
      list.push_back(contradiction(
          value, fmt::format("`{}` is not as in the base, but the posterior sets it in both", value.path)));
    }
  }
  return list;
}

/// A variant that is run alone may be what was calibrated: what it writes may well be replaced.
void warn_of_lost_values(const ScenarioOptions& options, const Scenario& scenario,
                         const std::vector<ReplacedValue>& replaced) {
  const auto files = std::ranges::count_if(scenario.inputs, [](const auto& f) { return f.name.ends_with(".toml"); });
  for (const ReplacedValue& value : replaced) {
    if (files > 1 && value.place.file == options.path) {
      Diagnostic d = contradiction(value, fmt::format("`{}` of this variant is replaced by the posterior", value.path));
      d.is_warning = true;
      d.expected = "";
      spdlog::warn("{}\n", format(d));
    }
  }
}

/// A model and the scenario that it is of.
struct DrawnModel {
  explicit DrawnModel(Scenario of) : scenario(std::move(of)), model(scenario) {}
  Scenario scenario;
  simulation::Model model;
};

void throw_if_any(std::vector<Diagnostic> wrong) {
  if (!wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
}

}  // namespace

ensemble::SharedDraws read_draws(const std::string& path, std::uint64_t seed) {
  if (path.empty()) {
    return nullptr;
  }
  spdlog::info("reading {}", path);
  return std::make_shared<const ParameterDraws>(scenario::read_posterior(path), seed);
}

Loaded load_all(std::vector<ScenarioOptions> options, std::optional<std::uint64_t> seed) {
  Loaded loaded{.options = std::move(options), .scenarios = {}, .seed = 1, .draws = nullptr};
  std::vector<Diagnostic> wrong;
  const auto collecting = [&](const auto& read) {
    try {
      read();
    } catch (const ScenarioError& e) {
      std::ranges::copy(e.diagnostics(), std::back_inserter(wrong));
    }
  };
  for (const ScenarioOptions& one : loaded.options) {
    collecting([&] { loaded.scenarios.push_back(load(one)); });
  }
  if (!loaded.scenarios.empty()) {
    loaded.seed = seed.value_or(loaded.scenarios.front().seed);
  }
  collecting([&] { loaded.draws = read_draws(loaded.options.front().posterior, loaded.seed); });
  throw_if_any(std::move(wrong));
  if (loaded.draws != nullptr) {
    for (Scenario& scenario : loaded.scenarios) {
      scenario.inputs.push_back(loaded.draws->posterior().file);
    }
  }
  return loaded;
}

std::vector<Diagnostic> mistakes_of(const ScenarioOptions& options, const ParameterDraws& draws,
                                    const ensemble::Plan& plan) {
  std::vector<Diagnostic> wrong = moved_frame(draws);
  std::ranges::move(mistakes_of_draws(options, draws, plan), std::back_inserter(wrong));
  std::ranges::move(contradictions(options, replaced_by(options, draws)), std::back_inserter(wrong));
  return wrong;
}

void expect_applicable(const Loaded& loaded, const ensemble::Plan& plan) {
  if (loaded.draws == nullptr) {
    return;
  }
  const ScenarioOptions& first = loaded.options.front();
  const std::vector<ReplacedValue> in_first = replaced_by(first, *loaded.draws);
  std::vector<Diagnostic> wrong = mistakes_of(first, *loaded.draws, plan);
  for (std::size_t i = 1; i < loaded.options.size(); ++i) {
    std::vector<Diagnostic> of_variant = mistakes_of_draws(loaded.options[i], *loaded.draws, plan);
    for (Diagnostic& d : of_variant) {
      d.message += " in " + loaded.options[i].path;
    }
    std::ranges::move(of_variant, std::back_inserter(wrong));
    std::ranges::move(lost_in_variant(in_first, replaced_by(loaded.options[i], *loaded.draws)),
                      std::back_inserter(wrong));
  }
  throw_if_any(std::move(wrong));
  if (loaded.options.size() == 1) {
    warn_of_lost_values(first, loaded.scenarios.front(), in_first);
  }
}

std::shared_ptr<const simulation::Model> model_at(const ScenarioOptions& options,
                                                  std::span<const scenario::InputFile> inputs,
                                                  const ParameterDraws& draws, std::uint32_t replication) {
  const PosteriorDraw& draw = draws.of(replication);
  try {
    Scenario drawn = read_and_check({.path = options.path, .sets = sets_at(options, draw)});
    drawn.inputs.push_back(draws.posterior().file);
    const auto is_same = [](const scenario::InputFile& a, const scenario::InputFile& b) {
      return a.sha256 == b.sha256;
    };
    if (!std::ranges::equal(drawn.inputs, inputs, is_same)) {
      throw IoError(fmt::format("cannot go on: the files of {} have changed since the run began", options.path));
    }
    const auto owner = std::make_shared<const DrawnModel>(std::move(drawn));
    return {owner, &owner->model};
  } catch (const ScenarioError& e) {
    throw UnsoundDraw(fmt::format("{}{}: {}", unsound_draw, draw.number, e.diagnostics().front().message));
  }
}

ensemble::ModelOf models_of(const Loaded& loaded, std::size_t i) {
  const ScenarioOptions& options = loaded.options[i];
  const Scenario& scenario = loaded.scenarios[i];
  if (loaded.draws == nullptr) {
    return [model = std::make_shared<const simulation::Model>(scenario)](std::uint32_t) { return model; };
  }
  return [&options, &scenario, draws = loaded.draws](std::uint32_t replication) {
    return model_at(options, scenario.inputs, *draws, replication);
  };
}

std::string draws_text(const ensemble::SharedDraws& draws) {
  if (draws == nullptr) {
    return "";
  }
  const scenario::Posterior& posterior = draws->posterior();
  return fmt::format(
      "Each replication has parameters of its own, by weight from {} draw{} in {}: figures vary with both.\n",
      posterior.draws.size(), posterior.draws.size() == 1 ? "" : "s", posterior.path);
}

}  // namespace corridor::cli
