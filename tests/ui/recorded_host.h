// SPDX-License-Identifier: GPL-3.0-or-later
// A recording of a host without an experiment, made by hand: for tests and pictures of what a host looks like.
#pragma once
#include <QByteArray>

namespace nsscope
{

/// The eight initial namespaces, and containers with five namespaces each, of which every fourth has a user namespace of
/// its own. All were there before; `born`: one more network namespace comes half a second later.
QByteArray recordedHost(int containers, bool born = false);

} // namespace nsscope
