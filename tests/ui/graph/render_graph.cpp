// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the graph panel offscreen to PNG files, in both themes and several sizes: for looking at, not a test.
// render_graph DIRECTORY [RECORDING]
#include "core/base/read_file.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "tests/ui/sample_frame.h"
#include "ui/graph/graph_panel.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <cstdio>
#include <fcntl.h>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

struct Shot
{
    QString name;
    QSize size;
    FramePtr frame;
    LifeId selected = LifeId::None;
    GraphView::Layout layout = GraphView::Layout::Tree;
    bool open = false; ///< groups too
    int zoomOut = 0;
};

void render(const QString& folder, const Shot& shot, bool dark, qreal ratio)
{
    Selection selection;
    ThemeSource theme;
    theme.choose(dark ? ThemeSource::Choice::Dark : ThemeSource::Choice::Light);
    qApp->setStyleSheet(theme.current().styleSheet());
    qApp->setPalette(theme.current().palette());
    GraphPanel panel(&selection, &theme);
    panel.resize(shot.size);
    panel.view()->setLayoutKind(shot.layout);
    panel.setFrame(shot.frame);
    for (int level = 0; shot.open && level < 2; ++level) {
        std::vector<std::uint64_t> groups;
        for (const GraphNode& node : panel.view()->scene().content.nodes) {
            if (node.expandable() && !node.open)
                groups.push_back(node.key);
        }
        for (std::uint64_t key : groups)
            panel.view()->toggleGroup(key);
    }
    selection.select(shot.selected);
    for (int i = 0; i < shot.zoomOut; ++i)
        panel.view()->zoomOut();
    panel.show();
    QApplication::processEvents();
    QPixmap picture(shot.size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(theme.current().window);
    panel.render(&picture);
    const QString file = QStringLiteral("%1/%2-%3x%4-%5-%6.png")
                             .arg(folder, shot.name)
                             .arg(shot.size.width())
                             .arg(shot.size.height())
                             .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
                             .arg(qRound(ratio * 100));
    picture.save(file);
    std::printf("%s\n", qPrintable(file));
}

FramePtr readRecording(const char* path)
{
    const Result<std::string> bytes = readFileAt(AT_FDCWD, path, std::size_t(1) << 30);
    if (!bytes) {
        std::fprintf(stderr, "%s\n", bytes.error().message().c_str());
        return nullptr;
    }
    StreamReader reader;
    FrameBuilder builder;
    if (const auto facts = reader.feed(*bytes)) {
        for (const Fact& fact : *facts)
            builder.add(fact);
    }
    return builder.frame();
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    app.setStyle(QStringLiteral("Fusion"));
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QDir::tempPath();
    QDir().mkpath(folder);
    const FramePtr recorded = argc > 2 ? readRecording(argv[2]) : nullptr;
    const QSize sizes[] = {{760, 380}, {1200, 700}, {420, 300}};
    for (const QSize size : sizes) {
        for (bool dark : {false, true}) {
            render(folder, {QStringLiteral("open"), size, sampleTrashFrame(9), LifeId::None, GraphView::Layout::Tree, true, 0}, dark, 1);
            render(folder, {QStringLiteral("open-small"), size, sampleTrashFrame(9), LifeId::None, GraphView::Layout::Tree, true, 3}, dark, 1);
            render(folder, {QStringLiteral("open-tiny"), size, sampleTrashFrame(9), LifeId::None, GraphView::Layout::Tree, true, 8}, dark, 1);
            if (recorded) {
                render(folder, {QStringLiteral("recorded"), size, recorded}, dark, 1);
                render(folder, {QStringLiteral("recorded-lanes"), size, recorded, LifeId::None, GraphView::Layout::Lanes}, dark, 1);
                continue;
            }
            for (qreal ratio : {1.0, 2.0}) {
                if (ratio > 1 && size.width() > 1000)
                    continue;
                render(folder, {QStringLiteral("story6"), size, sampleTrashFrame(6), static_cast<LifeId>(26)}, dark, ratio);
            }
            render(folder, {QStringLiteral("story1"), size, sampleTrashFrame(1)}, dark, 1);
            render(folder, {QStringLiteral("story9"), size, sampleTrashFrame(9)}, dark, 1);
            render(folder, {QStringLiteral("host"), size, sampleHostFrame()}, dark, 1);
            render(folder, {QStringLiteral("lanes"), size, sampleHostFrame(), LifeId::None, GraphView::Layout::Lanes}, dark, 1);
        }
    }
    return 0;
}
