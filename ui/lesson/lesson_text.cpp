// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTextBlock>
#include <QToolTip>

namespace nsscope::ui
{

namespace
{

constexpr qsizetype mostCharacters = 200'000;

} // namespace

LessonText::LessonText(ThemeSource* theme, QWidget* parent) : QTextBrowser(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setOpenLinks(false);
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("Text of the lesson"));
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        QGuiApplication::clipboard()->setText(url.toDisplayString());
        QToolTip::showText(QCursor::pos(), tr("Copied: %1").arg(url.toDisplayString().toHtmlEscaped()), this);
    });
    connect(theme, &ThemeSource::changed, this, &LessonText::render);
    hide();
}

void LessonText::showMarkdown(const QString& markdown)
{
    if (markdown != m_source) {
        m_source = markdown;
        // A picture would be read by its name, past loadResource(): it becomes a link.
        m_markdown = markdown.left(mostCharacters).replace(QStringLiteral("!["), QStringLiteral("["));
        render();
    }
    setVisible(!m_markdown.trimmed().isEmpty());
}

QVariant LessonText::loadResource(int, const QUrl&) { return {}; }

void LessonText::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

void LessonText::render()
{
    const Theme& theme = m_theme->current();
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, theme.text);
    colours.setColor(QPalette::Link, theme.accent);
    setPalette(colours);
    document()->setDefaultFont(theme.body);
    document()->setMarkdown(m_markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownNoHTML) |
                                            QTextDocument::MarkdownDialectGitHub);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment part = it.fragment();
            if (!part.charFormat().fontFixedPitch())
                continue;
            QTextCursor code(document());
            code.setPosition(part.position());
            code.setPosition(part.position() + part.length(), QTextCursor::KeepAnchor);
            QTextCharFormat look;
            look.setFontFamilies(theme.mono.families().isEmpty() ? QStringList{theme.mono.family()} : theme.mono.families());
            look.setProperty(QTextFormat::FontPixelSize, theme.mono.pixelSize());
            look.setBackground(theme.sunken);
            code.mergeCharFormat(look);
        }
    }
    fit();
}

void LessonText::fit()
{
    document()->setTextWidth(viewport()->width());
    setFixedHeight(static_cast<int>(document()->size().height()) + 2);
}

} // namespace nsscope::ui

#include "moc_lesson_text.cpp"
