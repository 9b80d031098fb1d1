// Places of a scenario as people call them. Knows no result.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace corridor::report {

/// `bus_stop` as `Bus stop`: what stands for a name where there is none.
[[nodiscard]] std::string words_of(std::string_view id);

class Names {
 public:
  /// @param scenario scenario.json
  explicit Names(const nlohmann::ordered_json& scenario);
  /// Of a place in the results; a stage is called by its own name and that of its site.
  [[nodiscard]] std::string of(std::string_view place) const;
  /// In the script and language of the place; empty if there is none.
  [[nodiscard]] std::string local(std::string_view place) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
  std::map<std::string, std::string, std::less<>> local_;
};

}  // namespace corridor::report
