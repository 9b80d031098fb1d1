// What units get out of stocks at the stages of a site, and lines that wait for it.
#include <algorithm>

#include "corridor/base/contract.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// A stock that has too little for the unit, and for which the stage's line waits; none: it can begin.
std::optional<StockId> Sites::lacking(const record::Unit& unit, StageId at) const {
  for (const scenario::StockUse& use : stage(at).spec().uses) {
    const auto left = use.goes_without ? std::nullopt : stocks_.left(use.stock);
    if (left && *left < use.per_person * unit.persons) {
      return use.stock;
    }
  }
  return std::nullopt;
}

Sites::Halt& Sites::halt(StageId at, StockId stock) {
  std::vector<Halt>& halts = halts_[at.index()];
  const auto known = std::find_if(halts.begin(), halts.end(), [&](const Halt& h) { return h.stock == stock; });
  return known != halts.end() ? *known : halts.emplace_back(Halt{.stock = stock});
}

/// The unit, next at the stage, can begin as far as stocks go; if not, the line waits from now on.
bool Sites::is_supplied(const record::Unit& unit, StageId at) {
  const auto stock = lacking(unit, at);
  if (stock) {
    halt(at, *stock).is_on = true;
  }
  return !stock;
}

/// Whoever would be called next can begin as far as stocks go; true if nobody would.
bool Sites::is_next_supplied(StageId id) {
  if (stage(id).spec().uses.empty()) {
    return true;
  }
  const auto next = stage(id).next_to_call();
  return !next || is_supplied(resident(*next).unit, id);
}

/// To be served at once or to wait?
bool Sites::has_room(const record::Unit& unit, StageId target, const Request& asked) {
  const Stage& s = stage(target);
  return s.may_begin(asked) && !is_supplied(unit, target) ? s.has_room_to_wait(asked.weight) : s.has_room(asked);
}

bool Sites::would_have_room(const record::Unit& unit, StageId target, const Request& asked) const {
  const Stage& s = stage(target);
  return s.may_begin(asked) && lacking(unit, target) ? s.has_room_to_wait(asked.weight) : s.has_room(asked);
}

/// What the unit uses is taken out of the stocks when its service begins. It is late if the line has waited for the
/// stock since the unit joined.
void Sites::use_stocks(UnitId id) {
  const Resident& r = resident(id);
  for (const scenario::StockUse& use : stage(r.stage).spec().uses) {
    const auto left = stocks_.left(use.stock);
    const std::int64_t enough_for = left ? left->value() / use.per_person.value() : r.unit.persons;
    const auto supplied = static_cast<std::uint16_t>(std::min<std::int64_t>(r.unit.persons, enough_for));
    expects(use.goes_without || supplied == r.unit.persons, "who waits for a stock begins when there is enough");
    bool is_late = false;
    if (!use.goes_without) {
      Halt& h = halt(r.stage, use.stock);
      h.last = h.is_on ? context_.now() : h.last;
      h.is_on = false;
      is_late = h.last >= r.joined;
    }
    stocks_.give(use.stock, use.per_person * supplied, {r.stage, r.unit, supplied, is_late});
  }
}

void Sites::goods_came(StockId stock) {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    const auto& uses = stages_[i].spec().uses;
    if (std::any_of(uses.begin(), uses.end(), [&](const scenario::StockUse& use) { return use.stock == stock; })) {
      dirty_.emplace_back(i);
    }
  }
  settle();
}

}  // namespace corridor::processes
