// The ids of one kind of thing, with their places: finds doubles and what a name refers to.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

class Names {
 public:
  explicit Names(std::string what) : what_(std::move(what)) {}

  /// Adds the next index. An id that is there already is an error that names both places.
  void add(const std::string& id, const Mark& mark, Diagnostics& diagnostics);
  /// Results name places of both kinds by their ids: one that is of both is an error.
  void must_differ_from(const Names& others, Diagnostics& diagnostics) const;
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
  /// What the name refers to; a name that is unknown is an error with the nearest one.
  [[nodiscard]] std::optional<std::size_t> find(const Ref& ref, Diagnostics& diagnostics) const;
  [[nodiscard]] const std::vector<std::string>& list() const { return list_; }
  /// Says that more of them are written, but could not be read: an unknown name is no error then.
  void leave_open() { is_complete_ = false; }
  [[nodiscard]] bool is_complete() const { return is_complete_; }

 private:
  std::string what_;
  std::vector<std::string> list_;
  std::vector<Mark> marks_;
  bool is_complete_ = true;
  std::map<std::string, std::size_t, std::less<>> index_;
};

}  // namespace corridor::scenario
