// A small valid scenario in a temporary folder, to be changed by a test and read.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/scenario/reader.hpp"

namespace corridor::scenario::testing {

//   village ---- gate_road ----> gate ---- town_road ----> town
//                             [gate: documents, search]   [hall: desk -> beds]
inline const std::map<std::string, std::string> good_files = {
    {"scenario.toml", R"(schema = 1
title  = "A gate and a hall"
start  = 2024-03-01T06:00:00+02:00
end    = 2024-03-02T06:00:00+02:00
sample = "15 min"
seed   = 7

[network]
nodes = "network/node.csv"
links = "network/link.csv"

[traffic]
reaction_time = "1.2 s"

[vehicle_class.car]
length = "4.6 m"
seats  = 5

[vehicle_class.van]
length       = "6 m"
seats        = 9
speed_factor = "80 %"

[people]
party_size = { dist = "categorical", values = [1, 2, 4], weights = [1, 2, 1] }
female     = "52 %"
children   = "30 %"

[[origin]]
id          = "village"
node        = "village"
population  = 600
vehicles    = { car = "90 %", van = "5 %", none = "5 %" }
departure   = { model = "hazard", base = "0.3 /h", imitation = 2, night = "50 %" }
destination = { relatives = "70 %", needs_accommodation = "30 %" }
to          = "hall"

[[site]]
id      = "gate"
on_link = "gate_road"
exempt  = ["van"]

[[site.stage]]
id           = "documents"
unit         = "vehicle"
servers      = 2
hours        = ["06:00-12:00", "13:00-22:00"]
service      = { dist = "gamma", mean = "48 s", cv = 0.5, per_person = "1 s", night = "125 %" }
waiting_room = "road"
next         = [{ to = "search", share = "4 %", when = "men_18_60 > 0" }, { to = "leave" }]

[[site.stage]]
id           = "search"
unit         = "vehicle"
servers      = 1
service      = { dist = "fixed", mean = "15 min" }
waiting_room = 10

[[site]]
id   = "hall"
node = "town"

[[site.stage]]
id           = "desk"
unit         = "party"
servers      = "unlimited"
service      = { dist = "exponential", mean = "7 min" }
waiting_room = "unlimited"
balk         = { when_wait_over = "2 h", share = "60 %", to = "later" }
registers    = true
next         = [{ to = "beds", when = "needs_accommodation" }, { to = "leave" }]

[[site.stage]]
id   = "later"
kind = "delay"
unit = "party"
time = { dist = "lognormal", mean = "2.5 d", cv = 0.8 }

[[site.stage]]
id        = "beds"
kind      = "beds"
unit      = "person"
places    = 100
stay      = { dist = "gamma", mean = "10 h", cv = 0.5 }
when_full = "later"
to_region = { north = "60 %", south = "40 %" }

[[change]]
at     = 2024-03-01T12:00:00+02:00
set    = "site.gate.documents.servers"
to     = 4
reason = "a second shift"

[[observe]]
id      = "arrivals"
measure = "crossed_persons"
place   = "gate"
series  = "observed/arrivals.csv"
time    = "time_local"
value   = "persons"
)"},
    {"network/config.csv", "dataset_name,long_length,speed,crs,version_number\nsmall,km,km/h,EPSG:4326,0.96\n"},
    {"network/node.csv",
     "node_id,name,x_coord,y_coord\nvillage,Village,25.0,47.0\ngate,Gate,25.1,47\ntown,Town,25.2,47\n"},
    {"network/link.csv",
     "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,capacity,jam_gap,source,kind\n"
     "gate_road,village,gate,1,8,50,1.5,600,,a map,observed\n"
     "town_road,gate,town,1,12.5,60,1,,3 m,,\n"},
    {"observed/arrivals.csv",
     "time_local,persons,published_local,time_sd_h,use,note\n"
     "2024-03-01T10:00:00+02:00,10,2024-03-01T11:00:00+02:00,0.5,yes,\n"
     "2024-03-01T12:00:00+02:00,,,,no,not counted\n"
     "2024-03-01T14:00:00+02:00,30,,,no,doubtful\n"},
};

/// The files of a scenario, written to a folder of its own when read, and removed with this object.
class ScenarioFiles {
 public:
  ScenarioFiles() : files_(good_files) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "." + test->name() + "." + std::to_string(getpid());
    std::replace(name.begin(), name.end(), '/', '.');
    root_ = std::filesystem::path(::testing::TempDir()) / name;
    folder_ = root_ / "small";
  }
  ~ScenarioFiles() { std::filesystem::remove_all(root_); }
  ScenarioFiles(const ScenarioFiles&) = delete;
  ScenarioFiles& operator=(const ScenarioFiles&) = delete;

  /// @throws std::logic_error unless `old_text` is there exactly once
  ScenarioFiles& replace(const std::string& old_text, const std::string& new_text,
                         const std::string& file = "scenario.toml") {
    std::string& text = files_.at(file);
    const std::size_t at = text.find(old_text);
    if (at == std::string::npos || text.find(old_text, at + 1) != std::string::npos) {
      throw std::logic_error("not there exactly once: " + old_text);
    }
    text.replace(at, old_text.size(), new_text);
    return *this;
  }
  ScenarioFiles& append(const std::string& text) {
    files_.at("scenario.toml") += text;
    return *this;
  }
  ScenarioFiles& write(const std::string& file, const std::string& text) {
    files_[file] = text;
    return *this;
  }
  ScenarioFiles& remove(const std::string& file) {
    files_.erase(file);
    return *this;
  }

  [[nodiscard]] const std::string& text(const std::string& file = "scenario.toml") const { return files_.at(file); }
  [[nodiscard]] std::filesystem::path folder() const { return folder_; }

  [[nodiscard]] Scenario read(const std::vector<std::string>& sets = {}) const {
    std::filesystem::remove_all(root_);
    for (const auto& [name, text] : files_) {
      std::filesystem::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    return scenario::read(folder_, sets);
  }

  /// What is wrong; empty if nothing is.
  [[nodiscard]] std::vector<Diagnostic> errors(const std::vector<std::string>& sets = {}) const {
    try {
      static_cast<void>(read(sets));
      return {};
    } catch (const ScenarioError& error) {
      return error.diagnostics();
    }
  }

 private:
  std::map<std::string, std::string> files_;
  std::filesystem::path root_;
  std::filesystem::path folder_;
};

/// `E0312 scenario.toml:71:3`, the file without its folder (but for network/ and observed/).
inline std::string summary(const Diagnostic& d) {
  const std::size_t at = d.place.file.find("/small/");
  const std::string file = at == std::string::npos ? d.place.file : d.place.file.substr(at + 7);
  return d.code + " " + file + ":" + std::to_string(d.place.line) + ":" + std::to_string(d.place.column);
}

inline std::vector<std::string> summaries(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> result;
  for (const Diagnostic& d : diagnostics) {
    result.push_back(summary(d));
  }
  return result;
}

}  // namespace corridor::scenario::testing
