// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where to look: another host by ssh, or any command that starts an agent. Remembers what was used.
#pragma once
#include "ui/session/agent_source.h"
#include "ui/theme/theme_source.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QRadioButton;

namespace nsscope::ui
{

class ThemedLabel;

class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectDialog(ThemeSource* theme, QWidget* parent);

signals:
    void chosen(const nsscope::ui::AgentSource& source);

private:
    QComboBox* addField(const QString& key, const QString& name, const QString& example);
    void follow();
    void tryIt();
    bool byHost() const;

    QRadioButton* m_byHost;
    QRadioButton* m_byCommand;
    QComboBox* m_host;
    QComboBox* m_command;
    ThemedLabel* m_fault;
    QPushButton* m_connect;
};

} // namespace nsscope::ui
