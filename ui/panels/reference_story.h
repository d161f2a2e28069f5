// SPDX-License-Identifier: GPL-3.0-or-later
// What is known at a moment about the references of a life, in words: the last count, what explains it, and what it means
// where something does not. Pure.
#pragma once
#include "core/track/frame.h"

#include <QStringList>

namespace nsscope::ui
{

struct ReferenceStory
{
    QString head;      ///< "7 references, 7 explained, counted 412 ms ago"
    QStringList parts; ///< "5 sockets"
    QString meaning;   ///< what "unexplained" means here, or that nothing hidden keeps it
    QString trouble;   ///< why it could not be counted, or not again
    bool isEmpty() const { return head.isEmpty(); }
};

/// Empty where there is nothing to say: before its birth, and where it was never counted and cannot be (not `live`).
ReferenceStory referenceStory(const Frame& frame, const Life& life, Instant t, bool live);

} // namespace nsscope::ui
