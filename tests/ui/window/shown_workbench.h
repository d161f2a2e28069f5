// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window on a recording, shown and read to its end: what tests of it share.
#pragma once
#include "ui/graph/graph_panel.h"
#include "ui/mainwindow/main_window.h"

#include <QTest>

namespace nsscope::ui
{

struct ShownWorkbench
{
    ThemeSource theme;
    MainWindow window{&theme};

    explicit ShownWorkbench(const QString& recording)
    {
        theme.choose(ThemeSource::Choice::Light);
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        window.openFile(recording);
        if (!QTest::qWaitFor([this] { return window.session()->frame() && window.session()->frame()->ended && !window.session()->loading(); }))
            qFatal("the recording is not read");
    }
    template <class T> T* child() { return window.findChild<T*>(); }
    Arrangement& arrangement() { return *window.selection()->arrangement(); }
    GraphView& graph() { return *child<GraphPanel>()->view(); }
    int cards()
    {
        int count = 0;
        for (const GraphNode& node : graph().scene().content.nodes)
            count += node.present ? 1 : 0;
        return count;
    }
};

} // namespace nsscope::ui
