// SPDX-License-Identifier: GPL-3.0-or-later
// nsscope: the window. Never runs as another user, never makes a namespace; the agent that it starts does the looking.
#include "app/window/scripted_run.h"
#include "app/window/window_options.h"
#include "ui/mainwindow/main_window.h"
#include "ui/theme/theme_source.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QStyleFactory>
#include <QTranslator>
#include <cstdio>
#include <cstdlib>

namespace
{

QString firstComplaint; ///< of Qt's while it looks for a display

/// Without a display Qt aborts; this says what is missing, and ends the program in order.
void endWithoutDisplay(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type != QtFatalMsg) {
        if (firstComplaint.isEmpty())
            firstComplaint = text.trimmed();
        return;
    }
    std::fprintf(stderr,
                 "nsscope: no window can be opened here (%s). Start it on a desktop, or set DISPLAY or WAYLAND_DISPLAY; nsscope-cli "
                 "does the same without a window, and QT_QPA_PLATFORM=offscreen is enough for --screenshot.\n",
                 qPrintable(firstComplaint.isEmpty() ? text : firstComplaint));
    std::_Exit(1);
}

} // namespace

int main(int argc, char** argv)
{
    using namespace nsscope::ui;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const WindowCall call = parseWindowOptions(arguments);
    if (call.exitStatus) {
        std::fputs(qPrintable(call.output), stdout);
        if (!call.fault.isEmpty())
            std::fprintf(stderr, "nsscope: %s\n", qPrintable(call.fault));
        return *call.exitStatus;
    }

    // Qt takes its own options (-platform, -display) from what it is given; ours are not its business.
    int qtArguments = 1;
    qInstallMessageHandler(endWithoutDisplay);
    QApplication application(qtArguments, argv);
    qInstallMessageHandler(nullptr);
    if (!firstComplaint.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(firstComplaint));
    QApplication::setApplicationName(QStringLiteral("nsscope"));
    QApplication::setOrganizationName(QStringLiteral("nsscope"));
    QApplication::setApplicationVersion(QStringLiteral(NSSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.nsscope.nsscope"));
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("nsscope")));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));

    // In the language of the desktop where there is a translation: ours beside the program, Qt's own with Qt.
    QTranslator ours;
    if (ours.load(QLocale(), QStringLiteral("nsscope"), QStringLiteral("_"), QCoreApplication::applicationDirPath() + QStringLiteral("/../share/nsscope/translations")))
        QCoreApplication::installTranslator(&ours);
    QTranslator qts;
    if (qts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qts);

    ThemeSource theme;
    theme.choose(call.options.theme);
    MainWindow window(&theme);
    window.resize(call.options.size);
    WindowOptions options = call.options;
    if (options.screenshot.isEmpty() && !options.quit) {
        const QString before = window.restore();
        if (options.file.isEmpty() && options.experiment.isEmpty() && !options.agent)
            options.file = before;
    }
    ScriptedRun run(window, options);
    window.show();
    run.begin();
    return QApplication::exec();
}
