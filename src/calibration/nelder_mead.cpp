#include "corridor/calibration/nelder_mead.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace corridor::calibration {

namespace {

using Place = std::vector<double>;

class Simplex {
 public:
  Simplex(const std::function<double(const Place&)>& f, Place start, const SearchRules& rules)
      : f_(f), rules_(rules), dimensions_(static_cast<double>(start.size())) {
    corners_.push_back(at(start));
    for (std::size_t i = 0; i < start.size(); ++i) {
      Place corner = start;
      corner[i] += rules.step;
      corners_.push_back(at(std::move(corner)));
    }
    sort();
  }

  Minimum search() {
    while (evaluations_ < rules_.evaluations && !is_small()) {
      step();
      sort();
    }
    return {corners_.front().place, corners_.front().value, evaluations_};
  }

 private:
  struct Corner {
    Place place;
    double value = 0;
  };

  Corner at(Place place) {
    ++evaluations_;
    const double value = f_(place);
    return {std::move(place), std::isnan(value) ? std::numeric_limits<double>::infinity() : value};
  }

  /// In the order in which they were found if they are equal.
  void sort() { std::ranges::stable_sort(corners_, {}, &Corner::value); }

  [[nodiscard]] bool is_small() const {
    const double least = corners_.front().value;
    return std::isfinite(corners_.back().value) &&
           corners_.back().value - least <= rules_.tolerance * (1 + std::fabs(least));
  }

  /// On the line from the worst corner through the middle of the others: 0 is the middle, -1 the worst.
  Corner on_line(double position) {
    Place middle(corners_.front().place.size());
    for (std::size_t c = 0; c + 1 < corners_.size(); ++c) {
      for (std::size_t i = 0; i < middle.size(); ++i) {
        middle[i] += corners_[c].place[i] / dimensions_;
      }
    }
    for (std::size_t i = 0; i < middle.size(); ++i) {
      middle[i] += position * (middle[i] - corners_.back().place[i]);
    }
    return at(std::move(middle));
  }

  void step() {
    const double expansion = 1 + 2 / dimensions_;
    const double contraction = 0.75 - 1 / (2 * dimensions_);
    Corner reflected = on_line(1);
    if (reflected.value < corners_.front().value) {
      Corner expanded = on_line(expansion);
      corners_.back() = expanded.value < reflected.value ? std::move(expanded) : std::move(reflected);
      return;
    }
    if (reflected.value < corners_[corners_.size() - 2].value) {
      corners_.back() = std::move(reflected);
      return;
    }
    const bool is_outside = reflected.value < corners_.back().value;
    Corner contracted = on_line(is_outside ? contraction : -contraction);
    if (contracted.value < std::min(reflected.value, corners_.back().value)) {
      corners_.back() = std::move(contracted);
      return;
    }
    shrink();
  }

  void shrink() {
    const double kept = dimensions_ > 1 ? 1 - 1 / dimensions_ : 0.5;
    const Place best = corners_.front().place;
    for (std::size_t c = 1; c < corners_.size(); ++c) {
      Place place = corners_[c].place;
      for (std::size_t i = 0; i < place.size(); ++i) {
        place[i] = best[i] + kept * (place[i] - best[i]);
      }
      corners_[c] = at(std::move(place));
    }
  }

  const std::function<double(const Place&)>& f_;
  const SearchRules& rules_;
  double dimensions_;
  std::vector<Corner> corners_;  ///< the best first
  std::size_t evaluations_ = 0;
};

}  // namespace

Minimum minimise(const std::function<double(const std::vector<double>&)>& f, std::vector<double> start,
                 const SearchRules& rules) {
  return Simplex(f, std::move(start), rules).search();
}

}  // namespace corridor::calibration
