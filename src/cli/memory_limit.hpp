// How much memory the program may take: past it an allocation fails (std::bad_alloc) instead of the machine running
// out. Frees nothing and ends nothing by itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>

namespace corridor::cli {

/// `2 GiB`, `1.5GB`, `500 MB`: a number above 0 and a unit, B or k, M, G, T with B (powers of 1000) or Ki, Mi, Gi, Ti
/// with B (powers of 1024). In bytes; nothing if it is not that.
[[nodiscard]] std::optional<std::uint64_t> parse_bytes(std::string_view text);
/// `64 MiB`, `18.4 GiB`.
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);

/// The smallest of the machine's memory and the limits of the control groups that this process is in, below `root` of
/// the file system; 0 if nothing says how much there is.
[[nodiscard]] std::uint64_t available_memory(const std::filesystem::path& root = "/");

/// There is not enough memory for what was asked. What it says names the limit. Exit code 6.
class OutOfMemory : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// While it lives, the data of this process (heap and private mappings: RLIMIT_DATA) is limited.
class MemoryLimit {
 public:
  /// `wish` as parse_bytes takes it, `unlimited`, or empty: 80 % of the available memory. Throws OutOfMemory if the
  /// program takes more than was wished before it has begun.
  /// @pre a wish can be read
  explicit MemoryLimit(const std::string& wish);
  ~MemoryLimit();
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

  /// While it lives, there is no limit: to bring home what is finished.
  class Lifted {
   public:
    explicit Lifted(const MemoryLimit& limit) : limit_(limit) { limit_.set(limit_.before_.rlim_cur); }
    ~Lifted() { limit_.set(limit_.bytes_); }
    Lifted(const Lifted&) = delete;
    Lifted& operator=(const Lifted&) = delete;

   private:
    const MemoryLimit& limit_;
  };

  /// What runs its argument while there is no limit.
  [[nodiscard]] std::function<void(const std::function<void()>&)> lifting() const {
    return [this](const std::function<void()>& what) {
      const Lifted lifted(*this);
      what();
    };
  }
  /// `the limit of 2 GiB (--memory-limit)`, `the memory of this machine`.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void set(rlim_t bytes) const;

  rlimit before_;
  rlim_t bytes_;
  std::string text_ = "the memory of this machine";
};

}  // namespace corridor::cli
