// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline panel shown offscreen on the sample run, and where its bars are: what the tests of it share.
#pragma once
#include "tests/ui/sample_frame.h"
#include "ui/timeline/timeline_panel.h"

#include <QTest>
#include <memory>

namespace nsscope::ui
{

class ShownTimeline : public QObject
{
protected:
    static constexpr std::int64_t ms = 1'000'000;

    /// Lives one after the other on `numbers` inode numbers.
    static FramePtr manyLives(int count, int numbers)
    {
        auto frame = std::make_shared<Frame>();
        for (int i = 0; i < count; ++i) {
            auto life = std::make_shared<Life>();
            life->id = static_cast<LifeId>(i + 1);
            life->ref = {NsType::Net, 4, procDynamicFirst + static_cast<unsigned>(i % numbers), static_cast<unsigned>(i + 1)};
            const Instant born{i * 10 * ms};
            life->born = {{born, born}, "lab"};
            life->left = Moment{{born + 5 * ms, born + 5 * ms}, "lab"};
            life->destroyed = Moment{{born + 8 * ms, born + 8 * ms}, "quota"};
            frame->lives.push_back(life);
        }
        frame->last = {count * 10 * ms};
        return frame;
    }

    void show()
    {
        m_frame = sampleTrashFrame();
        m_theme = std::make_unique<ThemeSource>();
        m_theme->choose(ThemeSource::Choice::Light);
        m_selection = std::make_unique<Selection>();
        m_panel = std::make_unique<TimelinePanel>(m_selection.get(), m_theme.get());
        m_panel->resize(900, 420);
        m_panel->setFrame(m_frame);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        view().replotNow();
    }
    void hide() { m_panel.reset(); }

    TimelineView& view() { return *m_panel->view(); }
    const TimelineScene& scene() { return view().scene(); }
    QPoint at(QPointF inPlot) { return (inPlot + view().plot()->pos()).toPoint(); }
    QPoint barPoint(LifeId life) { return at(scene().barRect(*scene().rows.find(life)).center()); }
    double xOf(std::int64_t sinceFirstMs) { return scene().px(m_frame->first + sinceFirstMs * ms); }
    QColor colourAt(QPoint p) { return view().grab().toImage().pixelColor(p); }

    FramePtr m_frame;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<ThemeSource> m_theme;
    std::unique_ptr<TimelinePanel> m_panel;
};

} // namespace nsscope::ui
