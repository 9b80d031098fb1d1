#include "corridor/results/sweep_writer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/moments.hpp"

#include "csv.hpp"
#include "draws_table.hpp"
#include "file.hpp"
#include "manifest.hpp"
#include "table.hpp"

namespace corridor::results {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;
using statistics::SummaryValue;

/// The order of summary.csv.
auto order_of(const SummaryValue& value) {
  return std::tuple(std::string_view(value.place), statistics::info(value.measure).name, std::string_view(value.group));
}

std::string column_of(const SweptFactor& factor) {
  return factor.unit.empty() ? factor.name : fmt::format("{} ({})", factor.name, factor.unit);
}

OutputFile::Written write_design(const fs::path& folder, const SweptDesign& design) {
  CsvLine header;
  header.text("point");
  for (const SweptFactor& factor : design.factors) {
    header.text(column_of(factor));
  }
  std::string first(header.end());
  first.pop_back();  // TableFile ends the line
  TableFile file(folder, "design", first);
  CsvLine line;
  for (std::size_t k = 0; k < design.points.size(); ++k) {
    line.count(k);
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
      const design::FactorValue& value = design.points[k].values[i];
      if (design.factors[i].is_numeric) {
        line.number(*value.number);
      } else {
        line.text(value.text);
      }
    }
    file.row(line);
  }
  return file.finish();
}

/// results.csv and points.csv, a replication at a time.
class FigureTables {
 public:
  FigureTables(const fs::path& folder, const Sweep& sweep, const std::function<void(const PointFigure&)>& tell)
      : sweep_(sweep),
        tell_(tell),
        results_(folder, "results", "point,replication,place,group,measure,value,unit"),
        points_(folder, "points", "point,place,group,measure,unit,n,mean,p05,p50,p95,half_width") {}

  void add(const ExperimentStore& store) {
    for (std::size_t point = 0; point < sweep_.design.points.size(); ++point) {
      for (std::uint32_t replication = 0; replication < sweep_.experiment.replications; ++replication) {
        auto stored = store.find(sweep_.key(point, replication));
        expects(stored.has_value(), "every replication of the sweep is in the store");
        if (stored->failure) {
          add_failed(point, replication, *stored->failure);
        } else {
          add(point, replication, std::move(stored->figures));
        }
      }
      end_point(point);
    }
  }

  [[nodiscard]] std::vector<OutputFile::Written> finish() { return {results_.finish(), points_.finish()}; }
  [[nodiscard]] const Json& failed() const { return failed_; }

 private:
  void add_failed(std::size_t point, std::uint32_t replication, const std::string& reason) {
    failed_.push_back({{"point", point},
                       {"seed", sweep_.seed},
                       {"index", replication},
                       {"reason", reason},
                       {"repeat", sweep_.repeat(point, replication)}});
  }

  void add(std::size_t point, std::uint32_t replication, std::vector<SummaryValue> figures) {
    std::ranges::sort(figures, {}, &order_of);
    for (const SummaryValue& figure : figures) {
      const statistics::MeasureInfo& measure = statistics::info(figure.measure);
      line_.count(point).count(replication).text(figure.place).text(figure.group).text(measure.name);
      line_.number(figure.value).text(measure.unit);
      results_.row(line_);
      values_[{figure.place, measure.name, figure.group}].push_back(figure.value);
    }
  }

  void end_point(std::size_t point) {
    for (const auto& [key, values] : values_) {
      const auto& [place, name, group] = key;
      statistics::Moments moments;
      for (const double value : values) {
        if (!std::isnan(value)) {
          moments.add(value);
        }
      }
      write({.point = point,
             .place = place,
             .group = group,
             .measure = *statistics::measure_named(name),
             .over_replications = statistics::ensemble_quantiles(values),
             .half_width = moments.half_width()});
    }
    values_.clear();
  }

  void write(const PointFigure& figure) {
    const statistics::MeasureInfo& measure = statistics::info(figure.measure);
    const statistics::EnsembleQuantiles& q = figure.over_replications;
    line_.count(figure.point).text(figure.place).text(figure.group).text(measure.name).text(measure.unit).count(q.n);
    for (const double value : {q.mean, q.p05, q.p50, q.p95, figure.half_width}) {
      line_.number(value);
    }
    points_.row(line_);
    tell_(figure);
  }

  const Sweep& sweep_;
  const std::function<void(const PointFigure&)>& tell_;
  TableFile results_;
  TableFile points_;
  CsvLine line_;
  std::map<std::tuple<std::string, std::string_view, std::string>, std::vector<double>> values_;  ///< of the point
  Json failed_ = Json::array();
};

std::string_view name_of(scenario::PointDesign::Kind kind) {
  using Kind = scenario::PointDesign::Kind;
  return kind == Kind::grid ? "grid" : kind == Kind::latin_hypercube ? "latin_hypercube" : "sobol";
}

Json factors_json(const SweptDesign& design) {
  Json list = Json::array();
  for (const SweptFactor& factor : design.factors) {
    list.push_back({{"name", factor.name}, {"path", factor.path}, {"unit", factor.unit}});
  }
  return list;
}

