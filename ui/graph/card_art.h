// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of cards, tombstones and pills, drawn once per text, state and scale and then reused: a repaint is a row of
// blits. Knows how things look; where they stand is the scene's.
#pragma once
#include "ui/graph/graph_metrics.h"
#include "ui/graph/graph_node.h"

#include <QCache>
#include <QPixmap>
#include <QString>

class QPainter;

namespace nsscope::ui
{

class CardArt
{
public:
    CardArt();
    void setTheme(const Theme& theme, const GraphMetrics& metrics);
    /// Device pixels per world unit is scale * ratio. Below 0.7 only the name is written, below 0.4 nothing.
    void setScale(qreal scale, qreal ratio);

    /// For pictures made of lines instead of pixels: nothing is drawn ahead and kept.
    void setDirect(bool direct) { m_direct = direct; }

    void paintCard(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node, Instant when, bool chips);
    void paintEnded(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node);
    void paintPill(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node, bool lit);

private:
    template <class Draw> void blit(QPainter& painter, QPointF at, QSizeF size, const QString& key, Draw draw);
    void drawCard(QPainter& painter, const QRectF& box, const GraphNode& node, Instant when, bool chips) const;
    void drawTexts(QPainter& painter, const QRectF& box, const GraphNode& node, Instant when, bool chips) const;
    void drawLine(QPainter& painter, const QRectF& box, const QString& text, bool chip) const;
    void drawBadge(QPainter& painter, const QRectF& box, const QString& text, const GraphNode& node) const;
    void drawChevron(QPainter& painter, const QRectF& box, bool open) const;

    Theme m_theme;
    GraphMetrics m_metrics;
    qreal m_scale = 1;
    qreal m_ratio = 1;
    bool m_direct = false;
    QCache<QString, QPixmap> m_pictures;
};

} // namespace nsscope::ui
