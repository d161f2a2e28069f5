// SPDX-License-Identifier: Apache-2.0
#include "core/scan/ns_links.h"

namespace nsscope
{

const std::array<NsSlotRow, nsSlotCount>& nsSlotTable()
{
    static constexpr std::array<NsSlotRow, nsSlotCount> table{{
        {NsSlot::Mnt, NsType::Mnt, "mnt", false},
        {NsSlot::Net, NsType::Net, "net", false},
        {NsSlot::Uts, NsType::Uts, "uts", false},
        {NsSlot::Ipc, NsType::Ipc, "ipc", false},
        {NsSlot::Cgroup, NsType::Cgroup, "cgroup", false},
        {NsSlot::PidForChildren, NsType::Pid, "pid_for_children", true},
        {NsSlot::TimeForChildren, NsType::Time, "time_for_children", true},
        {NsSlot::User, NsType::User, "user", false},
        {NsSlot::Time, NsType::Time, "time", false},
        {NsSlot::Pid, NsType::Pid, "pid", false},
    }};
    return table;
}

} // namespace nsscope
