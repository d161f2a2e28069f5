// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the window says can be translated: with a translator that marks each text, no words of ours are left unmarked.
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/free/free_panel.h"
#include "ui/lesson/lesson_text.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/panels/script_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTranslator>

using namespace nsscope;
using namespace nsscope::ui;

class TestTranslation : public QObject
{
    Q_OBJECT
private slots:
    void everyWordGoesThroughTheTranslator();
};

namespace
{

class Marker : public QTranslator
{
public:
    QString translate(const char*, const char* source, const char*, int) const override { return u'«' + QString::fromUtf8(source) + u'»'; }
    bool isEmpty() const override { return false; }
};

/// Names that stay as they are in every language, numbers, keys.
bool isName(const QString& text)
{
    static const QRegularExpression names(QStringLiteral(
        "^(nsscope|A|B|C|lab|mnt|uts|ipc|net|pid|user|cgroup|time|(mnt|uts|ipc|net|pid|user|cgroup|time) [0-9…()+ ]+|[^a-zA-Z]*)$"));
    return names.match(text).hasMatch();
}

/// What a recording or a lesson says is not ours.
bool isForeign(const QWidget* widget)
{
    return qobject_cast<const LessonText*>(widget) || qobject_cast<const ScriptView*>(widget);
}

} // namespace

void TestTranslation::everyWordGoesThroughTheTranslator()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("run.nsrec")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(recordedRun());
    file.close();
    ThemeSource theme;
    MainWindow window(&theme);
    window.show();
    window.openFile(file.fileName());
    QVERIFY(QTest::qWaitFor([&] { return window.session()->frame() && window.session()->frame()->ended; }));
    window.selection()->select(static_cast<LifeId>(2));
    QCoreApplication::processEvents();

    int checked = 0;
    QStringList unmarked;
    const auto check = [&](const QString& text, const QObject* where, const char* what) {
        if (text.trimmed().isEmpty())
            return;
        ++checked;
        // Files are named by their owners; titles of lessons and experiments are translated with their texts.
        static const QRegularExpression data(QStringLiteral("run\\.nsrec$|^L[0-9]+ · |^Slow and fast trashing$|^Know the eight types"));
        if (!text.contains(u'«') && !isName(text) && !data.match(text).hasMatch())
            unmarked << QStringLiteral("%1 of %2: %3").arg(QLatin1String(what), QLatin1String(where->metaObject()->className()), text);
    };
    for (const QAction* action : window.findChildren<QAction*>()) {
        if (action->isSeparator() || action->text() == QFileInfo(file.fileName()).fileName())
            continue;
        check(action->text(), action, "text");
    }
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (isForeign(widget))
            continue;
        check(widget->accessibleName(), widget, "name");
        check(widget->toolTip(), widget, "tooltip");
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            check(button->text(), widget, "text");
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            check(label->text(), widget, "text");
        if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            check(line->placeholderText(), widget, "placeholder");
    }
    QCoreApplication::removeTranslator(&marker);
    QVERIFY(checked > 200);
    QVERIFY2(unmarked.isEmpty(), qPrintable(unmarked.join(QLatin1Char('\n'))));
}

NSSCOPE_QT_TEST(TestTranslation)
#include "test_translation.moc"
