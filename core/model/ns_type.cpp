// SPDX-License-Identifier: Apache-2.0
#include "core/model/ns_type.h"

namespace nsscope {

const std::array<NsTypeRow, nsTypeCount>& nsTypeTable()
{
    // clang-format off
    static constexpr std::array<NsTypeRow, nsTypeCount> table{{
        {NsType::Cgroup, "cgroup", "cgroup", 'C', 0x02000000, "CLONE_NEWCGROUP", "", false, 0xEFFFFFFB, "max_cgroup_namespaces"},
        {NsType::Ipc, "ipc", "IPC", 'I', 0x08000000, "CLONE_NEWIPC", "", false, 0xEFFFFFFF, "max_ipc_namespaces"},
        {NsType::Mnt, "mnt", "mount", 'M', 0x00020000, "CLONE_NEWNS", "", false, 0xEFFFFFF8, "max_mnt_namespaces"},
        {NsType::Net, "net", "network", 'N', 0x40000000, "CLONE_NEWNET", "", false, 0xEFFFFFF9, "max_net_namespaces"},
        {NsType::Pid, "pid", "PID", 'P', 0x20000000, "CLONE_NEWPID", "pid_for_children", true, 0xEFFFFFFC, "max_pid_namespaces"},
        {NsType::Time, "time", "time", 'T', 0x00000080, "CLONE_NEWTIME", "time_for_children", false, 0xEFFFFFFA, "max_time_namespaces"},
        {NsType::User, "user", "user", 'U', 0x10000000, "CLONE_NEWUSER", "", true, 0xEFFFFFFD, "max_user_namespaces"},
        {NsType::Uts, "uts", "UTS", 'H', 0x04000000, "CLONE_NEWUTS", "", false, 0xEFFFFFFE, "max_uts_namespaces"},
    }};
    // clang-format on
    return table;
}

const NsTypeRow& nsTypeRow(NsType type)
{
    return nsTypeTable()[static_cast<std::size_t>(type)];
}

std::optional<NsType> nsTypeByName(std::string_view name)
{
    for (const NsTypeRow& row : nsTypeTable()) {
        if (row.name == name)
            return row.type;
    }
    return std::nullopt;
}

std::optional<NsType> nsTypeByCloneFlag(std::uint32_t flag)
{
    for (const NsTypeRow& row : nsTypeTable()) {
        if (row.cloneFlag == flag)
            return row.type;
    }
    return std::nullopt;
}

bool freesNumberFirst(NsType type)
{
    return type == NsType::Mnt || type == NsType::Net || type == NsType::Pid || type == NsType::User;
}

} // namespace nsscope
