// SPDX-License-Identifier: GPL-3.0-or-later
// Under the timeline: the inode numbers that an experiment's network namespaces have at the shown moment, their own and
// those of their /proc/net entries, so that the distance between neighbours is seen. Left and right move the selection.
#pragma once
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"
#include "ui/timeline/paint_numbers.h"

#include <QWidget>

namespace nsscope::ui
{

class NumberStrip : public QWidget
{
    Q_OBJECT
public:
    NumberStrip(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    /// False where the recording tells of no numbers: then there is nothing to show.
    bool hasNumbers() const { return !m_range.empty(); }
    void setLabelWidth(int width); ///< of the column left of the rows, to stand under it
    void setCaptionShown(bool shown);
    const NumberScene& scene() const { return m_scene; }
    /// What is under a point, in words.
    QString storyAt(QPoint p) const;

    QSize sizeHint() const override { return {320, heightNeeded()}; }
    QSize minimumSizeHint() const override { return {0, heightNeeded()}; }

public slots:
    void setFrame(nsscope::FramePtr frame);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    int heightNeeded() const;
    void rebuild();      ///< of the run at the shown moment
    void refresh();      ///< of the shown moment
    void layOut();
    void tell();         ///< caption and accessible text
    Instant moment() const;
    void selectNext(int steps);

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    NumberRange m_range;
    NumberScene m_scene;
    int m_labelWidth = 80;
    bool m_captionShown = true;
    bool m_keyboardFocus = false;
};

} // namespace nsscope::ui
