// SPDX-License-Identifier: Apache-2.0
// Sockets and tun descriptors hold the network namespace that they were made in (net/core/sock.c: sk_alloc;
// drivers/net/tun.c: tun_chr_open), whatever their process has done since. Shown where their process is not
// in it.
#include "core/scan/pid_handle.h"
#include "core/scan/scan_run.h"

#include <bit>
#include <cerrno>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unordered_map>
#include <vector>

namespace nsscope
{

namespace
{

#ifndef SO_NETNS_COOKIE
constexpr int SO_NETNS_COOKIE = 71;
#endif

class SocketAsker
{
public:
    explicit SocketAsker(ScanRun& run) : m_run(run)
    {
        std::size_t unasked = 0;
        run.forEachFd(FdKind::Socket, [&](const TaskRow&, const FdRow& row) { unasked += isUnasked(row); });
        m_byInode.resize(std::bit_ceil(unasked + unasked / 2 + 2), none);
        // From Linux 6.18 on the cookie is the namespace's id (net/core/net_namespace.c: setup_net).
        for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
            const NsRef& ref = run.namespaces[i].info.ref;
            if (ref.type == NsType::Net && ref.id != 0)
                m_byCookie.emplace(ref.id, i);
        }
    }

    void ask(const TaskRow& task, FdRow& row)
    {
        const bool tun = row.kind == FdKind::Tun;
        if (isUnasked(row)) {
            const std::uint32_t now = tun ? askNow(task, row) : askOnce(task, row);
            row.ns = now != NsTable::none ? now : row.ns;
        }
        if (row.ns == NsTable::none)
            return;
        if (row.ns == m_run.linksOf(task)[NsSlot::Net]) {
            // No scan asks again while its process has not changed; a socket never moves.
            row.kind = tun ? row.kind : FdKind::Other;
            return;
        }
        Holder holder = holderOf(task, row, tun ? HolderKind::Tun : HolderKind::Socket);
        if (!tun) {
            if (row.family == 0)
                row.family = familyOf(m_pid.duplicate(task.pid, row.tid, row.fd).get());
            holder.family = familyName(row.family);
        }
        m_run.addHolder(row.ns, std::move(holder));
    }

private:
    /// Without ids (before Linux 6.18) what the last scan asked does not hold for this one, and a namespace that sockets
    /// alone hold can be asked by way of them only.
    bool isUnasked(const FdRow& row) const { return row.ns == NsTable::none || !m_run.namespaces[row.ns].asked; }

    void countGap(const TaskRow& task, const FdRow& row, const char* needs)
    {
        if (meansGone(errno) || errno == EBADF)
            return;
        m_run.gaps.add("socket", errno, needs, [&] { return m_run.proc.pathOf(fdPath(task, row).view()); });
    }

    /// One socket in many tables is asked once.
    std::uint32_t askOnce(const TaskRow& task, const FdRow& row)
    {
        const std::size_t mask = m_byInode.size() - 1;
        std::size_t at = (row.number * 0x9E3779B97F4A7C15u >> 32) & mask;
        while (m_byInode[at] != none && rowAt(m_byInode[at]).number != row.number)
            at = (at + 1) & mask;
        // Where the first one could not be asked its process may be gone, and this one's is not.
        if (m_byInode[at] != none && rowAt(m_byInode[at]).ns != NsTable::none)
            return rowAt(m_byInode[at]).ns;
        m_byInode[at] = placeOf(task, row);
        return askNow(task, row);
    }

    /// Part and row of ScanRun::fds in one number.
    std::uint32_t placeOf(const TaskRow& task, const FdRow& row) const
    {
        const auto index = static_cast<std::uint32_t>(&row - m_run.fds[task.fdPart].rows.data());
        return static_cast<std::uint32_t>(task.fdPart) << indexBits | index;
    }
    const FdRow& rowAt(std::uint32_t place) const
    {
        return m_run.fds[place >> indexBits].rows[place & ((1u << indexBits) - 1)];
    }

    std::uint32_t askNow(const TaskRow& task, const FdRow& row)
    {
        const UniqueFd copy = m_pid.duplicate(task.pid, row.tid, row.fd);
        if (!copy) {
            countGap(task, row, "CAP_SYS_PTRACE");
            return NsTable::none;
        }
        return namespaceOf(copy.get(), row.kind == FdKind::Tun, task, row);
    }

    std::uint32_t namespaceOf(int socket, bool tun, const TaskRow& task, const FdRow& row)
    {
        std::uint64_t cookie = 0;
        socklen_t size = sizeof cookie;
        if (!tun && ::getsockopt(socket, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) == 0) {
            if (const auto known = m_byCookie.find(cookie); known != m_byCookie.end())
                return known->second;
        }
        const UniqueFd ns(::ioctl(socket, SIOCGSKNS));
        std::uint32_t index = NsTable::none;
        if (!ns) {
            // A tap device of another driver knows no namespace by this ioctl.
            if (errno != ENOTTY)
                countGap(task, row, "CAP_NET_ADMIN");
        } else if (const auto ref = m_run.query.identify(ns.get(), NsType::Net)) {
            index = m_run.namespaces.at({NsType::Net, ref->inode});
            if (!m_run.namespaces[index].asked)
                askNamespace(m_run, index, ns.get());
        }
        if (cookie != 0)
            m_byCookie.emplace(cookie, index);
        return index;
    }

    static std::uint8_t familyOf(int socket)
    {
        int domain = 0;
        socklen_t size = sizeof domain;
        const bool told = socket >= 0 && ::getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0;
        return told && domain > 0 && domain <= UINT8_MAX ? static_cast<std::uint8_t>(domain) : std::uint8_t{0};
    }

    static std::string familyName(std::uint8_t family)
    {
        static constexpr std::pair<int, const char*> names[] = {
            {AF_UNIX, "unix"},       {AF_INET, "inet"},     {AF_INET6, "inet6"},
            {AF_NETLINK, "netlink"}, {AF_PACKET, "packet"}, {AF_BLUETOOTH, "bluetooth"},
            {AF_VSOCK, "vsock"},     {AF_XDP, "xdp"},       {AF_KEY, "key"},
            {AF_ALG, "alg"},         {AF_TIPC, "tipc"},     {AF_CAN, "can"}};
        for (const auto& [number, name] : names) {
            if (number == family)
                return name;
        }
        return family == 0 ? std::string() : std::to_string(family);
    }

    ScanRun& m_run;
    PidHandle m_pid;
    std::unordered_map<std::uint64_t, std::uint32_t> m_byCookie;
    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr int indexBits = 28;
    std::vector<std::uint32_t> m_byInode; ///< place of the first descriptor of each socket; open addressing
};

} // namespace

void collectSockets(ScanRun& run)
{
    if (!run.proc.ownPids())
        return;
    SocketAsker asker(run);
    for (const FdKind kind : {FdKind::Socket, FdKind::Tun})
        run.forEachFd(kind, [&](const TaskRow& task, FdRow& row) { asker.ask(task, row); });
}

} // namespace nsscope
