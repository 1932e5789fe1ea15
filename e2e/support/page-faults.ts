import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test'

/** Errors that pages reported: on its console, thrown and not caught, or against its content security policy. */
export class PageFaults {
  readonly #all: string[] = []
  readonly #expected: RegExp[] = []
  readonly #watched = new WeakSet<BrowserContext>()

  /** Watches every page of a browser's session, those that are opened later, too. */
  async watchAll(context: BrowserContext): Promise<void> {
    this.#watched.add(context)
    context.on('console', (message) => this.#noteConsole(message))
    context.on('weberror', (fault) => this.#noteThrown(fault.error()))
    await this.#watchPolicy(context)
  }

  /** Watches a page from now on; must begin before the page is opened. */
  async watch(page: Page): Promise<void> {
    if (this.#watched.has(page.context())) return
    page.on('console', (message) => this.#noteConsole(message))
    page.on('pageerror', (error) => this.#noteThrown(error))
    await this.#watchPolicy(page)
  }

  /** What the spec brings about itself, such as refused connections while the engine is down. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns)
  }

  get unexpected(): readonly string[] {
    return this.#all.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)))
  }

  #noteConsole(message: ConsoleMessage): void {
    if (message.type() === 'error') this.#all.push(`console: ${message.text()} (${message.location().url})`)
  }

  #noteThrown(error: Error): void {
    this.#all.push(`not caught: ${error.stack ?? String(error)}`)
  }

  async #watchPolicy(pages: Page | BrowserContext): Promise<void> {
    await pages.exposeFunction('notePolicyViolation', (text: string) => void this.#all.push(`policy: ${text}`))
    await pages.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        const noteViolation = Reflect.get(window, 'notePolicyViolation') as (text: string) => void
        noteViolation(`${violatedDirective} ${blockedURI} (${sourceFile})`)
      })
    })
  }
}

/** What the browser itself writes to the console while nobody listens on the engine's port. */
export const ENGINE_DOWN: readonly RegExp[] = [
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/,
  /WebSocket connection to .* failed/,
]
