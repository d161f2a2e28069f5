// SPDX-License-Identifier: GPL-3.0-or-later
// The outline as a Qt model: the announced twin of the graph. Merges each new outline into what it has by sorted
// insert, remove and dataChanged, so that selection, expansion and scroll survive; never resets while a source is open.
#pragma once
#include "ui/models/outline_tree.h"

#include <QAbstractItemModel>
#include <memory>

namespace nsscope::ui
{

class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { LifeRole = Qt::UserRole + 1, TypeRole, StateRole, IsHolderRole };

    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    /// A null frame empties the model.
    /// `wanted` by life index: which lives to show; empty: all.
    void show(const FramePtr& frame, std::optional<Instant> cursor, const std::vector<char>& wanted = {});
    QModelIndex indexOf(LifeId life) const;
    static LifeId lifeOf(const QModelIndex& index);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    Node* nodeOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Node* node, int column) const;
    void merge(Node* parent, std::vector<OutlineItem>& wanted);
    void update(Node* node, OutlineItem& wanted);

    std::unique_ptr<Node> m_root;
};

} // namespace nsscope::ui
