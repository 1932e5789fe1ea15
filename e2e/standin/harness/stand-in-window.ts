import { randomBytes } from 'node:crypto'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import type { FromFrame, WorldNames } from '../browser/page-messages.ts'
import { pageWorldScript, preloadWorldScript } from '../browser/world-scripts.ts'
import { addresses } from '../wire/addresses.ts'
import { createCodec } from '../wire/codec.ts'
import type { HarnessSide, MainSide, MessageToPage, OpenWindowRequest, PageCall } from '../wire/messages.ts'
import type { ProcessLink } from '../wire/process-link.ts'
import { FrameWorlds, PRELOAD_WORLD } from './frame-worlds.ts'
import { applyDecision, viewOf } from './page-routes.ts'

export interface StandInWindowOptions {
  readonly context: BrowserContext
  readonly main: ProcessLink<HarnessSide, MainSide>
  readonly request: OpenWindowRequest
  /** Sees every page before its first navigation. */
  readonly onPage: (page: Page) => Promise<void>
  readonly onFault: (text: string) => void
}

const PROGRAM_ORIGIN = 'app://wheelhouse'
const codec = createCodec()

/** A window of main, as a page of Chromium. A crashed page is replaced by a new one: Chromium's own cannot be revived. */
export class StandInWindow {
  readonly #options: StandInWindowOptions
  readonly #names: WorldNames
  readonly #ports = new Set<number>()
  #page: Page | undefined
  #cdp: CDPSession | undefined
  #worlds: FrameWorlds | undefined
  #isProgrammed = false
  #isCrashed = false
  #isClosing = false

