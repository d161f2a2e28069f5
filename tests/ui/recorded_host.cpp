// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/recorded_host.h"

#include "core/stream/fact_codec.h"
#include "tests/units.h"

#include <array>

namespace nsscope
{

namespace
{

QByteArray line(const Fact& fact) { return QByteArray::fromStdString(encodeFact(fact)) + '\n'; }

class Host
{
public:
    Host()
    {
        for (const NsTypeRow& row : nsTypeTable()) {
            NamespaceInfo& info = add(row.type, row.initialInode, m_initialUser, 0);
            info.initial = true;
            if (row.type == NsType::User)
                info.owner = {};
            hold(info, 1, "systemd", 61);
        }
    }

    void addContainer(int number)
    {
        const int pid = 2000 + 40 * number;
        NsRef owner = m_initialUser;
        if (number % 4 == 3) {
            NamespaceInfo& user = add(NsType::User, next(), m_initialUser, 1000);
            user.parent = NsLink::to(m_initialUser);
            owner = user.ref;
            hold(user, pid, "conmon", 3);
        }
        for (NsType type : {NsType::Mnt, NsType::Uts, NsType::Ipc, NsType::Pid, NsType::Net}) {
            NamespaceInfo& info = add(type, next(), owner, 0);
            if (type == NsType::Net && number == 1)
                info.names = {"web"};
            hold(info, pid, "nginx", type == NsType::Net && number == 2 ? 0 : 1 + number % 5);
        }
    }

    NamespaceInfo& add(NsType type, std::uint64_t inode, const NsRef& owner, std::uint32_t uid)
    {
        NamespaceInfo& info = scan.changed.emplace_back().info;
        info.ref = {type, 4, inode, ++m_id};
        info.owner = NsLink::to(owner);
        info.ownerUid = uid;
        info.ownerUser = uid == 0 ? "root" : "anna";
        return info;
    }

    ScanFact scan;

private:
    std::uint64_t next() { return m_inode += 69; }

    /// By so many processes; by a bind mount where there are none.
    static void hold(NamespaceInfo& info, int pid, const char* comm, int processes)
    {
        Holder holder;
        holder.kind = processes > 0 ? HolderKind::Process : HolderKind::BindMount;
        if (processes == 0)
            holder.path = std::string("/run/netns/left");
        for (int i = 0; i < std::max(1, processes); ++i) {
            if (processes > 0) {
                holder.pid = pid + i;
                holder.comm = std::string(comm);
            }
            info.holders.push_back(holder);
        }
        info.processes = static_cast<std::uint32_t>(processes);
    }

    const NsRef m_initialUser{NsType::User, 4, nsTypeRow(NsType::User).initialInode, 7};
    std::uint64_t m_inode = procDynamicFirst + 300;
    std::uint64_t m_id = 0;
};

} // namespace

QByteArray recordedHost(int containers, bool born)
{
    Header header;
    header.program = "test";
    header.host.kernel = "6.18.0";
    header.at = {0};
    Host host;
    host.scan.first = true;
    host.scan.tasks = {180, 420};
    for (int i = 0; i < containers; ++i)
        host.addContainer(i);
    QByteArray bytes = line(header) + line(host.scan);
    host.scan = {};
    host.scan.start = {500 * ms};
    host.scan.tasks = {180, 420};
    if (born)
        host.add(NsType::Net, procDynamicFirst + 200, {}, 0).processes = 1;
    return bytes + line(host.scan) + line(StreamEnd{{600 * ms}});
}

} // namespace nsscope
