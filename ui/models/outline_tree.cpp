// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outline_tree.h"

#include "ui/models/life_text.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr int holderRank = 100;
constexpr std::int64_t lingerNs = 10'000'000'000;

bool isShown(const Frame& frame, const Life& life, LifeState state, Instant t)
{
    if (state == LifeState::Unborn)
        return false;
    if (life.labRun >= 0 && life.labRun + 1 == static_cast<std::int32_t>(frame.runs.size()))
        return true;
    if (state == LifeState::Destroyed)
        return false;
    return !life.vanished || t - life.vanished->to < lingerNs;
}

OutlineItem holderItem(LifeId life, const Holder& holder)
{
    OutlineItem item;
    item.key = {holderRank, life, holder};
    item.texts[static_cast<int>(OutlineColumn::Namespace)] = holderText(holder);
    return item;
}

OutlineItem lifeItem(const Frame& frame, const Life& life, LifeState state, Instant t)
{
    OutlineItem item;
    item.key = {life.ref.type == NsType::User ? 0 : 1 + static_cast<int>(life.ref.type), life.id, {}};
    item.type = life.ref.type;
    item.state = state;
    const std::vector<Holder> holders = holdersAt(life, t);
    const auto set = [&](OutlineColumn column, QString text) { item.texts[static_cast<int>(column)] = std::move(text); };
    QString name = shortNumber(life.ref);
    if (life.initial)
        name += QCoreApplication::translate("OutlineModel", " · initial");
    set(OutlineColumn::Namespace, name);
    set(OutlineColumn::State, stateTitle(state));
    set(OutlineColumn::Id, idText(life.ref));
    set(OutlineColumn::Holders, holderCountText(holders));
    set(OutlineColumn::Owner, ownerText(frame, life));
    set(OutlineColumn::Names, namesText(life));
    for (const Holder& holder : holders)
        item.children.push_back(holderItem(life.id, holder));
    return item;
}

} // namespace

bool keyBefore(const OutlineKey& a, const OutlineKey& b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    if (a.life != b.life)
        return a.life < b.life;
    return a.isHolder() && holderBefore(a.holder, b.holder);
}

bool sameKey(const OutlineKey& a, const OutlineKey& b)
{
    return a.rank == b.rank && a.life == b.life && (!a.isHolder() || sameHolder(a.holder, b.holder));
}

std::vector<OutlineItem> outlineAt(const Frame& frame, Instant t)
{
    const std::size_t count = frame.lives.size();
    std::vector<std::vector<std::size_t>> below(count);
    std::vector<std::size_t> top;
    std::vector<bool> shown(count);
    std::vector<LifeState> states(count);
    for (std::size_t i = 0; i < count; ++i) {
        states[i] = stateAt(*frame.lives[i], t);
        shown[i] = isShown(frame, *frame.lives[i], states[i], t);
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!shown[i])
            continue;
        const Life& life = *frame.lives[i];
        const LifeId up = life.ref.type == NsType::User ? life.parentLife : life.ownerLife;
        const std::size_t index = static_cast<std::size_t>(up) - 1;
        // A parent is always another, older life; anything else would be a fault of the recording.
        const bool hangs = up != LifeId::None && index < count && index != i && shown[index] &&
                           (life.ref.type != NsType::User || frame.lives[index]->parentLife != life.id);
        (hangs ? below[index] : top).push_back(i);
    }
    std::vector<bool> visited(count);
    const auto build = [&](const auto& self, std::size_t i) -> OutlineItem {
        visited[i] = true;
        OutlineItem item = lifeItem(frame, *frame.lives[i], states[i], t);
        for (const std::size_t child : below[i]) {
            if (!visited[child])
                item.children.push_back(self(self, child));
        }
        std::sort(item.children.begin(), item.children.end(),
                  [](const OutlineItem& a, const OutlineItem& b) { return keyBefore(a.key, b.key); });
        return item;
    };
    std::vector<OutlineItem> items;
    for (const std::size_t i : top)
        items.push_back(build(build, i));
    std::sort(items.begin(), items.end(),
              [](const OutlineItem& a, const OutlineItem& b) { return keyBefore(a.key, b.key); });
    return items;
}

void pruneOutline(std::vector<OutlineItem>& items, const std::vector<char>& wanted)
{
    if (wanted.empty())
        return;
    std::erase_if(items, [&](const OutlineItem& item) {
        const auto index = static_cast<std::size_t>(item.key.life) - 1;
        return !item.key.isHolder() && (index >= wanted.size() || !wanted[index]);
    });
    for (OutlineItem& item : items)
        pruneOutline(item.children, wanted);
}

} // namespace nsscope::ui
