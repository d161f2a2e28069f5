// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lessons_model.h"

#include "ui/lesson/lesson_words.h"

#include <QSettings>

namespace nsscope::ui
{

namespace
{

/// An id is a name of letters, digits, '_' and '-' (the reader sees to that), so it is safe as a key.
QString keyOf(const std::string& id) { return QStringLiteral("lessons/") + QString::fromStdString(id); }

} // namespace

void LessonsModel::setLessons(std::vector<LessonFolder> folders)
{
    beginResetModel();
    m_lessons.clear();
    m_results.clear();
    for (LessonFolder& folder : folders) {
        if (!folder.sound())
            continue;
        const QStringList kept = QSettings().value(keyOf(folder.lesson().id)).toString().split(QLatin1Char('/'));
        m_results.push_back({kept.size() == 2, kept.value(0).toInt(), kept.value(1).toInt()});
        m_lessons.push_back(std::make_shared<const LessonFolder>(std::move(folder)));
    }
    endResetModel();
}

LessonPtr LessonsModel::lesson(const QModelIndex& index) const
{
    return index.isValid() ? m_lessons[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex LessonsModel::indexOf(const std::string& id) const
{
    for (std::size_t i = 0; i < m_lessons.size(); ++i) {
        if (m_lessons[i]->lesson().id == id)
            return index(static_cast<int>(i));
    }
    return {};
}

QModelIndex LessonsModel::next() const
{
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        if (!m_results[i].done)
            return index(static_cast<int>(i));
    }
    return index(0);
}

void LessonsModel::setResult(const std::string& id, int right, int of)
{
    QSettings().setValue(keyOf(id), QStringLiteral("%1/%2").arg(right).arg(of));
    const QModelIndex at = indexOf(id);
    if (!at.isValid())
        return;
    m_results[static_cast<std::size_t>(at.row())] = {true, right, of};
    emit dataChanged(at, at);
}

int LessonsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lessons.size());
}

QVariant LessonsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Lesson& lesson = m_lessons[static_cast<std::size_t>(index.row())]->lesson();
    const Result& result = m_results[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1 · %2").arg(lessonWords(lesson.id), lessonWords(lesson.title));
    case Qt::ToolTipRole:
        return lessonWords(lesson.goal).toHtmlEscaped();
    case Qt::AccessibleTextRole: {
        const QString state = result.done ? tr("done, %1 of %2 right").arg(result.right).arg(result.of) : tr("not done yet");
        return tr("%1, %2, %3 minutes, level %4, %5")
            .arg(lessonWords(lesson.id), lessonWords(lesson.title))
            .arg(lesson.minutes)
            .arg(lesson.level)
            .arg(state);
    }
    case TitleRole:
        return lessonWords(lesson.title);
    case NumberRole:
        return lessonWords(lesson.id);
    case MinutesRole:
        return static_cast<int>(lesson.minutes);
    case LevelRole:
        return static_cast<int>(lesson.level);
    case DoneRole:
        return result.done;
    case RightRole:
        return result.right;
    case CountRole:
        return result.of;
    default:
        return {};
    }
}

} // namespace nsscope::ui

#include "moc_lessons_model.cpp"
