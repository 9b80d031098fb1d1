// Which persons of a party something befalls, of whom only counts are known. Takes nobody out of anything.
#pragma once

#include <optional>

#include "corridor/base/people.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::processes {

/// One of these persons who is of the group, each alike. Age, sex given age and medical need are drawn one after the
/// other, so that every group stays a count of those who remain. @pre somebody is of the group
[[nodiscard]] Composition some_person(const Composition& all, random::Draws& draws,
                                      PersonGroup of = PersonGroup::everybody);

/// Of the persons of the group each by itself, with this probability; none: all of them.
[[nodiscard]] Composition some_persons(const Composition& all, random::Draws draws, PersonGroup of,
                                       std::optional<double> probability);

}  // namespace corridor::processes
