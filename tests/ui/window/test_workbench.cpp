// SPDX-License-Identifier: GPL-3.0-or-later
// What one does with the whole window on a recording: undo, notes that come back from the file, one filter for all
// views, the command palette, compare, pictures; and that assistive technology finds every control by name.
#include "core/stream/stream_reader.h"
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "tests/ui/window/shown_workbench.h"
#include "ui/graph/graph_panel.h"
#include "ui/graph/graph_picture.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/picture_file.h"
#include "ui/mainwindow/settings_dialog.h"
#include "ui/panels/compare_view.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/outline_view.h"
#include "ui/timeline/timeline_panel.h"

#include <QAccessible>
#include <QAction>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QUndoStack>
#include <set>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

/// Names missing below `top`, as paths of roles.
QStringList nameless(QAccessibleInterface* top, const QString& path)
{
    static const std::set<QAccessible::Role> controls{QAccessible::Button,   QAccessible::CheckBox, QAccessible::RadioButton,
                                                      QAccessible::ComboBox, QAccessible::EditableText, QAccessible::Slider,
                                                      QAccessible::SpinBox,  QAccessible::Table,    QAccessible::Tree,
                                                      QAccessible::List,     QAccessible::MenuItem, QAccessible::ButtonMenu};
    QStringList missing;
    for (int i = 0; i < top->childCount(); ++i) {
        QAccessibleInterface* child = top->child(i);
        if (!child || child->state().invisible)
            continue;
        const QString at = path + QStringLiteral("/%1 %2").arg(child->role()).arg(child->text(QAccessible::Name));
        const QObject* object = child->object();
        // Parts of a control are announced as the control: the list of a combo box, the edit of a spin box.
        const bool part = object && object->parent() && (object->parent()->inherits("QComboBox") || object->parent()->inherits("QAbstractSpinBox") ||
                                                         object->parent()->inherits("QComboBoxPrivateContainer") || object->parent()->inherits("QLineEdit"));
        if (controls.contains(child->role()) && !part && child->text(QAccessible::Name).isEmpty())
            missing << at + QLatin1Char(' ') + (object ? QString::fromLatin1(object->metaObject()->className()) : QString());
        missing += nameless(child, at);
    }
    return missing;
}

} // namespace

