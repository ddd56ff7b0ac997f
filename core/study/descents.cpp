#include "study/descents.hpp"

#include <algorithm>
#include <optional>

#include "optimizer/registry.hpp"
#include "run/reduce.hpp"
#include "study/quadratic/modes.hpp"

namespace descenso {
namespace {

constexpr Field tolerance_field{.path = "tolerance",
                                .range = {.default_value = 0.01,
                                          .min = 1e-12,
                                          .max = 1e6,
                                          .slider_min = 1e-6,
                                          .slider_max = 1,
                                          .scale = Scale::log}};

template <class T>
class DescentsIn final : public Descents {
 public:
  DescentsIn(const Experiment& base, std::vector<DialRange> dials, double tolerance, Values values)
      : base_(base),
        dials_(std::move(dials)),
        tolerance_(tolerance),
        values_(std::move(values)),
        optimizer_(*find_optimizer(base.optimizer.name)),
        horizon_{static_cast<std::size_t>(base.stop.epochs)},
        parameter_(dials_.size()) {}

  void set_cap(std::size_t epochs) override { horizon_.cap = epochs; }

  const SharedProblem* shared() const override { return shared_ ? &*shared_ : nullptr; }

  Result<Settling> at(std::span<const double> values) override {
    if (auto wrong = prepare_for(values)) {
      if (changes_problem()) return Settling{};
      return *wrong;
    }
    start_ = problem_->start;
    for (std::size_t k = 0; k < dials_.size(); ++k) {
      const Dial& dial = dials_[k].dial;
      if (dial.part() == Dial::Part::start) start_[parameter_[k]] = static_cast<T>(values[k]);
      if (dial.part() == Dial::Part::optimizer) values_.set(dial.key(), values[k]);
    }
    return descend_here();
  }

 private:
  bool changes_problem() const {
    return std::any_of(dials_.begin(), dials_.end(),
                       [](const DialRange& each) { return each.dial.changes_problem(); });
  }

  /// Prepares the problem for these values, unless it is already prepared.
  std::optional<Error> prepare_for(std::span<const double> values) {
    std::vector<double> key;
    for (std::size_t k = 0; k < dials_.size(); ++k)
      if (dials_[k].dial.changes_problem()) key.push_back(values[k]);
    if (shared_ && key == key_) return std::nullopt;
    key_ = key;
    counter_.reset();
    shared_.reset();
    Experiment here = base_;
    for (std::size_t k = 0; k < dials_.size(); ++k)
      if (dials_[k].dial.changes_problem()) dials_[k].dial.set(here, values[k]);
    Result<Problem<T>> prepared = prepare<T>(here);
    if (!prepared) return prepared.error();
    problem_ = std::move(prepared.value());
    reduce(*problem_);
    if (auto wrong = find_parameters()) return *wrong;
    Result<SharedProblem> shared = prepare_shared(here, other_starts());
    if (!shared) return shared.error();
    shared_ = std::move(shared.value());
    plain_ = std::is_same_v<T, double> && shared_->quadratic && stays_plain() &&
             is_plain(optimizer_.name, values_, problem_->data->rows());
    if (plain_) counter_.emplace(*shared_->quadratic);
    return std::nullopt;
  }

  std::optional<Error> find_parameters() {
    const auto& names = problem_->parameters;
    for (std::size_t k = 0; k < dials_.size(); ++k) {
      const Dial& dial = dials_[k].dial;
      if (dial.part() != Dial::Part::start) continue;
      const auto found = std::find(names.begin(), names.end(), dial.key());
      if (found == names.end()) return unknown_name("model.start", dial.key(), names);
      parameter_[k] = static_cast<std::size_t>(found - names.begin());
    }
    return std::nullopt;
  }

  /// Whether the method stays a plain one for all values of the dials.
  bool stays_plain() const {
    return std::all_of(dials_.begin(), dials_.end(), [](const DialRange& each) {
      return each.dial.part() != Dial::Part::optimizer || each.dial.key() == "rate" ||
             each.dial.key() == "mu";
    });
  }

  /// Further starts for the search of the best loss: the ends and the middle of each dial of the start.
  std::vector<std::vector<double>> other_starts() const {
    std::vector<std::vector<double>> starts;
    for (std::size_t k = 0; k < dials_.size(); ++k) {
      const auto& [dial, from, to] = dials_[k];
      if (dial.part() != Dial::Part::start) continue;
      if (starts.empty()) starts.emplace_back(problem_->start.begin(), problem_->start.end());
      std::vector<std::vector<double>> more;
      for (const double value : {from, (from + to) / 2, to})
        for (std::vector<double> start : starts) {
          start[parameter_[k]] = value;
          more.push_back(std::move(start));
        }
      starts = std::move(more);
    }
    return starts;
  }

  Result<Settling> descend_here() {
    const Goal goal{shared_->best, tolerance_};
    if constexpr (std::is_same_v<T, double>) {
      if (plain_) {
        const Count count =
            counter_->count(plain_method(values_), shared_->quadratic->errors(start_), goal, horizon_);
        if (count.is_reliable) return count.settling;
      } else if (reducible()) {
        return settle<double>(*optimizer_.make_double(values_), *shared_->reduced, start_, goal, horizon());
      }
      return settle<double>(*optimizer_.make_double(values_), *problem_->objective, start_, goal, horizon());
    } else {
      return settle<float>(*optimizer_.make_float(values_), *problem_->objective, start_, goal, horizon());
    }
  }

  /// The horizon of the method: plain gradient descent remembers nothing but θ.
  Horizon horizon() const {
    Horizon out = horizon_;
    out.is_stateless = optimizer_.name == "gd" && is_plain(optimizer_.name, values_, problem_->data->rows());
    return out;
  }

  /// Whether the method may run on the reduced quadratic. The steps of a first-order method depend smoothly
  /// on the gradient; a line search decides by its last digits.
  bool reducible() const {
    return shared_->quadratic && optimizer_.family == Family::first_order && !(values_["batch"] > 0);
  }

  const Experiment base_;
  const std::vector<DialRange> dials_;
  const double tolerance_;
  Values values_;
  const Optimizer& optimizer_;
  Horizon horizon_;
  std::vector<std::size_t> parameter_;  ///< index in θ, for dials of the start
  std::vector<double> key_;             ///< the values that `shared_` was prepared for
  std::optional<Problem<T>> problem_;
  std::optional<SharedProblem> shared_;
  std::optional<ModeCounter> counter_;
  bool plain_ = false;
  std::vector<T> start_;
};

}  // namespace

Result<std::unique_ptr<Descents>> make_descents(const Experiment& experiment, std::vector<DialRange> dials,
                                                double tolerance) {
  if (auto wrong = check(tolerance_field, tolerance)) return *wrong;
  // make_rule returns the errors of an unknown method or hyperparameter.
  const auto rule = make_rule<double>(experiment.optimizer.name, experiment.optimizer.settings);
  if (!rule) return rule.error();
  const Optimizer& row = *find_optimizer(experiment.optimizer.name);
  Values values = resolve(row.hyperparameters, "optimizer", experiment.optimizer.settings).value();
  if (experiment.precision == Precision::float32)
    return std::unique_ptr<Descents>(
        std::make_unique<DescentsIn<float>>(experiment, std::move(dials), tolerance, std::move(values)));
  return std::unique_ptr<Descents>(
      std::make_unique<DescentsIn<double>>(experiment, std::move(dials), tolerance, std::move(values)));
}

}  // namespace descenso
