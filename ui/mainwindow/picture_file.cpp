// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/picture_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal fine = 2;
constexpr qreal pixelsCap = 48e6; ///< 192 MB in memory
constexpr qreal sideCap = 32000;  ///< QPainter's raster engine ends at 32767
constexpr int dotsPerInch = 96;

void writeSvg(const Drawing& drawing, QIODevice& out)
{
    QSvgGenerator svg;
    svg.setOutputDevice(&out);
    svg.setTitle(drawing.title);
    svg.setResolution(dotsPerInch);
    svg.setSize(drawing.size.toSize());
    svg.setViewBox(QRectF(QPointF(0, 0), drawing.size));
    drawing.draw(svg, 1, true);
}

void writePdf(const Drawing& drawing, QIODevice& out)
{
    QPdfWriter pdf(&out);
    pdf.setTitle(drawing.title);
    pdf.setCreator(QStringLiteral("nsscope"));
    pdf.setResolution(dotsPerInch);
    pdf.setPageSize(QPageSize(drawing.size * 72.0 / dotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins(QMarginsF());
    drawing.draw(pdf, 1, true);
}

} // namespace

QImage pictureOf(const Drawing& drawing)
{
    const qreal area = drawing.size.width() * drawing.size.height();
    const qreal longest = std::max(drawing.size.width(), drawing.size.height());
    if (area <= 0)
        return {};
    const qreal scale = std::min({fine, std::sqrt(pixelsCap / area), sideCap / longest});
    QImage image((drawing.size * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    image.fill(Qt::white);
    drawing.draw(image, scale, false);
    return image;
}

QString writePicture(const Drawing& drawing, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (drawing.size.isEmpty())
        return QCoreApplication::translate("PictureFile", "There is nothing to draw yet.");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (ending == QStringLiteral("svg"))
        writeSvg(drawing, buffer);
    else if (ending == QStringLiteral("pdf"))
        writePdf(drawing, buffer);
    else if (!pictureOf(drawing).save(&buffer, "PNG"))
        return QCoreApplication::translate("PictureFile", "The picture could not be made.");
    file.write(bytes);
    return file.commit() ? QString() : file.errorString();
}

} // namespace nsscope::ui
