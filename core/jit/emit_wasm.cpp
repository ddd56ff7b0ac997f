#include "jit/emit_wasm.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "jit/cost.hpp"
#include "jit/emitted_lanes.hpp"
#include "jit/primitive_kernel.hpp"
#include "jit/sum_writer.hpp"

namespace descenso {
namespace {

namespace opcode = wasm::opcode;
using wasm::Local;
using wasm::Type;

/// The largest code in bytes: compiling more takes a browser longer than the faster runs save.
constexpr std::size_t kMaxCodeBytes = 400'000;

/// Elementary functions of a program above which each is one function of the module, called wherever it
/// occurs. Written inline, twice each (write_function), dozens of them would pass kMaxCodeBytes.
constexpr std::ptrdiff_t kMaxInlineFunctions = 8;

/// The vectorized functions of elementary.hpp: 50 to 150 instructions each.
constexpr Primitive kElementary[] = {Primitive::exp,   Primitive::expm1,   Primitive::log,
                                     Primitive::log1p, Primitive::sin,     Primitive::cos,
                                     Primitive::tan,   Primitive::sinh,    Primitive::cosh,
                                     Primitive::tanh,  Primitive::sigmoid, Primitive::softplus};

bool is_elementary(Primitive op) {
  return std::find(std::begin(kElementary), std::end(kElementary), op) != std::end(kElementary);
}

/// Whether an operation takes as long as dozens of additions, and so has a loop over the rows of its own.
bool is_function(const Instruction& i) { return cost(i.op) >= 60; }

/// The values of a function that go from one loop to the next.
constexpr std::size_t stage_columns = 2;

/// Words of EmittedCall, in order.
enum Field : std::uint32_t {
  kParameters,
  kColumns,
  kRows,
  kLeaves,
  kLeavesEnd,
  kScalars,
  kOutputs,
  kSums,
  kKept,
  kDescent
};

/// Words of EmittedDescent, in order.
enum DescentField : std::uint32_t { kRate, kEntryColumns, kEntry, kLast };

template <class T>
class Emission {
 public:
  explicit Emission(const Program& program) : program_(program), scalars_(program.scalar_count) {
    std::ptrdiff_t count = 0;
    for (const Pass& pass : program.passes)
      count += std::count_if(pass.rows.begin(), pass.rows.end(),
                             [](const Instruction& i) { return is_elementary(i.op); });
    has_helpers_ = count > kMaxInlineFunctions;
  }

  wasm::Bytes run() {
    load_pointers();
    if (program_.is_gradient) begin_descent();
    write_scalars(program_.prologue);
    for (const Pass& pass : program_.passes) write_pass(pass);
    if (program_.is_gradient) end_descent();
    for (std::size_t k = 0; k < program_.scalar_outputs.size(); ++k) {
      code().get(scalars_out_);
      store_lane(scalar_output(k), bytes(k));
    }
    if (code().size() > kMaxCodeBytes) return {};
    std::vector<const wasm::FunctionWriter*> functions;
    for (const Helper& helper : helpers_) functions.push_back(&helper.lanes->code);
    return code().module(functions);
  }

 private:
  using Sums = SumWriter<T>;
  static constexpr bool kDouble = LanesOf<T>::is_double;
  static constexpr Shape kShape = LanesOf<T>::shape;
  static constexpr ShapeOpcodes kOps = LanesOf<T>::ops;
  static constexpr std::uint32_t kLanes = LanesOf<T>::lanes;
  static constexpr int kLogSize = LanesOf<T>::log_size;

  /// A function of the module that computes an elementary function of a register.
  struct Helper {
    Primitive op;
    std::unique_ptr<LaneWriter> lanes;
  };

  wasm::FunctionWriter& code() { return lanes_.code; }
  static std::uint32_t bytes(std::size_t count) { return static_cast<std::uint32_t>(count * sizeof(T)); }
  EmittedLanes popped() { return {pop(lanes_), kShape}; }
  EmittedLanes constant(double value) { return {LaneHandle(lanes_, lanes_.constant(kShape, value)), kShape}; }

  // --- operations ------------------------------------------------------------------------------------------

  EmittedLanes operation(Primitive op, LanesRef a, LanesRef b, LanesRef c) {
    if (!has_helpers_ || !is_elementary(op)) return apply_lanes(op, a, b, c);
    code().get(a.local());
    code().call_helper(helper(op));
    return popped();
  }

