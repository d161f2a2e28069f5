// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_numbers.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr double markWidth = 3;
constexpr double entryInset = 2.5; ///< blocks are that much lower than marks
constexpr double styledFrom = 7;   ///< narrower blocks have no room for the style of a state

QString tr(const char* text) { return QCoreApplication::translate("NumberStrip", text); }

bool chosen(const NumberScene& scene, const ShownTaker& one)
{
    return one.taker->life == scene.selected || one.taker->life == scene.hovered;
}

QRectF markOf(const NumberScale& scale, const NumberTaker& taker)
{
    const double width = std::max(markWidth, scale.unit());
    return {std::min(scale.x(taker.own), scale.box.right() - width), scale.box.top(), width, scale.box.height()};
}

void paintBlock(QPainter& painter, const QRectF& box, const ShownTaker& one, const Theme& theme)
{
    if (box.width() >= styledFrom) {
        paintStateBody(painter, box.adjusted(0.5, 0, -0.5, 0), 1.5, one.taker->type, one.state, theme);
        return;
    }
    QColor ink = theme.of(one.taker->type).outline;
    ink.setAlphaF(one.state == LifeState::Destroyed ? 0.2f : one.state == LifeState::Obsolete ? 0.4f : 0.6f);
    painter.fillRect(box, ink);
}

struct Span
{
    double from = 0;
    double to = 0;
};

bool isFree(const std::vector<Span>& used, const Span& wanted)
{
    return std::none_of(used.begin(), used.end(), [&](const Span& u) { return wanted.from < u.to && wanted.to > u.from; });
}

/// What fits into a block; empty: nothing.
QString blockText(double width, std::uint64_t count, const QFontMetricsF& metrics)
{
    for (const QString& text : {tr("%1 for /proc/net").arg(count), QString::number(count)}) {
        if (metrics.horizontalAdvance(text) + 8 <= width)
            return text;
    }
    return {};
}

/// Numbers are used again, so blocks lie on each other: the one on top speaks, and one below where it is not covered.
void paintBlockTexts(QPainter& painter, const NumberScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(theme.small);
    painter.setFont(theme.small);
    std::vector<Span> covered;
    for (auto one = scene.shown.rbegin(); one != scene.shown.rend(); ++one) {
        painter.setPen(one->state == LifeState::Destroyed ? theme.secondary : theme.text);
        for (const NumberBlock& block : one->taker->entries) {
            const QRectF box = scene.scale.rectOf(block);
            const QString text = blockText(box.width(), block.count(), metrics);
            const double half = metrics.horizontalAdvance(text) / 2;
            if (!text.isEmpty() && isFree(covered, {box.center().x() - half, box.center().x() + half}))
                painter.drawText(box, Qt::AlignCenter, text);
            covered.push_back({box.left(), box.right()});
        }
    }
}

void paintTaker(QPainter& painter, const NumberScene& scene, const ShownTaker& one, const Theme& theme)
{
    const TypeColours& colours = theme.of(one.taker->type);
    const bool gone = one.state == LifeState::Destroyed;
    for (const NumberBlock& block : one.taker->entries) {
        const QRectF box = scene.scale.rectOf(block).adjusted(0, entryInset, 0, -entryInset);
        paintBlock(painter, box, one, theme);
    }
    QColor ink = colours.badge;
    if (gone)
        ink.setAlphaF(0.35f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawRect(markOf(scene.scale, *one.taker));
}

/// A line under everything that the chosen one has, from its lowest to its highest number.
void paintChosen(QPainter& painter, const NumberScene& scene, const ShownTaker& one, const Theme& theme)
{
    const QRectF mark = markOf(scene.scale, *one.taker);
    const double y = scene.scale.box.bottom() + 2;
    const QColor& ink = one.taker->life == scene.selected ? theme.accent : theme.faint;
    QPen thin(ink, 1);
    double from = mark.left();
    double to = mark.right();
    painter.setPen(QPen(ink, 2.4));
    painter.drawLine(QPointF(mark.left(), y), QPointF(mark.right(), y));
    for (const NumberBlock& block : one.taker->entries) {
        const QRectF box = scene.scale.rectOf(block);
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        from = std::min(from, box.left());
        to = std::max(to, box.right());
    }
    painter.setPen(thin);
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, 1.4));
    painter.drawRect(mark.adjusted(-1.5, -1, 1.5, 1));
}

