// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/qt_tests.h"
#include "ui/graph/graph_camera.h"
#include "ui/graph/grid_index.h"
#include "ui/graph/lane_layout.h"
#include "ui/graph/scene_motion.h"
#include "ui/graph/tree_layout.h"

#include <map>
#include <random>
#include <set>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

/// Depth-first nodes of a random forest; keys survive when others are taken out.
struct Forest
{
    struct Item
    {
        std::uint64_t key;
        std::uint64_t parentKey;
    };
    std::vector<Item> items;
    std::uint64_t nextKey = 1;

    void grow(std::mt19937& random)
    {
        const std::uint64_t parent = items.empty() || random() % 8 == 0 ? 0 : items[random() % items.size()].key;
        items.push_back({nextKey++, parent});
    }
    void cutLeaf(std::mt19937& random)
    {
        const std::size_t at = random() % items.size();
        for (const Item& other : items) {
            if (other.parentKey == items[at].key)
                return;
        }
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    }
    std::vector<TreeNode> nodes() const
    {
        std::multimap<std::uint64_t, std::uint64_t> below;
        for (const Item& item : items)
            below.emplace(item.parentKey, item.key);
        std::vector<TreeNode> all;
        walk(below, 0, -1, all);
        return all;
    }

private:
    static void walk(const std::multimap<std::uint64_t, std::uint64_t>& below, std::uint64_t key, std::int32_t parent,
                     std::vector<TreeNode>& all)
    {
        const auto [first, last] = below.equal_range(key);
        for (auto child = first; child != last; ++child) {
            const auto index = static_cast<std::int32_t>(all.size());
            all.push_back({child->second, parent});
            walk(below, child->second, index, all);
        }
    }
};