  /// The place of an operation's function among the helpers; it is written when it is first needed.
  std::size_t helper(Primitive op) {
    for (std::size_t k = 0; k < helpers_.size(); ++k)
      if (helpers_[k].op == op) return k;
    helpers_.push_back({op, std::make_unique<LaneWriter>()});
    LaneWriter& lanes = *helpers_.back().lanes;
    const EmittedLanes argument{LaneHandle(lanes, 0), kShape};
    lanes.code.get(apply_lanes(op, argument, argument, argument).local());
    return helpers_.size() - 1;
  }

  // --- pointers --------------------------------------------------------------------------------------------

  Local load_word(Local base, std::uint32_t word) {
    const Local local = code().new_local(Type::i32);
    code().get(base);
    code().plain(opcode::i32_load);
    code().at(4 * word);
    code().set(local);
    return local;
  }

  void load_pointers() {
    parameters_ = load_word(0, kParameters);
    scalars_out_ = load_word(0, kScalars);
    sums_ = load_word(0, kSums);
    kept_ = load_word(0, kKept);
    const Local columns = load_word(0, kColumns), outputs = load_word(0, kOutputs);
    for (std::uint32_t k = 0; k < program_.column_count; ++k) columns_.push_back(load_word(columns, k));
    for (std::uint32_t k = 0; k < program_.output_count; ++k) outputs_.push_back(load_word(outputs, k));
    for (Local* local : {&leaf_, &leaves_end_, &rows_, &at_, &begin_, &limit_, &top_, &merges_, &kept_at_})
      *local = code().new_local(Type::i32);
  }

  void store_lane(const EmittedLanes& value, std::uint32_t offset) {
    code().get(value.local());
    code().simd(kOps.store_lane);
    code().at(offset);
    code().byte(0);
  }

  EmittedLanes load_splat(Local base, std::uint32_t offset) {
    code().get(base);
    code().simd(kOps.load_splat);
    code().at(offset);
    return popped();
  }

  // --- scalars ---------------------------------------------------------------------------------------------

  EmittedLanes row_count() {
    code().get(0);
    code().plain(opcode::i32_load);
    code().at(4 * kRows);
    code().plain(kDouble ? opcode::f64_convert_i32_u : opcode::f32_convert_i32_u);
    code().simd(kOps.splat);
    return popped();
  }

  EmittedLanes scalar(const Instruction& i) {
    if (i.op == Primitive::constant) return constant(i.value);
    if (i.op == Primitive::parameter) return load_splat(parameters_, bytes(i.index));
    if (i.op == Primitive::rows) return row_count();
    const auto argument = [&](int k) { return k < arity(i.op) ? *scalars_[i.args[k].index] : constant(0); };
    return operation(i.op, argument(0), argument(1), argument(2));
  }

  void write_scalars(const std::vector<Instruction>& instructions) {
    lanes_.uniform = true;
    for (const Instruction& i : instructions) scalars_[i.to.index] = scalar(i);
    lanes_.uniform = false;
  }

  const EmittedLanes& scalar_output(std::size_t k) const {
    return *scalars_[program_.scalar_outputs[k].index];
  }

  // --- a step of gradient descent
  // -----------------------------------------------------------------------------

  /// Opens the loop over the entries.
  void begin_descent() {
    descent_ = load_word(0, kDescent);
    entry_ = code().new_local(Type::i32);
    code().get(descent_);
    code().plain(opcode::if_);
    code().byte(0x40);  // without a result
    code().get(load_word(descent_, kEntry));
    code().set(entry_);
    code().plain(opcode::end);
    code().begin_loop();
  }

  /// Records the entry and steps to the next. The loop ends after one evaluation, or at an entry that is the
  /// last or has a number that is not finite.
  void end_descent() {
    code().get(descent_);
    code().plain(opcode::i32_eqz);
    branch_if(1);
    const std::size_t dimension = program_.scalar_outputs.size() - 1;
    std::vector<EmittedLanes> numbers;  // L, ∂L/∂θ, θ
    for (std::size_t k = 0; k <= dimension; ++k) numbers.push_back(scalar_output(k));
    for (std::size_t j = 0; j < dimension; ++j) numbers.push_back(load_splat(parameters_, bytes(j)));
    write_entry(numbers);

    EmittedLanes zero = numbers[0] - numbers[0];  // 0, or NaN where a number is not finite
    for (std::size_t k = 1; k < numbers.size(); ++k) zero = zero + (numbers[k] - numbers[k]);
    code().get(is_different(zero, zero).handle.local());
    code().simd(opcode::v128_any_true);
    branch_if(1);
    code().get(entry_);
    code().get(load_word(descent_, kLast));
    code().plain(opcode::i32_eq);
    branch_if(1);

    const EmittedLanes rate = load_splat(load_word(descent_, kRate), 0);
    for (std::size_t j = 0; j < dimension; ++j) {
      const EmittedLanes next = numbers[1 + dimension + j] - rate * numbers[1 + j];
      code().get(parameters_);
      store_lane(next, bytes(j));
    }
    advance(code(), entry_, sizeof(double));
    code().get(descent_);
    code().get(entry_);
    code().plain(opcode::i32_store);
    code().at(4 * kEntry);
    code().plain(opcode::br);
    code().index(0);
    code().end_loop();
  }

