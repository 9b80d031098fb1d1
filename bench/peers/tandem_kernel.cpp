// Three M/M/4 queues in a row on corridor's scheduler: general events, one process for each station.
#include <deque>

#include "corridor/kernel/scheduler.hpp"

#include "tandem.hpp"

namespace {

using namespace corridor;
using namespace corridor::tandem;

constexpr kernel::Kind arrival_kind = 10;
constexpr kernel::Kind end_of_service_kind = 20;

struct Model {
  explicit Model(std::uint32_t number) : customers(number), waits(number) {}

  std::uint32_t customers;
  Luck luck;
  Waits waits;
  kernel::Scheduler scheduler;
};

class Station final : public kernel::Process {
 public:
  Station(Model& model, std::size_t place, Station* next)
      : model_(model), place_(place), next_(next), self_(model.scheduler.add(*this)) {}

  void arrive(std::uint32_t customer) {
    if (free_ > 0) {
      --free_;
      model_.waits.add(place_, Duration{0});
      begin(customer);
    } else {
      line_.push_back({customer, model_.scheduler.now()});
    }
  }

  void handle(const kernel::Event& event) override {
    if (line_.empty()) {
      ++free_;
    } else {
      const Waiting waiting = line_.front();
      line_.pop_front();
      model_.waits.add(place_, model_.scheduler.now() - waiting.since);
      begin(waiting.customer);
    }
    if (next_ != nullptr) {
      next_->arrive(event.action.subject);
    }
  }

 private:
  struct Waiting {
    std::uint32_t customer;
    SimTime since;
  };

  void begin(std::uint32_t customer) {
    model_.scheduler.at(model_.scheduler.now() + model_.luck.service(place_, customer), end_of_service_kind,
                        {self_, 0, customer, 0});
  }

  Model& model_;
  std::size_t place_;
  Station* next_;
  kernel::ProcessIndex self_;
  std::size_t free_ = servers;
  std::deque<Waiting> line_;
};

class Source final : public kernel::Process {
 public:
  Source(Model& model, Station& first) : model_(model), first_(first), self_(model.scheduler.add(*this)) {
    schedule(0);
  }

  void handle(const kernel::Event& event) override {
    first_.arrive(event.action.subject);
    if (event.action.subject + 1 < model_.customers) {
      schedule(event.action.subject + 1);
    }
  }

 private:
  void schedule(std::uint32_t customer) {
    model_.scheduler.at(model_.scheduler.now() + model_.luck.between_arrivals(customer), arrival_kind,
                        {self_, 0, customer, 0});
  }

  Model& model_;
  Station& first_;
  kernel::ProcessIndex self_;
};

}  // namespace

int main(int argc, char** argv) {
  Model model(customers_of(argc, argv));
  Station third(model, 2, nullptr);
  Station second(model, 1, &third);
  Station first(model, 0, &second);
  const Source source(model, first);
  model.scheduler.run_until(SimTime::max());
  model.waits.report(model.customers);
}
