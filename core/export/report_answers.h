// SPDX-License-Identifier: Apache-2.0
// What a recording answers to the question when a namespace is really gone, in plain sentences. Each follows from the
// recording; what the kernel's source says comes as an argument and is said to be from there. Pure.
#pragma once
#include "core/track/frame.h"

#include <span>
#include <string>
#include <vector>

namespace nsscope
{

/// How the recorded kernel destroys namespaces of one type, by its source.
struct TypeMechanism
{
    NsType type = NsType::Net;
    std::string sentence;
    std::string workItem; ///< its clean-up function; empty where it needs none
    bool verified = true; ///< false: the source of a neighbouring version was read
};

enum class Verdict : std::uint8_t { Holds, Fails, Undecided };

struct ClaimAnswer
{
    std::string claim;
    Verdict verdict = Verdict::Undecided;
    std::vector<std::string> sentences;
};

/// "A namespace is destroyed at once when nobody refers to it."
ClaimAnswer answerAtOnce(const Frame& frame);
/// "Only network namespaces need a workqueue."
ClaimAnswer answerWorkqueue(const Frame& frame, std::span<const TypeMechanism> mechanisms);
/// Numbers, reuses, batches and delays of the recording's experiments.
std::vector<std::string> runSentences(const Frame& frame);

} // namespace nsscope
