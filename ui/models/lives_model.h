// SPDX-License-Identifier: GPL-3.0-or-later
// A table of lives: those on one inode number, or those of an experiment, oldest first. Rows are merged, not reset.
#pragma once
#include "core/track/frame.h"

#include <QAbstractTableModel>
#include <QString>
#include <vector>

namespace nsscope::ui
{

class LivesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Ordinal, Namespace, Phase, State, ColumnCount };
    enum Role { LifeRole = Qt::UserRole + 1, TypeRole, StateRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Lives on the number of `life`, numbered from 1.
    void showNumber(const FramePtr& frame, LifeId life, std::optional<Instant> cursor);
    /// Lives that run `run` made; -1: none.
    void showRun(const FramePtr& frame, int run, std::optional<Instant> cursor);
    LifeId lifeAt(int row) const;
    int rowOf(LifeId life) const; ///< -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        LifeId life = LifeId::None;
        NsType type = NsType::Net;
        LifeState state = LifeState::Held;
        QString texts[ColumnCount];
    };
    Row makeRow(const Frame& frame, const Life& life, int ordinal, Instant t) const;
    void merge(std::vector<Row> wanted);

    std::vector<Row> m_rows; ///< by life id
};

} // namespace nsscope::ui
