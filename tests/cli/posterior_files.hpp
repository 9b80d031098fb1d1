// Posteriors of the minimal scenario, and what stands beside them, in the folder of a program.
#pragma once

#include <string>

#include "program.hpp"

namespace corridor::test {

inline const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";
inline const std::string posterior_header = "draw,weight,base,mean,sets\n";

/// A row: hazard of departure and mean time at the registration.
inline std::string draw(int number, double weight, const std::string& base, const std::string& mean) {
  return std::to_string(number) + ',' + std::to_string(weight) + ',' + base + ',' + mean +
         ",origin.village.departure.base=" + base + " /h;site.reception.registration.service.mean=" + mean + " min\n";
}

inline const std::string four_draws = posterior_header + draw(0, 0.4, "0.2", "4") + draw(1, 0.1, "0.3", "5") +
                                      draw(2, 0.3, "0.35", "6.5") + draw(3, 0.2, "0.5", "3");
/// The values that the scenario has of its own.
inline const std::string own_values = posterior_header + draw(0, 1, "0.3", "5");

inline std::string posterior(const Program& program, const std::string& text,
                             const std::string& name = "posterior.csv") {
  put(program.folder() / name, text);
  return name;
}

/// A variant of the minimal scenario beside the program.
inline std::string variant(const Program& program, const std::string& name, const std::string& set) {
  put(program.folder() / (name + ".toml"),
      "base = \"" + minimal + "\"\ntitle = \"" + name + "\"\n[set]\n" + set + "\n");
  return name + ".toml";
}

/// Of the minimal scenario with three and four desks.
inline std::string experiment(const Program& program, const std::string& path = "site.reception.registration.servers") {
  put(program.folder() / "desks.toml",
      "schema = 1\ntitle = \"Desks\"\nbase = \"" + minimal +
          "\"\nreplications = 6\nfigures = [\"time_99_crossed\"]\n[design]\nkind = \"grid\"\n[[factor]]\npath = \"" +
          path + "\"\nname = \"desks\"\nlevels = [3, 4]\n");
  return "desks.toml";
}

}  // namespace corridor::test
