// SPDX-License-Identifier: GPL-3.0-or-later
// What the user has arranged and noted: cards kept in sight, labels, notes, markers A and B, the filter, the
// neighbourhood looked at. Every change can be undone. All views read it; it knows none, and nothing of the kernel.
#pragma once
#include "core/stream/remark.h"
#include "core/track/filter.h"
#include "core/track/frame.h"

#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <set>

class QUndoStack;

namespace nsscope::ui
{

struct Arranged
{
    std::set<LifeId> kept;
    std::map<LifeId, QString> labels;
    std::map<LifeId, QString> notes;
    std::map<std::int64_t, QString> momentNotes; ///< by instant (ns)
    std::optional<Instant> markers[2];           ///< A and B
    QString filter;
    LifeId focus = LifeId::None; ///< only its neighbourhood is shown

    bool operator==(const Arranged&) const = default;
};

class Arrangement : public QObject
{
    Q_OBJECT
public:
    explicit Arrangement(QObject* parent = nullptr);
    ~Arrangement() override;

    const Arranged& now() const { return m_now; }
    QUndoStack* undoStack() const { return m_stack; }
    QString label(LifeId life) const;
    QString note(LifeId life) const;
    bool kept(LifeId life) const { return m_now.kept.contains(life); }
    /// Absent where there is no filter, or it cannot be read.
    const std::optional<Filter>& filter() const { return m_filter; }
    QString filterError() const { return m_filterError; }

    void keep(LifeId life, bool kept);
    void setLabel(LifeId life, const QString& label);
    void setNote(LifeId life, const QString& note);
    void setMomentNote(Instant at, const QString& note);
    void setMarker(int which, std::optional<Instant> at);
    void setFilter(const QString& expression);
    void setFocus(LifeId life);

    /// Another source: nothing is arranged, nothing can be undone.
    void forget();
    /// What a recording carries; lives that the frame does not know are left out.
    void read(const std::vector<Remark>& remarks, const Frame& frame);
    std::vector<Remark> remarks(const Frame& frame) const;

signals:
    void changed();
    void markersChanged();
    void filterChanged();

private:
    class Step;
    void push(const Arranged& next, const QString& what, int kind);
    void apply(const Arranged& next);

    Arranged m_now;
    std::optional<Filter> m_filter;
    QString m_filterError;
    QUndoStack* m_stack;
};

/// The life that a remark means: on its number, born then, or else the newest born before.
LifeId lifeMeant(const Frame& frame, const Remark& remark);

} // namespace nsscope::ui
