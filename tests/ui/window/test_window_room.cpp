// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of the window and how much room it has: controls in both themes, numbers uncut at any width, nothing shown
// that the recording does not have, height where there is something to show.
#include "tests/ui/qt_tests.h"
#include "tests/ui/recorded_host.h"
#include "tests/ui/window/recorded_run.h"
#include "tests/ui/window/shown_workbench.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/lab_panel.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/script_view.h"
#include "ui/panels/state_pill.h"
#include "ui/panels/themed_label.h"
#include "ui/timeline/timeline_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cmath>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

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

class TestWindowRoom : public QObject
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

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

NSSCOPE_QT_TEST(TestWindowRoom)
#include "test_window_room.moc"