  void write_entry(const std::vector<EmittedLanes>& numbers) {
    const Local columns = load_word(descent_, kEntryColumns);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      code().get(load_word(columns, static_cast<std::uint32_t>(k)));
      code().get(entry_);
      code().plain(opcode::i32_add);
      code().get(numbers[k].local());
      code().simd(kOps.extract_lane);
      code().byte(0);
      if (!kDouble) code().plain(opcode::f64_promote_f32);
      code().plain(opcode::f64_store);
      code().at(0);
    }
  }

  // --- a pass over the rows --------------------------------------------------------------------------------

  void write_pass(const Pass& pass) {
    pass_ = &pass;
    sum_.begin(pass.sums.size());
    functions_.clear();
    for (const Instruction& i : pass.rows)
      if (is_function(i)) functions_.push_back(&i);
    for (std::size_t s = 0; s < width(); ++s) {
      code().get(sums_);
      store_lane(constant(0), bytes(s));
      sum_.clear_total(s);
    }
    code().i32(0);
    code().set(at_);
    code().get(sums_);
    code().set(top_);
    for (const auto& [local, field] : {std::pair{leaf_, kLeaves}, std::pair{leaves_end_, kLeavesEnd}}) {
      code().get(load_word(0, field));
      code().set(local);
    }
    code().begin_loop();
    code().get(leaf_);
    code().get(leaves_end_);
    code().plain(opcode::i32_eq);
    branch_if(1);
    write_leaf();
    advance(code(), leaf_, sizeof(SumLeaf));
    code().plain(opcode::br);
    code().index(0);
    code().end_loop();
    for (std::size_t s = 0; s < width(); ++s) {
      code().get(sum_.total(s));
      code().simd(kOps.splat);
      scalars_[pass.sums[s]] = popped();
    }
    write_scalars(pass.scalars);
  }

  std::size_t width() const { return sum_.width(); }

  void branch_if(std::uint32_t depth) {
    code().plain(opcode::br_if);
    code().index(depth);
  }

  void write_leaf() {
    load_leaf_byte(rows_, 0);
    write_functions();
    steps_ = steps_to([](const Instruction& i) { return i.to.kind != Place::Kind::slot; });
    sum_.clear_accumulators();
    if constexpr (kDouble) {
      write_rows(0xf8, 4, &Sums::add_to_accumulators);
      for (std::size_t s = 0; s < width(); ++s) sum_.combine(s);
      write_rows(0x06, 1, &Sums::add_both_lanes);
      write_single_rows(0x01, &Sums::add_first_lane);
    } else {
      write_rows(0xf8, 2, &Sums::add_to_accumulators);
      write_rows(0x04, 1, &Sums::add_to_accumulators);
      sum_.start_lane_mask();
      write_single_rows(0x03, &Sums::add_to_next_lane);
      for (std::size_t s = 0; s < width(); ++s) sum_.combine(s);
    }
    if (width() == 0) return;
    load_leaf_byte(merges_, 1);
    sum_.merge_and_push(top_, merges_);
  }

  void load_leaf_byte(Local to, std::uint32_t offset) {
    code().get(leaf_);
    code().plain(opcode::i32_load8_u);
    code().at(offset);
    code().set(to);
  }

  // --- functions of a leaf's rows
  // ---------------------------------------------------------------------------

  /// A loop over the rows for each function, in order, which keeps its values for the loops after it.
  void write_functions() {
    if (functions_.empty()) return;
    code().get(at_);
    code().set(begin_);
    code().get(kept_);
    code().get(at_);
    code().plain(opcode::i32_sub);
    code().set(kept_at_);
    for (const Instruction* function : functions_) {
      computed_ = function;
      steps_ = steps_to([&](const Instruction& i) { return &i == function; });
      if (function->op == Primitive::exp && !has_helpers_)
        write_exp();
      else
        write_function();
    }
    computed_ = nullptr;
  }

