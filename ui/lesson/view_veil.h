// SPDX-License-Identifier: GPL-3.0-or-later
// Lies over a view while a prediction is open: dims it, says why, and takes its clicks. The view below cannot have the
// keyboard meanwhile.
#pragma once
#include "ui/theme/theme_source.h"

#include <QPointer>
#include <QWidget>

namespace nsscope::ui
{

class ViewVeil : public QWidget
{
    Q_OBJECT
public:
    enum class Depth { None, Dim, Hidden }; ///< Hidden: what lies below would tell the answer
    /// Covers `view`, whose child it becomes.
    ViewVeil(QWidget* view, ThemeSource* theme);

    void set(Depth depth, const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void lockView(bool lock);

    ThemeSource* m_theme;
    Depth m_depth = Depth::None;
    QString m_words;
    std::vector<std::pair<QPointer<QWidget>, Qt::FocusPolicy>> m_policies;
};

} // namespace nsscope::ui
