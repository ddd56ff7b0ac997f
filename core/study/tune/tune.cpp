#include "study/tune/tune.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "random/random_state.hpp"
#include "study/descents.hpp"
#include "study/tune/nelder_mead.hpp"
#include "work.hpp"

namespace descenso {
namespace {

constexpr Field budget_field{.path = "budget",
                             .range = {.default_value = 1e5,
                                       .min = 1,
                                       .max = 1e9,
                                       .slider_min = 1e3,
                                       .slider_max = 1e6,
                                       .scale = Scale::log}};
constexpr Field seed_field{.path = "seed",
                           .range = {.default_value = 0,
                                     .min = 0,
                                     .max = max_seed,
                                     .slider_min = 0,
                                     .slider_max = 100,
                                     .slider_step = 1,
                                     .integer = true}};
constexpr std::size_t min_design_size = 32, max_design_size = 2048, max_listed = 10;
constexpr double first_round_divisor = 16;       ///< the first round has epochs/16
constexpr double halving_share = 0.4;            ///< of the budget
constexpr double refinement_share = 0.5;         ///< share of the budget after which refinement begins
constexpr int max_rounds_without_gain = 8;       ///< rounds of the design without a gain
constexpr double min_simplex_size = 1.0 / 8192;  ///< in widths of an axis
constexpr double neighbours = 1.0 / 50;          ///< of settings that are listed as one, in widths of an axis
constexpr double infinite_score = std::numeric_limits<double>::infinity();

using Point = std::vector<double>;  ///< in the unit cube

double largest_difference(const Point& a, const Point& b) {
  double largest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) largest = std::max(largest, std::abs(a[k] - b[k]));
  return largest;
}

/// Epochs with their fraction, see tune.hpp; `cap` is what the descent might have taken.
double score_of(const Settling& settling, double best, double cap) {
  if (settling.status == SettleStatus::failed) return infinite_score;
  const double margin = settling.target - best, above = std::max(settling.loss_before - best, 0.0);
  if (settling.epochs == 0) return above / margin - 1;
  const double r = std::max(0.0, std::log(above / margin));
  const double fraction = std::isfinite(r) ? r / (1 + r) : 1;
  return (settling.status == SettleStatus::settled ? settling.epochs - 1 : cap) + fraction;
}

/// A point and its measure under the cap at that time; as caps fall, the measure of an earlier miss becomes
/// too large.
struct Candidate {
  Point at;
  double measure = infinite_score;
};

void rank(std::vector<Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.measure < b.measure; });
}

class Tuner {
 public:
  Tuner(const TuneSpec& spec, std::vector<DialRange> dials, std::unique_ptr<Descents> descents, double epochs)
      : spec_(spec),
        dials_(std::move(dials)),
        descents_(std::move(descents)),
        epochs_(epochs),
        shift_(dials_.size()) {
    RandomState random(static_cast<std::uint32_t>(spec_.seed));
    for (double& each : shift_) each = random.random_sample();
    for (int pass = 0; pass < 60; ++pass)
      ratio_ = std::pow(1 + ratio_, 1.0 / static_cast<double>(dials_.size() + 1));
  }

  Result<Tuning> run() {
    std::vector<Candidate> design = halve();
    for (int idle = 0; idle < max_rounds_without_gain && !spent(1); ++idle) {
      const double before = cap_;
      refine(design, out_.refinements == 0 ? refinement_share : 1);
      if (cap_ < before) idle = -1;
      design = designed(design.size());
    }
    if (failure_) return *failure_;
    for (auto& [at, trial] : best_) out_.ranked.push_back(std::move(trial));
    return std::move(out_);
  }

 private:
  bool spent(double share) const {
    return is_settled_at_start_ || failure_ || is_work_spent() ||
           out_.steps + std::max(1.0, cap_) > share * spec_.budget;
  }

  /// Gives up each later descent once it cannot settle within these epochs.
  void cap(double epochs) {
    cap_ = epochs;
    descents_->set_cap(static_cast<std::size_t>(epochs));
  }

  Point values_at(const Point& point) const {
    Point values;
    for (std::size_t k = 0; k < dials_.size(); ++k) {
      const auto& [dial, from, to] = dials_[k];
      const bool log = spec_.axes[k].scale == Scale::log;
      const double value = log ? from * std::pow(to / from, point[k]) : from + point[k] * (to - from);
      values.push_back(dial.integer() ? std::round(value)
                                      : std::clamp(value, std::min(from, to), std::max(from, to)));
    }
    return values;
  }

  /// The score of the settings at a point, or at the nearest point of the cube; `infinite_score` when the
  /// budget is spent.
  double measure(Point point) {
    if (spent(1) && out_.steps > 0) return infinite_score;
    for (double& each : point) each = std::clamp(each, 0.0, 1.0);
    Trial trial{values_at(point), {}, 0};
    const Result<Settling> result = descents_->at(trial.values);
    if (!result) {
      failure_ = result.error();
      return infinite_score;
    }
    const Settling& settling = trial.settling = result.value();
    if (const SharedProblem* shared = descents_->shared()) out_.best = shared->best;
    out_.steps += std::max<double>(1, static_cast<double>(settling.steps));
    trial.score = score_of(settling, out_.best, epochs_);
    keep(point, trial);
    const double under = score_of(settling, out_.best, cap_);
    if (settling.status == SettleStatus::settled) cap(std::min(cap_, std::max(0.0, settling.epochs - 1.0)));
    is_settled_at_start_ = is_settled_at_start_ || settling.epochs == 0;
    return under;
  }

