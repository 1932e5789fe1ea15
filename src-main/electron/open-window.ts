import type { BrowserWindow, MessagePortMain, WebContents } from 'electron/main'
import {
  type EngineHostState,
  type MenuCommand,
  PORTS_CHANNEL,
  PORTS_MESSAGE_TYPE,
  type PortsMessage,
} from '../../src-contract/index.ts'
import { type Disposable, ensureNever, errorText, type Logger } from '../base/index.ts'
import { APP_ENTRY, isOwnUrl } from './app-scheme.ts'
import { push } from './ipc-door.ts'
import type { Dialogs } from './window-dialogs.ts'
import type { ClientPorts, ElectronApi } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'
import { windowOptions } from './window-options.ts'
import type { WindowState, WindowStateFile } from './window-state.ts'

/** Chromium's `ERR_ABORTED`: another load took its place. */
const LOAD_ABORTED = -3
/** Commands that wait for a page that is being loaded; older ones are of no use to anybody. */
const MAX_WAITING_COMMANDS = 8

/** What becomes of a window that is asked to close: hidden, really closed, or left as it is while somebody decides. */
export type CloseDecision = 'hide' | 'destroy' | 'wait'

export interface OpenWindowOptions {
  readonly electron: Pick<ElectronApi, 'BrowserWindow' | 'nativeTheme'>
  readonly dialogs: Pick<Dialogs, 'showMessageBox'>
  readonly stateFile: WindowStateFile
  /** Built preload file. */
  readonly preload: string
  readonly icon: string
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly logger: Logger
  /** Asked at every attempt to close, the program's own at its end included: then it must say `destroy`. */
  readonly onCloseRequest: () => CloseDecision
  /**
   * Windows asks whether the user's session may end. Where the answer is no, it waits for this program to end and then
   * goes on; without an answer the process has no time at all.
   */
  readonly maySessionEnd: () => boolean
  /** Windows ends the user's session, whatever was answered. */
  readonly onSessionEnd: () => void
  /** Begins to look after the page of a new window; disposed of with it. */
  readonly watchPage: (contents: WebContents) => Disposable
}

/** A window from its creation to its end. */
export class OpenWindow {
  readonly window: BrowserWindow
  /** Kept by itself: a window that has been closed does not give it out any more. */
  readonly contents: WebContents
  readonly #options: OpenWindowOptions
  readonly #watch: Disposable
  #isReady = false
  /** What was asked for last, for the moment when it is ready. */
  #isShowWanted = true
  #isToBeMaximised: boolean
  #isLoaded = false
  #waitingCommands: MenuCommand[] = []
  #waitingState: EngineHostState | undefined

  constructor(options: OpenWindowOptions, state: WindowState, onClosed: () => void) {
    this.#options = options
    const { electron } = options
    this.window = new electron.BrowserWindow(
      windowOptions({ ...options, state, isDark: electron.nativeTheme.shouldUseDarkColors }),
    )
    this.contents = this.window.webContents
    this.#isToBeMaximised = state.isMaximised
    this.#watch = options.watchPage(this.contents)
    this.#followWindow(onClosed)
    this.#followContents(state)
    this.#load()
  }

