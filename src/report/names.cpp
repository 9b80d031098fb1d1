#include "names.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

std::string found_in(const std::map<std::string, std::string, std::less<>>& map, std::string_view key,
                     const std::string& otherwise) {
  const auto found = map.find(key);
  return found == map.end() || found->second.empty() ? otherwise : found->second;
}

}  // namespace

std::string words_of(std::string_view id) {
  std::string words(id);
  std::ranges::replace(words, '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

Names::Names(const Json& scenario) {
  for (const Json& node : scenario.at("nodes")) {
    const auto& id = node.at("id").get_ref<const std::string&>();
    names_[id] = node.at("name").get<std::string>();
    local_[id] = node.at("local_name").get<std::string>();
  }
  for (const Json& link : scenario.at("links")) {
    const std::string name = link.at("name").get<std::string>();
    const std::string ends = fmt::format("{} - {}", of(link.at("from").get_ref<const std::string&>()),
                                         of(link.at("to").get_ref<const std::string&>()));
    names_[link.at("id").get<std::string>()] = name.empty() ? ends : name;
  }
}

std::string Names::of(std::string_view place) const {
  if (place == "all") {
    return "all places";
  }
  const std::size_t slash = place.find('/');
  if (slash != std::string_view::npos) {
    return fmt::format("{}, {}", words_of(place.substr(slash + 1)), of(place.substr(0, slash)));
  }
  return found_in(names_, place, words_of(place));
}

std::string Names::local(std::string_view place) const {
  return found_in(local_, place, std::string());
}

}  // namespace corridor::report
