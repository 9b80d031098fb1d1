#include "table.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <tuple>

#include "corridor/statistics/ensemble_quantiles.hpp"

namespace corridor::results {

namespace {

using statistics::info;

std::vector<std::string> as_local_times(const std::vector<SimTime>& times, const Calendar& calendar) {
  std::vector<std::string> texts;
  texts.reserve(times.size());
  for (const SimTime t : times) {
    texts.push_back(calendar.to_iso(t));
  }
  return texts;
}

/// The series that timeseries and quantiles show, each with the local times of its cells.
template <class Write>
void for_each_shown_series(const SeriesStore& store, const Calendar& calendar, const Write& write) {
  const auto over_time = as_local_times(store.times_of(Table::over_time), calendar);
  const auto hourly = as_local_times(store.times_of(Table::hourly), calendar);
  for (const SeriesStore::Series& s : store.series()) {
    if (s.is_something && s.key.table != Table::summary) {
      write(s, s.key.table == Table::over_time ? over_time : hourly);
    }
  }
}

/// A departure hour in which nobody left is no row; a sampling instant always is.
bool is_row(Table table, std::span<const double> values) {
  return table == Table::over_time || std::ranges::any_of(values, [](double v) { return !std::isnan(v); });
}

/// Two numbers that are printed alike.
bool is_same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

TableFile::TableFile(const std::filesystem::path& folder, std::string_view name, std::string_view header)
    : file_(folder / (std::string(name) + ".csv")) {
  file_.write(std::string(header) + '\n');
}

SummaryTable::SummaryTable(const std::filesystem::path& folder)
    : file_(folder, "summary", "replication,place,group,measure,value,unit") {}

void SummaryTable::add(std::uint32_t replication, std::vector<statistics::SummaryValue> values) {
  std::ranges::sort(values, {}, [](const statistics::SummaryValue& v) {
    return std::tuple(std::string_view(v.place), info(v.measure).name, std::string_view(v.group));
  });
  CsvLine line;
  for (const statistics::SummaryValue& v : values) {
    line.count(replication).text(v.place).text(v.group);
    file_.row(line.text(info(v.measure).name).number(v.value).text(info(v.measure).unit));
  }
}

MilestoneTable::MilestoneTable(const std::filesystem::path& folder, const Calendar& calendar)
    : file_(folder, "milestones", "replication,place,milestone,time,value"), calendar_(calendar) {}

void MilestoneTable::add(std::uint32_t replication, const std::vector<Milestone>& milestones) {
  CsvLine line;
  for (const Milestone& m : milestones) {
    line.count(replication).text(m.place).text(m.name).text(m.at ? calendar_.to_iso(*m.at) : std::string());
    file_.row(line.number(m.value));
  }
}

OutputFile::Written write_timeseries(const std::filesystem::path& folder, const SeriesStore& store, std::size_t row,
                                     const Calendar& calendar) {
  TableFile file(folder, "timeseries", "time,place,measure,value,unit");
  CsvLine line;
  for_each_shown_series(store, calendar, [&](const SeriesStore::Series& s, const std::vector<std::string>& times) {
    const std::vector<double> values = store.read(s, row);
    const statistics::MeasureInfo& measure = info(s.key.measure);
    std::string what(line.text({}).text(s.key.place).text(measure.name).end());
    what.pop_back();        // the end of the line
    std::string_view rest;  // of the row before: most values stay what they were
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (rest.empty() || !is_same(values[i], values[i - 1])) {
        rest = line.ready(what).number(values[i]).ready(measure.unit).end();
      }
      if (is_row(s.key.table, std::span(values).subspan(i, 1))) {
        file.row(times[i], rest);
      }
    }
  });
  return file.finish();
}

OutputFile::Written write_quantiles(const std::filesystem::path& folder, const SeriesStore& store,
                                    const Calendar& calendar) {
  TableFile file(folder, "quantiles", "time,place,measure,unit,n,mean,p05,p25,p50,p75,p95");
  CsvLine line;
  for_each_shown_series(store, calendar, [&](const SeriesStore::Series& s, const std::vector<std::string>& times) {
    store.for_each_cell(s, [&](std::size_t cell, std::span<const double> values) {
      if (!is_row(s.key.table, values)) {
        return;
      }
      const statistics::EnsembleQuantiles q = statistics::ensemble_quantiles(values);
      line.text(times[cell]).text(s.key.place).text(info(s.key.measure).name).text(info(s.key.measure).unit);
      line.count(q.n).number(q.mean);
      file.row(line.number(q.p05).number(q.p25).number(q.p50).number(q.p75).number(q.p95));
    });
  });
  return file.finish();
}

OutputFile::Written write_observations(const std::filesystem::path& folder,
                                       std::vector<statistics::ComparedPoint> points, const Calendar& calendar) {
  std::ranges::stable_sort(points, {}, [](const statistics::ComparedPoint& p) {
    return std::tuple(std::string_view(p.place), std::string_view(p.measure), std::string_view(p.series), p.time);
  });
  TableFile file(folder, "observations", "series,place,measure,time,observed,mean,p05,p50,p95,error,used");
  CsvLine line;
  for (const statistics::ComparedPoint& p : points) {
    line.text(p.series).text(p.place).text(p.measure).text(calendar.to_iso(p.time)).number(p.observed);
    line.number(p.mean).number(p.p05).number(p.p50).number(p.p95).number(p.mean - p.observed);
    file.row(line.text(p.used ? "yes" : "no"));
  }
  return file.finish();
}

OutputFile::Written write_gridlocks(const std::filesystem::path& folder, const std::vector<StoredGridlock>& gridlocks,
                                    const Calendar& calendar) {
  TableFile file(folder, "gridlocks", "replication,since,until,circle");
  CsvLine line;
  for (const StoredGridlock& g : gridlocks) {
    line.count(g.replication).text(calendar.to_iso(g.since)).text(g.until ? calendar.to_iso(*g.until) : std::string());
    file.row(line.text(g.circle));
  }
  return file.finish();
}

}  // namespace corridor::results
