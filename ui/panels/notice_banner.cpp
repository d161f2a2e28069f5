// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notice_banner.h"

#include "ui/panels/command_box.h"
#include "ui/panels/themed_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace nsscope::ui
{

NoticeBanner::NoticeBanner(ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_text(new ThemedLabel(theme, ThemedLabel::Style::Body)),
      m_command(new CommandBox(theme)), m_buttons(new QHBoxLayout)
{
    m_text->wrapping();
    m_text->setAccessibleName(tr("Message"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * grid, grid, grid, grid);
    column->setSpacing(grid);
    column->addWidget(m_text);
    column->addWidget(m_command);
    column->addLayout(m_buttons);
    m_buttons->addStretch(1);
    connect(theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
    hide();
}

QPushButton* NoticeBanner::addButton(const QString& text)
{
    auto* button = new QPushButton(text);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void NoticeBanner::show(Tone tone, const QString& sentence, const QString& command)
{
    m_tone = tone;
    m_sentence = sentence;
    m_text->show(sentence);
    m_text->setAccessibleName(sentence.isEmpty() ? tr("Message") : sentence);
    m_command->show(command.isEmpty() ? QStringList() : QStringList{command});
    m_command->setVisible(!command.isEmpty());
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    update();
}

void NoticeBanner::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    const QColor line = m_tone == Tone::Info ? theme.accent : m_tone == Tone::Warning ? theme.pastBorder : theme.bad;
    QColor ground = m_tone == Tone::Info ? theme.accentSoft : m_tone == Tone::Warning ? theme.past : theme.bad;
    if (m_tone == Tone::Error)
        ground.setAlphaF(theme.dark ? 0.16f : 0.09f);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    painter.drawRoundedRect(QRectF(0, 6, 4, height() - 12), 2, 2);
}

} // namespace nsscope::ui

#include "moc_notice_banner.cpp"
