// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, fonts and distances of the whole window, as values. Views take a const Theme& and ask nothing else about
// looks; ThemeSource decides which one is current and tells when it changes.
#pragma once
#include "core/model/ns_type.h"
#include "core/track/life.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QPainter;
class QRectF;
class QPainterPath;

namespace nsscope::ui
{

/// 8 px grid: distances are multiples of it or half of it, in device-independent pixels.
inline constexpr int grid = 8;

struct TypeColours
{
    QColor fill;    ///< body of cards and bars
    QColor outline; ///< at least 3:1 against the panel ground
    QColor badge;   ///< ground of the letter glyph
    QColor badgeText;
};

struct Theme
{
    bool dark = false;

    QColor window;       ///< behind the panels
    QColor panel;        ///< ground of a panel
    QColor panelBorder;
    QColor sunken;       ///< script, code, input
    QColor gridLine;
    QColor text;
    QColor secondary;    ///< secondary text, still 4.5:1 on panel
    QColor faint;        ///< ticks, disabled; 3:1
    QColor accent;       ///< the one accent: selection, now, primary button
    QColor accentText;   ///< text on accent
    QColor accentSoft;   ///< ground of the current script line
    QColor past;         ///< amber ground: looking at the past
    QColor pastBorder;
    QColor pastText;
    QColor good;
    QColor bad;
    QColor warn;
    QColor reuse;        ///< arcs from one life to the next on the same number
    QColor cleanup;      ///< the kernel's own work
    QColor cleanupFill;
    QColor edge;         ///< ownership edges
    QColor slowGround, slowText; ///< phase shading, alternating by phase index
    QColor fastGround, fastText;

    TypeColours types[nsTypeCount];

    QFont title;     ///< 15 px, semibold
    QFont body;      ///< 13 px
    QFont bodyBold;
    QFont small;     ///< 11.5 px, secondary
    QFont mono;      ///< 12 px, numbers and code
    QFont monoSmall; ///< 11 px

    const TypeColours& of(NsType type) const { return types[static_cast<std::size_t>(type)]; }
    QPalette palette() const;
    QString styleSheet() const; ///< for the few stock widgets: buttons, inputs, lists
};

/// `textScale` 1.0 is the normal size; class mode uses 1.5.
Theme makeTheme(bool dark, double textScale = 1.0);

/// Outline of a type's shape inside `box`: circle net, rounded square user, diamond pid, hexagon mnt, triangle uts,
/// pentagon ipc, octagon cgroup, shield time. Shape, letter and colour say the same thing three times.
QPainterPath typeShape(NsType type, const QRectF& box);
/// Shape filled with the badge colour and the type's letter in it.
void paintTypeGlyph(QPainter& painter, const QRectF& box, NsType type, const Theme& theme, double opacity = 1.0);
/// Body of a card or bar in the style of a state: solid held, dashed pinned/unseen, dashed with hatched foot obsolete,
/// dotted and faded destroyed. The same in graph, timeline and legend.
void paintStateBody(QPainter& painter, const QRectF& box, double radius, NsType type, LifeState state,
                    const Theme& theme);
QString stateTitle(LifeState state); ///< translated, lower case: "held", "no holder seen"

} // namespace nsscope::ui
