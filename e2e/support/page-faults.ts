import type { Page } from '@playwright/test'

/** Errors that pages reported: on its console, thrown and not caught, or against its content security policy. */
export class PageFaults {
  readonly #all: string[] = []
  readonly #expected: RegExp[] = []

  /** Watches a page from now on; must begin before the page is opened. */
  async watch(page: Page): Promise<void> {
    const note = (text: string): void => void this.#all.push(text)
    page.on('console', (message) => {
      if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => note(`not caught: ${error.stack ?? String(error)}`))
    await page.exposeFunction('notePolicyViolation', (text: string) => note(`policy: ${text}`))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        const noteViolation = Reflect.get(window, 'notePolicyViolation') as (text: string) => void
        noteViolation(`${violatedDirective} ${blockedURI} (${sourceFile})`)
      })
    })
  }

  /** What the spec brings about itself, such as refused connections while the engine is down. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns)
  }

  get unexpected(): readonly string[] {
    return this.#all.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)))
  }
}

/** What the browser itself writes to the console while nobody listens on the engine's port. */
export const ENGINE_DOWN: readonly RegExp[] = [
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/,
  /WebSocket connection to .* failed/,
]
