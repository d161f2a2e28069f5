// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/compare_model.h"

#include <array>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return CompareModel::tr(text); }
QString span(std::int64_t ns) { return QString::fromStdString(spanText(ns)); }

QString signedCount(std::int64_t n) { return n == 0 ? QString() : (n > 0 ? QStringLiteral("+%1") : QStringLiteral("−%1")).arg(std::abs(n)); }

CompareRow counts(const QString& what, std::size_t left, std::size_t right, const QString& meaning)
{
    return {what, QString::number(left), QString::number(right),
            signedCount(static_cast<std::int64_t>(right) - static_cast<std::int64_t>(left)), meaning};
}

QString medianText(const std::optional<DelayStats>& stats)
{
    if (!stats)
        return QStringLiteral("–");
    const QString high = span(stats->medianHighNs);
    // A lower bound that says nothing more is left out.
    return stats->medianLowNs * 10 > stats->medianHighNs * 9 ? high : tr("≤ %1").arg(high);
}

QString factor(std::int64_t left, std::int64_t right)
{
    if (left <= 0 || right <= 0)
        return {};
    const double times = static_cast<double>(right) / static_cast<double>(left);
    if (times > 0.95 && times < 1.05)
        return QStringLiteral("≈");
    return QStringLiteral("× %1").arg(times, 0, 'g', times >= 100 ? 3 : 2);
}

CompareRow delays(const QString& what, const std::optional<DelayStats>& left, const std::optional<DelayStats>& right,
                  const QString& meaning)
{
    return {what, medianText(left), medianText(right), left && right ? factor(left->medianHighNs, right->medianHighNs) : QString(),
            meaning};
}

} // namespace

std::vector<CompareRow> compareFigures(const StretchFigures& left, const StretchFigures& right)
{
    std::vector<CompareRow> rows;
    rows.push_back(counts(tr("Lives"), left.lives, right.lives, tr("Namespaces that were made.")));
    rows.push_back(counts(tr("Distinct numbers"), left.distinctNumbers, right.distinctNumbers,
                          tr("Inode numbers that these lives had: fewer than lives means that numbers came back.")));
    rows.push_back(counts(tr("On used number"), left.reuses, right.reuses,
                          tr("Lives on a number that an earlier life of the recording had.")));
    rows.push_back(counts(tr("Ended"), left.destroyed, right.destroyed, tr("Lives whose destruction, or free number, a witness told.")));
    rows.push_back(counts(tr("Clean-up runs"), left.batches, right.batches, tr("Runs of the kernel's clean-up in which they ended.")));
    rows.push_back(counts(tr("Most per run"), left.largestBatch, right.largestBatch, tr("Lives that one clean-up run ended together.")));
    rows.push_back(delays(tr("To obsolete"), left.toObsolete, right.toObsolete,
                          tr("Median from the end of use until the last reference was gone.")));
    rows.push_back(delays(tr("To number free"), left.toNumberFree, right.toNumberFree,
                          tr("Median from the end of use until the inode number could be given again.")));
    rows.push_back(delays(tr("To destroyed"), left.toDestroyed, right.toDestroyed,
                          tr("Median from the end of use until the kernel no longer counted it.")));
    if (left.toDestroyed && right.toDestroyed)
        rows.push_back({tr("At longest"), span(left.toDestroyed->maxHighNs), span(right.toDestroyed->maxHighNs),
                        factor(left.toDestroyed->maxHighNs, right.toDestroyed->maxHighNs), tr("Longest of these.")});
    return rows;
}

std::vector<CompareRow> compareMoments(const Frame& frame, Instant first, Instant second, Instant origin)
{
    std::array<std::array<std::size_t, 6>, 2> states{};
    std::array<std::size_t, 4> changes{};
    for (const auto& life : frame.lives) {
        ++states[0][static_cast<std::size_t>(stateAt(*life, first))];
        ++states[1][static_cast<std::size_t>(stateAt(*life, second))];
        ++changes[static_cast<std::size_t>(differenceOf(*life, first, second))];
    }
    const StretchFigures between = figuresOfStretch(frame, {first, second});
    const auto offset = [&](Instant t) { return QString::fromStdString(offsetText(t - origin)); };
    const auto state = [&](const QString& what, LifeState s, const QString& meaning) {
        return counts(what, states[0][static_cast<std::size_t>(s)], states[1][static_cast<std::size_t>(s)], meaning);
    };
    const auto change = [&](const QString& what, std::size_t n, const QString& meaning) {
        return CompareRow{what, {}, {}, n == 0 ? tr("none") : QString::number(n), meaning};
    };
    std::vector<CompareRow> rows;
    rows.push_back({tr("Moment"), offset(first), offset(second), span(std::abs(second - first)), tr("Since the recording began.")});
    rows.push_back(state(tr("Held"), LifeState::Held, tr("Namespaces that a task uses.")));
    rows.push_back(state(tr("Pinned"), LifeState::Pinned, tr("No task, but something else holds them.")));
    rows.push_back(state(tr("Obsolete"), LifeState::Obsolete, tr("No reference is left; the kernel still cleans up.")));
    rows.push_back(change(tr("Came"), changes[static_cast<std::size_t>(Difference::Came)], tr("Live at B and did not at A.")));
    rows.push_back(change(tr("Went"), changes[static_cast<std::size_t>(Difference::Went)], tr("Lived at A and do not at B.")));
    rows.push_back(change(tr("Changed"), changes[static_cast<std::size_t>(Difference::Changed)], tr("Another state or other holders.")));
    rows.push_back(change(tr("Born between"), between.lives, tr("Lives that began between the two moments.")));
    rows.push_back(change(tr("Numbers used"), between.distinctNumbers, tr("Inode numbers that these lives had.")));
    rows.push_back(change(tr("Numbers reused"), between.reuses, tr("Of these lives, on a number that an earlier life had.")));
    rows.push_back(change(tr("Events between"), between.events, tr("Births and instants of dying.")));
    return rows;
}

void CompareModel::setSides(const QString& left, const QString& right)
{
    if (m_left == left && m_right == right)
        return;
    m_left = left;
    m_right = right;
    emit headerDataChanged(Qt::Horizontal, 1, 2);
}

void CompareModel::show(std::vector<CompareRow> rows)
{
    const auto have = static_cast<int>(m_rows.size());
    const auto want = static_cast<int>(rows.size());
    if (want < have) {
        beginRemoveRows({}, want, have - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    } else if (want > have) {
        beginInsertRows({}, have, want - 1);
        m_rows.insert(m_rows.end(), rows.begin() + have, rows.end());
        endInsertRows();
    }
    for (int row = 0; row < std::min(have, want); ++row) {
        const auto i = static_cast<std::size_t>(row);
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

int CompareModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int CompareModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 4; }

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const CompareRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return std::array{row.what, row.left, row.right, row.difference}[static_cast<std::size_t>(index.column())];
    if (role == Qt::ToolTipRole)
        return row.meaning;
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == 0)
        return tr("%1: %2, then %3. %4").arg(row.what, row.left, row.right, row.meaning);
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return std::array{QString(), m_left, m_right, tr("Δ")}[static_cast<std::size_t>(section)];
}

} // namespace nsscope::ui

#include "moc_compare_model.cpp"
