import { absent } from './wire/strict.ts'

/** Takes the place of the package `electron` in a main process that runs on the stand-in. */
export { app } from './main/app.ts'
export { BrowserWindow } from './main/browser-window.ts'
export { dialog } from './main/dialog.ts'
export { ipcMain } from './main/ipc-main.ts'
export { Menu, MenuItem } from './main/menu.ts'
export { nativeImage } from './main/native-image.ts'
export { nativeTheme } from './main/native-theme.ts'
export { Notification } from './main/notification.ts'
export { MessageChannelMain } from './main/port-hub.ts'
export { powerMonitor, powerSaveBlocker } from './main/power.ts'
export { protocol } from './main/protocol.ts'
export { safeStorage } from './main/safe-storage.ts'
export { screen } from './main/screen.ts'
export { session } from './main/session.ts'
export { shell } from './main/shell.ts'
export { Tray } from './main/tray.ts'
export { utilityProcess } from './main/utility-process.ts'
/** Not of Electron: what specs look at. */
export { records as standIn } from './main/records.ts'

export const autoUpdater = absent('autoUpdater')
export const BaseWindow = absent('BaseWindow')
export const BrowserView = absent('BrowserView')
export const clipboard = absent('clipboard')
export const ClipboardItem = absent('ClipboardItem')
export const contentTracing = absent('contentTracing')
export const crashReporter = absent('crashReporter')
export const desktopCapturer = absent('desktopCapturer')
export const globalShortcut = absent('globalShortcut')
export const ImageView = absent('ImageView')
export const inAppPurchase = absent('inAppPurchase')
export const IpcMainServiceWorker = absent('IpcMainServiceWorker')
export const net = absent('net')
export const netLog = absent('netLog')
export const pushNotifications = absent('pushNotifications')
export const ServiceWorkerMain = absent('ServiceWorkerMain')
export const ShareMenu = absent('ShareMenu')
export const sharedTexture = absent('sharedTexture')
export const systemPreferences = absent('systemPreferences')
export const TouchBar = absent('TouchBar')
export const View = absent('View')
export const webContents = absent('webContents')
export const WebContentsView = absent('WebContentsView')
export const webFrameMain = absent('webFrameMain')
export const WebSocket = absent('WebSocket')
