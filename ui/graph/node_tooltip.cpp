// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_text.h"

#include "core/base/escape.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace nsscope::ui
{

namespace
{

struct TooltipWords
{
    Q_DECLARE_TR_FUNCTIONS(nsscope::ui::GraphText)
};

constexpr std::size_t holdersListed = 6;
constexpr int chainListed = 8;

QString html(const QString& text) { return text.toHtmlEscaped(); }
QString htmlShown(const std::string& bytes) { return html(QString::fromStdString(displayText(bytes))); }

QString holderLine(const Holder& h)
{
    const QString kind = QString::fromUtf8(holderKindName(h.kind).data(), static_cast<qsizetype>(holderKindName(h.kind).size()))
                             .replace(QLatin1Char('_'), QLatin1Char(' '));
    QString text = kind;
    if (h.pid > 0)
        text += QStringLiteral(" %1").arg(h.pid);
    if (h.tid > 0)
        text += TooltipWords::tr(", thread %1").arg(h.tid);
    if (h.fd >= 0)
        text += TooltipWords::tr(", fd %1").arg(h.fd);
    if (!h.comm.empty())
        text += QStringLiteral(" (%1)").arg(htmlShown(h.comm));
    if (!h.path.empty())
        text += QStringLiteral(" ") + htmlShown(h.path);
    return text;
}

QStringList holderLines(const Life& life, Instant at)
{
    const std::vector<Holder> holders = holdersAt(life, at);
    QStringList lines;
    for (std::size_t i = 0; i < holders.size() && i < holdersListed; ++i)
        lines << holderLine(holders[i]);
    if (holders.size() > holdersListed)
        lines << TooltipWords::tr("and %n more", nullptr, static_cast<int>(holders.size() - holdersListed));
    return lines;
}

QString numberLine(const Life& life)
{
    QString text = QStringLiteral("<b>%1</b>").arg(QString::fromStdString(linkText(life.ref)));
    if (life.ref.id != 0)
        text += TooltipWords::tr(" · id %1").arg(life.ref.id);
    return text;
}

} // namespace

QString nodeTooltip(const GraphNode& node, Instant at)
{
    if (node.kind != NodeKind::Namespace || !node.life) {
        const QString action = node.expandable() ? (node.open ? TooltipWords::tr("Click to hide them.") : TooltipWords::tr("Click to show them."))
                                                 : TooltipWords::tr("Their owner lies beyond what may be seen from here.");
        return QStringLiteral("<b>%1</b> %2<br>%3").arg(html(nodeTitle(node)), html(nodeSubtitle(node, at)), action);
    }
    QStringList lines{numberLine(*node.life), html(nodeSubtitle(node, at))};
    if (node.ordinal > 1)
        lines << TooltipWords::tr("%1 life on this number").arg(ordinalText(node.ordinal));
    if (!node.life->contradictions.empty())
        lines << TooltipWords::tr("Witnesses disagree, see the inspector.");
    const QStringList holders = holderLines(*node.life, at);
    if (!holders.isEmpty())
        lines << TooltipWords::tr("Held by:") << holders;
    return lines.join(QStringLiteral("<br>"));
}

QString endedTooltip(const GraphNode& node, const Frame& frame)
{
    const QString number = node.life ? QString::number(node.life->ref.inode) : QString();
    QStringList lines{node.ended == 1 ? TooltipWords::tr("<b>1 earlier life</b> on number %1").arg(number)
                                      : TooltipWords::tr("<b>%n earlier lives</b> on number %1", nullptr, node.ended).arg(number)};
    int listed = 0;
    for (const Life* life = node.life ? frame.find(node.life->reuses) : nullptr; life; life = frame.find(life->reuses)) {
        if (++listed > chainListed) {
            lines << QStringLiteral("…");
            break;
        }
        lines << numberLine(*life);
    }
    return lines.join(QStringLiteral("<br>"));
}

QString pillTooltip(const GraphNode& node, Instant at)
{
    if (!node.life)
        return {};
    return (QStringList{TooltipWords::tr("<b>Held by</b>")} + holderLines(*node.life, at)).join(QStringLiteral("<br>"));
}

} // namespace nsscope::ui
