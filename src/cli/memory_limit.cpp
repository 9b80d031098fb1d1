#include "memory_limit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <unistd.h>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

constexpr double default_share = 0.8;  ///< of the available memory: the rest is for everything else on the machine

struct ByteUnit {
  std::string_view name;
  double bytes;
};
constexpr std::array<ByteUnit, 9> byte_units = {{{"B", 1},
                                                 {"kB", 1e3},
                                                 {"MB", 1e6},
                                                 {"GB", 1e9},
                                                 {"TB", 1e12},
                                                 {"KiB", 1024.0},
                                                 {"MiB", 1024.0 * 1024},
                                                 {"GiB", 1024.0 * 1024 * 1024},
                                                 {"TiB", 1024.0 * 1024 * 1024 * 1024}}};

/// The number in a file of one number; nothing if there is no file or another word in it (`max`).
std::optional<std::uint64_t> number_in(const fs::path& file) {
  std::uint64_t number = 0;
  return std::ifstream(file) >> number ? std::optional(number) : std::nullopt;
}

/// Physical memory: the line `MemTotal:  24521384 kB` [KiB].
std::uint64_t physical_memory(const fs::path& root) {
  std::ifstream file(root / "proc/meminfo");
  std::string word;
  std::uint64_t kibibytes = 0;
  while (file >> word) {
    if (word == "MemTotal:" && file >> kibibytes) {
      return kibibytes * 1024;
    }
  }
  return 0;
}

/// Limits of a control group and of those that it lies in. Source: Linux, Documentation/admin-guide/cgroup-v2.rst
/// (memory.max) and cgroup-v1/memory.rst (memory.limit_in_bytes).
std::uint64_t least_limit(const fs::path& hierarchy, const fs::path& group, const std::string& name,
                          std::uint64_t least) {
  fs::path folder = hierarchy;
  const auto consider = [&] {
    if (const auto limit = number_in(folder / name)) {
      least = least == 0 ? *limit : std::min(least, *limit);
    }
  };
  consider();
  for (const fs::path& part : group.relative_path()) {
    folder /= part;
    consider();
  }
  return least;
}

/// Heap and private mappings of this process; 0 if that cannot be known. /proc/self/statm: the sixth number, in pages.
std::uint64_t data_in_use() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t pages = 0;
  for (int i = 0; i < 6; ++i) {
    file >> pages;
  }
  return file ? pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

rlimit present_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_DATA, &limit);
  return limit;
}

}  // namespace

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) {
    return std::nullopt;
  }
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  const auto* const found = std::ranges::find(byte_units, unit, &ByteUnit::name);
  if (found == byte_units.end()) {
    return std::nullopt;
  }
  const double bytes = std::floor(number * found->bytes);
  constexpr double most = 1e18;
  return bytes >= 1 && bytes <= most ? std::optional(static_cast<std::uint64_t>(bytes)) : std::nullopt;
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
  auto number = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (number >= 1024 && unit + 1 < units.size()) {
    number /= 1024;
    ++unit;
  }
  const bool is_whole = std::floor(number) == number;
  return fmt::format("{:.{}f} {}", number, is_whole ? 0 : 1, units[unit]);
}

std::uint64_t available_memory(const fs::path& root) {
  std::uint64_t least = physical_memory(root);
  std::ifstream file(root / "proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) {
      continue;
    }
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const fs::path group = line.substr(second + 1);
    if (controllers.empty()) {
      least = least_limit(root / "sys/fs/cgroup", group, "memory.max", least);
    } else if (controllers == "memory") {
      least = least_limit(root / "sys/fs/cgroup/memory", group, "memory.limit_in_bytes", least);
    }
  }
  return least;
}

MemoryLimit::MemoryLimit(const std::string& wish) : before_(present_limit()), bytes_(before_.rlim_cur) {
  if (wish == "unlimited") {
    return;
  }
  const auto by_default = static_cast<std::uint64_t>(default_share * static_cast<double>(available_memory()));
  const std::uint64_t wanted = wish.empty() ? by_default : parse_bytes(wish).value_or(0);
  expects(wish.empty() || wanted > 0, "the wish has been checked");
  const std::uint64_t in_use = data_in_use();
  if (in_use >= wanted) {
    if (wish.empty()) {
      return;  // an instrumented build takes terabytes of addresses, and a share of the machine is no wish of the
               // user's
    }
    throw OutOfMemory(fmt::format("the program takes {} before it has read anything: --memory-limit {} is too little",
                                  bytes_text(in_use), wish));
  }
  if (wanted < before_.rlim_cur) {
    bytes_ = wanted;
    text_ = fmt::format("the limit of {} ({})", bytes_text(wanted),
                        wish.empty() ? "80 % of what this machine has; --memory-limit sets another" : "--memory-limit");
  } else {
    text_ = fmt::format("the limit of {} that the system sets (ulimit -d)", bytes_text(before_.rlim_cur));
  }
  set(bytes_);
}

MemoryLimit::~MemoryLimit() {
  set(before_.rlim_cur);
}

void MemoryLimit::set(rlim_t bytes) const {
  const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
  // A soft limit below the hard one can always be set.
  ::setrlimit(RLIMIT_DATA, &limit);
}

}  // namespace corridor::cli
