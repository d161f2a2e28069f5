// SPDX-License-Identifier: GPL-3.0-or-later
// The one shared selection and time cursor. Every view reads it and writes it; no view knows another view.
#pragma once
#include "core/base/instant.h"
#include "core/track/life.h"
#include "ui/session/arrangement.h"

#include <QObject>
#include <optional>

namespace nsscope::ui
{

class Selection : public QObject
{
    Q_OBJECT
public:
    explicit Selection(QObject* parent = nullptr) : QObject(parent) {}

    /// What the user has arranged and noted, shared like the selection itself.
    Arrangement* arrangement() { return &m_arrangement; }

    LifeId life() const { return m_life; }
    LifeId hovered() const { return m_hovered; }
    /// The moment all views show. Absent: now, that is the newest fact, which moves on by itself.
    std::optional<Instant> cursor() const { return m_cursor; }
    bool atNow() const { return !m_cursor; }

public slots:
    void select(nsscope::LifeId life);
    void hover(nsscope::LifeId life);
    void lookAt(nsscope::Instant t);
    void lookAtNow();
    void clear() { select(LifeId::None); }

signals:
    void lifeChanged(nsscope::LifeId life);
    void hoveredChanged(nsscope::LifeId life);
    void cursorChanged();

private:
    Arrangement m_arrangement;
    LifeId m_life = LifeId::None;
    LifeId m_hovered = LifeId::None;
    std::optional<Instant> m_cursor;
};

} // namespace nsscope::ui
