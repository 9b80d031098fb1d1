#include "corridor/results/experiment_store.hpp"

#include <chrono>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_folder.hpp"

#include "database.hpp"

namespace corridor::results {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Says what kind of file it is (PRAGMA application_id): "corr".
constexpr int application = 0x636f7272;

constexpr std::string_view tables = R"(
CREATE TABLE subject (description TEXT NOT NULL);
CREATE TABLE factors (factor INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, unit TEXT NOT NULL);
CREATE TABLE points (point INTEGER PRIMARY KEY, scenario_hash TEXT NOT NULL);
CREATE TABLE point_values (point INTEGER NOT NULL, factor INTEGER NOT NULL, value TEXT NOT NULL, number NUMERIC,
  PRIMARY KEY (point, factor)) WITHOUT ROWID;
CREATE TABLE replications (id INTEGER PRIMARY KEY, scenario_hash TEXT NOT NULL, seed TEXT NOT NULL,
  replication INTEGER NOT NULL, events INTEGER NOT NULL, failure TEXT, UNIQUE (scenario_hash, seed, replication));
CREATE TABLE measures (measure INTEGER PRIMARY KEY, place TEXT NOT NULL, "group" TEXT NOT NULL, name TEXT NOT NULL,
  unit TEXT NOT NULL, UNIQUE (place, "group", name));
CREATE TABLE figures (id INTEGER NOT NULL, measure INTEGER NOT NULL, value REAL,
  PRIMARY KEY (id, measure)) WITHOUT ROWID;
)";

/// A name in double quotes, which are doubled inside.
std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    text += c == '"' ? "\"\"" : std::string(1, c);
  }
  return text + '"';
}

/// The figures with a column for each factor.
std::string view_of(const std::vector<SweptFactor>& factors) {
  std::string columns;
  std::string joins;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    columns += fmt::format("v{}.{} AS {}, ", i, factors[i].is_numeric ? "number" : "value", quoted(factors[i].name));
    joins += fmt::format(" JOIN point_values v{0} ON v{0}.point = p.point AND v{0}.factor = {0}", i);
  }
  return fmt::format(
      "DROP VIEW IF EXISTS results; CREATE VIEW results AS SELECT p.point AS point, {}r.seed AS seed, "
      "r.replication AS replication, m.place AS place, m.\"group\" AS \"group\", m.name AS measure, f.value AS value, "
      "m.unit AS unit FROM points p{} JOIN replications r ON r.scenario_hash = p.scenario_hash "
      "JOIN figures f ON f.id = r.id JOIN measures m ON m.measure = f.measure",
      columns, joins);
}

/// Until it is committed, nothing of it is there.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (!is_committed_) {
      try {
        database_.execute("ROLLBACK");
      } catch (const std::exception&) {  // what went wrong has undone it already, and is said by who threw it
        is_committed_ = true;
      }
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    database_.execute("COMMIT");
    is_committed_ = true;
  }

 private:
  Database& database_;
  bool is_committed_ = false;
};

/// Opens the file and sees to it that it has the tables.
struct OpenStore {
  explicit OpenStore(const std::filesystem::path& file) : database(file) {
    const auto id = whole_of("PRAGMA application_id");
    if (id == 0 && whole_of("SELECT count(*) FROM sqlite_schema") == 0) {
      Transaction transaction(database);
      database.execute(std::string(tables));
      database.execute(fmt::format("PRAGMA application_id = {}", application));
      transaction.commit();
    } else if (id != application) {
      throw PlaceTaken(fmt::format("{} is there and is no store of a sweep", file.string()));
    }
  }

  std::int64_t whole_of(std::string_view sql) {
    Statement statement(database, sql);
    return statement.next() ? statement.whole(0) : 0;
  }

  Database database;
};

}  // namespace

struct ExperimentStore::State {
  using MeasureKey = std::tuple<std::string, std::string, statistics::Measure>;

  explicit State(const std::filesystem::path& file) : store(file) {
    Statement all(store.database, "SELECT measure, place, \"group\", name FROM measures");
    while (all.next()) {
      if (const auto measure = statistics::measure_named(all.text(3))) {
        measures.emplace(MeasureKey{all.text(1), all.text(2), *measure}, all.whole(0));
      }
    }
  }

  /// The row of the replication; 0: there is none.
  std::int64_t row_of(const ReplicationKey& key) {
    const std::string seed = std::to_string(key.seed);
    find_row.with(key.scenario_hash).with(seed).with(std::int64_t{key.replication});
    const std::int64_t row = find_row.next() ? find_row.whole(0) : 0;
    find_row.reset();
    return row;
  }

  std::int64_t number_of(const statistics::SummaryValue& figure) {
    const MeasureKey key{figure.place, figure.group, figure.measure};
    const auto known = measures.find(key);
    if (known != measures.end()) {
      return known->second;
    }
    const statistics::MeasureInfo& measure = statistics::info(figure.measure);
    add_measure.with(figure.place).with(figure.group).with(measure.name).with(measure.unit).run();
    added.push_back(key);
    return measures.emplace(key, store.database.last_row()).first->second;
  }

  /// All of it or nothing.
  void add(const ReplicationKey& key, const StoredReplication& replication) {
    added.clear();
    try {
      Transaction transaction(store.database);
      insert(key, replication);
      transaction.commit();
    } catch (...) {
      for (const MeasureKey& measure : added) {
        measures.erase(measure);
      }
      throw;
    }
  }

