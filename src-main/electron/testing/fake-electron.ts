import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron/main'
import type { HostMessage, PlainPort } from '../../../src-contract/index.ts'
import { ensureDefined } from '../../base/index.ts'
import type { ElectronApi } from '../ports.ts'
import { FakeBrowserWindow } from './fake-browser-window.ts'
import { linkedPorts } from './linked-ports.ts'

const AREA = { x: 0, y: 0, width: 1920, height: 1040 }

/** A prevented event, as Electron's are. */
export class FakeEvent {
  isPrevented = false
  preventDefault = (): void => void (this.isPrevented = true)
}

/** Quits as Electron does: asks the program, closes the windows, asks the program again. */
class FakeApp extends EventEmitter {
  readonly did: string[] = []
  isPackaged = false
  hasQuit = false

  quit = (): void => {
    if (this.hasQuit || this.#isPrevented('before-quit')) return
    for (const window of FakeBrowserWindow.all) if (!window.isGone) window.close()
    if (FakeBrowserWindow.all.some(({ isGone }) => !isGone) || this.#isPrevented('will-quit')) return
    this.hasQuit = true
  }

  getPath = (name: string): string => `/home/trader/${name}`
  relaunch = (options: object): void => void this.did.push(`relaunch ${JSON.stringify(options)}`)

  #isPrevented(name: string): boolean {
    const event = new FakeEvent()
    this.emit(name, event)
    return event.isPrevented
  }
}

/** The engine's process in the hands of the test. */
export class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined = 4711
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly posted: { readonly message: HostMessage; readonly ports: readonly PlainPort[] }[] = []
  postMessage = (message: HostMessage, ports: readonly PlainPort[] = []): void =>
    void this.posted.push({ message, ports })

  /** Types of the messages that it got. */
  get got(): string[] {
    return this.posted.map(({ message }) => message.t)
  }

  run(): void {
    this.emit('message', { t: 'running', address: 'http://127.0.0.1:4000', adminToken: 'secret', pid: 4711 })
  }

  /** Ends in order. */
  stop(): void {
    this.emit('message', { t: 'stopped' })
    this.emit('exit', 0)
  }
}

class FakeTray extends EventEmitter {
  menu: readonly MenuItemConstructorOptions[] = []
  isGone = false
  setImage = (): void => undefined
  setToolTip = (): void => undefined
  setTitle = (): void => undefined
  setContextMenu = (menu: readonly MenuItemConstructorOptions[]): void => void (this.menu = menu)
  isDestroyed = (): boolean => this.isGone
  destroy = (): void => void (this.isGone = true)
}

/** Electron's main process without a screen: what a program does with it is kept, and the test does the rest. */
export class FakeElectron {
  readonly app = new FakeApp()
  readonly forks: FakeUtilityProcess[] = []
  readonly boxes: MessageBoxOptions[] = []
  readonly notices: { readonly title: string; readonly body: string }[] = []
  readonly opened: string[] = []
  readonly handlers = new Map<string, (event: unknown, ...values: unknown[]) => Promise<unknown>>()
  readonly powerMonitor = new EventEmitter()
  readonly trays: FakeTray[] = []
  menu: readonly MenuItemConstructorOptions[] = []
  hasTray = true
  /** Index of the button that every message box is answered with. */
  answer = 0

  constructor() {
    FakeBrowserWindow.all.length = 0
  }

  get engine(): FakeUtilityProcess {
    return ensureDefined(this.forks.at(-1), 'process of an engine')
  }

  get window(): FakeBrowserWindow {
    return ensureDefined(FakeBrowserWindow.all.at(-1), 'window')
  }

  asElectron(): ElectronApi {
    const { app, powerMonitor } = this
    const electron = {
      app,
      powerMonitor,
      ...this.#screen(),
      ...this.#engineParts(),
      ...this.#desktopParts(),
    }
    return electron as unknown as ElectronApi
  }

  #screen(): object {
    return {
      BrowserWindow: FakeBrowserWindow,
      screen: { getPrimaryDisplay: () => ({ workArea: AREA }), getAllDisplays: () => [{ workArea: AREA }] },
      nativeTheme: { shouldUseDarkColors: true },
      nativeImage: { createFromPath: (path: string) => path },
      Menu: {
        buildFromTemplate: (menu: readonly MenuItemConstructorOptions[]) => menu,
        setApplicationMenu: (menu: readonly MenuItemConstructorOptions[]) => void (this.menu = menu),
      },
      dialog: {
        showMessageBox: async (...args: readonly unknown[]) => {
          this.boxes.push(args.at(-1) as MessageBoxOptions)
          return { response: this.answer, checkboxChecked: false }
        },
      },
    }
  }

  #engineParts(): object {
    return {
      utilityProcess: {
        fork: () => {
          const child = new FakeUtilityProcess()
          this.forks.push(child)
          return child
        },
      },
      MessageChannelMain: function MessageChannelMain() {
        return linkedPorts()
      },
      safeStorage: {
        isAsyncEncryptionAvailable: async () => true,
        getSelectedStorageBackend: () => 'kwallet6',
      },
    }
  }

  #desktopParts(): object {
    const { handlers, notices, opened, trays } = this
    const trayOf = (): FakeTray => {
      if (!this.hasTray) throw new Error('no status notifier')
      const tray = new FakeTray()
      trays.push(tray)
      return tray
    }
    class Notification extends EventEmitter {
      static isSupported = (): boolean => true
      constructor(notice: { title: string; body: string }) {
        super()
        notices.push({ title: notice.title, body: notice.body })
      }
      show = (): void => undefined
    }
    return {
      Notification,
      Tray: function Tray() {
        return trayOf()
      },
      ipcMain: {
        handle: (channel: string, handler: (event: unknown, ...values: unknown[]) => Promise<unknown>) =>
          void handlers.set(channel, handler),
      },
      powerSaveBlocker: { start: () => 1, stop: () => undefined },
      shell: { openExternal: async (address: string) => void opened.push(address), openPath: async () => '' },
    }
  }
}
