// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/number_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

/// With room for the words within.
int blockHeight(const Theme& theme) { return QFontMetrics(theme.small).height() + 3; }
constexpr int right = 10; ///< as in the timeline above, with its frame

bool isStripKey(int key) { return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End; }

} // namespace

NumberStrip::NumberStrip(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Inode numbers in use"));
    connect(selection, &Selection::lifeChanged, this, [this](LifeId life) {
        m_scene.selected = life;
        tell();
    });
    connect(selection, &Selection::hoveredChanged, this, [this](LifeId life) {
        m_scene.hovered = life;
        update();
    });
    connect(selection, &Selection::cursorChanged, this, [this] {
        if (m_frame && runAt(*m_frame, moment()) != m_range.run)
            rebuild();
        refresh();
    });
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        layOut();
    });
    m_scene.selected = selection->life();
}

Instant NumberStrip::moment() const { return m_selection->cursor().value_or(m_frame ? m_frame->last : Instant{}); }

void NumberStrip::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    rebuild();
    refresh();
}

void NumberStrip::setLabelWidth(int width)
{
    if (m_labelWidth == width)
        return;
    m_labelWidth = width;
    layOut();
}

void NumberStrip::setCaptionShown(bool shown)
{
    if (m_captionShown == shown)
        return;
    m_captionShown = shown;
    updateGeometry();
    tell();
    layOut();
}

int NumberStrip::heightNeeded() const
{
    const Theme& theme = m_theme->current();
    return QFontMetrics(theme.monoSmall).height() + blockHeight(theme) + 8 +
           (m_captionShown ? QFontMetrics(theme.small).height() + 2 : 0);
}

void NumberStrip::rebuild()
{
    m_scene.shown.clear(); // it points into the range
    m_range = m_frame ? numberRange(*m_frame, runAt(*m_frame, moment())) : NumberRange();
    m_scene.scale.first = m_range.first;
    m_scene.scale.last = m_range.last;
}

void NumberStrip::refresh()
{
    m_scene.shown = m_frame ? takersAt(m_range, *m_frame, moment()) : std::vector<ShownTaker>();
    tell();
}

void NumberStrip::layOut()
{
    const Theme& theme = m_theme->current();
    const int top = QFontMetrics(theme.monoSmall).height() + 2;
    const double width = std::max(1, this->width() - m_labelWidth - right);
    m_scene.scale.box = QRectF(m_labelWidth, top, width, blockHeight(theme));
    m_scene.captionBox = QRectF(m_labelWidth, top + blockHeight(theme) + 4, width, QFontMetrics(theme.small).height());
    update();
}

void NumberStrip::tell()
{
    const auto selected = std::find_if(m_scene.shown.begin(), m_scene.shown.end(),
                                       [this](const ShownTaker& one) { return one.taker->life == m_scene.selected; });
    // Without a selection the newest that lives stands for all: how it takes its numbers is how they all did.
    const auto newest = std::find_if(m_scene.shown.rbegin(), m_scene.shown.rend(),
                                     [](const ShownTaker& one) { return one.taker->entryCount > 0; });
    QString story;
    if (selected != m_scene.shown.end())
        story = takerStory(m_scene.shown, *selected);
    else if (newest != m_scene.shown.rend())
        story = takerStory(m_scene.shown, *newest);
    m_scene.caption = m_captionShown ? story : QString();
    setAccessibleDescription(hasNumbers() ? rangeStory(m_scene.shown) + QLatin1Char(' ') + story : QString());
    update();
}

