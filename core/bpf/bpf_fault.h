// SPDX-License-Identifier: Apache-2.0
// Why the kernel refused a BPF program, as an Error with what would help. libbpf's own messages are kept from standard
// error.
#pragma once
#include "core/base/error.h"

namespace nsscope
{

/// `code` is an errno value, positive or negative as libbpf returns it.
tl::unexpected<Error> bpfFailure(const std::string& operation, int code);

/// Silences libbpf; once is enough.
void quietLibbpf();

} // namespace nsscope
