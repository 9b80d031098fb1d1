#include "corridor/processes/stocks.hpp"

#include <algorithm>
#include <chrono>

#include "corridor/base/contract.hpp"
#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` takes no __extension__

constexpr std::int64_t day = Duration(std::chrono::hours(24)).count();

}  // namespace

Stocks::Stocks(const Context& context, StockUser& user)
    : context_(context),
      user_(user),
      self_(context.scheduler.add(*this)),
      by_day_(context.scenario.sites.size()),
      persons_(context.scenario.sites.size()) {
  for (const scenario::Stock& stock : context.scenario.stocks) {
    if (stock.per_day > Goods(0)) {
      by_day_[stock.site.index()].emplace_back(states_.size());
    }
    states_.emplace_back().left = stock.amount;
  }
}

void Stocks::start() {
  for (std::size_t i = 0; i < states_.size(); ++i) {
    context_.observer.on(record::GoodsDelivered{context_.now(), StockId(i), states_[i].left, states_[i].left});
  }
  for (std::size_t i = 0; i < context_.scenario.deliveries.size(); ++i) {
    plan(static_cast<std::uint32_t>(i), context_.scenario.deliveries[i].at);
  }
}

void Stocks::plan(std::uint32_t delivery, SimTime at) {
  if (at <= context_.scenario.end) {
    context_.scheduler.at(at, kind::timeline_change, {self_, 0, delivery, 0});
  }
}

void Stocks::handle(const kernel::Event& event) {
  const scenario::Delivery& delivery = context_.scenario.deliveries[event.action.subject];
  state_consumption(delivery.stock);
  auto& left = states_[delivery.stock.index()].left;
  if (left) {
    *left += delivery.amount;
  }
  context_.observer.on(record::GoodsDelivered{context_.now(), delivery.stock, delivery.amount, left});
  if (delivery.every) {
    plan(event.action.subject, context_.now() + *delivery.every);
  }
  user_.goods_came(delivery.stock);
}

/// Persons are constant since the last look, so the stock lasts until it is empty and need is unmet from then on.
Stocks::State Stocks::at_present(StockId stock) const {
  State state = states_[stock.index()];
  const scenario::Stock& spec = context_.scenario.stocks[stock.index()];
  const Wide work =
      static_cast<Wide>(spec.per_day.value()) * state.persons * (context_.now() - state.since).count() + state.rest;
  const Goods need(static_cast<std::int64_t>(work / day));
  state.rest = static_cast<std::int64_t>(work % day);
  state.since = context_.now();
  const Goods given = state.left ? std::min(need, *state.left) : need;
  if (state.left) {
    *state.left -= given;
  }
  state.given += given;
  state.unmet += need - given;
  return state;
}

void Stocks::count(SiteId site, std::int64_t persons) {
  persons_[site.index()] += persons;
  for (const StockId stock : by_day_[site.index()]) {
    State& state = states_[stock.index()];
    state = at_present(stock);
    state.persons += persons;
  }
}

std::optional<Goods> Stocks::left(StockId stock) const {
  return at_present(stock).left;
}

void Stocks::state_consumption(StockId stock) {
  State& state = states_[stock.index()];
  state = at_present(stock);
  if (state.given > Goods(0) || state.unmet > Goods(0)) {
    context_.observer.on(record::GoodsConsumed{context_.now(), stock, state.given, state.unmet, state.left});
    state.given = Goods(0);
    state.unmet = Goods(0);
  }
}

void Stocks::give(StockId stock, Goods amount, const Gift& to) {
  state_consumption(stock);
  auto& left = states_[stock.index()].left;
  if (left) {
    expects(*left >= amount, "no more is given than there is");
    *left -= amount;
  }
  context_.observer.on(
      record::GoodsGiven{context_.now(), stock, to.stage, to.unit, to.supplied, amount, left, to.is_late});
}

void Stocks::observe() {
  for (const auto& stocks : by_day_) {
    for (const StockId stock : stocks) {
      state_consumption(stock);
    }
  }
  if (context_.scenario.needs) {
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      context_.observer.on(record::SiteObserved{context_.now(), SiteId(i), persons_[i]});
    }
  }
}

}  // namespace corridor::processes
