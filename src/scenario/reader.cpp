#include "corridor/scenario/reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "inputs.hpp"
#include "named_tables.hpp"
#include "resolver.hpp"
#include "row_tables.hpp"
#include "scenario_file.hpp"
#include "specs.hpp"
#include "timeline.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

namespace {

/// Reads one scenario, in the order of the member functions.
class Reader {
 public:
  explicit Reader(fs::path file) : file_(std::move(file)), inputs_(file_.parent_path()) {}

  Scenario read(const Edits& edits) {
    if (!scenario_file_.read(file_)) {
      diagnostics_.throw_if_any();
    }
    reading_.values = edits.values;
    scenario_file_.edit(edits);
    scenario_file_.assign_all(edits.sets, edits.replaced);
    const ScenarioSpec spec = scenario_table().read(reading_, document_.root);
    check_run(spec);
    read_network(spec);
    NamedTables tables(inputs_, scenario_, diagnostics_);
    Resolver resolver(scenario_, tables, diagnostics_);
    if (!document_.has_all_rows) {
      resolver.leave_network_open();
    }
    resolver.resolve(spec, nodes_, links_);
    read_observations(spec);
    if (is_time_known()) {
      Timeline(document_, resolver, scenario_, diagnostics_, reading_.units).apply(spec.changes);
    }
    diagnostics_.throw_if_any();
    resolver.warn_of_unreachable_stages();
    scenario_.parameters = std::move(parameters_);
    scenario_.inputs = inputs_.files();
    scenario_.folder_name = folder_name();
    return std::move(scenario_);
  }

 private:
  /// True if start and end are read without error.
  [[nodiscard]] bool is_time_known() const {
    const auto is_date = [&](const char* key) {
      const Value* value = document_.root.find(key);
      return value != nullptr && value->get<LocalTime>() != nullptr;
    };
    return is_date("start") && is_date("end");
  }

  void check_run(const ScenarioSpec& spec) {
    if (!is_time_known()) {
      return;
    }
    const SimTime end = Calendar(spec.start).to_sim_time(spec.end);
    if (end <= SimTime{}) {
      diagnostics_.add({ErrorCode::end_before_start, "the end is not after the start", "a later end"},
                       document_.root.find("end")->mark.place());
    } else if (to_seconds(end.time_since_epoch()) > longest_time_s) {
      diagnostics_.add({ErrorCode::out_of_range, "the run is longer than ten years", "an earlier end"},
                       document_.root.find("end")->mark.place());
    } else if (spec.sample > end.time_since_epoch()) {
      const Value* sample = document_.root.find("sample");
      diagnostics_.add({ErrorCode::bad_sample, "the sampling interval is longer than the run", "a shorter one"},
                       (sample == nullptr ? document_.root : *sample).mark.place());
    }
  }

  void read_network(const ScenarioSpec& spec) {
    reading_.provenance = provenance_of(reading_, document_.root, "kind");
    if (spec.network && !spec.network->nodes.name.empty() && !spec.network->links.name.empty()) {
      read_config(spec.network->links);
      read_rows(spec.network->nodes, node_table().info(), document_.nodes);
      read_rows(spec.network->links, link_table().info(), document_.links);
    } else if (document_.root.find("network") != nullptr) {
      document_.has_all_rows = false;  // not named, so not read
    }
    scenario_file_.assign_to_links();
    for (const Value& row : document_.nodes) {
      const std::string id = id_of(row, "node_id", nodes_.size());
      Reading silent = reading_.inside("node", id);
      silent.parameters = nullptr;  // coordinates are not parameters of the model
      nodes_.push_back(node_table().read(silent, row));
    }
    for (const Value& row : document_.links) {
      const std::string id = id_of(row, "link_id", links_.size());
      links_.push_back(link_table().read(reading_.under("link").under(id).inside("link", id), row));
    }
  }

