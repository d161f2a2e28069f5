// SPDX-License-Identifier: Apache-2.0
// One probe of nsscope-lab: started by spawn and exec with a socket on its descriptor 3, killed and reaped with this
// object. Does not interpret what it says.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nsscope
{

class ProbeProcess
{
public:
    /// `arguments` follow "--probe".
    static Result<ProbeProcess> start(const std::string& program, const std::vector<std::string>& arguments);
    ProbeProcess(ProbeProcess&& other) noexcept;
    ProbeProcess& operator=(ProbeProcess&& other) noexcept;
    ~ProbeProcess() { end(); }

    /// SOCK_SEQPACKET, not blocking.
    int socket() const { return m_socket.get(); }
    std::int32_t pid() const { return m_pid; }

    enum class Got : std::uint8_t { Record, Nothing, Ended };
    /// Reads one datagram into `record`; of another size, or at the end of the probe: Ended.
    Got receive(std::span<std::byte> record);
    bool send(std::span<const std::byte> record);

private:
    ProbeProcess(UniqueFd socket, std::int32_t pid) : m_socket(std::move(socket)), m_pid(pid) {}
    void end();

    UniqueFd m_socket;
    std::int32_t m_pid = 0;
};

/// Hands every record that is there to `take`, which may reset `probe`. False: the probe has ended by itself.
template <class Record, class Take> bool receiveAll(std::optional<ProbeProcess>& probe, Take take)
{
    while (probe) {
        Record record;
        switch (probe->receive(std::as_writable_bytes(std::span(&record, 1)))) {
        case ProbeProcess::Got::Nothing:
            return true;
        case ProbeProcess::Got::Ended:
            return false;
        case ProbeProcess::Got::Record:
            take(record);
        }
    }
    return true;
}

} // namespace nsscope
