#include "fit/search/separation.hpp"

#include <algorithm>
#include <bit>

#include "grad/gradient.hpp"

namespace descenso {
namespace {

using enum Primitive;
using Bits = std::uint64_t;

constexpr Bits bit(std::size_t j) { return Bits{1} << j; }

bool is_step(Primitive op) {
  constexpr Primitive steps[] = {floor, sign, less, less_equal, equal, not_equal, mod};
  return std::find(std::begin(steps), std::end(steps), op) != std::end(steps);
}

/// Parameters that act on `output` through a step or choose a branch.
Bits behind_steps(const Graph& graph, NodeId output, const std::vector<Bits>& depends) {
  Bits found = 0;
  for (const NodeId id : reachable(graph, {&output, 1})) {
    const Node& node = graph[id];
    if (is_step(node.op))
      for (int k = 0; k < arity(node.op); ++k) found |= depends[node.args[std::size_t(k)]];
    if (node.op == where) found |= depends[node.args[0]];
  }
  return found;
}

/// Parameters on which `output` depends once those of `zeroed` are 0: a product with 0 mentions nothing.
Bits without(const Graph& graph, NodeId output, Bits zeroed) {
  std::vector<Bits> depends(graph.size());
  std::vector<bool> is_zero(graph.size());
  for (const NodeId id : reachable(graph, {&output, 1})) {
    const Node& node = graph[id];
    const auto zero = [&](int k) { return bool(is_zero[node.args[std::size_t(k)]]); };
    if (node.op == parameter && node.index < 64) {
      is_zero[id] = (zeroed & bit(node.index)) != 0;
      depends[id] = is_zero[id] ? 0 : bit(node.index);
      continue;
    }
    if (node.op == constant) is_zero[id] = node.value == 0;
    if (node.op == mul) is_zero[id] = zero(0) || zero(1);
    if (node.op == div || node.op == neg) is_zero[id] = zero(0);
    if (node.op == add || node.op == sub) is_zero[id] = zero(0) && zero(1);
    if (is_zero[id]) continue;
    for (int k = 0; k < arity(node.op); ++k) depends[id] |= depends[node.args[std::size_t(k)]];
  }
  return depends[output];
}

std::vector<std::size_t> indices(Bits bits) {
  std::vector<std::size_t> all;
  for (; bits != 0; bits &= bits - 1) all.push_back(std::size_t(std::countr_zero(bits)));
  return all;
}

/// The largest set of `candidates` that are linear together: mentions[j] has the parameters of ∂ŷ/∂θⱼ.
Bits largest_linear_set(const std::vector<std::size_t>& candidates, const std::vector<Bits>& mentions) {
  const auto fits = [&](Bits set) {
    for (const std::size_t j : indices(set))
      if ((mentions[j] & set) != 0) return false;
    return true;
  };
  Bits best = 0;
  if (candidates.size() > 14) {  // one after the other
    for (const std::size_t j : candidates)
      if (fits(best | bit(j))) best |= bit(j);
    return best;
  }
  for (Bits choice = 1; choice < bit(candidates.size()); ++choice) {
    Bits set = 0;
    for (const std::size_t k : indices(choice)) set |= bit(candidates[k]);
    if (std::popcount(set) > std::popcount(best) && fits(set)) best = set;
  }
  return best;
}

/// Joins sets that share a member until no two do.
std::vector<Bits> components(std::vector<Bits> sets) {
  for (bool joined = true; joined;) {
    joined = false;
    for (std::size_t a = 0; a < sets.size(); ++a)
      for (std::size_t b = sets.size(); b-- > a + 1;)
        if ((sets[a] & sets[b]) != 0) {
          sets[a] |= sets[b];
          sets.erase(sets.begin() + std::ptrdiff_t(b));
          joined = true;
        }
  }
  return sets;
}

}  // namespace

std::vector<Bits> dependencies(const Graph& graph) {
  std::vector<Bits> depends(graph.size());
  for (NodeId id = 0; id < graph.size(); ++id) {
    const Node& node = graph[id];
    if (node.op == parameter && node.index < 64) depends[id] = bit(node.index);
    for (int k = 0; k < arity(node.op); ++k) depends[id] |= depends[node.args[std::size_t(k)]];
  }
  return depends;
}

Separation separate(LossGraph& loss, const std::vector<bool>& held) {
  const std::size_t p = loss.dimension();
  std::vector<NodeId> theta;
  Bits free = 0;
  for (std::size_t j = 0; j < p; ++j) {
    theta.push_back(loss.graph.parameter(std::uint32_t(j)));
    if (!held[j]) free |= bit(j);
  }
  const std::vector<NodeId> columns = jacobian(loss.graph, loss.prediction, theta);
  const std::vector<Bits> depends = dependencies(loss.graph);
  const Bits stepped = behind_steps(loss.graph, loss.prediction, depends);

  std::vector<Bits> mentions(p);
  std::vector<std::size_t> candidates;
  for (std::size_t j = 0; j < p; ++j) {
    mentions[j] = depends[columns[j]] & free;
    const bool used = (depends[loss.prediction] & bit(j)) != 0;
    if (used && (free & ~stepped & ~mentions[j] & bit(j)) != 0) candidates.push_back(j);
  }
  const Bits linear = largest_linear_set(candidates, mentions);

  Separation out;
  out.linear = indices(linear);
  out.nonlinear = indices(free & ~linear);
  const Bits fixed_part = without(loss.graph, loss.prediction, linear) & free & ~linear;
  std::vector<Bits> sets;
  if (fixed_part != 0) sets.push_back(fixed_part);
  for (const std::size_t j : out.linear) {
    if (mentions[j] == 0) out.common.push_back(j);
    if (mentions[j] != 0) sets.push_back(mentions[j]);
  }
  for (const std::size_t j : out.nonlinear) sets.push_back(bit(j));
  for (const Bits set : components(sets)) {
    Block block{indices(set), {}, (set & fixed_part) == 0};
    for (const std::size_t j : out.linear)
      if ((mentions[j] & set) != 0) block.linear.push_back(j);
    block.optional = block.optional && !block.linear.empty();
    out.blocks.push_back(block);
  }
  return out;
}

}  // namespace descenso
