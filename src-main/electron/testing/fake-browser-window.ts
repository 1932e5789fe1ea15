import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron/main'

const SHOWN_EVENTS = ['ready-to-show', 'did-navigate', 'did-finish-load'] as const

/** The page of a {@link FakeBrowserWindow}: keeps what it is sent. */
export class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  readonly posted: { readonly channel: string; readonly message: unknown; readonly ports: unknown }[] = []
  url = ''
  zoomFactor = 1
  isGone = false
  postFault: Error | undefined
  loadFault: Error | undefined
  loads = 0

  getURL = (): string => this.url
  isDestroyed = (): boolean => this.isGone
  setZoomFactor = (factor: number): void => void (this.zoomFactor = factor)
  getZoomFactor = (): number => this.zoomFactor
  send = (...values: unknown[]): void => void this.sent.push(values)

  postMessage = (channel: string, message: unknown, ports: unknown): void => {
    if (this.postFault) throw this.postFault
    this.posted.push({ channel, message, ports })
  }

  loadURL = (url: string): Promise<void> => {
    this.loads++
    if (this.loadFault) return Promise.reject(this.loadFault)
    this.url = url
    return Promise.resolve()
  }

  asContents(): WebContents {
    return this as unknown as WebContents
  }
}

/** A window as Electron's behaves, without a screen. */
export class FakeBrowserWindow extends EventEmitter {
  static readonly all: FakeBrowserWindow[] = []
  readonly webContents = new FakeContents()
  readonly options: BrowserWindowConstructorOptions
  readonly did: string[] = []
  bounds: Rectangle
  isShown = false
  isSmall = false
  isLarge = false
  isFull: boolean
  hasFocus = false
  isGone = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.isFull = options.fullscreen ?? false
    FakeBrowserWindow.all.push(this)
  }

  /** The page has painted and loaded. */
  finishLoad(): void {
    for (const event of SHOWN_EVENTS) (event === 'ready-to-show' ? this : this.webContents).emit(event, {})
  }

  show = (): void => this.#do('show', () => (this.isShown = true))
  hide = (): void => this.#do('hide', () => (this.isShown = false))
  focus = (): void => this.#do('focus', () => (this.hasFocus = true))
  restore = (): void => this.#do('restore', () => (this.isSmall = false))
  maximize = (): void => this.#do('maximize', () => (this.isLarge = true))
  setFullScreen = (isFull: boolean): void => this.#do(`full screen ${isFull}`, () => (this.isFull = isFull))
  isVisible = (): boolean => this.isShown
  isFocused = (): boolean => this.hasFocus
  isMinimized = (): boolean => this.isSmall
  isMaximized = (): boolean => this.isLarge
  isFullScreen = (): boolean => this.isFull
  isDestroyed = (): boolean => this.isGone

  getNormalBounds(): Rectangle {
    if (this.isGone) throw new TypeError('Object has been destroyed')
    return this.bounds
  }

  /** The user's button: prevented or not. */
  close(): void {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.destroy()
  }

  destroy(): void {
    if (this.isGone) return
    this.isGone = true
    this.webContents.isGone = true
    this.emit('closed')
  }

  #do(what: string, change: () => void): void {
    this.did.push(what)
    change()
  }
}
