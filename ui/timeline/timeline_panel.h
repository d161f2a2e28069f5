// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a panel: title, markers' difference, choice of scale and rows, the view, the strip of numbers in
// use, and a line that explains keys and bar styles. All content is TimelineView's and NumberStrip's.
#pragma once
#include "ui/timeline/timeline_view.h"

#include <QFrame>
#include <optional>
#include <tuple>

class QLabel;
class QPushButton;

namespace nsscope::ui
{

class LegendStrip;
class NumberStrip;
class TimelineMap;

class TimelinePanel : public QFrame
{
    Q_OBJECT
public:
    TimelinePanel(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    TimelineView* view() const { return m_view; }
    NumberStrip* numbers() const { return m_numbers; }
    /// Less than the header's parts together: what does not fit is left out.
    QSize minimumSizeHint() const override { return {320, 120}; }

public slots:
    void setFrame(nsscope::FramePtr frame) { m_view->setFrame(std::move(frame)); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyTheme();
    void arrange();
    void updateMarkers();
    void updateRows();
    QPushButton* addGrouping();
    void updateNumbers();
    QPushButton* addToggle(const QString& text, const QString& tip);

    ThemeSource* m_theme;
    TimelineView* m_view;
    QLabel* m_title;
    QLabel* m_subtitle;
    QLabel* m_markers;
    QPushButton* m_live;
    QPushButton* m_group;
    QPushButton* m_all;
    QPushButton* m_own;
    QPushButton* m_common;
    NumberStrip* m_numbers;
    QLabel* m_hint;
    QString m_markerText; ///< "A slow 500 ms   B fast 50.0 ms   Δ 2.05 s"
    QString m_difference; ///< the last part alone, for narrow panels
    LegendStrip* m_legend;
    TimelineMap* m_map;
    std::optional<std::tuple<QSize, QFont, QString, QList<bool>>> m_arranged; ///< what the header was arranged for
};

} // namespace nsscope::ui
