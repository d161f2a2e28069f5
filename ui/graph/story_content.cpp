// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/content_builder.h"

#include "ui/graph/node_key.h"

#include <algorithm>
#include <unordered_map>

namespace nsscope::ui
{

namespace
{

constexpr std::size_t reservedRowsCap = 6;
constexpr int pathCap = 40;

NsType studiedType(const LabStart& plan)
{
    for (const auto& [name, value] : plan.parameters) {
        if (name == "type")
            return nsTypeByName(value).value_or(NsType::Net);
    }
    return NsType::Net;
}

} // namespace

struct ContentBuilder::Story
{
    std::int32_t run = -1;
    NsType studied = NsType::Net;
    Indexes path;                        ///< user namespaces from the root down to where the experiment starts
    Indexes users;                       ///< user namespaces that the run made and that own or parent others, or come first
    std::vector<std::vector<Row>> rows;  ///< by user
    std::vector<Row> loose;              ///< made by the run, owner not made by it
    std::size_t reserved = 0;            ///< rows for which places are kept from the start
};

ContentBuilder::Story ContentBuilder::readStory(std::int32_t run) const
{
    Story story;
    story.run = run;
    const LabRun& lab = *m_frame->runs[static_cast<std::size_t>(run)];
    story.studied = studiedType(lab.plan);

    Indexes made;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(m_lives.size()); ++i) {
        if (m_lives.life(i).labRun == run)
            made.push_back(i);
    }
    const auto madeHere = [&](std::int32_t i) { return i >= 0 && m_lives.life(i).labRun == run; };
    std::unordered_map<std::int32_t, std::size_t> userIndex;
    const auto addUser = [&](std::int32_t i) {
        if (userIndex.emplace(i, story.users.size()).second)
            story.users.push_back(i);
    };
    for (std::int32_t i : made) {
        const std::int32_t up = m_lives.above(i);
        if (madeHere(up))
            addUser(up);
        else if (m_lives.life(i).ref.type == NsType::User)
            addUser(i);
    }
    story.rows.resize(story.users.size());
    std::unordered_map<std::uint64_t, std::size_t> rowOf;
    for (std::int32_t i : made) {
        if (userIndex.contains(i))
            continue;
        const auto user = userIndex.find(m_lives.above(i));
        std::vector<Row>& rows = user == userIndex.end() ? story.loose : story.rows[user->second];
        const std::uint64_t owner = user == userIndex.end() ? 0 : user->second + 1;
        const auto [where, fresh] = rowOf.emplace((owner << 40) ^ m_lives.life(i).ref.inode, rows.size());
        if (fresh)
            rows.emplace_back();
        rows[where->second].lives.push_back(i);
    }

    std::size_t rounds = 0;
    for (const PlannedStep& step : lab.plan.steps)
        rounds = std::max(rounds, static_cast<std::size_t>(std::max(0, step.rounds)));
    story.reserved = std::min(rounds + 1, reservedRowsCap);

    std::int32_t top = story.users.empty() ? -1 : m_lives.above(story.users.front());
    for (std::int32_t i = 0; top < 0 && i < static_cast<std::int32_t>(m_lives.size()); ++i) {
        if (m_lives.life(i).initial && m_lives.life(i).ref.type == NsType::User)
            top = i;
    }
    for (int depth = 0; top >= 0 && depth < pathCap; ++depth, top = m_lives.above(top))
        story.path.push_back(top);
    std::reverse(story.path.begin(), story.path.end());
    return story;
}

void ContentBuilder::tellStory(std::int32_t run)
{
    m_content.run = run;
    const Story story = readStory(run);
    addPath(story);
}

void ContentBuilder::addPath(const Story& story)
{
    std::int32_t parent = -1;
    std::int32_t root = -1;
    for (std::size_t depth = 0; depth < std::max<std::size_t>(1, story.path.size()); ++depth) {
        if (depth < story.path.size()) {
            const std::int32_t user = story.path[depth];
            parent = addLife(user, nodekey::life(m_lives.life(user).id), parent);
            if (depth == 0)
                root = parent;
        }
    }
    const std::int32_t lowest = parent;
    if (story.users.empty() && story.loose.empty())
        addMadeUser(story, 0, lowest); // its place
    for (std::size_t user = 0; user < story.users.size(); ++user) {
        if (!shown(story.users[user]))
            addMadeUser(story, user, lowest);
    }
    for (std::size_t i = 0; i < story.loose.size(); ++i)
        addRow(story, story.users.size(), i, lowest);
    addInitial(story, root);
    addRest(root);
}

/// For comparison: the namespace of the studied type that everybody else uses.
void ContentBuilder::addInitial(const Story& story, std::int32_t parent)
{
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(m_lives.size()); ++i) {
        const Life& life = m_lives.life(i);
        if (life.initial && life.ref.type == story.studied && !shown(i) && m_lives.visible(i))
            addLife(i, nodekey::life(life.id), parent);
    }
}

void ContentBuilder::addMadeUser(const Story& story, std::size_t user, std::int32_t parent)
{
    const std::uint64_t key = nodekey::madeUser(story.run, user);
    const auto index = static_cast<std::int32_t>(m_content.nodes.size());
    if (user < story.users.size()) {
        addLife(story.users[user], key, parent);
    } else {
        GraphNode& place = add(NodeKind::Namespace, key, parent);
        place.present = false;
    }
    GraphNode& node = m_content.nodes.back();
    node.story = true;
    const std::size_t known = user < story.rows.size() ? story.rows[user].size() : 0;
    const std::size_t rows = user == 0 ? std::max(known, story.reserved) : known;
    for (std::size_t i = 0; i < rows; ++i)
        addRow(story, user, i, index);
    for (std::size_t other = 0; other < story.users.size(); ++other) {
        if (!shown(story.users[other]) && m_lives.above(story.users[other]) == story.users[user])
            addMadeUser(story, other, index);
    }
}

void ContentBuilder::addRow(const Story& story, std::size_t user, std::size_t index, std::int32_t parent)
{
    const std::uint64_t key = nodekey::number(story.run, user, index);
    const std::vector<Row>* rows = user < story.rows.size() ? &story.rows[user] : nullptr;
    if (user == story.users.size() && !story.loose.empty())
        rows = &story.loose;
    if (!rows || index >= rows->size()) {
        GraphNode& place = add(NodeKind::Namespace, key, parent);
        place.type = story.studied;
        place.numberRow = true;
        place.story = true;
        place.present = false;
        return;
    }
    const Indexes& lives = (*rows)[index].lives;
    std::int32_t newest = lives.front();
    for (std::int32_t i : lives) {
        if (m_lives.state(i) != LifeState::Unborn)
            newest = i;
    }
    const std::int32_t node = addLife(newest, key, parent);
    GraphNode& row = m_content.nodes.back();
    row.story = true;
    row.numberRow = true;
    if (!m_options.wanted.empty() && !m_options.wanted[static_cast<std::size_t>(newest)])
        row.present = false;
    row.ended = row.present ? row.ordinal - 1 : 0;
    for (std::int32_t i : lives)
        claim(i, node);
}

} // namespace nsscope::ui