class TestWorkbench : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
        m_recording = m_folder.filePath(QStringLiteral("run.nsrec"));
        QFile file(m_recording);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recordedRun());
    }

    void everyControlHasANameForAssistiveTechnology()
    {
        ShownWorkbench shown(m_recording);
        shown.window.selection()->select(static_cast<LifeId>(1));
        for (QAction* action : shown.window.findChildren<QAction*>()) {
            if (action->text().startsWith(QStringLiteral("Compare")) || action->text() == QStringLiteral("Filter all views") ||
                action->text() == QStringLiteral("Outline"))
                action->trigger();
            const QStringList missing = nameless(QAccessible::queryAccessibleInterface(&shown.window), {});
            QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
        }
    }

    void noTwoActionsShareAKey()
    {
        ShownWorkbench shown(m_recording);
        std::map<QString, QString> taken;
        for (const QAction* action : shown.window.actions()) {
            for (const QKeySequence& key : action->shortcuts()) {
                const auto [known, fresh] = taken.emplace(key.toString(), action->text());
                QVERIFY2(fresh, qPrintable(key.toString() + QStringLiteral(": ") + known->second + QStringLiteral(", ") + action->text()));
            }
        }
        QVERIFY(taken.size() > 30);
    }

    void keptCardsAreUndoneByKey()
    {
        ShownWorkbench shown(m_recording);
        shown.window.selection()->select(static_cast<LifeId>(2));
        shown.graph().setFocus();
        QTest::keyClick(&shown.graph(), Qt::Key_K);
        QVERIFY(shown.arrangement().kept(static_cast<LifeId>(2)));
        QTest::keyClick(&shown.graph(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!shown.arrangement().kept(static_cast<LifeId>(2)));
        QTest::keyClick(&shown.graph(), Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(shown.arrangement().kept(static_cast<LifeId>(2)));
    }

    void notesComeBackFromTheFile()
    {
        const QString copy = m_folder.filePath(QStringLiteral("noted.nsrec"));
        {
            ShownWorkbench shown(m_recording);
            shown.arrangement().setLabel(static_cast<LifeId>(2), QStringLiteral("the second"));
            shown.arrangement().setNote(static_cast<LifeId>(3), QStringLiteral("why does it come back?"));
            const Frame& frame = *shown.window.session()->frame();
            QCOMPARE(shown.window.session()->saveAs(copy, shown.arrangement().remarks(frame)), QString());
        }
        ShownWorkbench shown(copy);
        QTRY_COMPARE(shown.arrangement().label(static_cast<LifeId>(2)), QStringLiteral("the second"));
        QCOMPARE(shown.arrangement().note(static_cast<LifeId>(3)), QStringLiteral("why does it come back?"));
        // Saved again without them, the facts alone are left, byte for byte.
        const QString bare = m_folder.filePath(QStringLiteral("bare.nsrec"));
        QCOMPARE(shown.window.session()->saveAs(bare, {}), QString());
        QFile file(bare);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), recordedRun());
    }

    void oneFilterForAllViews()
    {
        ShownWorkbench shown(m_recording);
        const int before = shown.cards();
        const std::size_t rows = shown.child<TimelinePanel>()->view()->scene().rows.rows.size();
        QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* bar = shown.child<FilterBar>();
        QVERIFY(bar->isVisible());
        QVERIFY(bar->field()->hasFocus());
        QTest::keyClicks(bar->field(), QStringLiteral("inode==+407"));
        QTest::keyClick(bar->field(), Qt::Key_Return);
        QVERIFY(shown.arrangement().filter());
        QVERIFY(shown.cards() < before);
        QCOMPARE(shown.child<TimelinePanel>()->view()->scene().rows.rows.size(), std::size_t(1));
        QTest::keyClick(bar->field(), Qt::Key_Escape);
        QVERIFY(!shown.arrangement().filter());
        QVERIFY(!bar->isVisible());
        QCOMPARE(shown.cards(), before);
        QCOMPARE(shown.child<TimelinePanel>()->view()->scene().rows.rows.size(), rows);
    }

    void paletteFindsActionsAndLives()
    {
        ShownWorkbench shown(m_recording);
        QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
        auto* palette = shown.child<CommandPalette>();
        QVERIFY(palette);
        QTest::keyClicks(palette->field(), QStringLiteral("+407"));
        QCOMPARE(palette->list()->count(), 1);
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(shown.window.session()->frame()->find(shown.window.selection()->life())->ref.inode, procDynamicFirst + 407);
        QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
        palette = shown.window.findChildren<CommandPalette*>().last();
        QTest::keyClicks(palette->field(), QStringLiteral("clear sel"));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(shown.window.selection()->life(), LifeId::None);
    }

    void comparesMarkersAndMarksTheGraph()
    {
        ShownWorkbench shown(m_recording);
        const FramePtr frame = shown.window.session()->frame();
        shown.arrangement().setMarker(0, frame->first);
        shown.arrangement().setMarker(1, frame->last);
        QTest::keyClick(&shown.window, Qt::Key_F7, Qt::ShiftModifier);
        auto* compare = shown.child<CompareView>();
        QTRY_VERIFY(compare->isVisible());
        QVERIFY(compare->model().rowCount() > 5);
        QTest::keyClick(&shown.window, Qt::Key_F7);
        QTRY_VERIFY(compare->model().rowCount() > 5);
        shown.graph().compareSince(frame->first);
        int came = 0;
        for (const GraphNode& node : shown.graph().scene().content.nodes)
            came += node.difference == Difference::Came ? 1 : 0;
        QVERIFY(came > 0);
    }

    void picturesOfEachKind()
    {
        ShownWorkbench shown(m_recording);
        const GraphScene& scene = shown.graph().scene();
        const Theme& theme = shown.theme.current();
        const Drawing graph{graphPictureSize(scene), QStringLiteral("graph"), [&](QPaintDevice& device, qreal scale, bool vector) {
                                QPainter painter(&device);
                                paintGraphPicture(painter, scene, theme, scale, vector);
                            }};
        const TimelineView& view = *shown.child<TimelinePanel>()->view();
        const Drawing timeline{QSizeF(view.plot()->size()), QStringLiteral("timeline"),
                               [&](QPaintDevice& device, qreal scale, bool) { view.drawPicture(device, scale); }};
        for (const Drawing* drawing : {&graph, &timeline}) {
            const QString base = m_folder.filePath(drawing->title);
            for (const char* ending : {".png", ".svg", ".pdf"})
                QCOMPARE(writePicture(*drawing, base + QString::fromLatin1(ending)), QString());
            const QImage image(base + QStringLiteral(".png"));
            QCOMPARE(image.size(), (drawing->size * 2).toSize());
            QSvgRenderer svg(base + QStringLiteral(".svg"));
            QVERIFY(svg.isValid());
            QImage drawn(image.size(), QImage::Format_RGB32);
            drawn.fill(Qt::white);
            QPainter painter(&drawn);
            svg.render(&painter);
            painter.end();
            // The same picture, seen from afar.
            const QImage a = image.scaled(40, 24, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
            const QImage b = drawn.scaled(40, 24, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            double apart = 0;
            for (int y = 0; y < 24; ++y) {
                for (int x = 0; x < 40; ++x)
                    apart += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
            }
            QVERIFY2(apart / (40 * 24) < 8, qPrintable(QString::number(apart / (40 * 24))));
            QFile pdf(base + QStringLiteral(".pdf"));
            QVERIFY(pdf.open(QIODevice::ReadOnly));
            QVERIFY(pdf.read(5) == "%PDF-");
        }
        QVERIFY(!writePicture({}, m_folder.filePath(QStringLiteral("none.png"))).isEmpty());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.png"))));
    }

    void treeAndLanesByKey()
    {
        ShownWorkbench shown(m_recording);
        shown.graph().setFocus();
        QCOMPARE(shown.graph().layoutKind(), GraphView::Layout::Tree);
        QTest::keyClick(&shown.graph(), Qt::Key_G, Qt::ShiftModifier);
        QCOMPARE(shown.graph().layoutKind(), GraphView::Layout::Lanes);
        QTest::keyClick(&shown.graph(), Qt::Key_G);
        QCOMPARE(shown.graph().layoutKind(), GraphView::Layout::Tree);
    }

    void settingsAndSizesAreKept()
    {
        {
            ShownWorkbench shown(m_recording);
            shown.window.restore();
            shown.theme.choose(ThemeSource::Choice::Dark);
            shown.theme.setTextScale(1.25);
            shown.child<GraphPanel>()->setLayouts({GraphView::Layout::Lanes, GraphView::Layout::Tree});
            Settings settings = readSettings();
            settings.reopen = true;
            writeSettings(settings);
            shown.window.close();
        }
        ThemeSource theme;
        MainWindow window(&theme);
        QCOMPARE(window.restore(), m_recording);
        QCOMPARE(theme.choice(), ThemeSource::Choice::Dark);
        QCOMPARE(theme.textScale(), 1.25);
        QCOMPARE(window.findChild<GraphPanel*>()->layouts().story, GraphView::Layout::Lanes);
        QCOMPARE(window.findChild<GraphPanel*>()->layouts().host, GraphView::Layout::Tree);
        writeSettings({});
        writeSavedWindow({});
    }

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

NSSCOPE_QT_TEST(TestWorkbench)
#include "test_workbench.moc"
