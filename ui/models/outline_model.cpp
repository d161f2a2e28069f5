// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outline_model.h"

#include "ui/models/life_text.h"
#include "ui/theme/theme.h"

namespace nsscope::ui
{

struct OutlineModel::Node
{
    Node* parent = nullptr;
    int row = 0;
    OutlineItem item; ///< its children are moved into ours
    std::vector<std::unique_ptr<Node>> children;

    static std::unique_ptr<Node> from(OutlineItem&& item, Node* parent)
    {
        auto node = std::make_unique<Node>();
        node->parent = parent;
        std::vector<OutlineItem> below = std::move(item.children);
        node->item = std::move(item);
        node->children.reserve(below.size());
        for (OutlineItem& child : below)
            node->children.push_back(from(std::move(child), node.get()));
        node->number();
        return node;
    }
    void number(std::size_t first = 0)
    {
        for (std::size_t i = first; i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
    const Node* find(LifeId life) const
    {
        for (const auto& child : children) {
            if (child->item.key.isHolder())
                continue;
            if (child->item.key.life == life)
                return child.get();
            if (const Node* found = child->find(life))
                return found;
        }
        return nullptr;
    }
};

OutlineModel::OutlineModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}
OutlineModel::~OutlineModel() = default;

void OutlineModel::show(const FramePtr& frame, std::optional<Instant> cursor, const std::vector<char>& wanted)
{
    std::vector<OutlineItem> items;
    if (frame)
        items = outlineAt(*frame, shownMoment(*frame, cursor));
    pruneOutline(items, wanted);
    merge(m_root.get(), items);
}

void OutlineModel::merge(Node* parent, std::vector<OutlineItem>& wanted)
{
    const QModelIndex at = indexOf(parent, 0);
    auto& have = parent->children;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < have.size() || k < wanted.size()) {
        if (i < have.size() && k < wanted.size() && sameKey(have[i]->item.key, wanted[k].key)) {
            update(have[i].get(), wanted[k]);
            ++i, ++k;
        } else if (k == wanted.size() || (i < have.size() && keyBefore(have[i]->item.key, wanted[k].key))) {
            std::size_t last = i;
            while (last + 1 < have.size() &&
                   (k == wanted.size() || (keyBefore(have[last + 1]->item.key, wanted[k].key) &&
                                           !sameKey(have[last + 1]->item.key, wanted[k].key))))
                ++last;
            beginRemoveRows(at, static_cast<int>(i), static_cast<int>(last));
            have.erase(have.begin() + static_cast<std::ptrdiff_t>(i), have.begin() + static_cast<std::ptrdiff_t>(last + 1));
            parent->number(i);
            endRemoveRows();
        } else {
            std::size_t last = k;
            while (last + 1 < wanted.size() &&
                   (i == have.size() || (keyBefore(wanted[last + 1].key, have[i]->item.key) &&
                                         !sameKey(wanted[last + 1].key, have[i]->item.key))))
                ++last;
            const std::size_t count = last - k + 1;
            std::vector<std::unique_ptr<Node>> fresh;
            for (; k <= last; ++k)
                fresh.push_back(Node::from(std::move(wanted[k]), parent));
            beginInsertRows(at, static_cast<int>(i), static_cast<int>(i + count) - 1);
            have.insert(have.begin() + static_cast<std::ptrdiff_t>(i), std::make_move_iterator(fresh.begin()),
                        std::make_move_iterator(fresh.end()));
            parent->number(i);
            endInsertRows();
            i += count;
        }
    }
}

void OutlineModel::update(Node* node, OutlineItem& wanted)
{
    if (node->item.texts != wanted.texts || node->item.state != wanted.state) {
        node->item.texts = wanted.texts;
        node->item.state = wanted.state;
        emit dataChanged(indexOf(node, 0), indexOf(node, outlineColumnCount - 1));
    }
    merge(node, wanted.children);
}

OutlineModel::Node* OutlineModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex OutlineModel::indexOf(const Node* node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

QModelIndex OutlineModel::indexOf(LifeId life) const
{
    const Node* node = m_root->find(life);
    return node ? indexOf(node, 0) : QModelIndex();
}

LifeId OutlineModel::lifeOf(const QModelIndex& index)
{
    return static_cast<LifeId>(index.data(LifeRole).toUInt());
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent, 0) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int OutlineModel::columnCount(const QModelIndex&) const { return outlineColumnCount; }

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const OutlineItem& item = nodeOf(index)->item;
    switch (role) {
    case Qt::DisplayRole:
        return item.texts[static_cast<std::size_t>(index.column())];
    case Qt::ToolTipRole:
        return item.key.isHolder() ? item.texts[0] : item.texts[static_cast<std::size_t>(index.column())];
    case Qt::AccessibleDescriptionRole:
        return item.key.isHolder() ? tr("holder") : stateTitle(item.state);
    case LifeRole:
        return static_cast<uint>(item.key.life);
    case TypeRole:
        return static_cast<int>(item.type);
    case StateRole:
        return static_cast<int>(item.state);
    case IsHolderRole:
        return item.key.isHolder();
    default:
        return {};
    }
}

QVariant OutlineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<OutlineColumn>(section)) {
    case OutlineColumn::Namespace:
        return tr("Namespace");
    case OutlineColumn::State:
        return tr("State");
    case OutlineColumn::Id:
        return tr("Id");
    case OutlineColumn::Holders:
        return tr("Holders");
    case OutlineColumn::Owner:
        return tr("Owner");
    case OutlineColumn::Names:
        return tr("Names");
    }
    return {};
}

} // namespace nsscope::ui

#include "moc_outline_model.cpp"
