// SPDX-License-Identifier: Apache-2.0
// Expressions over a run of an experiment, for predictions and for the checks of lessons:
//   distinct(slow) < distinct(fast)    state(A, leave) == pinned    delay(A, destroyed) > 5 ms    holds(A, leave, fd)
// They ask about relations, never about literal inode numbers. Pure: a run's frame in, a value or an error out.
#pragma once
#include "core/track/frame.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace nsscope
{

struct CheckError
{
    std::size_t column = 1; ///< 1-based, in bytes
    std::string message;
};

/// Number (durations in nanoseconds), truth, or a word ("held", "EPERM", "unknown").
using CheckValue = std::variant<double, bool, std::string>;
std::string checkText(const CheckValue& value);

/// Functions: count(G) distinct(G) reuses(G) | state(A, S) holders(A, S) holds(A, S, kind) same_number(A, B)
/// owns(A, B) parent(A, B) | delay(A, moment) longest(G, moment) median(G, moment) | error(S) result(S).
/// G is a phase or the name of a namespace (all that were made under it), A the last made under a name ("lab": the
/// experiment's own user namespace; "box-net": the net namespace of several that one step made as "box"), S a step's id
/// or "end", when all is let go and the run is over. holders counts what was found, so not "unknown". moment is obsolete,
/// number_free or destroyed, counted from the moment when A was left. What no witness told is the word "unknown", which
/// equals nothing but itself and makes a comparison of order false.
tl::expected<CheckValue, CheckError> evaluateCheck(std::string_view expression, const Frame& frame, std::size_t run);

/// The expression parsed and its names looked up in the plan alone, for lint: nullopt where it is sound.
std::optional<CheckError> checkSyntax(std::string_view expression, const LabStart& plan);

} // namespace nsscope
