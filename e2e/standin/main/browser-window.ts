import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import { markDestroyed } from './destroyed.ts'
import { decide } from './page-requests.ts'
import { harness } from './harness.ts'
import { imageOf, type NativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { eventWith, PreventableEvent } from './prevent.ts'
import { fault, record } from './records.ts'
import { WebContents } from './web-contents.ts'
import { type Layout, type Placement, type Rectangle, WindowGeometry } from './window-geometry.ts'
import { checkPreferences, readPreload, type WebPreferences } from './window-preferences.ts'

interface WindowOptions extends Placement {
  readonly show?: boolean
  readonly title?: string
  readonly icon?: NativeImage | string
  readonly webPreferences?: WebPreferences
}

const windows = new Map<number, BrowserWindow>()
let windowIds = 0
/** The one that has the keyboard. */
let focusedId: number | undefined

/** A window: what is in it is a real page of Chromium, everything around it is only remembered. */
export class BrowserWindow extends StrictEmitter {
  static getAllWindows(): readonly BrowserWindow[] {
    return [...windows.values()]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return windows.get(focusedId ?? 0) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.get(contents.id) ?? null
  }

  readonly id: number
  readonly webContents: WebContents
  /** As the program asked for them; for specs. */
  readonly preferences: WebPreferences
  readonly #geometry: WindowGeometry
  readonly #preloadFile: string
  #title: string
  #isVisible: boolean
  #isDestroyed = false
  #wasReadyToShow = false

  constructor(options: WindowOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.preferences = options.webPreferences ?? {}
    checkPreferences(this.preferences)
    const preload = readPreload(this.preferences.preload)
    this.#preloadFile = this.preferences.preload ?? ''
    windowIds += 1
    this.id = windowIds
    this.#geometry = new WindowGeometry(options)
    this.#title = options.title ?? app.name
    if (options.icon !== undefined) imageOf(options.icon)
    this.#isVisible = options.show ?? true
    const { width, height } = this.#geometry.bounds
    const opened = harness.call('openWindow', {
      windowId: this.id,
      preload,
      subFrames: this.preferences['nodeIntegrationInSubFrames'] === true,
      width,
      height,
      profile: app.getPath('sessionData'),
      colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
    })
    this.webContents = new WebContents(this.id, opened)
    this.webContents.zoomFactor = (this.preferences['zoomFactor'] as number | undefined) ?? 1
    windows.set(this.id, this)
    app.windows.add(this)
    this.webContents.on('did-finish-load', () => this.#becomeReadyToShow())
    app.emit('web-contents-created', new PreventableEvent(), this.webContents)
    app.emit('browser-window-created', new PreventableEvent(), this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#isVisible) return
    this.#isVisible = true
    this.emit('show')
  }

  hide(): void {
    if (!this.#isVisible) return
    this.blur()
    this.#isVisible = false
    this.emit('hide')
  }

  focus(): void {
    if (!this.#isVisible || this.isFocused()) return
    BrowserWindow.getFocusedWindow()?.blur()
    focusedId = this.id
    this.emit('focus')
    app.emit('browser-window-focus', new PreventableEvent(), this)
  }

  blur(): void {
    if (!this.isFocused()) return
    focusedId = undefined
    this.emit('blur')
    app.emit('browser-window-blur', new PreventableEvent(), this)
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  isFocused(): boolean {
    return focusedId === this.id
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  /** Asks; what listens may refuse. */
  close(): void {
    if (this.#isDestroyed) return
    const event = new PreventableEvent()
    this.emit('close', event)
    if (event.defaultPrevented) app.handleCloseRefused()
    else this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.blur()
    this.#isDestroyed = true
    this.#isVisible = false
    windows.delete(this.id)
    this.webContents.handleDestroyed()
    void harness.call('closeWindow', this.id)
    markDestroyed(this)
    this.emit('closed')
    app.handleWindowClosed(this)
  }

  getBounds(): Rectangle {
    return this.#geometry.bounds
  }

  getNormalBounds(): Rectangle {
    return this.#geometry.normal
  }

  getContentBounds(): Rectangle {
    return this.#geometry.bounds
  }

  getSize(): readonly [number, number] {
    const { width, height } = this.#geometry.bounds
    return [width, height]
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#geometry.bounds
    this.#geometry.change(bounds)
    this.#announceChange(before)
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  maximize(): void {
    this.#isVisible = true
    this.#setLayout('maximised', 'maximize')
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#setLayout('normal', 'unmaximize')
  }

  isMaximized(): boolean {
    return this.#geometry.layout === 'maximised'
  }

  minimize(): void {
    this.blur()
    this.#setLayout('minimised', 'minimize')
  }

  restore(): void {
    if (this.#geometry.layout !== 'normal') this.#setLayout('normal', 'restore')
  }

  isMinimized(): boolean {
    return this.#geometry.layout === 'minimised'
  }

  setFullScreen(isFullScreen: boolean): void {
    if (isFullScreen === this.isFullScreen()) return
    this.#setLayout(isFullScreen ? 'fullScreen' : 'normal', isFullScreen ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen(): boolean {
    return this.#geometry.layout === 'fullScreen'
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  setMenuBarVisibility(isVisible: boolean): void {
    record('window.setMenuBarVisibility', isVisible)
  }

  setBackgroundColor(colour: string): void {
    record('window.setBackgroundColor', colour)
  }

  flashFrame(isFlashing: boolean): void {
    record('window.flashFrame', isFlashing)
  }

  setProgressBar(progress: number): void {
    record('window.setProgressBar', progress)
  }

  handlePreloadFault(message: string): void {
    this.webContents.handlePreloadFault(this.#preloadFile, message)
  }

  #becomeReadyToShow(): void {
    if (this.#wasReadyToShow) return
    this.#wasReadyToShow = true
    this.emit('ready-to-show')
  }

  #setLayout(layout: Layout, event: string): void {
    if (this.#geometry.layout === layout) return
    const before = this.#geometry.bounds
    this.#geometry.layout = layout
    this.emit(event)
    this.#announceChange(before)
  }

  #announceChange(before: Rectangle): void {
    const { x, y, width, height } = this.#geometry.bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width === before.width && height === before.height) return
    this.emit('resize')
    void harness.call('resize', this.id, width, height)
  }
}

const contentsOf = (windowId: number): WebContents | undefined => windows.get(windowId)?.webContents

harness.serve({
  request: async (request) => {
    const contents = contentsOf(request.windowId)
    return contents === undefined ? { kind: 'gone' } : decide(contents, request)
  },
  invoke: async (call) => contentsOf(call.windowId)?.handleInvoke(call),
  sent: (call) => contentsOf(call.windowId)?.handleSent(call),
  windowOpened: (windowId, url, frameName) => contentsOf(windowId)?.handleWindowOpened(url, frameName),
  stage: (windowId, stage, url) => contentsOf(windowId)?.handleStage(stage, url),
  preloadFailed: (windowId, message) => windows.get(windowId)?.handlePreloadFault(message),
  crashed: (windowId) => contentsOf(windowId)?.handleCrash(),
  pageClosed: (windowId) => windows.get(windowId)?.close(),
  pagePortsLost: (windowId) => contentsOf(windowId)?.closePorts(),
  download: (windowId, url) => {
    const contents = contentsOf(windowId)
    const event = eventWith({})
    contents?.session.emit('will-download', event, { getURL: () => url }, contents)
    if (!event.defaultPrevented) fault(`not in the stand-in: a download of ${url}`)
  },
})
