#include "jit/evaluate.hpp"

#include <algorithm>
#include <limits>

#include "jit/primitive_kernel.hpp"

namespace descenso {
namespace {

constexpr std::uint32_t kNotRepeated = std::numeric_limits<std::uint32_t>::max();

template <class T>
class Evaluation {
 public:
  Evaluation(const Program& program, const Call<T>& call, Workspace<T>& workspace)
      : program_(program), call_(call), w_(workspace) {}

  void run() {
    run_scalars(program_.prologue);
    for (const Pass& pass : program_.passes) {
      repeat_scalars();
      run_rows(pass);
      for (std::size_t k = 0; k < pass.sums.size(); ++k) w_.scalars[pass.sums[k]] = w_.sums[k];
      run_scalars(pass.scalars);
    }
    for (std::size_t k = 0; k < program_.scalar_outputs.size(); ++k)
      call_.scalars[k] = w_.scalars[program_.scalar_outputs[k].index];
  }

 private:
  void run_scalars(const std::vector<Instruction>& instructions) {
    for (const Instruction& i : instructions) w_.scalars[i.to.index] = scalar(i);
  }

  T scalar(const Instruction& i) const {
    if (i.op == Primitive::constant) return static_cast<T>(i.value);
    if (i.op == Primitive::parameter) return call_.parameters[i.index];
    if (i.op == Primitive::rows) return static_cast<T>(call_.rows);
    const auto argument = [&](int k) { return k < arity(i.op) ? w_.scalars[i.args[k].index] : T(0); };
    return apply_lanes(i.op, argument(0), argument(1), argument(2));
  }

  void repeat_scalars() {
    for (std::size_t s = 0; s < w_.scalars.size(); ++s)
      if (w_.repeated_at[s] != kNotRepeated)
        std::fill_n(w_.repeated.data() + w_.repeated_at[s], sum_block, w_.scalars[s]);
  }

  void run_rows(const Pass& pass) {
    const std::size_t width = pass.sums.size();
    T* top = w_.sums.data();
    std::fill_n(top, width, T(0));
    row_ = 0;
    for (const SumLeaf leaf : call_.leaves) {
      top += width;
      T* sum = top;
      for (const Instruction& i : pass.rows) {
        const T* from = source(i.args[0]);
        const bool copies = i.to.kind == Place::Kind::output;
        if (i.op == Primitive::sum)
          *sum++ = block_sum(from, leaf.rows);
        else if (copies)
          std::copy_n(from, leaf.rows, call_.outputs[i.to.index] + row_);
        else
          apply_rows(i, leaf.rows);
      }
      for (int m = 0; m < leaf.merges; ++m, top -= width) {
        T* below = top - width;
        for (std::size_t k = 0; k < width; ++k) below[k] += top[k];
      }
      row_ += leaf.rows;
    }
  }

  const T* source(Place place) const {
    switch (place.kind) {
      case Place::Kind::scalar:
        return w_.repeated.data() + w_.repeated_at[place.index];
      case Place::Kind::input:
        return call_.columns[place.index] + row_;
      case Place::Kind::slot:
        return w_.slots.data() + place.index * sum_block;
      case Place::Kind::output:
        return call_.outputs[place.index] + row_;
    }
    return nullptr;
  }

  /// The primitive is a template argument of the loop, so that the loop has no switch inside and is
  /// vectorized.
  template <Primitive op>
  void loop(const Instruction& i, std::size_t n) {
    T* __restrict to = w_.slots.data() + i.to.index * sum_block;
    const T* a = source(i.args[0]);
    const T* b = arity(op) > 1 ? source(i.args[1]) : a;
    const T* c = arity(op) > 2 ? source(i.args[2]) : a;
    for (std::size_t row = 0; row < n; ++row) to[row] = apply_lanes<T>(op, a[row], b[row], c[row]);
  }

  void apply_rows(const Instruction& i, std::size_t n) {
    switch (i.op) {
#define DESCENSO_LOOP(op) \
  case Primitive::op:     \
    return loop<Primitive::op>(i, n);
      // clang-format off
      DESCENSO_LOOP(constant) DESCENSO_LOOP(parameter) DESCENSO_LOOP(column) DESCENSO_LOOP(rows)
      DESCENSO_LOOP(sum) DESCENSO_LOOP(add) DESCENSO_LOOP(sub) DESCENSO_LOOP(mul) DESCENSO_LOOP(div)
      DESCENSO_LOOP(neg) DESCENSO_LOOP(abs) DESCENSO_LOOP(sqrt) DESCENSO_LOOP(floor) DESCENSO_LOOP(min)
      DESCENSO_LOOP(max) DESCENSO_LOOP(sign) DESCENSO_LOOP(less) DESCENSO_LOOP(less_equal)
      DESCENSO_LOOP(equal) DESCENSO_LOOP(not_equal) DESCENSO_LOOP(where) DESCENSO_LOOP(pow) DESCENSO_LOOP(exp)
      DESCENSO_LOOP(expm1) DESCENSO_LOOP(log) DESCENSO_LOOP(log1p) DESCENSO_LOOP(log2) DESCENSO_LOOP(log10)
      DESCENSO_LOOP(cbrt) DESCENSO_LOOP(sin) DESCENSO_LOOP(cos) DESCENSO_LOOP(tan) DESCENSO_LOOP(asin)
      DESCENSO_LOOP(acos) DESCENSO_LOOP(atan) DESCENSO_LOOP(sinh) DESCENSO_LOOP(cosh) DESCENSO_LOOP(tanh)
      DESCENSO_LOOP(sigmoid) DESCENSO_LOOP(softplus) DESCENSO_LOOP(erf) DESCENSO_LOOP(atan2)
      DESCENSO_LOOP(hypot) DESCENSO_LOOP(mod)
      // clang-format on
#undef DESCENSO_LOOP
    }
  }

  const Program& program_;
  const Call<T>& call_;
  Workspace<T>& w_;
  std::size_t row_ = 0;
};

}  // namespace

template <class T>
Workspace<T>::Workspace(const Program& program)
    : scalars(program.scalar_count),
      slots(program.slot_count * sum_block),
      repeated_at(program.scalar_count, kNotRepeated),
      sums(program.max_sums * sum_stack_depth) {
  for (const Pass& pass : program.passes)
    for (const Instruction& i : pass.rows)
      for (int k = 0; k < std::max(arity(i.op), 1); ++k) {
        if (i.args[k].kind != Place::Kind::scalar) continue;
        std::uint32_t& at = repeated_at[i.args[k].index];
        if (at != kNotRepeated) continue;
        at = static_cast<std::uint32_t>(repeated.size());
        repeated.resize(repeated.size() + sum_block);
      }
}

template <class T>
void evaluate(const Program& program, const Call<T>& call, Workspace<T>& workspace) {
  Evaluation<T>(program, call, workspace).run();
}

template struct Workspace<double>;
template struct Workspace<float>;
template void evaluate<double>(const Program&, const Call<double>&, Workspace<double>&);
template void evaluate<float>(const Program&, const Call<float>&, Workspace<float>&);

}  // namespace descenso