Json design_json(const Sweep& sweep) {
  const scenario::PointDesign& design = sweep.experiment.design;
  Json json = {{"kind", name_of(design.kind)}, {"points", design.points}};
  if (design.kind != scenario::PointDesign::Kind::grid) {
    json["seed"] = design.seed;
  }
  if (design.kind == scenario::PointDesign::Kind::latin_hypercube) {
    json["in_cell"] = design.is_centred ? "centred" : "random";
  }
  json["factors"] = factors_json(sweep.design);
  return json;
}

Json manifest_of(const Sweep& sweep, const BuildInfo& build, const Json& failed,
                 const std::vector<OutputFile::Written>& files) {
  Json inputs = Json::array();
  for (const scenario::InputFile& input : sweep.base_inputs) {
    inputs.push_back({{"name", input.name}, {"sha256", input.sha256}});
  }
  Json m = program_part(build);
  m["experiment"] = {{"name", sweep.experiment.file.name},
                     {"title", sweep.experiment.title},
                     {"sha256", sweep.experiment.file.sha256}};
  m["base"] = {{"title", sweep.base_title}, {"scenario_hash", sweep.base_hash}, {"inputs", std::move(inputs)}};
  m["sets"] = sweep.sets;
  if (sweep.draws != nullptr) {
    m["posterior"] = posterior_part(*sweep.draws);
  }
  m["seed"] = sweep.seed;
  m["design"] = design_json(sweep);
  m["replications"] = {{"requested", sweep.experiment.replications}, {"failed", failed}};
  m["result_hash"] = result_hash_of(files);
  m["files"] = json_of(files);
  return m;
}

}  // namespace

std::vector<SweptFactor> swept_factors(const scenario::Experiment& experiment,
                                       const std::vector<design::ExperimentPoint>& points) {
  std::vector<SweptFactor> factors;
  for (std::size_t i = 0; i < experiment.factors.size(); ++i) {
    const std::string unit = points.empty() ? "" : points.front()[i].unit;
    const bool is_numeric = std::ranges::all_of(points, [&](const design::ExperimentPoint& point) {
      return point[i].number.has_value() && point[i].unit == unit;
    });
    factors.push_back({.name = experiment.factors[i].name,
                       .path = experiment.factors[i].path,
                       .is_numeric = is_numeric,
                       .unit = is_numeric ? unit : ""});
  }
  return factors;
}

StoredSweep write_sweep(const RunFolder& folder, const Sweep& sweep, const ExperimentStore& store,
                        const BuildInfo& build, const std::function<void(const PointFigure&)>& tell) {
  std::vector<OutputFile::Written> files = {write_design(folder.partial(), sweep.design)};
  FigureTables tables(folder.partial(), sweep, tell);
  tables.add(store);
  std::ranges::move(tables.finish(), std::back_inserter(files));
  Json manifest = manifest_of(sweep, build, tables.failed(), files);
  if (sweep.draws != nullptr) {
    files.push_back(write_draws(folder.partial(), *sweep.draws, sweep.experiment.replications));
    manifest["files"] = json_of(files);  // no figures: not in the hash
  }
  write_manifest(folder.partial(), manifest);
  return {.result_hash = manifest["result_hash"].get<std::string>(),
          .manifest = manifest.dump(-1, ' ', false, Json::error_handler_t::replace),
          .failed = tables.failed().size()};
}

fs::path unfinished_store(const fs::path& place) {
  return place.parent_path() / (place.filename().string() + ".unfinished.sqlite");
}

fs::path finished_store(const fs::path& place) {
  return place / "experiment.sqlite";
}

void publish_sweep(RunFolder& folder) {
  const fs::path unfinished = unfinished_store(folder.place());
  const fs::path finished = finished_store(folder.partial());
  std::error_code failure;
  fs::create_hard_link(unfinished, finished, failure);  // until it is published it has both names: a kill loses nothing
  if (failure) {
    fs::copy_file(unfinished, finished, failure);
  }
  if (failure) {
    throw_io_error("create", finished, failure.value());
  }
  sync_folder(folder.partial());
  folder.publish();
  if (!fs::remove(unfinished, failure)) {
    throw_io_error("remove", unfinished, failure.value());
  }
}

std::string to_json(const StoredSweep& sweep, const std::vector<PointFigure>& figures) {
  Json list = Json::array();
  for (const PointFigure& f : figures) {
    const statistics::EnsembleQuantiles& q = f.over_replications;
    list.push_back({{"point", f.point},
                    {"place", f.place},
                    {"group", f.group},
                    {"measure", statistics::info(f.measure).name},
                    {"unit", statistics::info(f.measure).unit},
                    {"n", q.n},
                    {"mean", q.mean},
                    {"p05", q.p05},
                    {"p50", q.p50},
                    {"p95", q.p95},
                    {"half_width", f.half_width}});
  }
  const Json object = {{"manifest", Json::parse(sweep.manifest)}, {"points", std::move(list)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace corridor::results
