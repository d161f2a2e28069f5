// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the timeline panel to the folder NSSCOPE_PICTURES, to be looked at: of its main states, or of the
// recordings named as arguments.
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "tests/ui/sample_frame.h"
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
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

    void takeRecording(const QString& path)
    {
        QFile file(path);
        StreamReader reader;
        FrameBuilder builder;
        if (!file.open(QIODevice::ReadOnly))
            return;
        const std::string bytes = file.readAll().toStdString();
        if (const auto facts = reader.feed(bytes)) {
            for (const Fact& fact : *facts)
                builder.add(fact);
        }
        m_panel.setFrame(builder.frame());
        const QByteArray name = QFileInfo(path).baseName().toLocal8Bit();
        save(name + "_own");
        m_panel.view()->setScaleKind(ScaleKind::Common);
        save(name + "_common");
    }

private:
    void save(const QByteArray& what)
    {
        QTest::qWait(80);
        m_panel.view()->replotNow();
        m_panel.grab().save(QStringLiteral("%1/%2_%3_%4_%5.png")
                                .arg(qEnvironmentVariable("NSSCOPE_PICTURES", QStringLiteral(".")), QString::fromLocal8Bit(what),
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
    for (int i = 1; i < argc; ++i) {
        for (const QSize size : {QSize(760, 380), QSize(1200, 500)})
            Pictures(false, size).takeRecording(QString::fromLocal8Bit(argv[i]));
    }
    for (const bool dark : {false, true}) {
        if (argc > 1)
            break;
        for (const QSize size : {QSize(760, 380), QSize(1200, 500), QSize(520, 260)})
            Pictures(dark, size).take();
    }
    return 0;
}
