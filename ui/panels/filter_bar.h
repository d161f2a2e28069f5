// SPDX-License-Identifier: GPL-3.0-or-later
// One line for the filter that all views share: the expression of "nsscope-cli list --filter", with completion of field
// names, the place of a mistake, and how much it leaves.
#pragma once
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QFrame>
#include <QTimer>

class QLineEdit;

namespace nsscope::ui
{

class ThemedLabel;

class FilterBar : public QFrame
{
    Q_OBJECT
public:
    FilterBar(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }

public slots:
    void setFrame(nsscope::FramePtr frame);
    void open();
    void clear(); ///< takes the filter back and hides the bar

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeFilter();
    void refresh();

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    QLineEdit* m_field;
    ThemedLabel* m_answer;
    QTimer m_pace;
};

} // namespace nsscope::ui
