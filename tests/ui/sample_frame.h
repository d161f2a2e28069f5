// SPDX-License-Identifier: GPL-3.0-or-later
// A hand-made frame of a slow and fast trashing run on net namespaces, with numbers of the kind a real run gives: for
// tests and pictures of the views. Not a replacement for frames built from a recording.
#pragma once
#include "core/track/frame.h"

namespace nsscope
{

/// Eight initial namespaces, twelve of the host, one user namespace made by the experiment, eight net lives in two
/// phases; the moment right after the last step unless `steps` (0 to 9) cuts it earlier.
FramePtr sampleTrashFrame(int steps = 9);
/// The host of the same frame without an experiment.
FramePtr sampleHostFrame();

} // namespace nsscope
