// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that answer "Why is it alive?" at a moment, and the commands with which a reader can see it without
// this window. Pure.
#pragma once
#include "core/track/frame.h"

#include <QStringList>

namespace nsscope::ui
{

/// At most `most` sentences; more holders are counted in the last.
QStringList whyAlive(const Frame& frame, const Life& life, Instant t, int most = 5);
/// What it is about, by its type: the user's label, host name, maps of ids, clocks, nsid, who made it. Empty where nothing is known.
QStringList aboutIt(const Life& life);
/// What it is about, by its type: the user's label, host name, maps of ids, clocks, nsid, who made it, its pid or user
/// parent. Says nothing of what is not known.
QStringList aboutIt(const Frame& frame, const Life& life);
/// Commands about the present; for a life that is over, those that show the like again.
QStringList seeItYourself(const Frame& frame, const Life& life, Instant t);
/// Commands that would let go of what pins it; empty where a task uses it.
QStringList letItGo(const Life& life, Instant t);

} // namespace nsscope::ui
