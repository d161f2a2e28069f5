// SPDX-License-Identifier: GPL-3.0-or-later
// A small recording for tests of the whole window.
#pragma once
#include <QByteArray>

namespace nsscope
{

/// A run of three steps, each making a net namespace and leaving the one before.
QByteArray recordedRun();

} // namespace nsscope
