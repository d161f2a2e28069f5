// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a lesson's text as it is read: Markdown without HTML, as tall as it is. Loads nothing, from nowhere; a link
// is only offered as text to copy, for the file may come from a stranger.
#pragma once
#include "ui/theme/theme_source.h"

#include <QTextBrowser>

namespace nsscope::ui
{

class LessonText : public QTextBrowser
{
    Q_OBJECT
public:
    LessonText(ThemeSource* theme, QWidget* parent = nullptr);

    /// Hidden where it is empty.
    void showMarkdown(const QString& markdown);

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void render();
    void fit();

    ThemeSource* m_theme;
    QString m_source;
    QString m_markdown; ///< as rendered
};

} // namespace nsscope::ui
