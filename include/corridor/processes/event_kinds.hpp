// The order of events at one instant. Numbers are fixed and have gaps: a new kind goes between, none is renumbered.
#pragma once

#include "corridor/kernel/event.hpp"

/// A sample at t sees everything at t; a closure at t holds the vehicle that is due at t.
namespace corridor::processes::kind {

inline constexpr kernel::Kind timeline_change = 10;
inline constexpr kernel::Kind incident = 15;  ///< so it finds who would depart or arrive at its instant where they were
inline constexpr kernel::Kind end_of_service = 20;
inline constexpr kernel::Kind road_movement = 30;
inline constexpr kernel::Kind ran_dry = 35;    ///< who leaves a link with the last drop does not stall on it
inline constexpr kernel::Kind turn_back = 37;  ///< who leaves a link at that instant, or stalls, does not turn on it
inline constexpr kernel::Kind departure = 40;  ///< and arrival at a site without a road, and the end of a delay
inline constexpr kernel::Kind bus_departure = 50;  ///< by the clock: whoever comes at that instant still gets in
inline constexpr kernel::Kind patience_over = 60;  ///< whoever is called at that instant is served
inline constexpr kernel::Kind routing_refresh = 200;
inline constexpr kernel::Kind sample = 250;

}  // namespace corridor::processes::kind
