// The yardstick: a loop that can do nothing but three M/M/4 queues in a row.
#include "tandem.hpp"

namespace {

using namespace corridor;
using namespace corridor::tandem;

constexpr Duration idle = Duration::max();

struct Waiting {
  std::uint32_t customer;
  Duration since;
};

struct Station {
  std::array<Duration, servers> ends;
  std::array<std::uint32_t, servers> customers{};
  std::size_t next = 0;  ///< the server that ends first
  std::vector<Waiting> line;
  std::size_t served = 0;  ///< of the line

  Station() { ends.fill(idle); }
  void find_next() { next = static_cast<std::size_t>(std::ranges::min_element(ends) - ends.begin()); }
};

}  // namespace

int main(int argc, char** argv) {
  const std::uint32_t customers = customers_of(argc, argv);
  const Luck luck;
  Waits waits(customers);
  std::array<Station, stations> row;
  std::uint32_t arrived = 0;
  Duration arrival = luck.between_arrivals(0);
  const auto begin = [&](std::size_t s, std::size_t server, std::uint32_t customer, Duration now) {
    row[s].ends[server] = now + luck.service(s, customer);
    row[s].customers[server] = customer;
    row[s].find_next();
  };
  const auto arrive = [&](std::size_t s, std::uint32_t customer, Duration now) {
    for (std::size_t server = 0; server < servers; ++server) {
      if (row[s].ends[server] == idle) {
        waits.add(s, Duration{0});
        begin(s, server, customer, now);
        return;
      }
    }
    row[s].line.push_back({customer, now});
  };
  for (std::uint32_t left = 0; left < customers;) {
    std::size_t first = 0;
    for (std::size_t s = 1; s < stations; ++s) {
      if (row[s].ends[row[s].next] < row[first].ends[row[first].next]) {
        first = s;
      }
    }
    Station& station = row[first];
    const Duration end = station.ends[station.next];
    if (arrival <= end) {
      arrive(0, arrived, arrival);
      ++arrived;
      arrival = arrived < customers ? arrival + luck.between_arrivals(arrived) : idle;
      continue;
    }
    const std::uint32_t customer = station.customers[station.next];
    if (station.served < station.line.size()) {
      const Waiting waiting = station.line[station.served++];
      waits.add(first, end - waiting.since);
      begin(first, station.next, waiting.customer, end);
      if (station.served == station.line.size()) {
        station.line.clear();
        station.served = 0;
      }
    } else {
      station.ends[station.next] = idle;
      station.find_next();
    }
    if (first + 1 < stations) {
      arrive(first + 1, customer, end);
    } else {
      ++left;
    }
  }
  waits.report(customers);
}
