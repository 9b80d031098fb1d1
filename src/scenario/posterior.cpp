#include "corridor/scenario/posterior.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "csv_table.hpp"
#include "inputs.hpp"
#include "quantity.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

namespace {

/// What a set sets: the text before its `=`; nothing if there is none, or nothing behind it.
std::optional<std::string> path_of(std::string_view set) {
  constexpr auto none = std::string_view::npos;
  const std::size_t equals = set.find('=');
  if (equals == none || set.find_first_not_of(' ', equals + 1) == none) {
    return std::nullopt;
  }
  const std::string_view before = set.substr(0, equals);
  const std::size_t last = before.find_last_not_of(' ');
  return last == none ? std::nullopt : std::optional(std::string(before.substr(0, last + 1)));
}

/// Makes a Posterior of its file, in the order of the member functions.
class PosteriorReader {
 public:
  explicit PosteriorReader(fs::path file) : file_(std::move(file)), inputs_(file_.parent_path()) {}

  Posterior read() {
    const SourceText* source = inputs_.open_other_table(file_, diagnostics_);
    const auto table = source == nullptr ? std::nullopt : parse_csv(*source, diagnostics_);
    if (table && has_columns(*table)) {
      for (const CsvTable::Row& row : table->rows) {
        take_row(*table, row);
      }
      expect_draws(*table);
    }
    diagnostics_.throw_if_any();
    posterior_.file = {.name = "--posterior", .sha256 = inputs_.files().front().sha256};
    return std::move(posterior_);
  }

