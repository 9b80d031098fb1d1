// What the road's own events ask for.
#pragma once

#include <cstdint>

namespace corridor::processes::road_handler {

inline constexpr std::uint16_t entry = 0;    ///< somebody may enter the link
inline constexpr std::uint16_t exit = 1;     ///< the link's head may leave through the door
inline constexpr std::uint16_t passing = 2;  ///< a vehicle of a priority class is at the end of its link

}  // namespace corridor::processes::road_handler
