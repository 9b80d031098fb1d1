#include "corridor/ensemble/outcome.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::ensemble {

namespace {

constexpr double largest_whole = 4503599627370496.0;  // 2^52: sums and differences of two such numbers are exact

/// A whole number that may be stored as one; not -0, which would come back as 0.
bool is_whole(double value) {
  return std::abs(value) <= largest_whole && std::trunc(value) == value && !(value == 0 && std::signbit(value));
}

bool is_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// 0, -1, 1, -2, ... -> 0, 1, 2, 3, ...
std::uint64_t folded(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1U) ^ (number < 0 ? ~std::uint64_t{0} : 0U);
}
std::int64_t unfolded(std::uint64_t number) {
  return static_cast<std::int64_t>((number >> 1U) ^ (~(number & 1U) + 1U));
}

class Bytes {
 public:
  /// Seven bits to a byte, the least first; the eighth says that more follow. Source: "LEB128", DWARF 5, 7.6.
  void put(std::uint64_t number) {
    for (; number >= 0x80U; number >>= 7U) {
      bytes_ += static_cast<char>(number | 0x80U);
    }
    bytes_ += static_cast<char>(number);
  }
  /// Small for numbers near 0 of either sign.
  void put_signed(std::int64_t number) { put(folded(number)); }
  void put(std::string_view text) {
    put(text.size());
    bytes_ += text;
  }
  void put_time(SimTime time) { put_signed(time.time_since_epoch().count()); }
  /// @param before a whole number near it
  void put(double value, double before) {
    if (is_whole(value)) {
      put((folded(static_cast<std::int64_t>(value - before)) << 1U) | 1U);
      return;
    }
    put(std::uint64_t{0});
    auto bits = std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
    for (std::size_t i = 0; i < sizeof(bits); ++i, bits >>= 8U) {
      bytes_ += static_cast<char>(bits & 0xffU);
    }
  }
  void put(double value) { put(value, 0); }
  /// How often each value stands one after the other.
  void put(const std::vector<double>& values) {
    put(values.size());
    double before = 0;
    for (std::size_t i = 0; i < values.size();) {
      const double value = values[i];
      std::size_t end = i + 1;
      while (end < values.size() && is_same(values[end], value)) {
        ++end;
      }
      put(end - i);
      put(value, before);
      before = is_whole(value) ? value : before;
      i = end;
    }
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint64_t byte = next();
      fail_unless(shift < 64);
      number |= (byte & 0x7fU) << shift;
      if (byte < 0x80U) {
        return number;
      }
    }
  }
  /// Of things that take a byte at least.
  std::size_t count() {
    const std::uint64_t n = number();
    fail_unless(n <= bytes_.size());
    return static_cast<std::size_t>(n);
  }
  std::int64_t signed_number() { return unfolded(number()); }
  std::string text() {
    const std::size_t size = count();
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return text;
  }
  SimTime time() { return SimTime(Duration(signed_number())); }
  double value(double before = 0) {
    const std::uint64_t coded = number();
    if (coded != 0) {
      return before + static_cast<double>(unfolded(coded >> 1U));
    }
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) {
      bits |= std::uint64_t{next()} << shift;
    }
    return std::bit_cast<double>(bits);
  }
  std::vector<double> values() {
    const std::uint64_t size = number();
    fail_unless(size <= longest_series);
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(size));
    double before = 0;
    while (values.size() < size) {
      const std::uint64_t times = number();
      fail_unless(times > 0 && times <= size - values.size());
      const double v = value(before);
      values.insert(values.end(), static_cast<std::size_t>(times), v);
      before = is_whole(v) ? v : before;
    }
    return values;
  }
  statistics::Measure measure() { return static_cast<statistics::Measure>(number()); }
  void expect_end() const { fail_unless(bytes_.empty()); }
  static void fail_unless(bool is_right) {
    if (!is_right) {
      throw IoError("cannot read a replication: it is not as this version of the program writes it");
    }
  }

 private:
  static constexpr std::uint64_t longest_series = std::uint64_t{1} << 32U;

  unsigned char next() {
    fail_unless(!bytes_.empty());
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  std::string_view bytes_;
};

