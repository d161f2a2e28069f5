// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of namespaces: one scroll area that paints everything itself. Shows the frame at the selection's cursor, reads
// and writes the selection, and never looks at the kernel.
#pragma once
#include "ui/graph/content.h"
#include "ui/graph/graph_camera.h"
#include "ui/graph/graph_navigation.h"
#include "ui/graph/scene_painter.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

class QHelpEvent;

namespace nsscope::ui
{

class Selection;
class ThemeSource;

class GraphView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    enum class Layout { Tree, Lanes };
    GraphView(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);
    ~GraphView() override;

    Layout layoutKind() const { return m_layout; }
    /// The moment shown: the cursor, or the newest fact.
    Instant moment() const;
    /// Up to date with frame, cursor and layout.
    const GraphScene& scene();
    const GraphCamera& camera() const { return m_camera; }
    /// Card of a life in viewport coordinates; null where it is not shown.
    QRectF cardRect(LifeId life);
    /// For groups: shows or hides the members.
    void toggleGroup(std::uint64_t key);
    /// No transitions: for people who asked for it, and for pictures.
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    /// Key of the node that the keys act on, 0: none.
    std::uint64_t currentKey() const { return m_current; }
    LifeId selectedLife() const;
    bool inMotion() const { return m_motion.active(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void setFrame(nsscope::FramePtr frame);
    void setLayoutKind(nsscope::ui::GraphView::Layout layout);
    void zoomIn();
    void zoomOut();
    /// The selected card, readable and in the middle.
    void zoomToSelection();
    /// Marks what came, went and changed since then, and shows what went; nothing: stops.
    void compareSince(std::optional<nsscope::Instant> since);
    void fit(); ///< all in sight, and places tidied up

signals:
    void sceneChanged(); ///< content, moment or layout

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    GraphScene makeScene();
    void rebuild();
    void refresh();
    void invalidate();
    void rearrange(); ///< invalidates content and layout
    void startMotion(GraphScene before);
    void tick();
    bool refreshInPlace();
    QRegion changedSince(const GraphScene& before) const;
    void retheme();
    void takeArrangement();
    void updateCamera();
    void updateScrollBars();
    /// Of the lanes' headings, which stay in sight: view pixels from the top, 0 where there are none.
    int headingBottom() const;
    void zoom(qreal factor, QPointF pivot);
    void moveCurrent(Step step);
    void setCurrent(std::int32_t node);
    void activateCurrent();
    void reveal(std::int32_t node);
    void onSelected(LifeId life);
    void paintEmpty(QPainter& painter);
    bool showToolTip(QHelpEvent* event);
    void pan(QPoint to);
    void tapSpace();

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    ContentOptions m_options;
    Layout m_layout = Layout::Tree;
    GraphMetrics m_metrics;
    TreeSlots m_slots;
    LaneSlots m_lanes;
    GraphScene m_scene;
    GraphCamera m_camera;
    ScenePainter m_painter;
    SceneMotion m_motion;
    ChangeRate m_rate;
    QElapsedTimer m_clock;
    QTimer m_tick;    ///< runs only while something moves
    QTimer m_refresh; ///< several invalidations become one rebuild
    std::int64_t m_motionStart = 0;
    std::uint64_t m_current = 0; ///< key of the node that the keys act on
    std::int32_t m_litPid = 0;
    LifeId m_focus = LifeId::None; ///< only its neighbourhood is shown
    std::int32_t m_run = -2;
    std::int64_t m_stream = 0; ///< when the stream began: another one is laid out afresh
    bool m_dirty = true;
    bool m_rearrange = true; ///< more than frame and moment has changed
    bool m_autoFit = true;
    bool m_syncing = false;
    bool m_spaceDown = false;
    bool m_panned = false;
    bool m_keyboardFocus = false; ///< the focus came by key: show it
    bool m_reducedMotion = false;
    std::optional<QPoint> m_panFrom;
};

} // namespace nsscope::ui
