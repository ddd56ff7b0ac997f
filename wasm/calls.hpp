// The calls of the engine: read what came in, ask the core, hand out what it says. See engine.d.ts for the
// contract.
#pragma once

#include <cstdint>

namespace descenso::js {

/// Room for so many words of arguments; returns its address, where every other call expects them, as a list.
std::uintptr_t call_inbox(unsigned words);

void call_catalog(std::uintptr_t arguments);
void call_info(std::uintptr_t arguments);
void call_check(std::uintptr_t arguments);
void call_simulate(std::uintptr_t arguments);
void call_run(std::uintptr_t arguments);
void call_landscape(std::uintptr_t arguments);
void call_derivative(std::uintptr_t arguments);
void call_optimum(std::uintptr_t arguments);
void call_predict(std::uintptr_t arguments);
void call_race(std::uintptr_t arguments);
void call_surface(std::uintptr_t arguments);
void call_principal_directions(std::uintptr_t arguments);
void call_explain(std::uintptr_t arguments);
void call_fit(std::uintptr_t arguments);
void call_trace(std::uintptr_t arguments);
void call_curves(std::uintptr_t arguments);
void call_sweep(std::uintptr_t arguments);
void call_theory(std::uintptr_t arguments);
void call_noise_study(std::uintptr_t arguments);
void call_tune(std::uintptr_t arguments);

}  // namespace descenso::js
