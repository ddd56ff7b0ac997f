// Data are columns of doubles of one length: predictors by name, the response y, and perhaps weights.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descenso {

struct Column {
  std::string name;
  std::vector<double> values;
};

struct Dataset {
  std::vector<Column> predictors;  ///< at least one
  std::vector<double> y;           ///< the response
  std::vector<double> weights;     ///< ≥ 0, one per row; empty means all 1

  /// The fields of "data" that held the predictors ("x": one of that name) and the weights, for errors.
  std::string_view predictors_field = "columns", weights_field = "weights";

  std::size_t rows() const { return y.size(); }
};

/// A dataset that its copies share, so that a table of 10⁶ rows and 7 columns takes its 56 MB once.
class SharedDataset {
 public:
  SharedDataset(Dataset data) : data_(std::make_shared<const Dataset>(std::move(data))) {}

  const Dataset& operator*() const { return *data_; }
  const Dataset* operator->() const { return data_.get(); }
  const std::shared_ptr<const Dataset>& pointer() const { return data_; }

 private:
  std::shared_ptr<const Dataset> data_;
};

}  // namespace descenso
