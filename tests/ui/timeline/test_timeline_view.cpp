// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline offscreen, driven by mouse and keys as a user drives it.
#include "tests/ui/sample_frame.h"
#include "ui/timeline/timeline_panel.h"

#include <QTest>

using namespace nsscope;
using namespace nsscope::ui;

class TestTimelineView : public QObject
{
    Q_OBJECT
private slots:
    void picture();
};

void TestTimelineView::picture()
{
    const QByteArray folder = qgetenv("NSSCOPE_PICTURES");
    if (folder.isEmpty())
        QSKIP("NSSCOPE_PICTURES names no folder");
    for (const bool dark : {false, true}) {
        ThemeSource theme;
        theme.choose(dark ? ThemeSource::Choice::Dark : ThemeSource::Choice::Light);
        qApp->setPalette(theme.current().palette());
        qApp->setStyleSheet(theme.current().styleSheet());
        for (const QSize size : {QSize(760, 380), QSize(1200, 500), QSize(520, 260)}) {
            Selection selection;
            TimelinePanel panel(&selection, &theme);
            panel.resize(size);
            panel.setFrame(sampleTrashFrame());
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            selection.select(static_cast<LifeId>(26));
            const auto save = [&](const char* what) {
                panel.view()->replotNow();
                const QString name = QStringLiteral("%1/%2_%3_%4_%5.png")
                                         .arg(QString::fromLocal8Bit(folder), QLatin1String(what), dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                         .arg(size.width())
                                         .arg(panel.devicePixelRatioF());
                QVERIFY(panel.grab().save(name));
            };
            save("now");
            selection.lookAt(sampleTrashFrame()->first + 2'574'000'000);
            panel.view()->setMarker(TimelineView::Marker::A, sampleTrashFrame()->first + 550'000'000);
            panel.view()->setMarker(TimelineView::Marker::B, sampleTrashFrame()->first + 2'600'000'000);
            save("past");
            panel.view()->setScaleKind(ScaleKind::Common);
            save("common");
        }
    }
}

QTEST_MAIN(TestTimelineView)
#include "test_timeline_view.moc"
