// One line of a CSV table (RFC 4180 quoting, line feed at the end). Knows no table and opens no file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corridor/base/time.hpp"

namespace corridor::results {

/// The shortest digits that read back as the same number (std::to_chars: no locale), without an exponent between 1e-5
/// and 1e15; NaN is empty, -0 is 0.
void append_number(std::string& text, double value);

class CsvLine {
 public:
  /// Quoted if it holds a comma, a quote or a line break.
  CsvLine& text(std::string_view field);
  /// Fields that are part of a line already.
  CsvLine& ready(std::string_view fields) {
    separate();
    line_ += fields;
    return *this;
  }
  CsvLine& number(double value);
  CsvLine& count(std::uint64_t value);
  /// Seconds with six decimals, exactly: simulated time is whole microseconds.
  CsvLine& seconds(Duration length);
  /// Seconds since the start; empty for what has not happened.
  CsvLine& instant(std::optional<SimTime> t);
  /// The whole line; the next field begins a new one. The view lives until then.
  [[nodiscard]] std::string_view end();

 private:
  void separate();

  std::string line_;
  bool ended_ = true;
};

}  // namespace corridor::results
