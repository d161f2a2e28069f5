// SPDX-License-Identifier: Apache-2.0
#include "core/export/lives_csv.h"

#include "core/base/escape.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// Quoted where it has to be. A text that a spreadsheet would take for a formula gets a blank before it.
std::string cell(std::string_view bytes)
{
    std::string text = displayText(bytes);
    if (!text.empty() && std::string_view("=+-@").find(text[0]) != std::string_view::npos)
        text.insert(0, 1, ' ');
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string momentCells(const std::optional<Moment>& moment)
{
    return moment ? fmt::format("{},{},{}", moment->when.from.ns, moment->when.to.ns, cell(moment->witness)) : ",,";
}

std::string lifeCell(LifeId id) { return id == LifeId::None ? "" : std::to_string(static_cast<std::uint32_t>(id)); }

} // namespace

std::string livesCsv(const Frame& frame)
{
    std::string text = "life,type,dev,inode,id,initial,state,owner_life,parent_life,owner_uid,owner_user,names,"
                       "before_stream,run,phase,number";
    for (const char* instant :
         {"born", "left", "obsolete", "teardown_started", "number_free", "destroyed", "memory_free"})
        text += fmt::format(",{0}_from_ns,{0}_to_ns,{0}_witness", instant);
    text += ",vanished_from_ns,vanished_to_ns,reuses,reused_by\n";
    for (const auto& life : frame.lives) {
        std::string names;
        for (const std::string& name : life->names)
            names += (names.empty() ? "" : " ") + name;
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", lifeCell(life->id),
                            nsTypeName(life->ref.type), life->ref.dev, life->ref.inode,
                            life->ref.id ? std::to_string(life->ref.id) : "", life->initial,
                            lifeStateName(stateAt(*life, frame.last)), lifeCell(life->ownerLife),
                            lifeCell(life->parentLife), life->ownerUid ? std::to_string(*life->ownerUid) : "",
                            cell(life->ownerUser), cell(names), life->bornBeforeStream,
                            life->labRun < 0 ? "" : std::to_string(life->labRun),
                            life->labPhase < 0 ? "" : std::to_string(life->labPhase),
                            life->labNumber == 0 ? "" : std::to_string(life->labNumber));
        text += "," + momentCells(life->bornBeforeStream ? std::nullopt : std::optional(life->born));
        for (const auto* moment : {&life->left, &life->obsolete, &life->teardownStarted, &life->numberFree,
                                   &life->destroyed, &life->memoryFree})
            text += "," + momentCells(*moment);
        text += life->vanished ? fmt::format(",{},{}", life->vanished->from.ns, life->vanished->to.ns) : ",,";
        text += fmt::format(",{},{}\n", lifeCell(life->reuses), lifeCell(life->reusedBy));
    }
    return text;
}

} // namespace nsscope