bool distinct(const std::vector<TreeCell>& cells)
{
    std::set<std::pair<std::int32_t, std::int32_t>> seen;
    for (const TreeCell& cell : cells) {
        if (cell.row < 0 || !seen.emplace(cell.column, cell.row).second)
            return false;
    }
    return true;
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT
private slots:
    void tidyTreesDoNotOverlap()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 60; ++round) {
            Forest forest;
            for (int i = 0; i < 3 + round * 4; ++i)
                forest.grow(random);
            const std::vector<TreeNode> nodes = forest.nodes();
            const std::vector<TreeCell> cells = tidyCells(nodes);
            QVERIFY(distinct(cells));
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                if (nodes[i].parent < 0)
                    QCOMPARE(cells[i].column, 0);
                else if (cells[i].column < 64)
                    QCOMPARE(cells[i].column, cells[static_cast<std::size_t>(nodes[i].parent)].column + 1);
            }
        }
    }

    void parentStandsBesideItsFirstChild()
    {
        // root(a(b c) d(e))
        const std::vector<TreeNode> nodes{{1, -1}, {2, 0}, {3, 1}, {4, 1}, {5, 0}, {6, 4}};
        const std::vector<TreeCell> cells = tidyCells(nodes);
        QCOMPARE(cells[0].row, 0);
        QCOMPARE(cells[1].row, 0);
        QCOMPARE(cells[2].row, 0);
        QCOMPARE(cells[3].row, 1);
        QCOMPARE(cells[4].row, 2);
        QCOMPARE(cells[5].row, 2);
    }

    void addingAndRemovingMovesNobody()
    {
        std::mt19937 random(11);
        Forest forest;
        for (int i = 0; i < 40; ++i)
            forest.grow(random);
        TreeSlots slotBook;
        std::map<std::uint64_t, TreeCell> known;
        for (int round = 0; round < 400; ++round) {
            if (random() % 2 || forest.items.size() < 10)
                forest.grow(random);
            else
                forest.cutLeaf(random);
            const std::vector<TreeNode> nodes = forest.nodes();
            const std::vector<TreeCell> cells = slotBook.place(nodes);
            QVERIFY(distinct(cells));
            std::map<std::uint64_t, TreeCell> now;
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                const auto before = known.find(nodes[i].key);
                if (before != known.end())
                    QVERIFY(before->second == cells[i]);
                now.emplace(nodes[i].key, cells[i]);
            }
            known = std::move(now);
        }
    }

    void whatComesBackFindsItsPlaceAgain()
    {
        TreeSlots places;
        const std::vector<TreeNode> all{{1, -1}, {2, 0}, {3, 0}, {4, 0}};
        const std::vector<TreeCell> before = places.place(all);
        places.place(std::vector<TreeNode>{{1, -1}, {4, 0}});
        const std::vector<TreeCell> after = places.place(all);
        QVERIFY(before == after);
    }

    void deepChainsStayInBounds()
    {
        std::vector<TreeNode> chain;
        for (std::int32_t i = 0; i < 5000; ++i)
            chain.push_back({static_cast<std::uint64_t>(i + 1), i - 1});
        TreeSlots places;
        const std::vector<TreeCell> cells = places.place(chain);
        QVERIFY(distinct(cells));
        QCOMPARE(cells.back().column, 64);
    }

    void lanesKeepRowsAndSlots()
    {
        std::mt19937 random(3);
        LaneSlots places;
        std::vector<LaneNode> nodes;
        std::uint64_t key = 1;
        for (std::int32_t head = 0; head < 5; ++head)
            nodes.push_back({key++, head, -1});
        std::map<std::uint64_t, std::pair<int, int>> known;
        for (int round = 0; round < 300; ++round) {
            if (random() % 2 || nodes.size() < 12)
                nodes.push_back({key++, static_cast<std::int32_t>(random() % 5), static_cast<std::int32_t>(random() % 7)});
            else
                nodes.erase(nodes.begin() + 5 + static_cast<std::ptrdiff_t>(random() % (nodes.size() - 5)));
            const std::vector<LaneCell> cells = places.place(nodes);
            std::set<std::tuple<int, int, int>> seen;
            std::map<std::uint64_t, std::pair<int, int>> now;
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                QVERIFY(seen.emplace(cells[i].row, nodes[i].column, cells[i].slot).second);
                QVERIFY(cells[i].slot < places.heights()[static_cast<std::size_t>(cells[i].row)]);
                const auto before = known.find(nodes[i].key);
                if (before != known.end())
                    QVERIFY(before->second == std::pair(cells[i].row, cells[i].slot));
                now[nodes[i].key] = {cells[i].row, cells[i].slot};
            }
            known = std::move(now);
        }
    }

    void gridFindsWhatIsThere()
    {
        std::mt19937 random(5);
        std::vector<QRectF> boxes;
        for (int i = 0; i < 500; ++i)
            boxes.emplace_back(random() % 5000, random() % 9000, 20 + random() % 900, 40);
        GridIndex index;
        index.build(boxes);
        for (int i = 0; i < 300; ++i) {
            const QPointF point(random() % 6000, random() % 9100);
            const std::vector<std::int32_t> near = index.near(QRectF(point, QSizeF(1, 1)));
            for (std::size_t b = 0; b < boxes.size(); ++b) {
                if (boxes[b].contains(point))
                    QVERIFY(std::binary_search(near.begin(), near.end(), static_cast<std::int32_t>(b)));
            }
        }
        QVERIFY(index.near(QRectF(-900, -900, 10, 10)).empty());
    }

    void zoomKeepsThePointUnderThePointer()
    {
        GraphCamera camera;
        camera.setBounds(QRectF(0, 0, 4000, 3000));
        camera.setViewport(QSizeF(800, 600));
        camera.scrollTo(QPointF(1000, 700));
        const QPointF pivot(300, 200);
        const QPointF world = camera.view().unmap(pivot);
        camera.zoomTo(1.7, pivot);
        QVERIFY(QLineF(camera.view().map(world), pivot).length() < 0.01);
    }

    void fitIsReadableUnlessAskedForAll()
    {
        GraphCamera camera;
        camera.setBounds(QRectF(0, 0, 20000, 300));
        camera.setViewport(QSizeF(800, 600));
        camera.fit(QSizeF(800, 600), false);
        QCOMPARE(camera.scale(), GraphCamera::smallestAcross);
        camera.setBounds(QRectF(0, 0, 300, 20000));
        camera.fit(QSizeF(800, 600), false, 10);
        QCOMPARE(camera.scale(), GraphCamera::smallestReadable);
        camera.setBounds(QRectF(0, 0, 1000, 20000));
        camera.fit(QSizeF(800, 600), false, 10);
        QVERIFY(camera.scale() > GraphCamera::smallestAcross && camera.scale() < GraphCamera::smallestReadable);
        QVERIFY(camera.scrollMax().x() < 10.1); // the scroll bar's
        camera.setBounds(QRectF(0, 0, 20000, 300));
        camera.fit(QSizeF(800, 600), true);
        QVERIFY(camera.scrollMax().x() < 0.01);
        camera.setBounds(QRectF(0, 0, 100, 50));
        camera.fit(QSizeF(800, 600), false);
        QCOMPARE(camera.scale(), GraphCamera::largestFit);
    }

    void placesKeptFreeAreNotScrolledTo()
    {
        GraphCamera camera;
        camera.setViewport(QSizeF(800, 600));
        camera.setBounds(QRectF(0, 0, 1600, 300), QRectF(0, 0, 700, 300));
        QCOMPARE(camera.scrollMax(), QPointF());
        camera.setBounds(QRectF(0, 0, 1600, 300), QRectF(0, 0, 1000, 300));
        QVERIFY(camera.scrollMax().x() > 200 && camera.scrollMax().x() < 240);
        camera.scrollTo(QPointF(5000, 0));
        QCOMPARE(camera.scroll().x(), camera.scrollMax().x());
    }

    void moreThanTenChangesASecondAreNotCalm()
    {
        ChangeRate rate;
        QVERIFY(rate.calm(0, 5));
        QVERIFY(rate.calm(100, 5));
        QVERIFY(!rate.calm(200, 1));
        QVERIFY(rate.calm(1300, 1));
    }
};

NSSCOPE_QT_TEST(TestGraphLayout)
#include "test_graph_layout.moc"