  show(): void {
    this.#isShowWanted = true
    // Until it has painted it would be an empty frame.
    if (!this.#isReady) return
    // Not before: maximising shows a window.
    if (this.#isToBeMaximised) this.window.maximize()
    this.#isToBeMaximised = false
    if (this.window.isMinimized()) this.window.restore()
    this.window.show()
    this.window.focus()
  }

  hide(): void {
    this.#isShowWanted = false
    if (this.#options.platform === 'darwin' && this.window.isFullScreen()) {
      // A full-screen window that is hidden leaves its black space behind.
      this.window.once('leave-full-screen', () => this.window.hide())
      this.window.setFullScreen(false)
    } else this.window.hide()
  }

  command(command: MenuCommand): void {
    if (this.#isLoaded) push(this.contents, 'menuCommand', command)
    else this.#waitingCommands = [...this.#waitingCommands, command].slice(-MAX_WAITING_COMMANDS)
  }

  pushEngineState(state: EngineHostState): void {
    if (this.#isLoaded) push(this.contents, 'engineState', state)
    else this.#waitingState = state
  }

  /** False where there is no page of ours to take the ports. */
  handOver({ generation, account, calls, topics }: ClientPorts): boolean {
    if (this.contents.isDestroyed() || !isOwnUrl(this.contents.getURL())) return false
    const message: PortsMessage = { type: PORTS_MESSAGE_TYPE, generation, account: account ?? null }
    try {
      // Ports to the engine are Electron's own; the contract only names what of them is used.
      this.contents.postMessage(PORTS_CHANNEL, message, [calls, topics] as unknown as MessagePortMain[])
      return true
    } catch (error) {
      this.#options.logger.warn('The ports were not handed to the page', { generation, error: errorText(error) })
      return false
    }
  }

  destroy(): void {
    this.#saveNow()
    this.window.destroy()
  }

  #followWindow(onClosed: () => void): void {
    const { window } = this
    const saveSoon = (): void => this.#options.stateFile.saveSoon(() => this.#state())
    window.once('ready-to-show', () => {
      this.#isReady = true
      if (this.#isShowWanted) this.show()
    })
    window.on('resize', saveSoon)
    window.on('move', saveSoon)
    window.on('maximize', saveSoon)
    window.on('unmaximize', saveSoon)
    window.on('enter-full-screen', saveSoon)
    window.on('leave-full-screen', saveSoon)
    // Nothing tells of the zoom of the menu; it is read when the window is left.
    window.on('blur', saveSoon)
    window.on('close', (event) => this.#handleClose(event))
    window.on('query-session-end', (event) => {
      if (!this.#options.maySessionEnd()) event.preventDefault()
    })
    window.on('session-end', () => this.#options.onSessionEnd())
    window.on('closed', () => {
      this.#watch.dispose()
      onClosed()
    })
  }

  #followContents(state: WindowState): void {
    const { contents } = this
    contents.on('did-navigate', () => {
      this.#isLoaded = false
    })
    contents.on('render-process-gone', () => {
      this.#isLoaded = false
    })
    contents.once('did-finish-load', () => contents.setZoomFactor(state.zoomFactor))
    contents.on('did-finish-load', () => this.#handleLoad())
    contents.on('did-fail-load', (_event, code, ...[reason, url, isMainFrame]) => {
      if (isMainFrame && code !== LOAD_ABORTED) void this.#handleLoadFailure(`${reason} (${code})`, url)
    })
  }

  #load(): void {
    this.contents.loadURL(APP_ENTRY).catch((error: unknown) => {
      // The same failure comes as `did-fail-load`, which asks what to do.
      this.#options.logger.warn('The page was not loaded', { error: errorText(error) })
    })
  }

  #handleLoad(): void {
    this.#isLoaded = true
    const commands = this.#waitingCommands
    const state = this.#waitingState
    this.#waitingCommands = []
    this.#waitingState = undefined
    if (state) push(this.contents, 'engineState', state)
    for (const command of commands) push(this.contents, 'menuCommand', command)
  }

  async #handleLoadFailure(reason: string, url: string): Promise<void> {
    const { dialogs, logger } = this.#options
    logger.error('The page could not be loaded', { reason, url })
    const { response } = await dialogs.showMessageBox({
      type: 'error',
      title: PRODUCT_NAME,
      message: 'The window could not be loaded',
      detail: `${reason}. The engine is not affected: trading goes on. Installing the program again mends missing files.`,
      buttons: ['Try again', 'Close'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (this.contents.isDestroyed()) return
    if (response === 0) this.#load()
    // The next wish to see the window makes a new one.
    else this.destroy()
  }

  #handleClose(event: { preventDefault(): void }): void {
    this.#saveNow()
    const decision = this.#options.onCloseRequest()
    switch (decision) {
      case 'destroy':
        return
      case 'hide':
        event.preventDefault()
        return this.hide()
      case 'wait':
        return event.preventDefault()
      default:
        ensureNever(decision, 'What becomes of a window')
    }
  }

  #saveNow(): void {
    const state = this.#state()
    if (state) this.#options.stateFile.saveNow(state)
  }

  #state(): WindowState | undefined {
    if (this.window.isDestroyed()) return undefined
    return {
      bounds: this.window.getNormalBounds(),
      isMaximised: this.#isToBeMaximised || this.window.isMaximized(),
      isFullScreen: this.window.isFullScreen(),
      zoomFactor: this.contents.getZoomFactor(),
    }
  }
}
