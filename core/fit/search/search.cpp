#include "fit/search/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "fit/search/quotient.hpp"
#include "fit/search/separable.hpp"
#include "fit/search/start_sampler.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Indices = std::vector<std::size_t>;

/// A point with the parts of the model that take part in it.
struct Draft {
  std::vector<double> theta;
  Indices nonlinear, linear;
  double rss = std::numeric_limits<double>::infinity();
};

bool contains(const Indices& all, std::size_t j) { return std::find(all.begin(), all.end(), j) != all.end(); }

void append(Indices& all, const Indices& more) {
  for (const std::size_t j : more)
    if (!contains(all, j)) all.push_back(j);
}

class Search {
 public:
  Search(const LossGraph& loss, const SearchSpec& spec, const std::vector<std::vector<double>>& columns)
      : spec_(spec),
        loss_(loss),
        separation_(separate(loss_, spec.held)),
        model_(loss_, separation_, columns),
        sampler_(loss_, separation_.nonlinear, columns) {}

  SearchResult run() {
    start_.theta.assign(loss_.dimension(), 1.0);
    for (std::size_t j = 0; j < spec_.held.size(); ++j)
      if (spec_.held[j]) start_.theta[j] = spec_.values[j];
    start_.linear = separation_.common;
    const std::vector<std::vector<double>>& columns = model_.columns();
    const std::vector<double>& y = columns[columns.size() - (loss_.weighted ? 2 : 1)];
    for (std::size_t i = 0; i < y.size(); ++i)
      total_ += y[i] * y[i] * (loss_.weighted ? columns.back()[i] : 1);
    tell_residuals(start_);

    std::vector<Draft> drafts;
    if (separation_.nonlinear.empty()) {
      Draft all = whole(start_.theta);
      all.rss = solve(all);
      drafts.push_back(all);
    } else {
      append_all(drafts, joint_drafts());
      append_all(drafts, quotient_drafts());
      if (separation_.blocks.size() > 1) append_all(drafts, staged_drafts());
    }
    return refined(std::move(drafts));
  }

