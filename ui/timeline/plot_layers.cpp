// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plot_layers.h"

#include "ui/timeline/paint_bars.h"
#include "ui/timeline/paint_cursor.h"
#include "ui/timeline/paint_ground.h"
#include "ui/timeline/paint_lanes.h"
#include "ui/timeline/timeline_scene.h"

#include <functional>
#include <qcustomplot.h>

namespace nsscope::ui
{

namespace
{

/// A plottable that hands its painter to a function and is clipped to a rectangle of the scene's layout.
class PaintedPlottable : public QCPAbstractPlottable
{
public:
    using Paint = std::function<void(QPainter&)>;
    using Clip = std::function<QRect()>;

    PaintedPlottable(QCPAxis* key, QCPAxis* value, Paint paint, Clip clip)
        : QCPAbstractPlottable(key, value), m_paint(std::move(paint)), m_clip(std::move(clip))
    {
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        found = false;
        return {};
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        found = false;
        return {};
    }

protected:
    // QCustomPlot moves the clip up by a pixel before it sets it.
    QRect clipRect() const override { return m_clip().translated(0, 1); }
    // It also shifts by half a pixel when it switches smoothing; the painters switch it themselves.
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override
    {
        painter->save();
        m_paint(*painter);
        painter->restore();
    }
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    Paint m_paint;
    Clip m_clip;
};

} // namespace

struct PlotLayers::Layers
{
    QCustomPlot* plot = nullptr;
    QCPLayer* cursor = nullptr;
    QCPLayer* selection = nullptr;
};

PlotLayers::PlotLayers(const TimelineScene& scene, QWidget* parent) : m_layers(std::make_unique<Layers>())
{
    auto* plot = new QCustomPlot(parent);
    m_layers->plot = plot;
    plot->setFocusPolicy(Qt::NoFocus);
    plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot->setInteractions({});
    QCPAxisRect* rect = plot->axisRect();
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins({});
    for (QCPAxis* axis : rect->axes()) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    const auto layer = [plot](const QString& name) {
        plot->addLayer(name);
        plot->layer(name)->setMode(QCPLayer::lmBuffered);
        return plot->layer(name);
    };
    QCPLayer* bars = layer(QStringLiteral("bars"));
    m_layers->selection = layer(QStringLiteral("selected"));
    m_layers->cursor = layer(QStringLiteral("time"));

    using Painter = void (*)(QPainter&, const TimelineScene&);
    const auto add = [&](QCPLayer* on, Painter paint, PaintedPlottable::Clip clip) {
        auto* plottable = new PaintedPlottable(plot->xAxis, plot->yAxis,
                                               [paint, &scene](QPainter& p) { paint(p, scene); }, std::move(clip));
        plottable->setLayer(on);
    };
    const auto whole = [plot] { return plot->rect(); };
    const auto labels = [&scene, plot] {
        const QRect& l = scene.layout.labels;
        return QRect(0, l.top(), plot->width(), l.height());
    };
    add(bars, paintGround, whole);
    add(bars, paintPhaseTitles, whole);
    add(bars, paintRowLabels, labels);
    add(bars, paintRuler, whole);
    add(bars, paintReuseArcs, [&scene] { return scene.layout.rows.adjusted(0, -TimelineLayout::arcRoom, 0, 0); });
    add(bars, paintBars, [&scene] { return scene.layout.rows; });
    add(bars, paintLanes, [&scene] { return scene.layout.lanes; });
    add(bars, paintLaneLabels, whole);
    add(bars, paintEmpty, whole);
    add(m_layers->selection, paintSelection, whole);
    add(m_layers->cursor, paintCursor, whole);
}

PlotLayers::~PlotLayers() = default;

QWidget* PlotLayers::widget() const { return m_layers->plot; }

void PlotLayers::setBackground(const QColor& colour) { m_layers->plot->setBackground(QBrush(colour)); }

void PlotLayers::setPixelRatio(double ratio)
{
    if (!qFuzzyCompare(ratio, m_layers->plot->bufferDevicePixelRatio()))
        m_layers->plot->setBufferDevicePixelRatio(ratio);
}

void PlotLayers::replot(Part part)
{
    if (part == Part::All)
        m_layers->plot->replot(QCustomPlot::rpQueuedReplot);
    else
        (part == Part::Cursor ? m_layers->cursor : m_layers->selection)->replot();
}

void PlotLayers::draw(QPaintDevice& device, double scale) const
{
    QCPPainter painter(&device);
    painter.scale(scale, scale);
    painter.setMode(QCPPainter::pmVectorized);
    m_layers->plot->toPainter(&painter, m_layers->plot->width(), m_layers->plot->height());
}

double PlotLayers::replotNow()
{
    m_layers->plot->replot(QCustomPlot::rpImmediateRefresh);
    return m_layers->plot->replotTime();
}

} // namespace nsscope::ui
