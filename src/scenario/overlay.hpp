// What a variant says, laid over its base: tables key by key, things with ids by id. Opens no file and checks no value:
// what comes out is read like any scenario.
#pragma once

#include "corridor/scenario/schema.hpp"

#include "path.hpp"
#include "reading.hpp"

namespace corridor::scenario {

/// Lays the file `variant` over the root of `document`. A value that is replaced or added comes from where the variant
/// says; if it says nothing, from where `reading` says.
void lay_over(Document& document, Value variant, const Reading& reading);

}  // namespace corridor::scenario
