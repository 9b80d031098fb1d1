// Typed indices. An id is the position of a thing in its list, given in input order, never from a global counter.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <variant>

namespace corridor {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t index_ = 0;
};

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;
using VehicleClassId = Id<struct VehicleClassTag>;
using OriginId = Id<struct OriginTag>;
using SiteId = Id<struct SiteTag>;
using StageId = Id<struct StageTag>;    ///< index over the stages of all sites, in file order
using RegionId = Id<struct RegionTag>;  ///< index into Scenario::regions
using PartyId = Id<struct PartyTag>;
using VehicleId = Id<struct VehicleTag>;
using StockId = Id<struct StockTag>;          ///< index over the stocks of all sites, in file order
using EmpiricalId = Id<struct EmpiricalTag>;  ///< index into Scenario::empirical_times
using UnitId = Id<struct UnitTag>;            ///< something that a stage serves: a vehicle or a party inside a site
using GridlockId = Id<struct GridlockTag>;    ///< of those found in a run, in the order in which they were found

/// Where people are: at an origin, on a link, or at a site.
using Whereat = std::variant<OriginId, LinkId, SiteId>;

/// What can be full: a link or a stage.
using LinkOrStage = std::variant<LinkId, StageId>;

}  // namespace corridor
