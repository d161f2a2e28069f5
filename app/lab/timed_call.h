// SPDX-License-Identifier: Apache-2.0
// Runs one system call between two looks at the clock, and says in the answer what it was and what came of it.
#pragma once
#include "app/lab/actor_order.h"
#include "core/base/instant.h"

#include <algorithm>
#include <cerrno>
#include <string>

namespace nsscope
{

inline void tellCall(ActorAnswer& answer, const std::string& text)
{
    std::copy_n(text.begin(), std::min(text.size(), answer.call.size() - 1), answer.call.begin());
}

/// `call` gives 0 or more for success, else -1 and errno. Answer: LabReply or ActorAnswer.
template <class Answer, class Call> bool timed(Answer& answer, Call call)
{
    answer.beforeNs = bootNow().ns;
    const long result = call();
    const int code = errno;
    answer.afterNs = bootNow().ns;
    answer.result = result;
    answer.error = result < 0 ? code : 0;
    return result >= 0;
}

template <class Call> bool timedCall(ActorAnswer& answer, const std::string& text, Call call)
{
    tellCall(answer, text);
    return timed(answer, call);
}

/// A refusal of our own, told like the kernel's.
inline void refuse(ActorAnswer& answer, const std::string& text, int code)
{
    timedCall(answer, text, [code] {
        errno = code;
        return -1L;
    });
}

} // namespace nsscope
