#include "stock_measures.hpp"

namespace corridor::statistics {

StockMeasures::StockMeasures(const scenario::Scenario& scenario, const Places& places) {
  for (std::size_t i = 0; i < scenario.stocks.size(); ++i) {
    stocks_.push_back({places.stocks[i]});
  }
}

void StockMeasures::on(const record::GoodsConsumed& fact) {
  Stock& stock = stocks_[fact.stock.index()];
  stock.left = fact.left;
  stock.given += fact.given;
  stock.unmet += fact.unmet;
}

void StockMeasures::on(const record::GoodsGiven& fact) {
  Stock& stock = stocks_[fact.stock.index()];
  stock.left = fact.left;
  stock.given += fact.given;
  stock.late += fact.is_late ? fact.unit.persons : 0;
  stock.without += fact.unit.persons - fact.supplied;
}

void StockMeasures::sample(Figures& figures) const {
  for (const Stock& stock : stocks_) {
    figures.push_back({stock.place, Measure::stock, stock.left ? to_number(*stock.left) : does_not_apply});
  }
  count(figures);
}

void StockMeasures::summarise(Figures& figures) const {
  count(figures);
}

void StockMeasures::count(Figures& figures) const {
  for (const Stock& stock : stocks_) {
    figures.push_back({stock.place, Measure::stock_given, to_number(stock.given)});
    figures.push_back({stock.place, Measure::stock_unmet, to_number(stock.unmet)});
    figures.push_back({stock.place, Measure::late_persons, static_cast<double>(stock.late)});
    figures.push_back({stock.place, Measure::without_persons, static_cast<double>(stock.without)});
  }
}

}  // namespace corridor::statistics
