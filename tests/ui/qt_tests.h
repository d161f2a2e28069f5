// SPDX-License-Identifier: GPL-3.0-or-later
// Several classes of tests in one program: "test_ui_graph TestGraphView [Qt Test's options]" runs one of them.
#pragma once
#include <QObject>
#include <QTest>
#include <memory>

namespace nsscope::ui
{

using MakeQtTest = std::unique_ptr<QObject> (*)();

/// Told to main(); each class in a process of its own, as ctest calls it.
struct QtTestEntry
{
    QtTestEntry(const char* name, MakeQtTest make);
};

} // namespace nsscope::ui

/// At the end of a class's file, at the start of a line: CMake reads the names here.
#define NSSCOPE_QT_TEST(Class)                                                                                         \
    static const nsscope::ui::QtTestEntry entryOf##Class(#Class, []() -> std::unique_ptr<QObject> {                    \
        return std::make_unique<Class>();                                                                              \
    });
