#include "corridor/calibration/prior.hpp"
