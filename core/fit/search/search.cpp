#include "fit/search/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "fit/search/draft.hpp"
#include "fit/search/inverse.hpp"
#include "fit/search/plain_point.hpp"
#include "fit/search/quotient.hpp"
#include "fit/weighted.hpp"
#include "random/random_state.hpp"
#include "work.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

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
        sampler_(loss_, separation_.nonlinear, columns),
        total_(weighted_square(y(), weights())),
        solver_(model_, spec_.box),
        plain_(solver_, separation_, sampler_, total_) {}

  SearchResult run() {
    start_.theta.assign(loss_.dimension(), 1.0);
    for (std::size_t j = 0; j < spec_.held.size(); ++j)
      if (spec_.held[j]) start_.theta[j] = spec_.values[j];
    start_.linear = separation_.common;
    for (const Block& block : separation_.blocks) sampler_.set_product(block.nonlinear);
    tell_residuals(start_);

    std::vector<Draft> drafts;
    if (separation_.nonlinear.empty()) {
      Draft all = whole(start_.theta);
      all.rss = solver_.solve(all);
      drafts.push_back(all);
    } else {
      append_all(drafts, joint_drafts());
      append_all(drafts, quotient_drafts());
      append_all(drafts, inverse_drafts());
      if (separation_.blocks.size() > 1) append_all(drafts, staged_drafts());
    }
    return refined(std::move(drafts));
  }

 private:
  static void append_all(std::vector<Draft>& all, std::vector<Draft> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  std::span<const double> weights() const {
    return loss_.weighted ? std::span<const double>(model_.columns().back()) : std::span<const double>();
  }
  const std::vector<double>& y() const {
    return model_.columns()[model_.columns().size() - (loss_.weighted ? 2 : 1)];
  }

  double spent() const { return double(model_.evaluations()); }
  /// Whether less than that share of the budget and of the work is used.
  bool affords(double share) const {
    return !is_work_spent() && spent() < share * spec_.budget && work.done - begun_ < share * max_search_work;
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
      draft.rss = solver_.solve(draft);
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
    ones.rss = solver_.solve(ones);
    if (std::isfinite(ones.rss)) best.push_back(ones);
    return best;
  }

  std::vector<Draft> quotient_drafts() {
    std::vector<Draft> all;
    auto quotient = Quotient::of(loss_, spec_.held, model_.columns());
    if (!quotient) return all;
    const Indices& open = quotient->nonlinear();
    for (std::size_t k = 0; k < (open.empty() ? 1 : 60 * open.size()) && affords(1); ++k) {
      std::vector<double> theta = start_.theta;
      sampler_.draw(theta, open);
      for (std::vector<double>& proposal : quotient->proposals(theta)) {
        Draft draft = whole(std::move(proposal));
        draft.rss = solver_.solve(draft);
        if (std::isfinite(draft.rss)) all.push_back(std::move(draft));
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const Draft& a, const Draft& b) { return a.rss < b.rss; });
    return distinct(all, 6);
  }

  /// The best fits of h to f⁻¹(y) where the model is f(h).
  std::vector<Draft> inverse_drafts() {
    std::vector<Draft> all;
    const std::optional<InverseProblem> inner = inverse_problem(loss_, model_.columns());
    if (!inner) return all;
    SearchSpec spec = spec_;
    spec.budget /= 4;
    for (const SearchEnd& end : Search(inner->loss, spec, inner->columns).run().ends) {
      Draft draft = whole(end.theta);
      draft.rss = solver_.solve(draft);
      if (std::isfinite(draft.rss) && all.size() < 4) all.push_back(std::move(draft));
    }
    return all;
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
          const std::size_t form = plain_.form_of(block);
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
    if (!std::isfinite(solver_.solve(solved))) return;
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
    solver_.clamp(at.theta);
    at.rss = end.rss;
    draft = std::move(at);
  }

  /// All drafts followed to their ends: a few trials each, then the better half to the end.
  SearchResult refined(std::vector<Draft> drafts) {
    SearchResult result;
    for (Draft& draft : drafts) draft.start = draft.theta;
    drafts = improved(std::move(drafts));
    for (std::size_t k = 0; k < drafts.size(); ++k) {
      Draft& draft = drafts[k];
      const bool hopeful = k < 6 || draft.rss < 4 * drafts.front().rss;
      if (!draft.nonlinear.empty() && hopeful && (affords(1) || (k < 3 && affords(2)))) {
        refine(draft, 60, k % 2 == 1);
        refine(draft, 60, k % 2 == 0);
      }
      if (!hopeful) {
        result.abandoned.push_back(draft.start);
        continue;
      }
      if (affords(2)) plain_.simplify(draft);
      add_end(result.ends, draft);
    }
    std::stable_sort(result.ends.begin(), result.ends.end(),
                     [](const SearchEnd& a, const SearchEnd& b) { return a.rss < b.rss; });
    result.evaluations = spent();
    return result;
  }

  /// Counts the draft with the end that gives the same curve, and keeps the better or plainer of both.
  void add_end(std::vector<SearchEnd>& ends, const Draft& draft) {
    std::vector<double> curve, other;
    if (!model_.predict(draft.theta, curve)) return;
    for (SearchEnd& end : ends) {
      if (!model_.predict(end.theta, other)) continue;
      if (!is_same_curve(curve, other, weights(), std::min(end.rss, draft.rss), total_)) continue;
      end.from.push_back(draft.start);
      const bool better = draft.rss < end.rss * (1 - 1e-9), worse = end.rss < draft.rss * (1 - 1e-9);
      if (better || (!worse && plain_.plainness(draft.theta) < plain_.plainness(end.theta)))
        end.theta = draft.theta, end.rss = draft.rss;
      return;
    }
    ends.push_back({draft.theta, draft.rss, {draft.start}});
  }

  const SearchSpec& spec_;
  double begun_ = work.done;
  LossGraph loss_;
  Separation separation_;
  SeparableModel model_;
  StartSampler sampler_;
  double total_;  ///< Σ ω y², for what is negligible
  DraftSolver solver_;
  PlainPoint plain_;
  Draft start_;
};

/// One row of each of `search_rows` equal parts along the first predictor, and the first and last of all.
/// Rows at equal distances would show a wave of high frequency as one of a low one.
std::vector<std::vector<double>> thinned(std::span<const std::span<const double>> columns) {
  const std::size_t n = columns[0].size();
  std::vector<std::vector<double>> thin;
  if (n <= search_rows) {
    for (const auto& column : columns) thin.emplace_back(column.begin(), column.end());
    return thin;
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return columns[0][a] < columns[0][b]; });
  RandomState random(1973);
  std::vector<std::size_t> rows;
  for (std::size_t k = 0; k < search_rows; ++k)
    rows.push_back(
        order[std::size_t((double(k) + random.random_sample()) / double(search_rows) * double(n))]);
  rows.front() = order.front();
  rows.back() = order.back();
  for (const auto& column : columns) {
    std::vector<double>& kept = thin.emplace_back();
    for (const std::size_t row : rows) kept.push_back(column[row]);
  }
  return thin;
}

}  // namespace

SearchResult search(const LossGraph& loss, const SearchSpec& spec,
                    std::span<const std::span<const double>> columns) {
  return Search(loss, spec, thinned(columns)).run();
}

}  // namespace descenso
