// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/info_dialogs.h"

#include "core/export/holder_text.h"
#include "ui/panels/command_box.h"
#include "ui/panels/themed_label.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

QString tr(const char* text) { return QCoreApplication::translate("InfoDialogs", text); }

/// A dialog with a title and one body widget in a scroll area, deleted when closed.
void openDialog(QWidget* parent, ThemeSource* theme, const QString& title, QWidget* body, QSize size)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(3 * grid, 3 * grid, 3 * grid, 2 * grid);
    column->setSpacing(2 * grid);
    column->addWidget(new ThemedLabel(theme, Style::Title, title));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    body->layout()->setContentsMargins(grid, grid, grid, grid); // the frame of the focus stands around it
    area->setWidget(body);
    area->setMinimumWidth(qMin(body->sizeHint().width() + area->verticalScrollBar()->sizeHint().width(), qRound(720 * theme->textScale())));
    area->setAccessibleName(title);
    column->addWidget(area, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column->addWidget(buttons);
    dialog->resize(size * theme->textScale());
    dialog->open();
}

} // namespace

void showGapsDialog(QWidget* parent, ThemeSource* theme, const std::vector<Gap>& gaps, const HostInfo& host)
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setSpacing(grid);
    column->addWidget((new ThemedLabel(theme, Style::Body,
                                       tr("nsscope shows what this user may see. What is listed here was not readable, so a "
                                          "namespace may have holders that do not appear.")))
                          ->wrapping());
    for (const Gap& gap : gaps) {
        column->addSpacing(grid);
        column->addWidget((new ThemedLabel(theme, Style::Body, QString::fromStdString(gapSentence(gap, host))))->wrapping());
    }
    if (host.uid != 0) {
        column->addSpacing(2 * grid);
        column->addWidget((new ThemedLabel(theme, Style::Body,
                                           tr("See everything without running this window as root: \"Observe this host as root\" in the File menu starts only the "
                                              "agent as root; or record as root, then open the file here.")))
                              ->wrapping());
        auto* commands = new CommandBox(theme);
        commands->show({QStringLiteral("sudo nsscope-cli record -o all.nsrec --for 10"), QStringLiteral("nsscope all.nsrec")});
        column->addWidget(commands);
    }
    column->addStretch(1);
    openDialog(parent, theme, tr("What could not be read"), body, {520, 420});
}

void showShortcutSheet(QWidget* parent, ThemeSource* theme, const WindowActions& actions)
{
    auto* body = new QWidget;
    auto* table = new QGridLayout(body);
    table->setHorizontalSpacing(3 * grid);
    table->setVerticalSpacing(grid / 2);
    table->setColumnStretch(1, 1);
    int row = 0;
    QString group;
    const auto heading = [&](const QString& text) {
        if (row > 0)
            table->setRowMinimumHeight(row++, grid);
        table->addWidget(new ThemedLabel(theme, Style::Heading, text), row++, 0, 1, 2);
    };
    const auto line = [&](const QString& keys, const QString& text) {
        table->addWidget(new ThemedLabel(theme, Style::Mono, keys), row, 0);
        table->addWidget(new ThemedLabel(theme, Style::Body, text), row++, 1);
    };
    for (const WindowActions::Shortcut& shortcut : actions.shortcuts()) {
        if (shortcut.group != group)
            heading(group = shortcut.group);
        line(shortcut.keys, shortcut.text);
    }
    heading(tr("In graph and timeline"));
    line(tr("Ctrl+wheel"), tr("Zoom at the pointer"));
    line(tr("wheel, Shift+wheel"), tr("Scroll down, sideways"));
    line(tr("+  -  0"), tr("Zoom, fit everything"));
    line(tr(",  ."), tr("Event before, event after, of the selected life"));
    line(tr("1  2"), tr("Set marker A, marker B"));
    table->setRowStretch(row, 1);
    openDialog(parent, theme, tr("Keyboard shortcuts"), body, {520, 620});
}

void showAbout(QWidget* parent, ThemeSource* theme)
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setSpacing(grid);
    for (const QString& text :
         {tr("nsscope shows who keeps every Linux namespace on a host alive, and when the kernel really destroys one."),
          tr("Not seen any more, nobody can reach it, and destroyed are three different facts; every instant names the witness "
             "that told it."),
          tr("The window is free software under the GNU General Public License 3 or later; its core and command line are under "
             "the Apache License 2.0.")})
        column->addWidget((new ThemedLabel(theme, Style::Body, text))->wrapping());
    column->addWidget(new ThemedLabel(theme, Style::Secondary, tr("Version %1").arg(QCoreApplication::applicationVersion())));
    column->addStretch(1);
    openDialog(parent, theme, tr("About nsscope"), body, {460, 320});
}

} // namespace nsscope::ui
