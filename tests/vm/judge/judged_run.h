// SPDX-License-Identifier: Apache-2.0
// One run of nsscope-cli trash with the kernel's own word on the same time.
#pragma once
#include "core/bpf/kernel_lives.h"
#include "core/bpf/kernel_moments.h"
#include "core/track/frame.h"

#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct JudgedRun
{
    FramePtr frame;
    std::vector<std::string> lines; ///< what nsscope told, as it was recorded
    std::vector<KernelLife> kernel; ///< until all of them had ended, or five seconds after the run
    bool complete = false; ///< no moment of the kernel was missed
    Instant over; ///< when nsscope said no more
    std::string failure; ///< why there is nothing to judge; empty where there is
};

inline constexpr unsigned judgedUser = 65534;

/// Slow and fast run of four namespaces of a type, as root or as an ordinary user; played once, then kept for all tests.
/// `failure` says why where this machine allows no judge.
const JudgedRun& judgedTrash(NsType type, bool asRoot);
/// Why there can be no judge here; empty where there can.
std::string whyNoJudge();

/// One line for the matrix: medians, in milliseconds after each was given up, as the kernel did it and as nsscope knew
/// it, over those that the experiment gave up in its phases.
std::string figuresLine(const JudgedRun& run, NsType type, const std::string& user);

} // namespace nsscope