/// Offsets above the marks: the chosen one's first, then those that live, as far as there is room.
void paintOffsets(QPainter& painter, const NumberScene& scene, const Theme& theme)
{
    std::vector<const ShownTaker*> order;
    for (const ShownTaker& one : scene.shown)
        order.push_back(&one);
    const auto rank = [&](const ShownTaker* one) {
        return (one->taker->life == scene.selected ? 0 : 4) + (one->state == LifeState::Destroyed ? 2 : 0) +
               (one->taker->entryCount > 0 ? 0 : 1);
    };
    std::stable_sort(order.begin(), order.end(), [&](const ShownTaker* a, const ShownTaker* b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a->taker->own < b->taker->own;
    });
    painter.setFont(theme.monoSmall);
    const QFontMetricsF metrics(theme.monoSmall);
    std::vector<Span> used;
    for (const ShownTaker* one : order) {
        const QString text = QString::fromStdString(offsetOf(one->taker->own));
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(markOf(scene.scale, *one->taker).left(), scene.scale.box.left(), scene.scale.box.right() - width);
        if (!isFree(used, {left - 5, left + width + 5}))
            continue;
        used.push_back({left, left + width});
        painter.setPen(one->taker->life == scene.selected ? theme.accent : one->state == LifeState::Destroyed ? theme.secondary : theme.text);
        painter.drawText(QPointF(left, scene.scale.box.top() - 3 - metrics.descent() + 1), text);
    }
}

} // namespace

std::uint64_t NumberScale::at(double px) const
{
    const double steps = std::floor((px - box.left()) / unit());
    return first + static_cast<std::uint64_t>(std::clamp(steps, 0.0, static_cast<double>(last - first)));
}

QRectF NumberScale::rectOf(const NumberBlock& block) const
{
    return {x(block.first), box.top(), std::max(1.0, static_cast<double>(block.count()) * unit()), box.height()};
}

void paintNumbers(QPainter& painter, const NumberScene& scene, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF& box = scene.scale.box;
    painter.fillRect(box.adjusted(0, entryInset, 0, -entryInset), theme.sunken);
    for (const ShownTaker& one : scene.shown)
        paintTaker(painter, scene, one, theme);
    paintBlockTexts(painter, scene, theme);
    for (const ShownTaker& one : scene.shown) {
        if (chosen(scene, one))
            paintChosen(painter, scene, one, theme);
    }
    paintOffsets(painter, scene, theme);
    if (!scene.caption.isEmpty()) {
        painter.setFont(theme.small);
        painter.setPen(theme.secondary);
        painter.drawText(scene.captionBox, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(theme.small).elidedText(scene.caption, Qt::ElideRight, scene.captionBox.width()));
    }
    painter.restore();
}

const ShownTaker* takerAtPixel(const NumberScene& scene, double px)
{
    constexpr double reach = 2;
    for (auto one = scene.shown.rbegin(); one != scene.shown.rend(); ++one) {
        const QRectF mark = markOf(scene.scale, *one->taker);
        if (px >= mark.left() - reach && px <= mark.right() + reach)
            return &*one;
    }
    const std::uint64_t number = scene.scale.at(px);
    for (auto one = scene.shown.rbegin(); one != scene.shown.rend(); ++one) {
        for (const NumberBlock& block : one->taker->entries) {
            if (number >= block.first && number <= block.last)
                return &*one;
        }
    }
    return nullptr;
}

} // namespace nsscope::ui
