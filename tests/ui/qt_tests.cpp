// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/qt_tests.h"

#include <QApplication>
#include <cstdio>
#include <map>
#include <string>

namespace
{

std::map<std::string, nsscope::ui::MakeQtTest>& entries()
{
    static std::map<std::string, nsscope::ui::MakeQtTest> all;
    return all;
}

} // namespace

nsscope::ui::QtTestEntry::QtTestEntry(const char* name, MakeQtTest make) { entries().emplace(name, make); }

int main(int argc, char** argv)
{
    const auto entry = argc > 1 ? entries().find(argv[1]) : entries().end();
    if (entry == entries().end()) {
        std::fprintf(stderr, "usage: %s CLASS [OPTION...], with one of these classes:\n", argv[0]);
        for (const auto& [name, make] : entries())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    QApplication app(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi, true); // as QTEST_MAIN does
    QApplication::setApplicationName(QString::fromLatin1(argv[1])); // settings of its own
    argv[1] = argv[0];
    return QTest::qExec(entry->second().get(), argc - 1, argv + 1);
}
