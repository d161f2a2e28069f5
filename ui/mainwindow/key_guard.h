// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the window's single-key shortcuts away from widgets that need the key themselves: Space presses the focused
// button, letters go to lists and fields that take text.
#pragma once
#include <QObject>

namespace nsscope::ui
{

class KeyGuard : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace nsscope::ui
