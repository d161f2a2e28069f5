// SPDX-License-Identifier: GPL-3.0-or-later
// The QCustomPlot inside the timeline: one plottable per painter, on layers with buffers of their own, so that moving
// the cursor repaints the cursor alone. Takes no input; the one place that knows QCustomPlot.
#pragma once
#include <QWidget>
#include <memory>

class QCustomPlot;
class QPaintDevice;

namespace nsscope::ui
{

struct TimelineScene;

class PlotLayers
{
public:
    enum class Part { All, Cursor, Selection };

    /// `scene` must outlive this; the plot is a child of `parent`.
    PlotLayers(const TimelineScene& scene, QWidget* parent);
    ~PlotLayers();

    QWidget* widget() const;
    void setBackground(const QColor& colour);
    void setPixelRatio(double ratio);
    /// Queued: several calls before the next turn of the event loop cost one repaint.
    void replot(Part part);
    void draw(QPaintDevice& device, double scale) const;
    /// Now, and how long it took in milliseconds.
    double replotNow();

private:
    struct Layers;
    std::unique_ptr<Layers> m_layers;
};

} // namespace nsscope::ui
