// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what can be drawn to a PNG, SVG or PDF file, chosen by the name's ending. Knows nothing of what is drawn.
#pragma once
#include <QSizeF>
#include <QString>
#include <functional>

class QImage;
class QPaintDevice;

namespace nsscope::ui
{

struct Drawing
{
    QSizeF size; ///< at scale 1
    QString title;
    /// Fills the whole device; `vector`: as lines and text.
    std::function<void(QPaintDevice& device, qreal scale, bool vector)> draw;
};

/// Twice as fine as drawn, coarser where it would become larger than a picture can be.
QImage pictureOf(const Drawing& drawing);
/// Error text, empty where done. The file is replaced only by a whole one.
QString writePicture(const Drawing& drawing, const QString& path);

} // namespace nsscope::ui