 private:
  bool has_columns(const CsvTable& table) {
    std::vector<std::string> names;
    for (const CsvTable::Column& column : table.columns) {
      names.push_back(column.name);
    }
    const std::size_t errors = diagnostics_.size();
    for (const char* name : {"draw", "weight", "sets"}) {
      if (!table.column(name)) {
        expect_column(table, names, name);
      }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] != "draw" && names[i] != "weight" && names[i] != "sets") {
        posterior_.parameters.push_back(names[i]);
        columns_.push_back(i);
      }
    }
    return diagnostics_.size() == errors;
  }

  /// The column is missing; one that may be meant is where that is said.
  void expect_column(const CsvTable& table, const std::vector<std::string>& names, const std::string& name) {
    const std::string slip = nearest_name(name, names);
    const CsvTable::Column& at = slip.empty() ? table.columns.front() : table.columns[*table.column(slip)];
    diagnostics_.add({ErrorCode::csv_missing_column, fmt::format("the column `{}` is missing", name),
                      "draw, weight, the parameters, sets: what `corridor calibrate` writes into posterior.csv",
                      slip.empty() ? "" : name},
                     at.mark.place());
  }

  void take_row(const CsvTable& table, const CsvTable::Row& row) {
    PosteriorDraw draw;
    draw.number = number_of(row.cells[*table.column("draw")]);
    draw.weight = weight_of(row.cells[*table.column("weight")]);
    for (const std::size_t column : columns_) {
      draw.values.push_back(finite(row.cells[column]).value_or(0));
    }
    take_sets(row.cells[*table.column("sets")], draw);
    posterior_.draws.push_back(std::move(draw));
  }

  std::optional<double> finite(const Value& cell) {
    const std::string& text = text_of(cell);
    TextFinding wrong;
    const auto number = parse_number(text, wrong);
    if (!number) {
      for (const char* not_finite : {"nan", "NaN", "inf", "-inf", "Inf", "-Inf"}) {
        if (text == not_finite) {
          wrong.finding = {ErrorCode::number_not_finite, fmt::format("{} is not a number to compute with", text),
                           "a finite number"};
        }
      }
      diagnostics_.add(std::move(wrong.finding), cell.mark.place());
    }
    return number;
  }

  std::uint64_t number_of(const Value& cell) {
    constexpr double most = 1e15;  // whole numbers are exact
    const auto number = finite(cell);
    if (!number) {
      return 0;
    }
    if (*number < 0 || *number > most || *number != std::floor(*number)) {
      diagnostics_.add({ErrorCode::out_of_range, fmt::format("{} is no number of a draw", text_of(cell)),
                        "a whole number from 0 on"},
                       cell.mark.place());
      return 0;
    }
    const auto whole = static_cast<std::uint64_t>(*number);
    if (!numbers_.insert(whole).second) {
      diagnostics_.add({ErrorCode::duplicate_id, fmt::format("there are two draws {}", whole), "another number"},
                       cell.mark.place());
    }
    return whole;
  }

  double weight_of(const Value& cell) {
    const auto weight = finite(cell);
    if (weight && *weight < 0) {
      diagnostics_.add({ErrorCode::out_of_range, fmt::format("the weight {} is below 0", text_of(cell)), "0 or more"},
                       cell.mark.place());
    }
    has_bad_weight_ = has_bad_weight_ || !weight || *weight < 0;
    return weight.value_or(0);
  }

  void take_sets(const Value& cell, PosteriorDraw& draw) {
    const std::string& text = text_of(cell);
    const bool is_quoted = cell.mark.length >= text.size() + 2;
    draw.place = (is_quoted ? cell.mark.part(1, text.size()) : cell.mark).place();
    std::vector<std::string> paths;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(';', begin), text.size());
      draw.begins.push_back(begin);
      draw.sets.push_back(text.substr(begin, end - begin));
      const auto path = path_of(draw.sets.back());
      if (!path) {
        diagnostics_.add({ErrorCode::bad_assignment, fmt::format("\"{}\" sets nothing", draw.sets.back()),
                          "key=value, with a semicolon between two of them"},
                         draw.place_of(draw.sets.size() - 1));
        return;
      }
      paths.push_back(*path);
      begin = end + 1;
    }
    expect_same_paths(draw, std::move(paths));
  }

  void expect_same_paths(const PosteriorDraw& draw, std::vector<std::string> paths) {
    if (posterior_.paths.empty()) {
      posterior_.paths = std::move(paths);
      return;
    }
    if (paths == posterior_.paths) {
      return;
    }
    std::size_t first = 0;
    while (first < std::min(paths.size(), posterior_.paths.size()) && paths[first] == posterior_.paths[first]) {
      ++first;
    }
    const std::string expected = first < posterior_.paths.size() ? posterior_.paths[first] : "no more";
    diagnostics_.add(
        {ErrorCode::other_paths,
         first < paths.size() ? fmt::format("this draw sets `{}` where the first one sets {}", paths[first],
                                            first < posterior_.paths.size() ? '`' + expected + '`' : expected)
                              : fmt::format("this draw does not set `{}`, as the first one does", expected),
         "the same paths in every draw, in the same order"},
        draw.place_of(std::min(first, paths.size() - 1)));
  }

  void expect_draws(const CsvTable& table) {
    if (table.rows.empty() && diagnostics_.size() == 0) {
      diagnostics_.add({ErrorCode::csv_empty, "this table has no row", "one draw or more"},
                       table.columns.front().mark.place());
      return;
    }
    double sum = 0;
    for (const PosteriorDraw& draw : posterior_.draws) {
      sum += draw.weight;
    }
    if (!has_bad_weight_ && !table.rows.empty() && !(sum > 0 && std::isfinite(sum))) {
      diagnostics_.add({ErrorCode::no_weight,
                        sum > 0 ? "the weights are so large that they have no sum" : "every draw has the weight 0",
                        "numbers from 0 on, of which one is above 0"},
                       table.columns[*table.column("weight")].mark.place());
    }
  }

  fs::path file_;
  Inputs inputs_;
  Diagnostics diagnostics_;
  std::vector<std::size_t> columns_;  ///< of the parameters
  std::set<std::uint64_t> numbers_;
  bool has_bad_weight_ = false;
  Posterior posterior_;
};

}  // namespace

Place PosteriorDraw::place_of(std::size_t set) const {
  Place result = place;
  result.column += static_cast<int>(begins[set]);
  result.length = static_cast<int>(std::max<std::size_t>(sets[set].size(), 1));
  return result;
}

Posterior read_posterior(const fs::path& path) {
  std::error_code none;
  Posterior posterior = PosteriorReader(fs::is_directory(path, none) ? path / "posterior.csv" : path).read();
  posterior.path = path.generic_string();
  return posterior;
}

}  // namespace corridor::scenario
