// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline: one row per inode number, a bar per life, reuse as arcs, phases on their own scales, the kernel's
// work beneath, and the shared time cursor. Reads and writes the one Selection; markers, range and zoom are its own.
// What keys and mouse mean is TimelineInput's.
#pragma once
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"
#include "ui/timeline/plot_layers.h"
#include "ui/timeline/timeline_scene.h"

#include <QTimer>
#include <QWidget>

class QScrollBar;

namespace nsscope::ui
{

class TimelineInput;

class TimelineView : public QWidget
{
    Q_OBJECT
public:
    enum class Marker { A, B };

    TimelineView(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);
    ~TimelineView() override;

    void setScaleKind(ScaleKind kind);
    ScaleKind scaleKind() const { return m_scene.scaleKind; }
    void setRowChoice(RowChoice choice);
    RowChoice rowChoice() const { return m_rowChoice; }
    void setRowGrouping(RowGrouping grouping);
    RowGrouping rowGrouping() const { return m_rowGrouping; }
    std::size_t hiddenRows() const { return m_scene.rows.hiddenRows; }
    bool empty() const { return m_scene.rows.rows.empty(); } ///< a sentence says why

    std::optional<Instant> marker(Marker which) const { return m_scene.markers[static_cast<int>(which)]; }
    void setMarker(Marker which, std::optional<Instant> t);
    std::optional<Interval> range() const { return m_scene.range; }
    void setRange(std::optional<Interval> range);
    bool following() const { return m_scene.window.following(); }
    QString momentTitle(Instant t) const; ///< as the ruler counts it, with the phase's name

    /// What is painted, in the coordinates of plot(): for input and tests.
    const TimelineScene& scene() const { return m_scene; }
    QWidget* plot() const { return m_plot.widget(); }
    /// As it stands, as lines and text, on a device of the plot's size times `scale`.
    void drawPicture(QPaintDevice& device, double scale) const;
    /// What is under a point of the plot, in words; empty where nothing is.
    QString storyAt(QPoint p) const;
    /// Takes the newest frame and repaints at once; milliseconds that painting took.
    double replotNow();

    QSize sizeHint() const override { return {760, 320}; }
    QSize minimumSizeHint() const override { return {320, 160}; }

public slots:
    void setFrame(nsscope::FramePtr frame);

    void fit();
    void followLive();
    void zoomAt(double px, double factor);
    void zoomToRange();
    void showSpan(nsscope::Interval span);
    void panPixels(double dx);
    void panTo(double x); ///< of the time scale, to the middle
    void goToBegin();
    void goToEnd();
    void scrollRows(int dy);
    void zoomRows(double factor);
    void lookAtPixel(double px); ///< at or right of the newest fact: now
    void stepEvent(int direction); ///< cursor to the next (1) or previous (-1) event of the selected life
    void selectNeighbour(int rows, int lives); ///< life in another row, or before and after on the same number

signals:
    void followingChanged(bool following);
    void markersChanged();
    void contentChanged(); ///< frame, choice of rows, grouping or scale
    void windowChanged();  ///< another stretch of time is in sight

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyFrame();
    void applyTheme();
    void rebuildScale();
    void updateLayout();
    void repaintAll();
    void windowMoved();
    void onLifeChanged(LifeId life);
    void onCursorChanged();
    void takeMarkers();
    void reveal(const Bar& bar);
    void checkPixelRatio();
    QString emptySentence() const;

    Selection* m_selection;
    ThemeSource* m_theme;
    std::unique_ptr<TimelineInput> m_input; ///< before the children: their coming is an event
    TimelineScene m_scene;
    PlotLayers m_plot;
    QScrollBar* m_bar;
    LifeRowsBuilder m_builder;
    RowChoice m_rowChoice = RowChoice::Fitting;
    RowGrouping m_rowGrouping = RowGrouping::None;
    FramePtr m_pending;
    QTimer m_pace; ///< runs while the last repaint is younger than a thirtieth of a second
    double m_rowZoom = 1;
    bool m_keyboardFocus = false; ///< it came by keyboard: the focus frame is shown
    bool m_dirty = false;
    bool m_wasFollowing = true;
};

} // namespace nsscope::ui