 private:
  static void append_all(std::vector<Draft>& all, std::vector<Draft> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  double spent() const { return double(model_.evaluations()); }
  /// Whether less than that share of the budget is used.
  bool affords(double share) const { return spent() < share * spec_.budget; }

  void clamp(std::vector<double>& theta) const {
    for (std::size_t j = 0; j < theta.size(); ++j) {
      if (spec_.box.low.size() > 0) theta[j] = std::max(theta[j], spec_.box.low[Index(j)]);
      if (spec_.box.high.size() > 0) theta[j] = std::min(theta[j], spec_.box.high[Index(j)]);
    }
  }

  /// Solves the linear parameters. Where one leaves its bounds it ends on them, and ‖r‖² is what that gives.
  double solve(Draft& draft) {
    clamp(draft.theta);
    const double rss = model_.solve(draft.theta, draft.linear);
    const std::vector<double> free = draft.theta;
    clamp(draft.theta);
    if (free == draft.theta) return rss;
    VectorXd r;
    return model_.residuals(draft.theta, r, nullptr) ? r.squaredNorm()
                                                     : std::numeric_limits<double>::infinity();
  }

  Draft whole(std::vector<double> theta) const {
    return {std::move(theta), separation_.nonlinear, separation_.linear,
            std::numeric_limits<double>::infinity()};
  }

  /// Draws of `which` on top of a draft, best first.
  std::vector<Draft> draws(const Draft& base, const Indices& which, std::size_t count, double share) {
    std::vector<Draft> all;
    for (std::size_t k = 0; k < count && affords(share); ++k) {
      Draft draft = base;
      sampler_.draw(draft.theta, which);
      draft.rss = solve(draft);
      if (std::isfinite(draft.rss)) all.push_back(std::move(draft));
    }
    std::stable_sort(all.begin(), all.end(), [](const Draft& a, const Draft& b) { return a.rss < b.rss; });
    return all;
  }

  /// The best of them, no two within a twentieth of each other in all nonlinear parameters.
  static std::vector<Draft> distinct(const std::vector<Draft>& sorted, std::size_t count) {
    std::vector<Draft> chosen;
    for (const Draft& draft : sorted) {
      const auto near = [&](const Draft& other) {
        return std::all_of(draft.nonlinear.begin(), draft.nonlinear.end(), [&](std::size_t j) {
          const double a = draft.theta[j], b = other.theta[j];
          return std::abs(a - b) <= 0.05 * std::max(std::abs(a), std::abs(b));
        });
      };
      if (chosen.size() < count && std::none_of(chosen.begin(), chosen.end(), near)) chosen.push_back(draft);
    }
    return chosen;
  }

  std::vector<Draft> joint_drafts() {
    const std::size_t q = separation_.nonlinear.size();
    const bool several = separation_.blocks.size() > 1;
    Draft base = whole(start_.theta);
    std::vector<Draft> all =
        draws(base, base.nonlinear, several ? 120 : 100 + 100 * std::min<std::size_t>(q, 4), 0.5);
    std::vector<Draft> best = distinct(all, several ? 5 : 10);
    Draft ones = base;  // the customary start
    ones.rss = solve(ones);
    if (std::isfinite(ones.rss)) best.push_back(ones);
    return best;
  }

  std::vector<Draft> quotient_drafts() {
    std::vector<Draft> all;
    auto quotient = Quotient::of(loss_, spec_.held, model_.columns());
    if (!quotient) return all;
    const Indices& open = quotient->nonlinear();
    for (std::size_t k = 0; k < (open.empty() ? 1 : 60 * open.size()); ++k) {
      std::vector<double> theta = start_.theta;
      sampler_.draw(theta, open);
      for (std::vector<double>& proposal : quotient->proposals(theta)) {
        Draft draft = whole(std::move(proposal));
        draft.rss = solve(draft);
        if (std::isfinite(draft.rss)) all.push_back(std::move(draft));
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const Draft& a, const Draft& b) { return a.rss < b.rss; });
    return distinct(all, 6);
  }

  /// The blocks one after the other, each where it explains most of what is left.
  std::vector<Draft> staged_drafts() {
    constexpr std::size_t beam_width = 3;
    Draft base = start_;
    for (const Block& block : separation_.blocks)
      if (!block.optional) {
        append(base.nonlinear, block.nonlinear);
        append(base.linear, block.linear);
      }
    std::vector<Draft> beam{base};
    if (!base.nonlinear.empty()) {
      beam = improved(distinct(draws(base, base.nonlinear, 100 * base.nonlinear.size(), 0.6), 4));
    }
    std::size_t open = 0;
    for (const Block& block : separation_.blocks) open += block.optional;
    for (; open > 0; --open) {
      std::vector<Draft> next;
      for (const Draft& draft : beam) {
        tell_residuals(draft);
        Indices tried;  // number of parameters and parts: two peaks of one form are one trial
        for (const Block& block : separation_.blocks) {
          if (!block.optional || contains(draft.nonlinear, block.nonlinear.front())) continue;
          const std::size_t form = form_of(block);
          if (contains(tried, form)) continue;
          tried.push_back(form);
          Draft with = draft;
          append(with.nonlinear, block.nonlinear);
          append(with.linear, block.linear);
          append_all(next, distinct(draws(with, block.nonlinear, 60 + 60 * block.nonlinear.size(), 0.8), 4));
        }
      }
      if (next.empty()) return {};
      next = improved(std::move(next));
      beam = distinct(next, beam_width);
    }
    tell_residuals(start_);
    return beam;
  }

  /// A number that equal kinds of blocks share.
  std::size_t form_of(const Block& block) const {
    std::size_t form = block.linear.size();
    for (const std::size_t j : block.nonlinear) form = form * 8 + std::size_t(sampler_.role(j).part);
    return form;
  }

  std::vector<Draft> improved(std::vector<Draft> drafts) {
    bool in_logarithms = false;
    for (Draft& draft : drafts) {
      if (affords(0.9)) refine(draft, 12, in_logarithms);
      in_logarithms = !in_logarithms;
    }
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](const Draft& a, const Draft& b) { return a.rss < b.rss; });
    return drafts;
  }

  /// Residuals of a draft, for the periodograms.
  void tell_residuals(const Draft& draft) {
    Draft solved = draft;
    if (!std::isfinite(solve(solved))) return;
    VectorXd r;
    if (!model_.residuals(solved.theta, r, nullptr)) return;
    sampler_.set_residuals(solved.theta, {r.data(), std::size_t(r.size())});
  }

  /// Levenberg–Marquardt on the nonlinear parameters, the linear ones solved for at every point.
  void refine(Draft& draft, int trials, bool in_logarithms) {
    const Indices& which = draft.nonlinear;
    std::vector<bool> is_log(which.size());
    VectorXd z(Index(which.size()));
    for (std::size_t k = 0; k < which.size(); ++k) {
      const double value = draft.theta[which[k]];
      const Part part = sampler_.role(which[k]).part;
      is_log[k] = in_logarithms && value != 0 && part != Part::offset && part != Part::exponent;
      z[Index(k)] = is_log[k] ? std::log(std::abs(value)) : value;
    }
    const std::vector<double> from = draft.theta;
    Draft at = draft;
    const auto residuals = [&](const VectorXd& point, VectorXd& r, MatrixXd* J) {
      for (std::size_t k = 0; k < which.size(); ++k)
        at.theta[which[k]] =
            is_log[k] ? std::copysign(std::exp(point[Index(k)]), from[which[k]]) : point[Index(k)];
      const double rss = model_.solve(at.theta, at.linear);
      if (!std::isfinite(rss)) return false;
      if (!J) {
        r = VectorXd::Constant(1, std::sqrt(rss));
        return true;
      }
      MatrixXd full;
      if (!model_.residuals(at.theta, r, &full)) return false;
      const MatrixXd projected = SeparableModel::projected(full, r, which, at.linear);
      const auto q = Index(which.size());
      r = projected.col(q);
      *J = projected.leftCols(q);
      for (Index k = 0; k < q; ++k)
        if (is_log[std::size_t(k)]) J->col(k) *= at.theta[which[std::size_t(k)]];
      return true;
    };
    const LeastSquaresEnd end = minimize_residuals(residuals, z, {.max_trials = trials, .tolerance = 1e-12});
    if (!(end.rss < draft.rss)) return;
    VectorXd r;
    residuals(end.theta, r, nullptr);
    clamp(at.theta);
    at.rss = end.rss;
    draft = std::move(at);
  }

  /// All drafts followed to their ends: a few trials each, then the better half to the end.
  SearchResult refined(std::vector<Draft> drafts) {
    SearchResult result;
    drafts = improved(std::move(drafts));
    for (std::size_t k = 0; k < drafts.size(); ++k) {
      Draft& draft = drafts[k];
      const bool hopeful = k < 6 || draft.rss < 4 * drafts.front().rss;
      if (!draft.nonlinear.empty() && hopeful && (k < 3 || affords(1))) {
        refine(draft, 60, k % 2 == 1);
        refine(draft, 60, k % 2 == 0);
      }
      if (!hopeful) continue;
      simplify(draft);
      add_end(result.ends, draft);
    }
    std::stable_sort(result.ends.begin(), result.ends.end(),
                     [](const SearchEnd& a, const SearchEnd& b) { return a.rss < b.rss; });
    result.evaluations = spent();
    return result;
  }

  // --- one curve, one point

  /// Whether a is no worse than b beyond rounding.
  bool equals(double a, double b) const { return a <= b * (1 + 1e-7) + 1e-24 * total_; }

  void add_end(std::vector<SearchEnd>& ends, const Draft& draft) {
    std::vector<double> curve, other;
    if (!model_.predict(draft.theta, curve)) return;
    for (SearchEnd& end : ends) {
      if (!model_.predict(end.theta, other)) continue;
      double apart = 0;
      for (std::size_t i = 0; i < curve.size(); ++i) apart += (curve[i] - other[i]) * (curve[i] - other[i]);
      if (!(apart <= 1e-6 * std::min(end.rss, draft.rss) + 1e-16 * total_)) continue;
      ++end.starts;
      const bool better = draft.rss < end.rss * (1 - 1e-9), worse = end.rss < draft.rss * (1 - 1e-9);
      if (better || (!worse && plainness(draft.theta) < plainness(end.theta)))
        end.theta = draft.theta, end.rss = draft.rss;
      return;
    }
    ends.push_back({draft.theta, draft.rss, 1});
  }

  /// Small for a point that one would write down: few negative sizes, phases near 0, numbers near 1.
  double plainness(const std::vector<double>& theta) const {
    double sum = 0;
    for (std::size_t j = 0; j < theta.size(); ++j) {
      const bool is_nonlinear = contains(separation_.nonlinear, j);
      const Role* role = is_nonlinear ? &sampler_.role(j) : nullptr;
      if (role && role->is_phase) {
        sum += std::abs(theta[j]) / 100;
        continue;
      }
      if (theta[j] < 0 && !(role && role->part == Part::offset)) sum += 1;
      if (theta[j] != 0) sum += 1e-4 * std::abs(std::log10(std::abs(theta[j])));
    }
    return sum;
  }

  /// Replaces the draft by a plainer point with these nonlinear parameters if the curve is as good.
  bool try_simpler(Draft& draft, Draft other) {
    other.rss = solve(other);
    if (!equals(other.rss, draft.rss) || !(plainness(other.theta) < plainness(draft.theta))) return false;
    draft = std::move(other);
    return true;
  }

  void simplify(Draft& draft) {
    if (spec_.box.low.size() > 0) return;  // a bound breaks such symmetries
    for (int pass = 0; pass < 3; ++pass) {
      for (std::size_t a = 0; a < draft.nonlinear.size(); ++a)
        for (std::size_t b = a; b < draft.nonlinear.size(); ++b) {
          Draft flipped = draft;
          flipped.theta[draft.nonlinear[a]] *= -1;
          if (b != a) flipped.theta[draft.nonlinear[b]] *= -1;
          try_simpler(draft, std::move(flipped));
        }
      for (const std::size_t j : draft.nonlinear)
        if (sampler_.role(j).is_phase) turn(draft, j);
    }
    for (std::size_t a = 0; a < separation_.blocks.size(); ++a)
      for (std::size_t b = a + 1; b < separation_.blocks.size(); ++b) order(draft, a, b);
  }

  /// A phase by whole and half turns.
  void turn(Draft& draft, std::size_t j) {
    constexpr double pi = 3.141592653589793;
    const double phase = std::remainder(draft.theta[j], 2 * pi);
    for (const double turned : {phase, phase > 0 ? phase - pi : phase + pi}) {
      Draft other = draft;
      other.theta[j] = turned;
      try_simpler(draft, std::move(other));
    }
  }

  /// Exchanges the parameters of two blocks if that changes no curve and brings the slower or lower first.
  void order(Draft& draft, std::size_t a, std::size_t b) {
    const Block &first = separation_.blocks[a], &second = separation_.blocks[b];
    if (form_of(first) != form_of(second) || first.nonlinear.size() != second.nonlinear.size()) return;
    const std::size_t j = first.nonlinear.front(), k = second.nonlinear.front();
    const bool is_place = sampler_.role(j).part == Part::offset;
    const double degree = sampler_.degree(j);
    // Ascending places, rates and frequencies; a period is a frequency of degree −1.
    const auto rank = [&](double value) {
      return is_place ? value : std::abs(std::pow(std::abs(value), degree));
    };
    const bool is_ascending = rank(draft.theta[j]) <= rank(draft.theta[k]);
    if (is_ascending != is_biexponential(draft, first, second)) return;
    Draft other = draft;
    for (std::size_t i = 0; i < first.nonlinear.size(); ++i)
      std::swap(other.theta[first.nonlinear[i]], other.theta[second.nonlinear[i]]);
    other.rss = solve(other);
    if (equals(other.rss, draft.rss)) draft = std::move(other);
  }

  /// Two decays alone, both rising or both falling, are written with the faster first (R's SSbiexp).
  bool is_biexponential(const Draft& draft, const Block& first, const Block& second) const {
    const auto is_alike = [&](const Block& block) { return form_of(block) == form_of(first); };
    if (std::count_if(separation_.blocks.begin(), separation_.blocks.end(), is_alike) != 2) return false;
    if (sampler_.role(first.nonlinear.front()).part != Part::rate || first.linear.size() != 1) return false;
    return draft.theta[first.linear[0]] * draft.theta[second.linear[0]] > 0;
  }

  const SearchSpec& spec_;
  LossGraph loss_;
  Separation separation_;
  SeparableModel model_;
  StartSampler sampler_;
  Draft start_;
  double total_ = 0;  ///< ‖r‖² where all linear parameters are 0, for what is negligible
};

/// Every k-th row along the first predictor.
std::vector<std::vector<double>> thinned(const std::vector<std::vector<double>>& columns) {
  const std::size_t n = columns[0].size();
  if (n <= search_rows) return columns;
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return columns[0][a] < columns[0][b]; });
  std::vector<std::vector<double>> thin;
  for (const auto& column : columns) {
    std::vector<double>& kept = thin.emplace_back();
    for (std::size_t k = 0; k < search_rows; ++k)
      kept.push_back(column[order[k * (n - 1) / (search_rows - 1)]]);
  }
  return thin;
}

}  // namespace

SearchResult search(const LossGraph& loss, const SearchSpec& spec,
                    const std::vector<std::vector<double>>& columns) {
  return Search(loss, spec, thinned(columns)).run();
}

}  // namespace descenso
