// SPDX-License-Identifier: GPL-3.0-or-later
// One thing the user should know: a sentence, a command that would help, and buttons for the next step.
#pragma once
#include "ui/theme/theme_source.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace nsscope::ui
{

class CommandBox;
class ThemedLabel;

class NoticeBanner : public QFrame
{
    Q_OBJECT
public:
    enum class Tone { Info, Warning, Error };

    NoticeBanner(ThemeSource* theme, QWidget* parent = nullptr);

    /// Shows it; an empty sentence hides it. `command` may be empty.
    void show(Tone tone, const QString& sentence, const QString& command = {});
    QString sentence() const { return m_sentence; }
    /// A button below the text, in order of adding; its visibility is the caller's.
    QPushButton* addButton(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeSource* m_theme;
    Tone m_tone = Tone::Info;
    QString m_sentence;
    ThemedLabel* m_text;
    CommandBox* m_command;
    QHBoxLayout* m_buttons;
};

} // namespace nsscope::ui
