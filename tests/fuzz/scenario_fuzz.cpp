// Any bytes as a scenario.toml beside good tables: the reader gives a scenario or a list of sound errors, and nothing
// else. The folder is one per process, below the folder for temporary files: have that in memory.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "corridor/scenario/reader.hpp"

#include "finding.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view config_csv = "dataset_name,long_length,speed,crs\nsmall,km,km/h,EPSG:4326\n";
constexpr std::string_view node_csv = "node_id,name,x_coord,y_coord\nvillage,,25.0,47\ngate,,25.1,47\ntown,,25.2,47\n";
constexpr std::string_view link_csv =
    "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,capacity,jam_gap\n"
    "gate_road,village,gate,1,8,50,1.5,600,\ntown_road,gate,town,1,12.5,60,1,,3 m\n";
constexpr std::string_view series_csv =
    "time_local,persons\n2024-03-01T10:00:00+02:00,10\n2024-03-01T14:00:00+02:00,30\n";

void write(const fs::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "corridor-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("no temporary folder");
    }
    path_ = name;
    fs::create_directories(path_ / "network");
    write(path_ / "network/config.csv", config_csv);
    write(path_ / "network/node.csv", node_csv);
    write(path_ / "network/link.csv", link_csv);
    write(path_ / "series.csv", series_csv);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const fs::path file = folder.path() / "scenario.toml";
  write(file, std::string_view(reinterpret_cast<const char*>(data), size));
  try {
    static_cast<void>(corridor::scenario::read(file));
  } catch (const corridor::ScenarioError& error) {
    corridor::scenario::fuzz::expect_sound(error.diagnostics());
  }
  return 0;
}