  void write_function() {
    write_rows(kDouble ? 0xfe : 0xfc, 1, nullptr);
    write_single_rows(kDouble ? 0x01 : 0x03, nullptr);
    code().get(begin_);
    code().set(at_);
  }

  /// The loop for moderate arguments, and where one of them is not, the loop for all.
  void write_exp() {
    if (!moderate_) moderate_ = code().new_local(Type::v128);
    code().get(lanes_.constant_word(~std::uint64_t{0}));
    code().set(moderate_);
    is_moderate_ = true;
    lanes_.end_stage = [this](EmittedLanes& a, EmittedLanes& b) { end_stage(a, b); };
    write_function();
    lanes_.end_stage = nullptr;
    is_moderate_ = false;
    code().get(moderate_);
    code().simd(opcode::i32x4_all_true);
    code().plain(opcode::i32_eqz);
    code().plain(opcode::if_);
    code().byte(0x40);  // without a result
    write_function();
    code().plain(opcode::end);
  }

  /// Keeps two values, and begins a new loop over the same registers that takes them up.
  void end_stage(EmittedLanes& a, EmittedLanes& b) {
    if (lanes_.uniform || !kDouble) return;
    const std::uint32_t first = bytes(sum_block * functions_.size()), second = first + bytes(sum_block);
    store(kept_at_, first, a);
    store(kept_at_, second, b);
    repeat_loop(kLanes);
    code().plain(opcode::end);
    code().get(begin_);
    code().set(at_);
    code().plain(opcode::loop);
    code().byte(0x40);  // without a result
    a = load(kept_at_, first);
    b = load(kept_at_, second);
  }

  EmittedLanes moderate_exp(const EmittedLanes& x) {
    code().get(is_less(absolute(x), constant(elementary::max_moderate)).handle.local());
    code().get(moderate_);
    code().simd(opcode::v128_and);
    code().set(moderate_);
    return through_double([](const auto& each) { return elementary::exp_of_moderate(each); }, x);
  }

