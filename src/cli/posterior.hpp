// Scenarios whose replications have parameters of their own, from the draws of a posterior: read, checked and made into
// models. Runs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/parameter_draws.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/simulation/simulation.hpp"

#include "commands.hpp"

namespace corridor::cli {

/// What a command runs: one scenario, or a base and its variants.
struct Loaded {
  std::vector<ScenarioOptions> options;
  std::vector<scenario::Scenario> scenarios;  ///< with their own parameters; the posterior is among their inputs
  std::uint64_t seed = 1;                     ///< as wished for, or the first scenario's
  ensemble::SharedDraws draws;                ///< the same for all of them; null: there is no posterior
};

/// Reads all of them and the posterior of the first. Throws ScenarioError with everything that is wrong with any.
[[nodiscard]] Loaded load_all(std::vector<ScenarioOptions> options, std::optional<std::uint64_t> seed);

/// The posterior at this path; null if there is none.
[[nodiscard]] ensemble::SharedDraws read_draws(const std::string& path, std::uint64_t seed);

/// Throws ScenarioError if the posterior cannot be applied: a scenario has none of its paths, a value of a draw is
/// wrong, or a `--set` or a variant says otherwise what the posterior says. Tries the draws of the first replications
/// of the plan, at most `most_tried`: a wrong value in a later one is how its replication fails.
void expect_applicable(const Loaded& loaded, const ensemble::Plan& plan);
inline constexpr std::uint32_t most_tried = 200;

/// Everything of that but what variants say: for a scenario that is run at several points.
[[nodiscard]] std::vector<Diagnostic> mistakes_of(const ScenarioOptions& options, const ensemble::ParameterDraws& draws,
                                                  const ensemble::Plan& plan);

/// The draw of a replication makes no sound scenario: no fault of the program.
class UnsoundDraw : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
inline constexpr std::string_view unsound_draw = "no sound scenario at draw ";  ///< begins what it says

/// The model of a replication at its draw. Throws IoError if the files are not any more `inputs`; UnsoundDraw.
[[nodiscard]] std::shared_ptr<const simulation::Model> model_at(const ScenarioOptions& options,
                                                                std::span<const scenario::InputFile> inputs,
                                                                const ensemble::ParameterDraws& draws,
                                                                std::uint32_t replication);

/// The models of the replications of scenario number `i`. @pre `loaded` outlives them
[[nodiscard]] ensemble::ModelOf models_of(const Loaded& loaded, std::size_t i = 0);

/// `Each replication has parameters of its own: ...`, a line; empty: it has not.
[[nodiscard]] std::string draws_text(const ensemble::SharedDraws& draws);

}  // namespace corridor::cli
