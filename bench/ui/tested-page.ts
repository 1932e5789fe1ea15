import type { Browser, Locator, Page } from '@playwright/test'
import type { CandleView } from '../../src-contract/index.ts'
import { installAccountProbe } from './page/account-probe.ts'
import { installClickProbe } from './page/click-probe.ts'
import { installFrameProbe } from './page/frame-probe.ts'
import { VIEWPORT } from './window-layout.ts'

export type Bar = Pick<CandleView, 'openTimeMs' | 'open' | 'high' | 'low' | 'close'>

/** A page that is measured: the window, or the bare page. */
export interface TestedPage {
  readonly page: Page
  /** Sends an order at a click. */
  readonly orderButton: Locator
  /** Fits what the page shows once the engine has taken the order, and nothing before. */
  readonly acceptedSelector: string
  /** The bars that it draws. */
  bars(): Promise<readonly Bar[]>
  close(): Promise<void>
}

/** A page of its own with the probes in it, and what went wrong in it. */
export async function openProbedPage(browser: Browser): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  const faults: string[] = []
  const note = (fault: string): void => {
    faults.push(fault)
    process.stderr.write(`in the page: ${fault}\n`)
  }
  page.on('pageerror', (error) => note(error.stack ?? String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text())
  })
  for (const install of [installFrameProbe, installClickProbe, installAccountProbe]) await page.addInitScript(install)
  return { page, faults }
}

/** @throws Error where something went wrong in the page. */
export async function closeProbedPage({ page, faults }: { page: Page; faults: readonly string[] }): Promise<void> {
  await page.context().close()
  if (faults.length > 0) throw new Error(`${faults.length} errors in the page`)
}
