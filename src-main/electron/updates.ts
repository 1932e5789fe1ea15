import {
  type Clock,
  type Disposable,
  DisposableStore,
  Emitter,
  errorText,
  type Event,
  type Logger,
} from '../base/index.ts'
import type { DesktopConfig } from './electron-config.ts'
import type { Notice } from './notification-text.ts'

/** The engine comes up first. */
const FIRST_CHECK_MS = 60_000
const CHECK_EVERY_MS = 12 * 3_600_000
/** An installation that has not ended the program by then will not do so any more. */
const INSTALL_LIMIT_MS = 60_000

/** The part of electron-updater's `AppUpdater` that is used here. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  allowDowngrade: boolean
  allowPrerelease: boolean
  checkForUpdates(): Promise<unknown>
  downloadUpdate(): Promise<unknown>
  /** Ends the program and starts the new version. */
  quitAndInstall(): void
  on(event: 'update-available' | 'update-downloaded', listener: (info: { readonly version: string }) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export type UpdateState =
  | { readonly kind: 'none' }
  /** There is a newer version; it has not been fetched. */
  | { readonly kind: 'available'; readonly version: string }
  /** Fetched: it is installed when the program quits. */
  | { readonly kind: 'downloaded'; readonly version: string }

export interface UpdateServiceOptions {
  readonly updater: Updater
  readonly policy: () => DesktopConfig['updates']
  readonly clock: Clock
  readonly logger: Logger
  readonly tell: (notice: Notice) => void
  /** Opens the page of releases. */
  readonly showReleases: () => void
  /** Asks the user where something would lose protection; the engine is stopped in order when it says true. */
  readonly mayRestart: () => Promise<boolean>
  /** Ends the program and starts it anew as it is: the engine was stopped for an installation that failed. */
  readonly relaunch: () => void
}

/**
 * Looks for newer versions. One that was fetched is installed when the program quits; a restart into it happens only
 * when the user asks for it, and never before positions and orders have been looked at.
 */
export class UpdateService implements Disposable {
  readonly #options: UpdateServiceOptions
  readonly #timers = new DisposableStore()
  readonly #changes: Emitter<UpdateState>
  #state: UpdateState = { kind: 'none' }
  #isInstalling = false

  constructor(options: UpdateServiceOptions) {
    this.#options = options
    const { updater, clock, logger } = options
    this.#changes = new Emitter((error) => logger.error('a listener of updates failed', { error: errorText(error) }))
    updater.autoDownload = false
    this.applyPolicy()
    updater.allowDowngrade = false
    updater.allowPrerelease = false
    updater.on('update-available', ({ version }) => this.#handleAvailable(version))
    updater.on('update-downloaded', ({ version }) => this.#handleDownloaded(version))
    updater.on('error', (error) => this.#handleFault(error))
    this.#timers.add(clock.setTimer(FIRST_CHECK_MS, () => this.#check()))
    this.#timers.add(clock.setRepeating(CHECK_EVERY_MS, () => this.#check()))
  }

  get state(): UpdateState {
    return this.#state
  }

  /** The setting has changed: a version that was fetched is not installed against the user's last word. */
  applyPolicy(): void {
    const { updater, policy } = this.#options
    updater.autoInstallOnAppQuit = policy() !== 'off'
  }

  get onState(): Event<UpdateState> {
    return this.#changes.event
  }

  /** What the menu's item on the update does. */
  async follow(): Promise<void> {
    const { showReleases, mayRestart } = this.#options
    if (this.#state.kind !== 'downloaded') {
      showReleases()
      return
    }
    if (!this.#isInstalling && (await mayRestart())) this.#install()
  }

  dispose(): void {
    this.#timers.dispose()
  }

  /** The engine is stopped: whatever goes wrong from here on, it must not stay so. */
  #install(): void {
    const { updater, clock } = this.#options
    this.#isInstalling = true
    this.#timers.add(
      clock.setTimer(INSTALL_LIMIT_MS, () => this.#handleFault(new Error('the installation did not begin'))),
    )
    try {
      updater.quitAndInstall()
    } catch (error) {
      this.#handleFault(error)
    }
  }

  #handleFault(error: unknown): void {
    const { logger, updater, relaunch } = this.#options
    if (!this.#isInstalling) {
      logger.warn('looking for updates failed', { error: errorText(error) })
      return
    }
    this.#isInstalling = false
    // It would be tried once more while the program ends.
    updater.autoInstallOnAppQuit = false
    logger.error('the update was not installed, the program starts as it was', { error: errorText(error) })
    relaunch()
  }

  #check(): void {
    const { policy, updater, logger } = this.#options
    if (policy() === 'off' || this.#state.kind === 'downloaded') return
    // Without a network there is nothing to say: the next check comes by itself.
    updater
      .checkForUpdates()
      .catch((error: unknown) => logger.warn('looking for updates failed', { error: errorText(error) }))
  }

  #handleAvailable(version: string): void {
    const { policy, updater, tell, logger } = this.#options
    if (policy() === 'download') {
      updater
        .downloadUpdate()
        .catch((error: unknown) => logger.warn('an update could not be fetched', { version, error: errorText(error) }))
    }
    if (this.#state.kind === 'available' && this.#state.version === version) return
    this.#set({ kind: 'available', version })
    tell({ title: `Version ${version} is available`, body: 'The menu Help has the way to it.' })
  }

  #handleDownloaded(version: string): void {
    this.#set({ kind: 'downloaded', version })
    const body = 'It is installed when the program quits. Nothing restarts by itself.'
    this.#options.tell({ title: `Version ${version} is ready`, body })
  }

  #set(state: UpdateState): void {
    this.#state = state
    this.#changes.fire(state)
  }
}

/** Label of the menu's item; undefined where there is nothing to do. */
export function updateLabel(state: UpdateState): string | undefined {
  if (state.kind === 'none') return undefined
  return state.kind === 'available'
    ? `Version ${state.version} is available…`
    : `Restart into version ${state.version}…`
}
