// Errors and outcomes on their way to JavaScript: { ok: false, error: { code, at, args } } or { ok: true, …
// }.
#pragma once

#include "error.hpp"
#include "plain.hpp"

namespace descenso::js {

/// { ok: false, error: { code: "out_of_range", at: [0, 3] or null, args: { field: "data.n", … } } }
Value failure(const Error& error);

/// A fresh { ok: true } to which the caller adds what it found.
Value success();

}  // namespace descenso::js
