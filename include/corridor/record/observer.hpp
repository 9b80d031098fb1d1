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
  /// The vehicle is soon to be spoken of: a hint to have ready what is known of it.
  virtual void expect(VehicleId /*vehicle*/) {}
  virtual void expect(PartyId /*party*/) {}
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
  void expect(VehicleId vehicle) override {
    for (Observer* o : observers_) {
      o->expect(vehicle);
    }
  }
  void expect(PartyId party) override {
    for (Observer* o : observers_) {
      o->expect(party);
    }
  }

 private:
  std::vector<Observer*> observers_;
};

}  // namespace corridor::record