  void read_config(const Ref& links) {
    const fs::path config = fs::path(links.name).parent_path() / "config.csv";
    const SourceText* source = inputs_.open_table({config.generic_string(), links.mark}, diagnostics_);
    const auto rows =
        source == nullptr ? std::nullopt : network_rows(*source, network_config_table().info(), diagnostics_);
    if (!rows) {
      return;
    }
    if (rows->size() > 1) {
      diagnostics_.add({ErrorCode::csv_ragged_row, "a second row", "one row"}, (*rows)[1].mark.place());
    }
    Reading silent = reading_.inside("config.csv", "");
    silent.parameters = nullptr;
    const NetworkConfigRow row = network_config_table().read(silent, rows->front());
    const auto text_of = [&](const char* column) {
      const Value* cell = rows->front().find(column);
      return cell == nullptr ? "" : written(*cell);
    };
    reading_.units = {row.metres_per_length, row.km_h_per_speed, text_of("long_length"), text_of("speed")};
  }

  void read_rows(const Ref& name, const TableInfo& info, std::vector<Value>& rows) {
    const std::size_t errors = diagnostics_.size();
    const SourceText* source = inputs_.open_table(name, diagnostics_);
    auto read = source == nullptr ? std::nullopt : network_rows(*source, info, diagnostics_);
    if (read) {
      rows = std::move(*read);
    }
    document_.has_all_rows = document_.has_all_rows && diagnostics_.size() == errors;
  }

  void read_observations(const ScenarioSpec& spec) {
    Names names("observation");
    for (const ObserveSpec& o : spec.observations) {
      if (!o.is_sound) {
        continue;
      }
      names.add(o.id, o.mark, diagnostics_);
      const SourceText* source = inputs_.open_table(o.series, diagnostics_);
      const auto rows = source == nullptr ? std::nullopt : observed_rows(*source, o, diagnostics_);
      Observation observation{o.id, o.measure, o.place, {}, o.measure_mark.place(), o.place_mark.place()};
      for (const Value& row : rows.value_or(std::vector<Value>{})) {
        read_observed(row, observation);
      }
      scenario_.observations.push_back(std::move(observation));
    }
  }

  void read_observed(const Value& row, Observation& observation) {
    Reading silent = reading_.inside("observation", observation.id);
    silent.parameters = nullptr;
    const ObservedRow read = observed_table().read(silent, row);
    if (!read.is_sound) {
      return;
    }
    const SimTime time = scenario_.calendar.to_sim_time(read.time);
    if (!observation.points.empty() && time < observation.points.back().time) {
      diagnostics_.add(
          {ErrorCode::rows_out_of_order, "this row is earlier than the one before it", "rows in order of time"},
          row.find("time")->mark.place());
    }
    if (read.value) {
      observation.points.push_back({time, read.published ? scenario_.calendar.to_sim_time(*read.published) : time,
                                    read.time_sd_h, read.use, *read.value});
    }
  }

  [[nodiscard]] std::string folder_name() const {
    const fs::path full = fs::absolute(file_).lexically_normal();
    return (full.filename() == "scenario.toml" ? full.parent_path().filename() : full.stem()).generic_string();
  }

  fs::path file_;
  Inputs inputs_;
  Diagnostics diagnostics_;
  std::vector<Parameter> parameters_;
  Reading reading_{.diagnostics = diagnostics_, .parameters = &parameters_};
  Document document_;
  ScenarioFile scenario_file_{inputs_, document_, diagnostics_};
  std::vector<NodeRow> nodes_;
  std::vector<LinkRow> links_;
  Scenario scenario_;
};

}  // namespace

Scenario read(const fs::path& path, const Edits& edits) {
  std::error_code none;
  return Reader(fs::is_directory(path, none) ? path / "scenario.toml" : path).read(edits);
}

Scenario read(const fs::path& path, const std::vector<std::string>& sets) {
  return read(path, Edits{.sets = sets});
}

}  // namespace corridor::scenario
