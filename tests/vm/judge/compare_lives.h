// SPDX-License-Identifier: Apache-2.0
// Holds a life as nsscope told it against the same life as the kernel's own functions told it. Pure.
#pragma once
#include "core/bpf/kernel_lives.h"
#include "core/track/life.h"

#include <string>
#include <vector>

namespace nsscope
{

/// The one with its number that was born when it says, one of its type where there is one and the last of several: a probe
/// may have had the number for a moment while the call that made this one had begun. Null where none was.
const KernelLife* kernelLifeOf(const Life& life, const std::vector<KernelLife>& kernel);

/// A sentence for each thing that cannot be true: a moment outside the interval that nsscope gave for it, or one that
/// it told and the kernel did not do. Empty where they agree.
std::vector<std::string> disagreements(const Life& life, const KernelLife& kernel);

} // namespace nsscope