  private constructor(options: StandInWindowOptions) {
    this.#options = options
    const secret = randomBytes(8).toString('hex')
    this.#names = {
      binding: `standInSend${secret}`,
      deliver: `standInDeliver${secret}`,
      bridge: `stand-in-${secret}`,
      closeSignal: `stand-in-close-${secret}`,
      programOrigin: PROGRAM_ORIGIN,
      browserOrigin: addresses.toBrowser(PROGRAM_ORIGIN).replace(/\/$/, ''),
      platform: process.platform,
    }
  }

  static async open(options: StandInWindowOptions): Promise<StandInWindow> {
    const window = new StandInWindow(options)
    await window.#openPage()
    return window
  }

  get id(): number {
    return this.#options.request.windowId
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error(`window ${this.id} has no page`)
    return this.#page
  }

  get isCrashed(): boolean {
    return this.#isCrashed
  }

  async load(url: string, deniedPermissions: readonly string[]): Promise<void> {
    await this.#replaceCrashedPage()
    const origin = new URL(url).origin
    for (const name of deniedPermissions) {
      await this.#cdp?.send('Browser.setPermission', { permission: { name }, setting: 'denied', origin })
    }
    await this.#navigate(() => this.page.goto(url))
  }

  async reload(): Promise<void> {
    const url = this.page.url()
    const wasCrashed = this.#isCrashed
    await this.#replaceCrashedPage()
    await this.#navigate(() => (wasCrashed ? this.page.goto(url) : this.page.reload()))
  }

  crash(): void {
    // It is never answered: who would.
    void this.#cdp?.send('Page.crash').catch(() => undefined)
  }

  resize(width: number, height: number): Promise<void> {
    return this.page.setViewportSize({ width, height })
  }

  execute(code: string): Promise<unknown> {
    return this.page.evaluate(code)
  }

  setColorScheme(colorScheme: 'dark' | 'light'): Promise<void> {
    return this.page.emulateMedia({ colorScheme })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#page?.close()
  }

  /** Ports that come too early for the page are closed. */
  send(message: MessageToPage): void {
    const isDelivered = this.#worlds?.sendToMain({ t: 'send', ...message }) ?? false
    for (const port of message.ports) {
      if (isDelivered) this.#ports.add(port)
      else this.#options.main.tell('closePort', port)
    }
  }

  owns(port: number): boolean {
    return this.#ports.has(port)
  }

  postToPort(port: number, data: unknown): void {
    this.#worlds?.sendToMain({ t: 'port', port, data })
  }

  disconnectPort(port: number): void {
    this.#ports.delete(port)
    this.#worlds?.sendToMain({ t: 'disconnect', port })
  }

  async #openPage(): Promise<void> {
    const { context, request, onPage } = this.#options
    const page = await context.newPage()
    this.#page = page
    this.#isCrashed = false
    await page.setViewportSize({ width: request.width, height: request.height })
    await page.emulateMedia({ colorScheme: request.colorScheme })
    await page.route('**/*', (route) => this.#handleRequest(route))
    this.#watch(page)
    await this.#prepareWorlds(await context.newCDPSession(page))
    await onPage(page)
  }

  async #replaceCrashedPage(): Promise<void> {
    if (!this.#isCrashed) return
    const crashed = this.page
    await this.#openPage()
    await crashed.close()
  }

  async #prepareWorlds(cdp: CDPSession): Promise<void> {
    const { preload, subFrames } = this.#options.request
    this.#cdp = cdp
    await cdp.send('Page.enable')
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.#worlds = new FrameWorlds(cdp, {
      deliver: this.#names.deliver,
      mainFrameId: frameTree.frame.id,
      onMainWorldLost: () => this.#losePorts(),
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#names.binding) void this.#handlePage(codec.decode(payload) as FromFrame, executionContextId)
    })
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: this.#names.binding, executionContextName: PRELOAD_WORLD })
    const scripts = { names: this.#names, preload, subFrames }
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(scripts) })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(scripts),
      worldName: PRELOAD_WORLD,
    })
  }

  #watch(page: Page): void {
    const { main, onFault } = this.#options
    const stage = (name: Parameters<MainSide['stage']>[1]): void => main.tell('stage', this.id, name, page.url())
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) stage('navigated')
    })
    page.on('domcontentloaded', () => stage('domReady'))
    page.on('load', () => stage('loaded'))
    page.on('crash', () => this.#handleCrash())
    page.on('popup', (popup) => {
      onFault(`a page was opened beside the window: ${popup.url()}`)
      void popup.close()
    })
    page.on('download', (download) => {
      main.tell('download', this.id, addresses.toProgram(download.url()))
      void download.cancel()
    })
    page.on('close', () => {
      if (!this.#isClosing && page === this.#page) main.tell('pageClosed', this.id)
    })
  }

  #handleCrash(): void {
    this.#isCrashed = true
    this.#losePorts()
    this.#options.main.tell('crashed', this.id)
  }

  #losePorts(): void {
    if (this.#ports.size === 0) return
    this.#ports.clear()
    this.#options.main.tell('pagePortsLost', this.id)
  }

  async #handleRequest(route: Route): Promise<void> {
    const view = viewOf(route.request(), this.page.mainFrame())
    const isProgrammed = view.resourceType === 'mainFrame' && this.#isProgrammed
    if (isProgrammed) this.#isProgrammed = false
    const request = { ...view, windowId: this.id, isProgrammed }
    const decision = await this.#options.main.call('request', request).catch(() => ({ kind: 'gone' as const }))
    // The page may have gone on, or be closed, in the meantime.
    await applyDecision(route, decision).catch(() => undefined)
  }

  async #navigate(run: () => Promise<unknown>): Promise<void> {
    this.#isProgrammed = true
    try {
      await run()
    } finally {
      this.#isProgrammed = false
    }
  }

  async #handlePage({ url, message }: FromFrame, contextId: number): Promise<void> {
    const { main } = this.#options
    const frameId = this.#worlds?.frameOf(contextId)
    if (frameId === undefined) return
    const frame = { url, frameId, isMain: this.#worlds?.isMain(frameId) ?? false }
    switch (message.t) {
      case 'invoke':
        return this.#invoke({ ...message, windowId: this.id, frame }, message.id)
      case 'send':
        return main.tell('sent', { channel: message.channel, args: message.args, windowId: this.id, frame })
      case 'port':
        return main.tell('postFromPort', message.port, message.data)
      case 'closePort':
        this.#ports.delete(message.port)
        return main.tell('closePort', message.port)
      case 'open':
        return main.tell('windowOpened', this.id, addresses.toProgram(message.url), message.frameName)
      case 'preloadFailed':
        return main.tell('preloadFailed', this.id, message.message)
    }
  }

  async #invoke({ windowId, frame, channel, args }: PageCall, id: number): Promise<void> {
    const worlds = this.#worlds
    try {
      const value = await this.#options.main.call('invoke', { windowId, frame, channel, args })
      worlds?.send(frame.frameId, { t: 'done', id, value })
    } catch (error) {
      worlds?.send(frame.frameId, { t: 'failed', id, message: error instanceof Error ? error.message : String(error) })
    }
  }
}
