// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/life_search.h"

#include "core/base/escape.h"

#include <QRegularExpression>
#include <algorithm>
#include <functional>

namespace nsscope::ui
{

namespace
{

using Match = std::function<bool(const Life&)>;

bool contains(const std::string& bytes, const QString& part)
{
    return QString::fromStdString(displayText(bytes)).contains(part, Qt::CaseInsensitive);
}

bool heldBy(const Life& life, const std::function<bool(const Holder&)>& is)
{
    return std::any_of(life.holders.begin(), life.holders.end(), [&](const HolderSpan& span) { return is(span.holder); });
}

Match matchNumber(const QString& digits)
{
    const qulonglong number = digits.toULongLong();
    return [=](const Life& life) {
        return life.ref.inode == number || life.ref.id == number ||
               (digits.size() >= 3 && QString::number(life.ref.inode).endsWith(digits)) ||
               heldBy(life, [=](const Holder& holder) {
                   return static_cast<qulonglong>(holder.pid) == number || static_cast<qulonglong>(holder.tid) == number;
               });
    };
}

Match matchWord(const QString& word)
{
    static const QRegularExpression link(QStringLiteral("^([a-z]+):\\[?(#?)(\\d+)\\]?$"));
    static const QRegularExpression offset(QStringLiteral("^[+-]\\d+$"));
    static const QRegularExpression id(QStringLiteral("^#(\\d+)$"));
    static const QRegularExpression digits(QStringLiteral("^\\d+$"));
    if (const auto found = link.match(word); found.hasMatch()) {
        const auto type = nsTypeByName(found.captured(1).toStdString());
        const qulonglong number = found.captured(3).toULongLong();
        const bool byId = !found.captured(2).isEmpty();
        return [=](const Life& life) {
            return type && life.ref.type == *type && (byId ? life.ref.id : life.ref.inode) == number;
        };
    }
    if (offset.match(word).hasMatch()) {
        const std::uint64_t number = procDynamicFirst + static_cast<std::uint64_t>(word.toLongLong());
        return [=](const Life& life) { return life.ref.inode == number; };
    }
    if (const auto found = id.match(word); found.hasMatch()) {
        const qulonglong number = found.captured(1).toULongLong();
        return [=](const Life& life) { return life.ref.id == number; };
    }
    if (digits.match(word).hasMatch())
        return matchNumber(word);
    if (const auto type = nsTypeByName(word.toLower().toStdString()))
        return [=](const Life& life) { return life.ref.type == *type; };
    return [=](const Life& life) {
        return std::any_of(life.names.begin(), life.names.end(), [&](const auto& name) { return contains(name, word); }) ||
               contains(life.ownerUser, word) ||
               heldBy(life, [&](const Holder& holder) { return contains(holder.comm, word) || contains(holder.path, word); });
    };
}

} // namespace

std::vector<LifeId> findLives(const Frame& frame, Instant t, const QString& words)
{
    std::vector<Match> matches;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        matches.push_back(matchWord(word));
    std::vector<LifeId> alive, other;
    if (matches.empty())
        return alive;
    for (auto life = frame.lives.rbegin(); life != frame.lives.rend(); ++life) {
        if (!std::all_of(matches.begin(), matches.end(), [&](const Match& match) { return match(**life); }))
            continue;
        const LifeState state = stateAt(**life, t);
        const bool lives = state != LifeState::Unborn && state != LifeState::Destroyed;
        (lives ? alive : other).push_back((*life)->id);
    }
    alive.insert(alive.end(), other.begin(), other.end());
    return alive;
}

} // namespace nsscope::ui
