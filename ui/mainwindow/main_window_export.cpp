// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves MainWindow: pictures of graph, timeline and window, and a recording in other formats.
#include "ui/graph/graph_panel.h"
#include "ui/graph/graph_picture.h"
#include "ui/mainwindow/data_export.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/picture_file.h"
#include "ui/mainwindow/program_files.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/panels/status_bar.h"
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>
#include <QProgressDialog>

namespace nsscope::ui
{

namespace
{

Drawing graphDrawing(GraphView& view, const Theme& theme)
{
    const GraphScene& scene = view.scene();
    return {scene.content.nodes.empty() ? QSizeF() : graphPictureSize(scene), GraphView::tr("Graph of namespaces"),
            [&scene, &theme](QPaintDevice& device, qreal scale, bool vector) {
                QPainter painter(&device);
                paintGraphPicture(painter, scene, theme, scale, vector);
            }};
}

Drawing timelineDrawing(const TimelineView& view)
{
    return {view.scene().frame ? QSizeF(view.plot()->size()) : QSizeF(), TimelineView::tr("Lives of inode numbers"),
            [&view](QPaintDevice& device, qreal scale, bool) { view.drawPicture(device, scale); }};
}

constexpr int patienceMs = 200; ///< until a dialog shows that it takes a while

} // namespace

void MainWindow::connectExport()
{
    const auto on = [this](ActionId id, auto&& does) { connect(m_actions->action(id), &QAction::triggered, this, does); };
    on(ActionId::ExportGraph, [this] {
        if (const QString path = picturePath(QStringLiteral("graph")); !path.isEmpty())
            exportPicture(graphDrawing(*m_graph->view(), m_theme->current()), path);
    });
    on(ActionId::ExportTimeline, [this] {
        if (const QString path = picturePath(QStringLiteral("timeline")); !path.isEmpty())
            exportPicture(timelineDrawing(*m_timeline->view()), path);
    });
    on(ActionId::CopyGraph, [this] { copyPicture(graphDrawing(*m_graph->view(), m_theme->current())); });
    on(ActionId::CopyTimeline, [this] { copyPicture(timelineDrawing(*m_timeline->view())); });
    on(ActionId::SavePicture, [this] { savePicture(); });
    on(ActionId::CopyPicture, [this] { QApplication::clipboard()->setPixmap(grab()); });
    on(ActionId::ExportData, [this] { exportData(); });
}

QString MainWindow::picturePath(const QString& name)
{
    QString path = QFileDialog::getSaveFileName(this, tr("Export picture"), name + QStringLiteral(".png"),
                                                tr("Pictures (*.png);;Drawings (*.svg);;Documents (*.pdf)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".png");
    return path;
}

void MainWindow::exportPicture(const Drawing& drawing, const QString& path)
{
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const QString fault = writePicture(drawing, path);
    QApplication::restoreOverrideCursor();
    m_status->showMessage(fault.isEmpty() ? tr("Written %1").arg(QFileInfo(path).fileName()) : tr("Not written: %1").arg(fault));
}

void MainWindow::copyPicture(const Drawing& drawing)
{
    const QImage image = pictureOf(drawing);
    if (!image.isNull())
        QApplication::clipboard()->setImage(image);
    m_status->showMessage(image.isNull() ? tr("There is nothing to draw yet.") : tr("Copied: %1").arg(drawing.title));
}

void MainWindow::savePicture()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export picture"), QStringLiteral("nsscope.png"), tr("Pictures (*.png)"));
    if (!path.isEmpty())
        m_status->showMessage(grab().save(path) ? tr("Picture saved") : tr("The picture could not be written to %1").arg(path));
}

void MainWindow::exportData()
{
    QStringList filters;
    for (const ExportFormat& format : exportFormats())
        filters << QStringLiteral("%1 (*.%2)").arg(format.text, format.ending);
    QString filter = filters.first();
    QString path = QFileDialog::getSaveFileName(this, tr("Export data"), QStringLiteral("nsscope.html"), filters.join(QStringLiteral(";;")), &filter);
    if (path.isEmpty())
        return;
    const ExportFormat& format = exportFormats().at(qMax(qsizetype(0), filters.indexOf(filter)));
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + format.ending;
    writeData(format.name, path);
}

void MainWindow::writeData(const QString& format, const QString& path)
{
    auto* work = new DataExport(this);
    auto* progress = new QProgressDialog(tr("Writing %1").arg(QFileInfo(path).fileName()), tr("Cancel"), 0, 0, this);
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setMinimumDuration(patienceMs);
    progress->setWindowTitle(tr("Export data"));
    progress->setValue(0);
    connect(progress, &QProgressDialog::canceled, work, [this, work, path] {
        work->cancel();
        work->deleteLater();
        m_status->showMessage(tr("Not written: %1 was given up").arg(QFileInfo(path).fileName()));
    });
    connect(work, &DataExport::finished, this, [this, work, progress, path](const QString& fault) {
        progress->disconnect(work);
        progress->close();
        work->deleteLater();
        m_status->showMessage(fault.isEmpty() ? tr("Written %1").arg(QFileInfo(path).fileName()) : tr("Not written: %1").arg(fault));
    });
    work->start(agentCommand().value(0), m_session->streamFile(), format, path);
}

} // namespace nsscope::ui