  void insert(const ReplicationKey& key, const StoredReplication& replication) {
    const std::string seed = std::to_string(key.seed);
    add_row.with(key.scenario_hash).with(seed).with(std::int64_t{key.replication});
    add_row.with(static_cast<std::int64_t>(replication.events)).with(replication.failure.value_or("")).run();
    const std::int64_t row = store.database.last_row();
    for (const statistics::SummaryValue& figure : replication.figures) {
      const std::int64_t measure = number_of(figure);
      add_figure.with(row).with(measure).with(figure.value).run();
    }
  }

  std::mutex mutex;
  OpenStore store;
  Statement find_row{store.database,
                     "SELECT id FROM replications WHERE scenario_hash = ? AND seed = ? AND replication = ?"};
  Statement find_replication{store.database, "SELECT events, failure FROM replications WHERE id = ?"};
  Statement find_figures{store.database,
                         "SELECT m.place, m.\"group\", m.name, f.value FROM figures f "
                         "JOIN measures m ON m.measure = f.measure WHERE f.id = ?"};
  Statement add_row{store.database,
                    "INSERT INTO replications (scenario_hash, seed, replication, events, failure) "
                    "VALUES (?, ?, ?, ?, nullif(?, ''))"};
  Statement add_measure{store.database, "INSERT INTO measures (place, \"group\", name, unit) VALUES (?, ?, ?, ?)"};
  Statement add_figure{store.database, "INSERT INTO figures (id, measure, value) VALUES (?, ?, ?)"};
  std::map<MeasureKey, std::int64_t> measures;  ///< their rows
  std::vector<MeasureKey> added;                ///< by the replication that is being stored
  Clock::time_point synced = Clock::now();
};

ExperimentStore::ExperimentStore(const std::filesystem::path& file) : state_(std::make_unique<State>(file)) {}

ExperimentStore::~ExperimentStore() = default;

std::string ExperimentStore::subject() const {
  const std::lock_guard lock(state_->mutex);
  Statement statement(state_->store.database, "SELECT description FROM subject");
  return statement.next() ? statement.text(0) : std::string();
}

void ExperimentStore::describe(const std::string& subject, const SweptDesign& design) {
  const std::lock_guard lock(state_->mutex);
  Database& database = state_->store.database;
  Transaction transaction(database);
  database.execute("DELETE FROM subject; DELETE FROM factors; DELETE FROM points; DELETE FROM point_values");
  Statement(database, "INSERT INTO subject VALUES (?)").with(subject).run();
  Statement add_factor(database, "INSERT INTO factors VALUES (?, ?, ?, ?)");
  Statement add_point(database, "INSERT INTO points VALUES (?, ?)");
  Statement add_value(database, "INSERT INTO point_values VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < design.factors.size(); ++i) {
    const SweptFactor& factor = design.factors[i];
    add_factor.with(static_cast<std::int64_t>(i)).with(factor.name).with(factor.path).with(factor.unit).run();
  }
  for (std::size_t k = 0; k < design.points.size(); ++k) {
    const auto point = static_cast<std::int64_t>(k);
    add_point.with(point).with(design.points[k].scenario_hash).run();
    for (std::size_t i = 0; i < design.points[k].values.size(); ++i) {
      const design::FactorValue& value = design.points[k].values[i];
      add_value.with(point).with(static_cast<std::int64_t>(i)).with(value.text);
      add_value.with(value.number.value_or(std::numeric_limits<double>::quiet_NaN())).run();
    }
  }
  database.execute(view_of(design.factors));
  transaction.commit();
  database.sync();
}

void ExperimentStore::forget() {
  const std::lock_guard lock(state_->mutex);
  Transaction transaction(state_->store.database);
  state_->store.database.execute("DELETE FROM figures; DELETE FROM replications; DELETE FROM measures");
  transaction.commit();
  state_->measures.clear();
}

bool ExperimentStore::has(const ReplicationKey& key) const {
  const std::lock_guard lock(state_->mutex);
  return state_->row_of(key) != 0;
}

std::optional<StoredReplication> ExperimentStore::find(const ReplicationKey& key) const {
  const std::lock_guard lock(state_->mutex);
  const std::int64_t row = state_->row_of(key);
  if (row == 0) {
    return std::nullopt;
  }
  StoredReplication replication;
  Statement& head = state_->find_replication;
  if (head.with(row).next()) {
    const std::string failure = head.text(1);
    replication.events = static_cast<std::uint64_t>(head.whole(0));
    replication.failure = failure.empty() ? std::nullopt : std::optional(failure);
  }
  head.reset();
  Statement& figures = state_->find_figures;
  figures.with(row);
  while (figures.next()) {
    if (const auto measure = statistics::measure_named(figures.text(2))) {
      replication.figures.push_back(
          {.place = figures.text(0), .group = figures.text(1), .measure = *measure, .value = figures.number(3)});
    }
  }
  return replication;
}

void ExperimentStore::add(const ReplicationKey& key, const StoredReplication& replication) {
  const std::lock_guard lock(state_->mutex);
  if (state_->row_of(key) != 0) {
    return;
  }
  state_->add(key, replication);
  if (Clock::now() - state_->synced > 1s) {
    state_->store.database.sync();
    state_->synced = Clock::now();
  }
}

std::uint64_t ExperimentStore::count() const {
  const std::lock_guard lock(state_->mutex);
  return static_cast<std::uint64_t>(state_->store.whole_of("SELECT count(*) FROM replications"));
}

void ExperimentStore::sync() {
  const std::lock_guard lock(state_->mutex);
  state_->store.database.sync();
  state_->synced = Clock::now();
}

}  // namespace corridor::results