QString NumberStrip::storyAt(QPoint p) const
{
    if (!hasNumbers())
        return {};
    if (p.x() < m_scene.scale.box.left() || p.y() > m_scene.scale.box.bottom() + 3)
        return rangeStory(m_scene.shown) + QLatin1Char(' ') +
               tr("Namespaces of all types and the entries of /proc get their numbers from one allocator, the lowest free "
                  "one first. Tall marks: a namespace's own number. Low blocks: the entries of its /proc/net.");
    const ShownTaker* taker = takerAtPixel(m_scene, p.x());
    const std::uint64_t number = m_scene.scale.at(p.x());
    const bool onMark = taker && std::none_of(taker->taker->entries.begin(), taker->taker->entries.end(),
                                              [&](const NumberBlock& b) { return number >= b.first && number <= b.last; });
    return numberStory(m_scene.shown, onMark ? taker->taker->own : number);
}

void NumberStrip::selectNext(int steps)
{
    std::vector<const NumberTaker*> order;
    for (const ShownTaker& one : m_scene.shown)
        order.push_back(one.taker);
    if (order.empty())
        return;
    std::sort(order.begin(), order.end(), [](const NumberTaker* a, const NumberTaker* b) { return a->own < b->own; });
    const auto now = std::find_if(order.begin(), order.end(), [this](const NumberTaker* t) { return t->life == m_scene.selected; });
    const auto last = static_cast<std::ptrdiff_t>(order.size()) - 1;
    const std::ptrdiff_t from = now == order.end() ? (steps > 0 ? -1 : last + 1) : now - order.begin();
    m_selection->select(order[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + steps, 0, last))]->life);
}

bool NumberStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto& help = static_cast<QHelpEvent&>(*event);
        const QString story = storyAt(help.pos());
        if (story.isEmpty())
            QToolTip::hideText();
        else // rich text, so that long sentences wrap
            QToolTip::showText(help.globalPos(), QStringLiteral("<qt>%1</qt>").arg(story.toHtmlEscaped()), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = static_cast<QKeyEvent&>(*event);
        if (isStripKey(key.key()) && key.modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void NumberStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = m_theme->current();
    painter.fillRect(rect(), theme.panel);
    if (hasNumbers()) {
        const QRectF& box = m_scene.scale.box;
        painter.setFont(theme.monoSmall);
        painter.setPen(theme.secondary);
        painter.drawText(QRectF(0, box.top(), m_labelWidth - 8, box.height()), Qt::AlignRight | Qt::AlignVCenter, tr("numbers"));
        paintNumbers(painter, m_scene, theme);
    }
    if (!hasFocus() || !m_keyboardFocus)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 4, 4);
}

void NumberStrip::resizeEvent(QResizeEvent*) { layOut(); }

void NumberStrip::mousePressEvent(QMouseEvent* event)
{
    const ShownTaker* taker = event->button() == Qt::LeftButton ? takerAtPixel(m_scene, event->position().x()) : nullptr;
    if (taker && event->position().x() >= m_scene.scale.box.left())
        m_selection->select(taker->taker->life);
}

void NumberStrip::mouseMoveEvent(QMouseEvent* event)
{
    const bool inside = m_scene.scale.box.adjusted(-2, -2, 2, 4).contains(event->position());
    const ShownTaker* taker = inside ? takerAtPixel(m_scene, event->position().x()) : nullptr;
    m_selection->hover(taker ? taker->taker->life : LifeId::None);
    setCursor(taker ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void NumberStrip::leaveEvent(QEvent*) { m_selection->hover(LifeId::None); }

void NumberStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() != Qt::NoModifier || !hasNumbers())
        return QWidget::keyPressEvent(event);
    const auto all = static_cast<int>(m_scene.shown.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return selectNext(-1);
    case Qt::Key_Right:
        return selectNext(1);
    case Qt::Key_Home:
        return selectNext(-all);
    case Qt::Key_End:
        return selectNext(all);
    case Qt::Key_Escape:
        return m_selection->clear();
    default:
        QWidget::keyPressEvent(event);
    }
}

void NumberStrip::focusInEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_keyboardFocus = event->reason() != Qt::MouseFocusReason;
    update();
}

void NumberStrip::focusOutEvent(QFocusEvent*) { update(); }

} // namespace nsscope::ui

#include "moc_number_strip.cpp"
