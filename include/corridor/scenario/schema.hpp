// What may be written in a scenario, table by table and key by key: the reader reads by it, and the documentation is
// made from it. Holds no value of any scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace corridor::scenario {

/// The version of the format: `schema = 1`.
inline constexpr int schema_version = 1;

/// Whether a value can be other than the file says.
enum class Changeable : std::uint8_t {
  never,     ///< an id
  by_set,    ///< with `--set`, before the run
  in_a_run,  ///< also with `[[change]]`
};

/// What a key holds.
enum class Shape : std::uint8_t {
  value,
  table,         ///< `[people]`, `service = { ... }`
  list,          ///< of tables with ids: `[[site]]`
  tables_by_id,  ///< `[vehicle_class.car]`
};

/// How a value may be written, for programs that do not read it: every alternative that is there. None: anything.
struct ValueForm {
  struct Number {
    bool is_whole = false;
    double from = 0;
    double to = 0;
    bool is_from_outside = false;  ///< more than `from`
  };
  std::optional<Number> number = {};
  std::optional<std::string> text = {};  ///< a regular expression (ECMAScript) for all of it; empty: any text
  bool is_flag = false;                  ///< true or false
  bool is_date = false;                  ///< with offset
  std::vector<ValueForm> element = {};   ///< a list: how each element is written
  std::vector<ValueForm> share = {};     ///< a table of labels: how the value of each is written
};

struct TableInfo;

/// One key of a table, or one column.
struct FieldInfo {
  std::string key;
  std::string type;                ///< what may stand there, with its range: `time, more than 0`
  std::string example;             ///< as written: `"95 s"`; may be empty
  std::string fallback;            ///< the default, as written or in words; empty: none
  bool fallback_is_words = false;  ///< the default is described, not written
  bool is_required = false;
  std::vector<std::string> only_for;  ///< the values of the table's `variant_key` with which the key goes; empty: all
  std::string meaning;                ///< one line
  Changeable changeable = Changeable::by_set;
  std::vector<std::string> words;  ///< if it is one of a few words
  Shape shape = Shape::value;
  const TableInfo* nested = nullptr;  ///< the table, or each of the tables, that the value is; none for a value
  bool is_used = true;                ///< false: a standard column that the simulation does not need
  bool is_in_paths = true;            ///< false: `site.hakari.documents`, not `site.hakari.stage.documents`
  ValueForm form = {};
};

struct TableInfo {
  std::string name;         ///< `[people]`
  std::string meaning;      ///< one line
  std::string variant_key;  ///< the key that decides which others go with it: `dist`; may be empty
  bool is_csv = false;      ///< keys are columns
  /// The key that says how well the table's values are known: `kind`, but `evidence` where `kind` means another thing;
  /// empty: the table is not of values.
  std::string evidence_key = "kind";
  bool lists_defaults = false;  ///< defaults too are parameters of the model, assumed ones
  std::vector<FieldInfo> fields;
  std::vector<std::string> exactly_one = {};  ///< of these keys must be there; empty: no such rule

  [[nodiscard]] const FieldInfo* find(std::string_view key) const;
};

/// The table's name without its brackets: `site.stage`, `service`, `link.csv`.
[[nodiscard]] std::string plain_name(const TableInfo& table);

/// The keys that every table of values has besides its own: where they come from, and how well they are known. None if
/// the table is not of values.
[[nodiscard]] std::vector<FieldInfo> provenance_fields(const TableInfo& table);

/// What an id or a label may be: a regular expression (ECMAScript) for all of it.
[[nodiscard]] std::string identifier_pattern();
[[nodiscard]] std::string label_pattern();

/// Every table, in the order of the documentation; the first is the file's own keys.
[[nodiscard]] std::span<const TableInfo* const> tables();

/// The fields as a Markdown table, as docs/scenario-format.md has it.
[[nodiscard]] std::string markdown(const TableInfo& table);

}  // namespace corridor::scenario
