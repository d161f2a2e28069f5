// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the instants of a life as a small vertical line of dots: filled what has happened, hollow what has not.
#pragma once
#include "ui/panels/moment_rows.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

namespace nsscope::ui
{

class MomentList : public QWidget
{
    Q_OBJECT
public:
    MomentList(ThemeSource* theme, QWidget* parent = nullptr);
    void show(std::vector<MomentRow> rows, NsType type);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight(const MomentRow& row) const;

    ThemeSource* m_theme;
    std::vector<MomentRow> m_rows;
    NsType m_type = NsType::Net;
};

} // namespace nsscope::ui