  /// The instructions for which `is_end` holds and those that they need, in order. What only an earlier
  /// function needs is not among them, because its values are kept.
  template <class IsEnd>
  std::vector<const Instruction*> steps_to(IsEnd is_end) const {
    std::vector<bool> needed(program_.slot_count);
    std::vector<const Instruction*> steps;
    for (auto i = pass_->rows.rbegin(); i != pass_->rows.rend(); ++i) {
      const bool is_slot = i->to.kind == Place::Kind::slot;
      if (!is_end(*i) && !(is_slot && needed[i->to.index])) continue;
      steps.push_back(&*i);
      if (is_slot) needed[i->to.index] = false;
      if (is_function(*i) && !is_end(*i)) continue;
      for (int k = 0; k < std::max(arity(i->op), 1); ++k)
        if (i->args[k].kind == Place::Kind::slot) needed[i->args[k].index] = true;
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  /// The place of a function's values for the register that is written, among those of all functions.
  std::uint32_t kept_offset(const Instruction* function) const {
    const auto k = std::find(functions_.begin(), functions_.end(), function) - functions_.begin();
    return bytes(sum_block * static_cast<std::size_t>(k)) + offset_;
  }

  // --- loops over a leaf's rows
  // -----------------------------------------------------------------------------

  using Add = void (Sums::*)(std::size_t sum, std::uint32_t group, const EmittedLanes& value);

  /// A loop over `rows & mask` rows, `groups` registers of them in each round.
  void write_rows(std::uint32_t mask, std::uint32_t groups, Add add) {
    write_loop(mask, groups * kLanes, [&] {
      for (std::uint32_t group = 0; group < groups; ++group) write_group(group, add);
    });
  }

  /// The same, one row in every lane.
  void write_single_rows(std::uint32_t mask, Add add) {
    lanes_.uniform = true;
    write_loop(mask, 1, [&] { write_group(0, add); });
    lanes_.uniform = false;
  }

  template <class Body>
  void write_loop(std::uint32_t mask, std::uint32_t step, Body body) {
    code().get(rows_);
    code().i32(static_cast<std::int32_t>(mask));
    code().plain(opcode::i32_and);
    code().i32(kLogSize);
    code().plain(opcode::i32_shl);
    code().get(at_);
    code().plain(opcode::i32_add);
    code().set(limit_);
    code().plain(opcode::block);
    code().byte(0x40);  // without a result
    code().get(at_);
    code().get(limit_);
    code().plain(opcode::i32_eq);
    branch_if(0);
    code().begin_loop();
    body();
    repeat_loop(step);
    code().end_loop();
    code().plain(opcode::end);
  }

  void repeat_loop(std::uint32_t step) {
    advance(code(), at_, static_cast<std::int32_t>(bytes(step)));
    code().get(at_);
    code().get(limit_);
    code().plain(opcode::i32_ne);
    branch_if(0);
  }

  // --- the rows of one register ----------------------------------------------------------------------------

  void push_address(Local base) {
    code().get(base);
    code().get(at_);
    code().plain(opcode::i32_add);
  }

  void write_group(std::uint32_t group, Add add) {
    inputs_.assign(program_.column_count, std::nullopt);
    slots_.assign(program_.slot_count, std::nullopt);
    offset_ = 16 * group;
    std::size_t sum = 0;
    for (const Instruction* i : steps_) {
      if (i->op == Primitive::sum)
        (sum_.*add)(sum++, group, read(i->args[0]));
      else if (i->to.kind == Place::Kind::output)
        store(outputs_[i->to.index], offset_, read(i->args[0]));
      else if (is_function(*i) && i != computed_)
        slots_[i->to.index] = load(kept_at_, kept_offset(i));
      else
        slots_[i->to.index] = apply(*i);
    }
    if (computed_) store(kept_at_, kept_offset(computed_), *slots_[computed_->to.index]);
    inputs_.clear();
    slots_.clear();
  }

  EmittedLanes read(Place place) {
    if (place.kind == Place::Kind::scalar) return *scalars_[place.index];
    if (place.kind == Place::Kind::slot) return *slots_[place.index];
    std::optional<EmittedLanes>& input = inputs_[place.index];
    if (!input) input = load(columns_[place.index], offset_);
    return *input;
  }

  /// The rows of the register that is written, of a column that begins at `base`.
  EmittedLanes load(Local base, std::uint32_t offset) {
    push_address(base);
    code().simd(lanes_.uniform ? kOps.load_splat : std::uint32_t{opcode::v128_load});
    code().at(offset);
    return popped();
  }

  void store(Local base, std::uint32_t offset, const EmittedLanes& value) {
    push_address(base);
    if (lanes_.uniform) return store_lane(value, offset);
    code().get(value.local());
    code().simd(opcode::v128_store);
    code().at(offset);
  }

  EmittedLanes apply(const Instruction& i) {
    const EmittedLanes a = read(i.args[0]);
    if (is_moderate_ && &i == computed_) return moderate_exp(a);
    const EmittedLanes b = arity(i.op) > 1 ? read(i.args[1]) : a;
    const EmittedLanes c = arity(i.op) > 2 ? read(i.args[2]) : a;
    return operation(i.op, a, b, c);
  }

  const Program& program_;
  const Pass* pass_ = nullptr;
  std::vector<const Instruction*> functions_;  ///< of the pass
  std::vector<const Instruction*> steps_;      ///< of the loop that is written
  const Instruction* computed_ = nullptr;  ///< the function that the loop computes; none in that of the sums
  bool is_moderate_ = false;               ///< the loop is that of exp for moderate arguments
  bool has_helpers_ = false;
  std::vector<Helper> helpers_;
  LaneWriter lanes_;
  Sums sum_{lanes_};
  Local parameters_ = 0, scalars_out_ = 0, sums_ = 0;
  Local leaf_ = 0, leaves_end_ = 0, rows_ = 0, at_ = 0, begin_ = 0, limit_ = 0, top_ = 0, merges_ = 0;
  Local kept_ = 0, kept_at_ = 0, moderate_ = 0;
  Local descent_ = 0, entry_ = 0;
  std::vector<Local> columns_, outputs_;
  std::uint32_t offset_ = 0;
  // Handles return their locals to lanes_ on destruction, so they are declared after it.
  std::vector<std::optional<EmittedLanes>> scalars_, inputs_, slots_;
};

}  // namespace

std::size_t kept_numbers(const Program& program) {
  std::size_t most = 0;
  for (const Pass& pass : program.passes)
    most = std::max<std::size_t>(most, std::count_if(pass.rows.begin(), pass.rows.end(), is_function));
  return most == 0 ? 0 : (most + stage_columns) * sum_block;
}

template <class T>
wasm::Bytes emit_wasm(const Program& program) {
  return Emission<T>(program).run();
}

template wasm::Bytes emit_wasm<double>(const Program&);
template wasm::Bytes emit_wasm<float>(const Program&);

}  // namespace descenso
