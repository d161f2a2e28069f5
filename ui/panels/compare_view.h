// SPDX-License-Identifier: GPL-3.0-or-later
// Compares: phases of experiments, of this recording or of another one, or the moments of markers A and B. The table of
// differences is its own; whether the graph marks them is announced by a signal.
#pragma once
#include "ui/models/compare_model.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTableView;

namespace nsscope::ui
{

class Session;
class ThemedLabel;

class CompareView : public QWidget
{
    Q_OBJECT
public:
    CompareView(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    const CompareModel& model() const { return m_model; }
    /// Another recording, whose phases can then be chosen too.
    void addRecording(const QString& path);

public slots:
    void setFrame(nsscope::FramePtr frame);
    void showRuns();
    void showMoments();

signals:
    /// The graph is to mark what has changed since then; absent: no marks.
    void differencesWanted(std::optional<nsscope::Instant> since);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Stretch
    {
        int recording = 0; ///< 0: the one shown, 1: the other
        std::int32_t run = 0;
        std::int32_t phase = -1;
        QString title;
        bool operator==(const Stretch&) const = default;
    };
    void refresh();
    void refreshRuns();
    void refreshMoments();
    void fillChoices();
    void listStretches(const Frame& frame, int recording, std::vector<Stretch>& list) const;
    void openOther();
    void fitTable();

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    Session* m_other = nullptr;
    CompareModel m_model;
    std::vector<Stretch> m_stretches;
    QPushButton* m_runs;
    QPushButton* m_moments;
    QWidget* m_choices;
    QComboBox* m_left;
    QComboBox* m_right;
    QPushButton* m_open;
    QCheckBox* m_mark;
    ThemedLabel* m_hint;
    QTableView* m_table;
};

} // namespace nsscope::ui
