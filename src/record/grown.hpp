// A list by id that grows as ids come.
#pragma once

#include <cstddef>
#include <vector>

namespace corridor::record {

template <class T>
[[gnu::cold]] void grow(std::vector<T>& all, std::size_t index) {
  all.resize(index + 1);
}

template <class T>
T& grown(std::vector<T>& all, std::size_t index) {
  if (index >= all.size()) [[unlikely]] {
    grow(all, index);
  }
  return all[index];
}

}  // namespace corridor::record
