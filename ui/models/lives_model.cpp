// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lives_model.h"

#include "ui/models/life_text.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

QString endText(const Life& life, LifeState state)
{
    return state == LifeState::Destroyed ? destroyedText(life) : stateTitle(state);
}

} // namespace

void LivesModel::showNumber(const FramePtr& frame, LifeId life, std::optional<Instant> cursor)
{
    std::vector<Row> wanted;
    if (const Life* asked = frame ? frame->find(life) : nullptr) {
        int ordinal = 0;
        for (const LifeId id : livesOnNumber(*frame, *asked))
            wanted.push_back(makeRow(*frame, *frame->find(id), ++ordinal, shownMoment(*frame, cursor)));
    }
    merge(std::move(wanted));
}

void LivesModel::showRun(const FramePtr& frame, int run, std::optional<Instant> cursor)
{
    std::vector<Row> wanted;
    if (frame && run >= 0) {
        int ordinal = 0;
        for (const auto& life : frame->lives) {
            if (life->labRun == run)
                wanted.push_back(makeRow(*frame, *life, ++ordinal, shownMoment(*frame, cursor)));
        }
    }
    merge(std::move(wanted));
}

LivesModel::Row LivesModel::makeRow(const Frame& frame, const Life& life, int ordinal, Instant t) const
{
    Row row;
    row.life = life.id;
    row.type = life.ref.type;
    row.state = stateAt(life, t);
    row.texts[Ordinal] = QString::number(ordinal);
    row.texts[Namespace] = shortNumber(life.ref);
    row.texts[State] = endText(life, row.state);
    const auto run = static_cast<std::size_t>(life.labRun);
    if (life.labRun >= 0 && run < frame.runs.size()) {
        const auto& phases = frame.runs[run]->plan.phases;
        const auto phase = static_cast<std::size_t>(life.labPhase);
        if (life.labPhase >= 0 && phase < phases.size())
            row.texts[Phase] = QString::fromStdString(phases[phase].name);
    }
    return row;
}

void LivesModel::merge(std::vector<Row> wanted)
{
    std::sort(wanted.begin(), wanted.end(), [](const Row& a, const Row& b) { return a.life < b.life; });
    std::size_t i = 0;
    for (std::size_t k = 0; k < wanted.size() || i < m_rows.size();) {
        const int row = static_cast<int>(i);
        if (k == wanted.size() || (i < m_rows.size() && m_rows[i].life < wanted[k].life)) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        } else if (i == m_rows.size() || wanted[k].life < m_rows[i].life) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, std::move(wanted[k]));
            endInsertRows();
            ++i, ++k;
        } else {
            const bool same = std::equal(std::begin(wanted[k].texts), std::end(wanted[k].texts), m_rows[i].texts) &&
                              wanted[k].state == m_rows[i].state;
            if (!same) {
                m_rows[i] = std::move(wanted[k]);
                emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            ++i, ++k;
        }
    }
}

LifeId LivesModel::lifeAt(int row) const
{
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)].life : LifeId::None;
}

int LivesModel::rowOf(LifeId life) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.life == life; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int LivesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LivesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LivesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[index.column()];
    case Qt::AccessibleTextRole:
        return tr("life %1, %2, %3").arg(row.texts[Ordinal], row.texts[Phase], row.texts[State]);
    case LifeRole:
        return static_cast<uint>(row.life);
    case TypeRole:
        return static_cast<int>(row.type);
    case StateRole:
        return static_cast<int>(row.state);
    default:
        return {};
    }
}

QVariant LivesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Ordinal:
        return tr("Life");
    case Namespace:
        return tr("Namespace");
    case Phase:
        return tr("Phase");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace nsscope::ui

#include "moc_lives_model.cpp"
