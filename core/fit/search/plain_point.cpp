#include "fit/search/plain_point.hpp"

#include <cmath>

#include "work.hpp"

namespace descenso {
namespace {

/// Beyond this count of nonlinear parameters their signs are turned one by one, not in pairs.
constexpr std::size_t max_paired = 12;

}  // namespace

double PlainPoint::plainness(const std::vector<double>& theta) const {
  double sum = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const bool is_nonlinear = contains(separation_.nonlinear, j);
    const Role* role = is_nonlinear ? &sampler_.role(j) : nullptr;
    if (const StartSampler::Turn turn = role ? sampler_.turn_of(j, theta) : StartSampler::Turn{};
        turn.whole > 0) {
      sum += std::abs(theta[j] - turn.centre) * (2 * 3.141592653589793 / turn.whole) / 100;
      continue;
    }
    if (theta[j] < 0) sum += role && role->part == Part::offset ? 0.01 : 1;
    if (theta[j] != 0) sum += 1e-4 * std::abs(std::log10(std::abs(theta[j])));
  }
  return sum;
}

std::size_t PlainPoint::form_of(const Block& block) const {
  std::size_t form = block.linear.size();
  for (const std::size_t j : block.nonlinear) form = form * 8 + std::size_t(sampler_.role(j).part);
  return form;
}

/// Replaces the draft by another point with its nonlinear parameters if that is plainer and the curve as
/// good.
bool PlainPoint::replace_if_plainer(Draft& draft, Draft other, double share) const {
  other.rss = solver_.solve(other);
  if (!is_as_good(other.rss, draft.rss, share) || !(plainness(other.theta) < plainness(draft.theta)))
    return false;
  draft = std::move(other);
  return true;
}

void PlainPoint::simplify(Draft& draft) const {
  if (solver_.has_bounds()) return;
  const Indices nonlinear = draft.nonlinear;  // the draft is replaced on the way
  const std::size_t q = nonlinear.size();
  bool is_changed = true;
  for (int pass = 0; pass < 3 && is_changed && !is_work_spent(); ++pass) {
    is_changed = false;
    for (std::size_t a = 0; a < q; ++a)
      for (std::size_t b = a; b < (q <= max_paired ? q : a + 1); ++b) {
        Draft flipped = draft;
        flipped.theta[nonlinear[a]] *= -1;
        if (b != a) flipped.theta[nonlinear[b]] *= -1;
        if (replace_if_plainer(draft, std::move(flipped))) is_changed = true;
      }
    for (const std::size_t j : nonlinear)
      if (turn(draft, j)) is_changed = true;
    for (const std::size_t j : nonlinear)
      if (sampler_.role(j).part == Part::frequency && lower_frequency(draft, j)) is_changed = true;
  }
  for (std::size_t a = 0; a < separation_.blocks.size(); ++a)
    for (std::size_t b = a + 1; b < separation_.blocks.size(); ++b) order(draft, a, b);
}

/// Replaces a frequency by its alias below half the frequency of evenly spaced rows, with the phase that it
/// has there.
bool PlainPoint::lower_frequency(Draft& draft, std::size_t j) const {
  const auto grid = sampler_.grid_of(j, draft.theta);
  if (!grid) return false;
  constexpr double turn = 2 * 3.141592653589793;
  const double from = draft.theta[j], to = std::remainder(from, turn / grid->step);
  if (!(std::abs(to) < 0.99 * std::abs(from))) return false;
  Indices phases{j};  // j itself: no phase is changed
  for (const std::size_t k : draft.nonlinear)
    if (sampler_.role(k).is_phase) phases.push_back(k);
  for (const double sign : {to < 0 ? -1.0 : 1.0, to < 0 ? 1.0 : -1.0})
    for (const std::size_t k : phases) {
      Draft shifted = draft;
      if (k != j) shifted.theta[k] = sign * std::remainder(draft.theta[k] + (from - to) * grid->first, turn);
      shifted.theta[j] = sign * to;
      // Where times are rounded, as months in years are, aliases differ by chance.
      if (replace_if_plainer(draft, std::move(shifted), 0.02)) return true;
    }
  return false;
}

/// Brings a phase near its plain place by whole and half turns; whether that made the draft plainer.
bool PlainPoint::turn(Draft& draft, std::size_t j) const {
  bool is_changed = false;
  const auto [whole, centre] = sampler_.turn_of(j, draft.theta);
  if (!(whole > 0)) return false;
  const double away = std::remainder(draft.theta[j] - centre, whole);
  for (const double turned : {away, away > 0 ? away - whole / 2 : away + whole / 2}) {
    Draft other = draft;
    other.theta[j] = centre + turned;
    if (replace_if_plainer(draft, std::move(other))) is_changed = true;
  }
  return is_changed;
}

/// Exchanges the parameters of two blocks if that changes no curve and brings the slower or lower first.
void PlainPoint::order(Draft& draft, std::size_t a, std::size_t b) const {
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
  other.rss = solver_.solve(other);
  if (is_as_good(other.rss, draft.rss)) draft = std::move(other);
}

/// Whether the blocks are two decays alone, both rising or both falling, which are written with the faster
/// first.
bool PlainPoint::is_biexponential(const Draft& draft, const Block& first, const Block& second) const {
  const auto is_alike = [&](const Block& block) { return form_of(block) == form_of(first); };
  if (std::count_if(separation_.blocks.begin(), separation_.blocks.end(), is_alike) != 2) return false;
  if (sampler_.role(first.nonlinear.front()).part != Part::rate || first.linear.size() != 1) return false;
  return draft.theta[first.linear[0]] * draft.theta[second.linear[0]] > 0;
}

}  // namespace descenso
