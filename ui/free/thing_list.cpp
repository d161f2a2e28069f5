// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/free/thing_list.h"

#include "ui/free/free_words.h"
#include "ui/panels/themed_label.h"

#include <QApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

ThingList::ThingList(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this))
{
    setAccessibleName(tr("What it has in hand"));
    m_column->setContentsMargins(0, 0, 0, 0);
    build({});
}

std::vector<ThingList::Row> ThingList::rowsOf(const FreeStand& stand, const FreeStand::Actor& actor)
{
    const QString by = QString::fromStdString(actor.name);
    std::vector<Row> rows;
    for (const FreeStand::Descriptor& one : actor.descriptors) {
        const QString fd = QString::fromStdString(one.name);
        Row row{descriptorText(one), {}, {}};
        const auto add = [&row](const QString& words, const QString& step) {
            row.words << words;
            row.steps << step;
        };
        add(tr("Close"), QStringLiteral("close fd=%1 actor=%2").arg(fd, by));
        if (!one.socket)
            add(tr("Enter"), QStringLiteral("setns fd=%1 actor=%2").arg(fd, by));
        const QString fresh = QString::fromStdString(stand.fresh(one.socket ? 's' : 'f'));
        add(tr("Copy"), QStringLiteral("dup fd=%1 to_fd=%2 actor=%3").arg(fd, fresh, by));
        for (const FreeStand::Actor& other : stand.actors) {
            if (other.name != actor.name)
                add(tr("Pass to %1").arg(QString::fromStdString(other.name)),
                    QStringLiteral("pass fd=%1 to=%2 to_fd=%3 actor=%4").arg(fd, QString::fromStdString(other.name), fresh, by));
        }
        rows.push_back(std::move(row));
    }
    for (const FreeStand::Mount& mount : actor.mounts)
        rows.push_back({mountText(mount), {tr("Unmount")}, {QStringLiteral("unmount mount=%1 actor=%2").arg(QString::fromStdString(mount.name), by)}});
    return rows;
}

void ThingList::show(const FreeStand& stand, const FreeStand::Actor* actor)
{
    const std::vector<Row> rows = actor ? rowsOf(stand, *actor) : std::vector<Row>{};
    if (rows != m_rows)
        build(rows);
}

void ThingList::build(const std::vector<Row>& rows)
{
    const bool focused = m_body && m_body->isAncestorOf(QApplication::focusWidget());
    m_rows = rows;
    // Later: a press of one of its buttons may be what brought the change.
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
    }
    m_body = new QWidget;
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    if (rows.empty())
        column->addWidget((new ThemedLabel(m_theme, ThemedLabel::Style::Secondary, tr("Nothing: no descriptor, no mount")))->wrapping());
    for (const Row& row : rows)
        column->addWidget(makeRow(row));
    m_column->addWidget(m_body);
    m_body->show(); // at once, so that it can have the keyboard
    if (!focused)
        return;
    if (auto* first = m_body->findChild<QPushButton*>())
        first->setFocus(Qt::OtherFocusReason);
    else
        focusNextChild();
}

QWidget* ThingList::makeRow(const Row& row)
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget((new ThemedLabel(m_theme, ThemedLabel::Style::Body, row.text))->wrapping());
    // So many a line, so that no narrow panel cuts them.
    constexpr int aLine = 4;
    QHBoxLayout* line = nullptr;
    for (int i = 0; i < row.words.size(); ++i) {
        if (i % aLine == 0) {
            column->addLayout(line = new QHBoxLayout);
            line->setSpacing(grid / 2);
        }
        auto* button = new QPushButton(row.words[i]);
        button->setProperty("link", true);
        button->setAccessibleName(QStringLiteral("%1 %2").arg(row.words[i], row.text));
        connect(button, &QPushButton::clicked, this, [this, step = row.steps[i]] { emit stepWanted(step); });
        line->addWidget(button);
        if (i % aLine == aLine - 1 || i == row.words.size() - 1)
            line->addStretch(1);
    }
    return body;
}

} // namespace nsscope::ui

#include "moc_thing_list.cpp"
