// SPDX-License-Identifier: GPL-3.0-or-later
// Who has which inode number: the part of the number range that a run of an experiment used, with what each network
// namespace takes besides its own number. Told as of one moment. Pure.
#pragma once
#include "core/track/number_use.h"

#include <QString>
#include <vector>

namespace nsscope::ui
{

/// A life with its own number and the blocks that the entries of its /proc/net have.
struct NumberTaker
{
    LifeId life = LifeId::None;
    std::uint64_t own = 0;
    NsType type = NsType::Net;
    std::vector<NumberBlock> entries; ///< ascending; empty where the recording does not tell them
    std::uint64_t entryCount = 0;
};

struct NumberRange
{
    std::vector<NumberTaker> takers; ///< by birth
    std::uint64_t first = 0;         ///< lowest and highest number that any of them ever had
    std::uint64_t last = 0;
    std::int32_t run = -1;

    bool empty() const { return takers.empty(); }
};

/// Index of the run under way at `t`, else of the last before it; of one that begins later where there is no other.
std::int32_t runAt(const Frame& frame, Instant t);
/// The numbers of a run, and every other namespace known within them; empty where the recording tells of no numbers.
NumberRange numberRange(const Frame& frame, std::int32_t run);

/// A taker as of one moment.
struct ShownTaker
{
    const NumberTaker* taker = nullptr;
    LifeState state = LifeState::Held;
};
/// Born by `t`: of each number the newest. Destroyed ones first, so that what lives is painted over them.
std::vector<ShownTaker> takersAt(const NumberRange& range, const Frame& frame, Instant t);

QString takerTitle(const NumberTaker& taker); ///< "net +407"
/// What a taker has and why: "net +407 has 69 numbers in a row: ...".
QString takerStory(const std::vector<ShownTaker>& shown, const ShownTaker& taker);
/// All of them in one sentence: how many namespaces live in how many numbers.
QString rangeStory(const std::vector<ShownTaker>& shown);
/// What a number is; `shown` as of the moment in question.
QString numberStory(const std::vector<ShownTaker>& shown, std::uint64_t number);

} // namespace nsscope::ui
