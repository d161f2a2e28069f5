// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the timeline panel in its main states to the folder NSSCOPE_PICTURES, to be looked at.
#include "tests/ui/sample_frame.h"
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <QTest>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

class Pictures
{
public:
    Pictures(bool dark, QSize size) : m_dark(dark)
    {
        m_theme.choose(dark ? ThemeSource::Choice::Dark : ThemeSource::Choice::Light);
        qApp->setPalette(m_theme.current().palette());
        qApp->setStyleSheet(m_theme.current().styleSheet());
        m_panel.resize(size);
        m_panel.show();
    }

    void take()
    {
        const Instant first = sampleTrashFrame()->first;
        save("empty");
        m_panel.setFrame(sampleTrashFrame());
        m_selection.select(static_cast<LifeId>(26));
        save("now");
        m_selection.lookAt(first + 2'574'000'000);
        m_panel.view()->setMarker(TimelineView::Marker::A, first + 550'000'000);
        m_panel.view()->setMarker(TimelineView::Marker::B, first + 2'600'000'000);
        m_panel.view()->setRange(Interval{first + 1'000'000'000, first + 1'300'000'000});
        save("past");
        m_panel.view()->setScaleKind(ScaleKind::Common);
        save("common");
        m_panel.view()->setScaleKind(ScaleKind::PerPhase);
        m_panel.view()->showSpan({first + 2'550'000'000, first + 2'600'000'000});
        save("zoomed");
        m_panel.view()->followLive();
        m_panel.view()->fit();
        m_panel.setFrame(sampleTrashFrame(4));
        save("step4");
        m_panel.setFrame(sampleHostFrame());
        save("host");
        m_panel.view()->setRowChoice(RowChoice::All);
        save("all");
    }

private:
    void save(const char* what)
    {
        QTest::qWait(80);
        m_panel.view()->replotNow();
        m_panel.grab().save(QStringLiteral("%1/%2_%3_%4_%5.png")
                                .arg(qEnvironmentVariable("NSSCOPE_PICTURES", QStringLiteral(".")), QLatin1String(what),
                                     m_dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                .arg(m_panel.width())
                                .arg(m_panel.devicePixelRatioF()));
    }

    bool m_dark;
    Selection m_selection;
    ThemeSource m_theme;
    TimelinePanel m_panel{&m_selection, &m_theme};
};

} // namespace

int main(int argc, char** argv)
{
    const QApplication app(argc, argv);
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(760, 380), QSize(1200, 500), QSize(520, 260)})
            Pictures(dark, size).take();
    }
    return 0;
}
