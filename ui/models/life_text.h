// SPDX-License-Identifier: GPL-3.0-or-later
// How a life is named in words, the same in every view: number, ordinal on its number, holders, owner. Pure.
#pragma once
#include "core/track/frame.h"

#include <QString>

namespace nsscope::ui
{

QString typeText(NsType type);          ///< "net"
QString numberText(const NsRef& ref);   ///< "net 4026532178"
QString shortNumber(const NsRef& ref);  ///< "net …178 (+338)"; short numbers whole
QString idText(const NsRef& ref);       ///< "4165", "–" where the kernel gave none
/// 1 for the first life on its number that was seen.
int ordinalOnNumber(const Frame& frame, const Life& life);
QString ordinalWord(int ordinal);       ///< "third"
/// Every life on the number of `life` (any type), oldest first.
std::vector<LifeId> livesOnNumber(const Frame& frame, const Life& life);
QString witnessName(const std::string& witness); ///< "file handle", "kernel work queue"
QString witnessesText(const Moment& moment);     ///< "file handle, kernel work queue"
QString holderText(const Holder& holder);  ///< "process 4711 bash", "mount /run/netns/a"
QString holderCountText(const std::vector<Holder>& holders); ///< "3 processes, 1 fd"
/// Of a destroyed life, how long after it was given up: "destroyed after 38.4 ms", where that is not known to half of it
/// "destroyed within 38.4 ms", without any delay "destroyed".
QString destroyedText(const Life& life);
QString namesText(const Life& life);
QString ownerText(const Frame& frame, const Life& life); ///< "user …837", "outside", "–"
/// The moment that views show: the cursor, or the newest fact.
Instant shownMoment(const Frame& frame, std::optional<Instant> cursor);

} // namespace nsscope::ui
