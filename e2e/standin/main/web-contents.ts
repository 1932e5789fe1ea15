import { addresses, originOf } from '../wire/addresses.ts'
import type { LoadStage, PageCall } from '../wire/messages.ts'
import type { MessagePortMain } from '../wire/message-port.ts'
import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import { markDestroyed } from './destroyed.ts'
import { FrameTree, type WebFrameMain } from './frames.ts'
import { harness } from './harness.ts'
import { IpcMain, ipcMain, runInvoke } from './ipc-main.ts'
import { type PortPlace, portHub } from './port-hub.ts'
import { PreventableEvent } from './prevent.ts'
import { fault, record } from './records.ts'
import { session } from './session.ts'

type WindowOpenHandler = (details: object) => { readonly action: 'allow' | 'deny' }

let frameIds = 0

/** The page in a window. */
export class WebContents extends StrictEmitter {
  readonly id: number
  readonly ipc = new IpcMain()
  readonly session = session.defaultSession
  zoomFactor = 1
  readonly #frames = new FrameTree(() => (frameIds += 1))
  readonly #place: PortPlace
  /** Resolves once there is a page to work on. */
  readonly #opened: Promise<void>
  #url = ''
  #windowOpenHandler: WindowOpenHandler | undefined
  #isLoading = false
  #isCrashed = false
  #isDestroyed = false

  constructor(id: number, opened: Promise<void>) {
    super()
    this.id = id
    this.#opened = opened
    this.#place = {
      deliver: (port, data, ports) => {
        if (ports.length > 0) fault('not in the stand-in: transfer of a port over a port of a page')
        else harness.tell('postToPort', port, data)
      },
      disconnect: (port) => harness.tell('disconnectPort', port),
    }
  }

  get mainFrame(): WebFrameMain {
    return this.#frames.main
  }

  getType(): string {
    return 'window'
  }

  getURL(): string {
    return this.#url
  }

  isLoading(): boolean {
    return this.#isLoading
  }

  isCrashed(): boolean {
    return this.#isCrashed
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  async loadURL(url: string): Promise<void> {
    this.#isLoading = true
    await this.#opened
    try {
      const denied = await this.session.deniedPermissions(this, url, originOf(url))
      await harness.call('load', this.id, addresses.toBrowser(url), denied)
    } catch (error) {
      this.#isLoading = false
      const name = /ERR_\w+/.exec(String(error))?.[0] ?? 'ERR_FAILED'
      if (!this.#isDestroyed) this.emit('did-fail-load', new PreventableEvent(), -2, name, url, true)
      throw new Error(`${name} (-2) loading '${url}'`, { cause: error })
    }
  }

  reload(): void {
    this.#isLoading = true
    void harness.call('reload', this.id)
  }

  reloadIgnoringCache(): void {
    this.reload()
  }

  forcefullyCrashRenderer(): void {
    void harness.call('crash', this.id)
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.#opened
    return harness.call('execute', this.id, code)
  }

  send(channel: string, ...args: readonly unknown[]): void {
    harness.tell('send', this.id, { channel, args, ports: [] })
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    portHub.transfer(transfer, this.#place, (ports) =>
      harness.tell('send', this.id, { channel, args: [message], ports }),
    )
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  getZoomFactor(): number {
    return this.zoomFactor
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor
  }

  openDevTools(): void {
    record('webContents.openDevTools')
  }

  focus(): void {
    record('webContents.focus')
  }

  async handleInvoke({ frame, channel, args }: PageCall): Promise<unknown> {
    return runInvoke([this.ipc, ipcMain], { channel, event: this.#eventOf(frame), args })
  }

  handleSent({ frame, channel, args }: PageCall): void {
    const event = this.#eventOf(frame)
    this.ipc.emit(channel, event, ...args)
    ipcMain.emit(channel, event, ...args)
  }

  handleWindowOpened(url: string, frameName: string): void {
    const details = { url, frameName, features: '', disposition: 'foreground-tab', referrer: { url: this.#url } }
    if (this.#windowOpenHandler?.(details).action !== 'deny') fault(`not in the stand-in: a new window for ${url}`)
  }

  handleStage(stage: LoadStage, browserUrl: string): void {
    this.#url = addresses.toProgram(browserUrl)
    this.mainFrame.show(this.#url)
    switch (stage) {
      case 'navigated':
        this.#isLoading = true
        this.#isCrashed = false
        return void this.emit('did-navigate', new PreventableEvent(), this.#url, 200, '')
      case 'domReady':
        return void this.emit('dom-ready', new PreventableEvent())
      case 'loaded':
        this.#isLoading = false
        this.emit('did-frame-finish-load', new PreventableEvent(), true)
        return void this.emit('did-finish-load', new PreventableEvent())
    }
  }

  handleCrash(): void {
    this.#isCrashed = true
    this.#isLoading = false
    const details = { reason: 'crashed', exitCode: 11 }
    this.emit('render-process-gone', new PreventableEvent(), details)
    app.emit('render-process-gone', new PreventableEvent(), this, details)
  }

  handlePreloadFault(file: string, message: string): void {
    fault(`the preload file failed: ${message}`)
    this.emit('preload-error', new PreventableEvent(), file, new Error(message))
  }

  /** The page is gone or another: nobody is at the other end any more. */
  closePorts(): void {
    portHub.closeAllAt(this.#place)
  }

  handleDestroyed(): void {
    this.#isDestroyed = true
    this.closePorts()
    markDestroyed(this)
    this.emit('destroyed')
  }

  #eventOf(view: PageCall['frame']): object {
    const url = addresses.toProgram(view.url)
    const senderFrame = this.#frames.frameOf({ ...view, url })
    return Object.assign(new PreventableEvent(), {
      type: 'frame',
      sender: this,
      senderFrame,
      frameId: senderFrame.routingId,
      processId: senderFrame.processId,
    })
  }
}
