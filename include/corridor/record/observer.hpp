// Who listens to facts. Observers never schedule and never draw: what they do cannot change the run.
#pragma once

#include <vector>

#include "corridor/record/fact.hpp"

namespace corridor::record {

struct Observer {
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;
  virtual void on(const Fact& fact) = 0;
};

/// Passes each fact on to several observers, in the order they were added.
class Observers final : public Observer {
 public:
  void add(Observer& observer) { observers_.push_back(&observer); }
  void on(const Fact& fact) override {
    for (Observer* o : observers_) {
      o->on(fact);
    }
  }

 private:
  std::vector<Observer*> observers_;
};

}  // namespace corridor::record
