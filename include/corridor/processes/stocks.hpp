// Goods at sites: what is left of each stock, as it comes in deliveries and is used. Knows no stage and no line.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/units.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/record/fact.hpp"

namespace corridor::processes {

/// Whoever waits for goods.
struct StockUser {
  StockUser() = default;
  StockUser(const StockUser&) = delete;
  StockUser& operator=(const StockUser&) = delete;
  virtual ~StockUser() = default;
  /// There is more in the stock than before.
  virtual void goods_came(StockId stock) = 0;
};

/// A stock never falls below 0, and what was given is what has come less what is left, exactly. What those present use
/// by the day is the integral of persons x use, rounded down to a millionth of the unit, whenever anybody looks: there
/// is no event for it.
class Stocks final : public kernel::Process {
 public:
  Stocks(const Context& context, StockUser& user);

  /// States what there is, and plans the deliveries.
  void start();
  /// So many more persons are at the site; fewer, if below 0.
  void count(SiteId site, std::int64_t persons);
  /// What is there now; none: unlimited.
  [[nodiscard]] std::optional<Goods> left(StockId stock) const;

  struct Gift {
    StageId stage;
    record::Unit unit;
    std::uint16_t supplied = 0;  ///< persons
    bool is_late = false;
  };
  /// @pre there is so much
  void give(StockId stock, Goods amount, const Gift& to);
  /// States, of this instant, what was used by the day and who is at each site.
  void observe();
  void handle(const kernel::Event& event) override;

 private:
  struct State {
    std::optional<Goods> left;
    SimTime since;             ///< until when the use by the day is in it
    std::int64_t rest = 0;     ///< of that, below a millionth [millionths x us, below one day]
    Goods given;               ///< by the day, and not stated yet
    Goods unmet;               ///< likewise
    std::int64_t persons = 0;  ///< at the site
  };
  [[nodiscard]] State at_present(StockId stock) const;
  void state_consumption(StockId stock);
  void plan(std::uint32_t delivery, SimTime at);

  const Context& context_;
  StockUser& user_;
  kernel::ProcessIndex self_ = 0;
  std::vector<State> states_;                 ///< by stock
  std::vector<std::vector<StockId>> by_day_;  ///< by site: its stocks that are used by the day
  std::vector<std::int64_t> persons_;         ///< by site
};

}  // namespace corridor::processes
