// Stocks of goods: what is left, what was given, who had to wait for it or went without.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"

namespace corridor::statistics {

class StockMeasures {
 public:
  StockMeasures(const scenario::Scenario& scenario, const Places& places);

  void on(const record::GoodsDelivered& fact) { stocks_[fact.stock.index()].left = fact.left; }
  void on(const record::GoodsConsumed& fact);
  void on(const record::GoodsGiven& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures) const;

 private:
  struct Stock {
    PlaceRank place;
    std::optional<Goods> left = Goods(0);  ///< none: unlimited
    Goods given{};
    Goods unmet{};
    std::int64_t late = 0;     ///< persons
    std::int64_t without = 0;  ///< persons
  };
  /// Counts since the start.
  void count(Figures& figures) const;

  std::vector<Stock> stocks_;
};

}  // namespace corridor::statistics
