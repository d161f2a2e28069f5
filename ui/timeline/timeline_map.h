// SPDX-License-Identifier: GPL-3.0-or-later
// The whole recording in one small strip under the timeline: how many lives there are when, the experiments' phases, and a
// frame around what the timeline shows. Pressing or dragging moves the timeline there; keys move it in the timeline itself.
#pragma once
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"
#include "ui/timeline/timeline_scene.h"

#include <QWidget>
#include <vector>

namespace nsscope::ui
{

class TimelineView;

/// How many lives there are in each of `columns` equal parts of a scale, from its begin to its end.
std::vector<int> livesByColumn(const LifeRows& rows, const TimeScale& scale, Instant last, int columns);

class TimelineMap : public QWidget
{
    Q_OBJECT
public:
    TimelineMap(TimelineView* view, Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {240, 22}; }
    QSize minimumSizeHint() const override { return {120, 22}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    double pxOf(double x) const;
    void moveTo(double px);
    void recount();

    TimelineView* m_view;
    ThemeSource* m_theme;
    std::vector<int> m_lives; ///< by pixel
};

} // namespace nsscope::ui