void put(Bytes& bytes, const statistics::RunResult& result) {
  bytes.put(result.times.size());
  Duration before{};
  for (const SimTime time : result.times) {
    bytes.put_signed((time.time_since_epoch() - before).count());
    before = time.time_since_epoch();
  }
  bytes.put(result.series.size());
  for (const auto& s : result.series) {
    bytes.put(s.place);
    bytes.put(static_cast<std::uint64_t>(s.measure));
    bytes.put(s.values);
  }
  bytes.put(result.hourly.size());
  for (const auto& h : result.hourly) {
    bytes.put_time(h.time);
    bytes.put(h.place);
    bytes.put(static_cast<std::uint64_t>(h.measure));
    bytes.put(h.value);
  }
  bytes.put(result.summary.size());
  for (const auto& v : result.summary) {
    bytes.put(v.place);
    bytes.put(v.group);
    bytes.put(static_cast<std::uint64_t>(v.measure));
    bytes.put(v.value);
  }
  bytes.put(result.gridlocks.size());
  for (const auto& g : result.gridlocks) {
    bytes.put_time(g.since);
    bytes.put(std::uint64_t{g.until ? 1U : 0U});
    bytes.put_time(g.until.value_or(SimTime()));
    bytes.put(g.circle.size());
    for (const auto& place : g.circle) {
      bytes.put(place);
    }
  }
}

statistics::Gridlock gridlock_from(Reader& from) {
  statistics::Gridlock gridlock;
  gridlock.since = from.time();
  const bool has_end = from.number() != 0;
  const SimTime end = from.time();
  gridlock.until = has_end ? std::optional(end) : std::nullopt;
  for (std::size_t n = from.count(); n > 0; --n) {
    gridlock.circle.push_back(from.text());
  }
  return gridlock;
}

statistics::RunResult result_from(Reader& from) {
  statistics::RunResult result;
  Duration time{};
  for (std::size_t n = from.count(); n > 0; --n) {
    time += Duration(from.signed_number());
    result.times.emplace_back(time);
  }
  for (std::size_t n = from.count(); n > 0; --n) {
    auto& s = result.series.emplace_back();
    s.place = from.text();
    s.measure = from.measure();
    s.values = from.values();
  }
  for (std::size_t n = from.count(); n > 0; --n) {
    auto& h = result.hourly.emplace_back();
    h.time = from.time();
    h.place = from.text();
    h.measure = from.measure();
    h.value = from.value();
  }
  for (std::size_t n = from.count(); n > 0; --n) {
    auto& v = result.summary.emplace_back();
    v.place = from.text();
    v.group = from.text();
    v.measure = from.measure();
    v.value = from.value();
  }
  for (std::size_t n = from.count(); n > 0; --n) {
    result.gridlocks.push_back(gridlock_from(from));
  }
  return result;
}

enum class Kind : std::uint8_t { finished, failed, given_up, out_of_memory };

}  // namespace

std::string to_bytes(const Outcome& outcome) {
  Bytes bytes;
  bytes.put(std::uint64_t{outcome.index});
  if (const auto* finished = std::get_if<Finished>(&outcome.what)) {
    bytes.put(static_cast<std::uint64_t>(Kind::finished));
    bytes.put(finished->events);
    put(bytes, finished->result);
  } else if (const auto* failed = std::get_if<Failed>(&outcome.what)) {
    bytes.put(static_cast<std::uint64_t>(Kind::failed));
    bytes.put(failed->reason);
  } else {
    const bool is_given_up = std::get<Unfinished>(outcome.what) == Unfinished::given_up;
    bytes.put(static_cast<std::uint64_t>(is_given_up ? Kind::given_up : Kind::out_of_memory));
  }
  return bytes.take();
}

bool counts(std::string_view bytes) {
  Reader from(bytes);
  static_cast<void>(from.number());  // the index
  const auto kind = static_cast<Kind>(from.number());
  return kind == Kind::finished || kind == Kind::failed;
}

Outcome outcome_from(std::string_view bytes) {
  Reader from(bytes);
  Outcome outcome;
  outcome.index = static_cast<std::uint32_t>(from.number());
  switch (static_cast<Kind>(from.number())) {
    case Kind::finished: {
      Finished finished;
      finished.events = from.number();
      finished.result = result_from(from);
      outcome.what = std::move(finished);
      break;
    }
    case Kind::failed:
      outcome.what = Failed{from.text()};
      break;
    case Kind::given_up:
      outcome.what = Unfinished::given_up;
      break;
    case Kind::out_of_memory:
      outcome.what = Unfinished::out_of_memory;
      break;
    default:
      Reader::fail_unless(false);
  }
  from.expect_end();
  return outcome;
}

}  // namespace corridor::ensemble
