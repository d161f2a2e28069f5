// SPDX-License-Identifier: GPL-3.0-or-later
// The row on top: name, what is looked at, the experiment's clock, and the search field. Folds its words away in a
// narrow window.
#pragma once
#include "ui/session/transport.h"
#include "ui/theme/theme_source.h"

#include <QFrame>

class QLineEdit;
class QMenu;
class QPushButton;

namespace nsscope::ui
{

class ThemedLabel;
class TransportBar;

class HeaderBar : public QFrame
{
    Q_OBJECT
public:
    HeaderBar(Transport* transport, ThemeSource* theme, QWidget* parent = nullptr);

    void setSource(const QString& title, const QString& tip);
    QMenu* sourceMenu() const { return m_menu; }
    QLineEdit* search() const { return m_search; }
    /// Marks the words as not found.
    void setFound(bool found);

signals:
    void searched(const QString& words, bool next); ///< next: the one after the selected

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fold();

    ThemeSource* m_theme;
    ThemedLabel* m_name;
    QPushButton* m_source;
    QMenu* m_menu;
    TransportBar* m_transport;
    QLineEdit* m_search;
    QString m_title;
};

} // namespace nsscope::ui
