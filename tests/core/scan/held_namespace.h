// SPDX-License-Identifier: Apache-2.0
// One run of nshold: a holder of a namespace that is there as long as this object lives.
#pragma once
#include "core/base/unique_fd.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace nsscope
{

class HeldNamespace
{
public:
    /// Starts nshold and waits until it is ready. Without root it works in a user namespace of its own.
    explicit HeldNamespace(std::vector<std::string> arguments);
    ~HeldNamespace() { end(); }
    HeldNamespace(const HeldNamespace&) = delete;
    HeldNamespace& operator=(const HeldNamespace&) = delete;

    /// Empty where it is ready; else why it cannot be made here.
    const std::string& refused() const { return m_refused; }
    int pid() const { return m_pid; }
    int tid() const { return m_tid; }
    /// The n-th namespace that it named.
    NsRef ref(std::size_t n = 0) const;
    /// The second step of kinds that have one; waits until it is done.
    void proceed();
    /// Lets it clean up and waits for its end.
    void end();

private:
    void parse(const std::string& line);

    UniqueFd m_input;
    UniqueFd m_output;
    int m_child = 0;
    int m_pid = 0;
    int m_tid = 0;
    std::vector<NsRef> m_refs;
    std::string m_refused;
};

} // namespace nsscope
