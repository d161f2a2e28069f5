// SPDX-License-Identifier: GPL-3.0-or-later
// The table of differences: two stretches of experiments, or two moments of a recording, and what differs.
#pragma once
#include "core/track/compare.h"

#include <QAbstractTableModel>
#include <QString>
#include <vector>

namespace nsscope::ui
{

struct CompareRow
{
    QString what;
    QString left;
    QString right;
    QString difference; ///< empty where both are equal
    QString meaning;    ///< a sentence for the tooltip

    bool operator==(const CompareRow&) const = default;
};

std::vector<CompareRow> compareFigures(const StretchFigures& left, const StretchFigures& right);
/// `origin`: zero of the times.
std::vector<CompareRow> compareMoments(const Frame& frame, Instant first, Instant second, Instant origin);

class CompareModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSides(const QString& left, const QString& right);
    void show(std::vector<CompareRow> rows);
    const std::vector<CompareRow>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<CompareRow> m_rows;
    QString m_left;
    QString m_right;
};

} // namespace nsscope::ui
