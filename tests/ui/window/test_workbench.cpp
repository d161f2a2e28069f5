// SPDX-License-Identifier: GPL-3.0-or-later
// What one does with the whole window on a recording: undo, notes that come back from the file, one filter for all
// views, the command palette, compare, pictures; and that assistive technology finds every control by name.
#include "core/stream/stream_reader.h"
#include "tests/ui/qt_tests.h"
#include "tests/ui/recorded_host.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/graph/graph_panel.h"
#include "ui/graph/graph_picture.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/picture_file.h"
#include "ui/mainwindow/settings_dialog.h"
#include "ui/panels/compare_view.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/lab_panel.h"
#include "ui/panels/outline_view.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/script_view.h"
#include "ui/panels/state_pill.h"
#include "ui/panels/themed_label.h"
#include "ui/timeline/timeline_panel.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QUndoStack>
#include <cmath>
#include <set>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

struct ShownWorkbench
{
    ThemeSource theme;
    MainWindow window{&theme};

    explicit ShownWorkbench(const QString& recording)
    {
        theme.choose(ThemeSource::Choice::Light);
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        window.openFile(recording);
        if (!QTest::qWaitFor([this] { return window.session()->frame() && window.session()->frame()->ended && !window.session()->loading(); }))
            qFatal("the recording is not read");
    }
    template <class T> T* child() { return window.findChild<T*>(); }
    Arrangement& arrangement() { return *window.selection()->arrangement(); }
    GraphView& graph() { return *child<GraphPanel>()->view(); }
    int cards()
    {
        int count = 0;
        for (const GraphNode& node : graph().scene().content.nodes)
            count += node.present ? 1 : 0;
        return count;
    }
};

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

double luminance(QRgb colour)
{
    const auto linear = [](int c) { return c <= 10 ? c / 255.0 / 12.92 : std::pow((c / 255.0 + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

/// Of the strongest mark in a part of a picture against the colour of its first pixel (WCAG 2.1).
double contrast(const QImage& picture, const QRect& part)
{
    const double ground = luminance(picture.pixel(part.topLeft()));
    double most = 1;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const double mark = luminance(picture.pixel(x, y));
            most = std::max(most, (std::max(mark, ground) + 0.05) / (std::min(mark, ground) + 0.05));
        }
    }
    return most;
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

    void whatOneClicksIsSeenInBothThemes()
    {
        for (const auto choice : {ThemeSource::Choice::Light, ThemeSource::Choice::Dark}) {
            ShownWorkbench shown(m_recording);
            shown.theme.choose(choice);
            QWidget page;
            page.resize(400, 240);
            QCheckBox check(&page);
            QRadioButton radio(&page);
            QComboBox combo(&page);
            combo.addItem(QStringLiteral("net"));
            QSpinBox spin(&page);
            check.setGeometry(10, 10, 100, 24);
            radio.setGeometry(10, 50, 100, 24);
            combo.setGeometry(10, 90, 200, 30);
            spin.setGeometry(10, 130, 200, 30);
            page.show();
            const QImage picture = page.grab().toImage();
            QVERIFY(contrast(picture, {10, 10, 18, 24}) >= 3);
            QVERIFY(contrast(picture, {10, 50, 18, 24}) >= 3);
            QVERIFY2(contrast(picture, {190, 96, 16, 18}) >= 3, "the arrow of the box");
            QVERIFY2(contrast(picture, {192, 136, 14, 18}) >= 3, "the arrows of the box");
        }
    }

    void theInspectorCutsNoNumber()
    {
        ShownWorkbench shown(m_recording);
        shown.window.selection()->select(static_cast<LifeId>(2));
        auto* pill = shown.child<InspectorView>()->findChild<StatePill*>();
        for (const int width : {1000, 1100, 1200, 1280, 1440, 1920}) {
            shown.window.resize(width, 800);
            QTest::qWait(20);
            const auto labels = shown.child<InspectorView>()->findChildren<ThemedLabel*>();
            const auto heading = std::find_if(labels.begin(), labels.end(), [](ThemedLabel* l) { return l->text().startsWith(QLatin1String("net 40")); });
            QVERIFY(heading != labels.end());
            QVERIFY2((*heading)->width() >= (*heading)->sizeHint().width(), qPrintable(QString::number(width)));
            QVERIFY(!(*heading)->geometry().intersects(pill->geometry()));
        }
    }

    void aRecordingWithoutAnExperimentShowsNoneOfItsOwn()
    {
        const QString path = m_folder.filePath(QStringLiteral("host.nsrec"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recordedHost(3));
        file.close();
        ShownWorkbench shown(path);
        QVERIFY(!shown.child<LabPanel>()->findChild<ParameterForm*>()->isVisible());
        QVERIFY(!shown.child<LabPanel>()->findChild<ScriptView*>()->isVisible());
        shown.window.openFile(m_recording);
        QVERIFY(QTest::qWaitFor([&] { return shown.child<LabPanel>()->findChild<ParameterForm*>()->isVisible(); }));
        QVERIFY(shown.child<LabPanel>()->findChild<ScriptView*>()->isVisible());
    }

    void aTimelineWithoutABarLeavesTheRoomToTheGraph()
    {
        const auto graphShare = [this](const QByteArray& recording) {
            QFile file(m_folder.filePath(QStringLiteral("host.nsrec")));
            if (!file.open(QIODevice::WriteOnly))
                return 0.0;
            file.write(recording);
            file.close();
            ShownWorkbench shown(file.fileName());
            const double graph = shown.child<GraphPanel>()->height();
            return graph / (graph + shown.child<TimelinePanel>()->height());
        };
        QVERIFY(graphShare(recordedHost(5)) > 0.65);
        QVERIFY(graphShare(recordedHost(5, true)) < 0.55);
        QVERIFY(graphShare(recordedHost(0)) < 0.55); // so few are all shown
        QVERIFY(graphShare(recordedRun()) < 0.55);
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
