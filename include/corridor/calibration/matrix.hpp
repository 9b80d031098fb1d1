// A table of numbers by row and column, for the doors of the numerical code. Computes nothing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace corridor::calibration {

/// Rows one after the other.
class Matrix {
 public:
  Matrix() = default;
  struct Size {
    std::size_t rows = 0;
    std::size_t columns = 0;
  };
  /// Of zeros.
  explicit Matrix(Size size) : size_(size), values_(size.rows * size.columns) {}

  [[nodiscard]] std::size_t rows() const { return size_.rows; }
  [[nodiscard]] std::size_t columns() const { return size_.columns; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values_[row * size_.columns + column];
  }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) {
    return values_[row * size_.columns + column];
  }
  [[nodiscard]] std::span<const double> row(std::size_t i) const {
    return std::span(values_).subspan(i * size_.columns, size_.columns);
  }
  [[nodiscard]] std::span<double> row(std::size_t i) {
    return std::span(values_).subspan(i * size_.columns, size_.columns);
  }
  /// @pre as many values as columns, unless there is no row yet
  void add_row(std::span<const double> values) {
    size_.columns = values.size();
    ++size_.rows;
    values_.insert(values_.end(), values.begin(), values.end());
  }

 private:
  Size size_;
  std::vector<double> values_;
};

}  // namespace corridor::calibration
