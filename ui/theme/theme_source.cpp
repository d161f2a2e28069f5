// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_source.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QGuiApplication>

namespace nsscope::ui
{

namespace
{

const QString portal = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");

} // namespace

ThemeSource::ThemeSource(QObject* parent) : QObject(parent)
{
    rebuild();
}

bool ThemeSource::systemIsDark()
{
    if (m_portalScheme < 0) {
        m_portalScheme = 0;
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (bus.isConnected() && bus.interface() && bus.interface()->isServiceRegistered(portal)) {
            bus.connect(portal, portalPath, portalSettings, QStringLiteral("SettingChanged"), this,
                        SLOT(onPortalSetting(QString, QString, QDBusVariant)));
            QDBusMessage ask =
                QDBusMessage::createMethodCall(portal, portalPath, portalSettings, QStringLiteral("Read"));
            ask << appearance << colourScheme;
            const QDBusMessage reply = bus.call(ask, QDBus::Block, 300);
            if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty()) {
                QVariant value = reply.arguments().constFirst();
                while (value.canConvert<QDBusVariant>())
                    value = value.value<QDBusVariant>().variant();
                m_portalScheme = value.toInt();
            }
        }
    }
    if (m_portalScheme == 1 || m_portalScheme == 2)
        return m_portalScheme == 1;
    const QPalette platform;
    return platform.color(QPalette::Window).lightness() < platform.color(QPalette::WindowText).lightness();
}

void ThemeSource::choose(Choice choice)
{
    m_choice = choice;
    rebuild();
}

void ThemeSource::setTextScale(double scale)
{
    m_textScale = qBound(0.75, scale, 3.0);
    rebuild();
}

void ThemeSource::onPortalSetting(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space != appearance || key != colourScheme)
        return;
    m_portalScheme = value.variant().toInt();
    if (m_choice == Choice::System)
        rebuild();
}

void ThemeSource::rebuild()
{
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && systemIsDark());
    m_theme = makeTheme(dark, m_textScale);
    emit renewed();
    emit changed();
}

} // namespace nsscope::ui

#include "moc_theme_source.cpp"
