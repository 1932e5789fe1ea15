import { join } from 'node:path'
import type { MenuItemConstructorOptions, Tray } from 'electron'
import { type Clock, type Disposable, errorText, type Logger } from '../base/index.ts'
import type { ElectronApi } from './ports.ts'
import type { TrayIcon, TrayModel } from './tray-model.ts'

const MIN_INTERVAL_MS = 500

export interface TrayPresenceOptions {
  readonly electron: Pick<ElectronApi, 'Menu' | 'nativeImage' | 'Tray'>
  /** Folder of the icons. */
  readonly icons: string
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly logger: Logger
  /** What to show now. */
  readonly model: () => TrayModel
  readonly onClick: () => void
}

/** The program's place in the system's tray; not every desktop has one. */
export class TrayPresence implements Disposable {
  readonly #options: TrayPresenceOptions
  readonly #tray: Tray | undefined
  #shown: TrayModel | undefined
  #pending: Disposable | undefined
  #shownAtMs = -Infinity
  #isUnseen = false

  constructor(options: TrayPresenceOptions) {
    this.#options = options
    this.#tray = this.#create()
    this.update()
  }

  /** False where the desktop has no tray: a window that hides there could not be found again. */
  get isAvailable(): boolean {
    return !this.#isUnseen && this.#isAlive
  }

  /** The desktop takes the icon and does not show it. */
  handleUnseen(): void {
    this.#isUnseen = true
    this.#options.logger.warn('the desktop shows no tray icons')
  }

  /** Shows what has changed, soon. */
  update(): void {
    if (!this.#isAlive || this.#pending) return
    const waitMs = this.#shownAtMs + MIN_INTERVAL_MS - this.#options.clock.nowMs()
    if (waitMs <= 0) return this.#show()
    // A clock that was set back must not silence the tray.
    this.#pending = this.#options.clock.setTimer(Math.min(waitMs, MIN_INTERVAL_MS), () => {
      this.#pending = undefined
      this.#show()
    })
  }

  dispose(): void {
    this.#pending?.dispose()
    this.#tray?.destroy()
  }

  get #isAlive(): boolean {
    return this.#tray !== undefined && !this.#tray.isDestroyed()
  }

  #create(): Tray | undefined {
    const { electron, logger, onClick } = this.#options
    try {
      const tray = new electron.Tray(this.#image('away'))
      tray.on('click', onClick)
      return tray
    } catch (error) {
      logger.warn('there is no tray on this desktop', { error: errorText(error) })
      return undefined
    }
  }

  #show(): void {
    const { electron, model, platform, clock } = this.#options
    if (!this.#tray || this.#tray.isDestroyed()) return
    const next = model()
    const before = this.#shown
    this.#shown = next
    this.#shownAtMs = clock.nowMs()
    if (before?.icon !== next.icon) this.#tray.setImage(this.#image(next.icon))
    if (before?.toolTip !== next.toolTip) this.#tray.setToolTip(next.toolTip)
    if (platform === 'darwin' && before?.title !== next.title) this.#tray.setTitle(next.title)
    // A menu that is replaced while it is open closes under the pointer on Linux.
    if (before === undefined || menuText(before.menu) !== menuText(next.menu)) {
      this.#tray.setContextMenu(electron.Menu.buildFromTemplate(next.menu))
    }
  }

  /** macOS tints one picture itself; elsewhere the colour tells the state. */
  #image(icon: TrayIcon): Electron.NativeImage {
    const { electron, icons, platform } = this.#options
    const name = platform === 'darwin' ? 'trayTemplate.png' : `tray-${icon}.png`
    return electron.nativeImage.createFromPath(join(icons, name))
  }
}

function menuText(menu: readonly MenuItemConstructorOptions[]): string {
  return menu.map(({ label, enabled }) => `${label ?? '-'} ${enabled ?? true}`).join('\n')
}
