// Hashes: of ids (they choose random streams, so they never change) and of results (SHA-256).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace corridor {

/// SplitMix64's finaliser. Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", fig. 14
/// (constants of variant 13 of Stafford, as in Vigna's splitmix64.c).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

/// FNV-1a, 64 bit, over the UTF-8 bytes. Source: draft-eastlake-fnv, section 2 and 5.
[[nodiscard]] constexpr std::uint64_t fnv1a64(std::string_view bytes) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : bytes) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return h;
}

/// The number that an id (a place is `site/stage`) contributes to random keys; an empty id is "no place", 0.
[[nodiscard]] constexpr std::uint64_t id64(std::string_view id) {
  return id.empty() ? 0 : mix(fnv1a64(id));
}
/// Upper half of id64.
[[nodiscard]] constexpr std::uint32_t id32(std::string_view id) {
  return static_cast<std::uint32_t>(id64(id) >> 32U);
}

/// SHA-256 (FIPS 180-4) of a stream of bytes.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::string_view bytes);
  /// 64 lower-case hexadecimal digits. Ends the stream. @pre not called before
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace corridor
