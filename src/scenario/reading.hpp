// What a value is read with: where errors and parameters go, and what is known from the tables around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/scenario/knowledge.hpp"
#include "corridor/scenario/scenario.hpp"

#include "diagnostics.hpp"
#include "value.hpp"

namespace corridor::scenario {

/// Where a value comes from.
struct Provenance {
  std::string source;
  Evidence evidence = Evidence::unstated;
  std::optional<LocalTime> known_from = {};  ///< when it became public; none: not said
};

/// Units of the columns of a road network, as its config.csv states them.
struct NetworkUnits {
  double metres_per_length = 1;
  double km_h_per_speed = 1;
  std::string length = "";  ///< as written
  std::string speed = "";
};

/// The unit that a bare number in a cell of the network has.
enum class CellUnit : std::uint8_t { none, length, speed, per_hour };

struct Reading {
  Diagnostics& diagnostics;
  std::vector<Parameter>* parameters = nullptr;  ///< none: values are not listed
  std::vector<WrittenValue>* values = nullptr;   ///< the same values, for those who ask since when they are public
  std::string path = {};                         ///< `site.hakari.documents`
  std::string context = {};                      ///< for messages: ` in site `hakari`, stage `documents``
  Provenance provenance = {};
  NetworkUnits units = {};

  void error(const Mark& mark, Finding finding) const { diagnostics.add(std::move(finding), mark.place()); }
  /// For what lies under `key`.
  [[nodiscard]] Reading under(std::string_view key) const;
  /// For a thing with an id: `what` is `site`.
  [[nodiscard]] Reading inside(std::string_view what, std::string_view id) const;
  /// For a value that may have been put here from another file.
  [[nodiscard]] Reading around(const Value& value) const;
  /// Lists a value as a parameter.
  void list(const Value& value, CellUnit unit) const;
};

void report_wrong_type(const Reading& reading, const Value& value, std::string expected);
void report_out_of_range(const Reading& reading, const Value& value, std::string expected);

/// The words for how well a value is known.
[[nodiscard]] const std::vector<std::string>& evidence_words();

/// True of the keys that say where values come from and since when they are public.
[[nodiscard]] bool says_where_from(std::string_view key, std::string_view evidence_key);

/// Reads `source`, `known_from` and the evidence of a table, which hold for all its values; what it does not say stays
/// as it was.
[[nodiscard]] Provenance provenance_of(const Reading& reading, const Value& table, std::string_view evidence_key);

/// A value as written, or the one in `{ value = ..., source = ..., kind = ..., known_from = ... }`, with the reading
/// for it.
struct Unwrapped {
  const Value& value;
  Reading reading;
};
[[nodiscard]] Unwrapped unwrap(const Reading& reading, const Value& value);

}  // namespace corridor::scenario