  /// Adds a trial to the list of the best if it is the best of its neighbourhood.
  void keep(const Point& point, const Trial& trial) {
    const auto near = [&](const auto& other) { return largest_difference(other.first, point) < neighbours; };
    const auto better = [](const auto& a, const auto& b) { return a.second.score < b.second.score; };
    const std::pair<Point, Trial> here{point, trial};
    const auto place = std::upper_bound(best_.begin(), best_.end(), here, better);
    if (place - best_.begin() == max_listed || std::any_of(best_.begin(), place, near)) return;
    best_.erase(std::remove_if(place, best_.end(), near), best_.end());
    best_.insert(std::upper_bound(best_.begin(), best_.end(), here, better), here);
    if (best_.size() > max_listed) best_.pop_back();
  }

  /// The next points of the design: multiples of 1/g, 1/g², … modulo 1, where g^(d+1) = g + 1.
  std::vector<Candidate> designed(std::size_t size) {
    std::vector<Candidate> out(size);
    for (Candidate& each : out) {
      for (std::size_t j = 0; j < shift_.size(); ++j) {
        const double at = shift_[j] + drawn_ * std::pow(ratio_, -static_cast<double>(j + 1));
        each.at.push_back(at - std::floor(at));
      }
      ++drawn_;
    }
    return out;
  }

  /// The design, the best candidates first.
  std::vector<Candidate> halve() {
    double epochs = std::max(1.0, std::ceil(epochs_ / first_round_divisor));
    // The first round may take a quarter of the budget.
    std::vector<Candidate> all = designed(
        std::clamp(static_cast<std::size_t>(spec_.budget / (4 * epochs)), min_design_size, max_design_size));
    for (std::size_t survivors = all.size();; survivors = (survivors + 1) / 2, epochs *= 2) {
      cap(std::min(epochs, epochs_));
      const double allowed = cap_;
      std::vector<Candidate> round;
      while (round.size() < survivors && (round.empty() || !spent(halving_share))) {
        const Point& at = all[round.size()].at;
        round.push_back({at, measure(at)});
      }
      out_.rounds.push_back({round.size(), allowed});
      rank(round);
      survivors = round.size();
      std::move(round.begin(), round.end(), all.begin());
      if (cap_ < allowed) return all;
      if (epochs >= epochs_ || spent(halving_share)) {
        cap(epochs_);  // nothing has settled so far
        return all;
      }
    }
  }

  /// Measures the design under the cap, then searches from every point that is better than its neighbours.
  void refine(std::vector<Candidate>& design, double share) {
    const auto look = [this](const Point& at) {
      ++out_.refinements;
      return measure(at);
    };
    for (std::size_t k = 0; k < design.size() && !spent(share); ++k) design[k].measure = look(design[k].at);
    rank(design);
    const double size =
        std::pow(static_cast<double>(design.size()), -1.0 / static_cast<double>(dials_.size()));
    for (auto here = design.begin(); here != design.end() && !spent(1); ++here) {
      const auto near = [&](const Candidate& better) {
        return largest_difference(better.at, here->at) < 2 * size;
      };
      if (std::none_of(design.begin(), here, near)) nelder_mead(look, here->at, size, min_simplex_size);
    }
  }

  const TuneSpec& spec_;
  const std::vector<DialRange> dials_;
  std::unique_ptr<Descents> descents_;
  const double epochs_;  ///< of the experiment
  double cap_ = 0;
  bool is_settled_at_start_ = false;  ///< without an epoch, which cannot be improved
  Point shift_;
  double ratio_ = 2;  ///< g
  double drawn_ = 0;  ///< points of the design
  std::vector<std::pair<Point, Trial>> best_;
  std::optional<Error> failure_;
  Tuning out_;
};

}  // namespace

Result<Tuning> tune(const Experiment& experiment, const TuneSpec& spec) {
  if (auto wrong = check(budget_field, spec.budget)) return *wrong;
  if (auto wrong = check(seed_field, spec.seed)) return *wrong;
  if (spec.axes.empty()) return error(ErrorCode::missing_field).with("field", std::string("axes"));
  if (spec.axes.size() > max_tuned_axes)
    return error(ErrorCode::too_many_parameters)
        .with("field", "axes")
        .with("count", double(spec.axes.size()))
        .with("max", double(max_tuned_axes));
  std::vector<DialRange> dials;
  for (std::size_t k = 0; k < spec.axes.size(); ++k) {
    const Axis& axis = spec.axes[k];
    const std::string what = "axes." + std::to_string(k);
    const Result<Dial> dial = Dial::find(experiment, axis.path, what);
    if (!dial) return dial.error();
    Axis ends = axis;
    ends.points = 2;
    if (const auto values = axis_values(ends, dial.value(), what); !values) return values.error();
    dials.push_back({dial.value(), axis.from, axis.to});
  }
  Result<std::unique_ptr<Descents>> descents = make_descents(experiment, dials, spec.tolerance);
  if (!descents) return descents.error();
  return Tuner(spec, std::move(dials), std::move(descents.value()), experiment.stop.epochs).run();
}

}  // namespace descenso
