import type { Browser, Page } from '@playwright/test'
import { type EngineProcess, pause, until } from '../../e2e/support/engine-process.ts'
import { Ticket } from '../../e2e/support/workbench.ts'
import { INSTRUMENT_ID, tradables } from './busy-engine.ts'
import { restingTerms } from './resting-order.ts'
import { type Bar, closeProbedPage, openProbedPage, type TestedPage } from './tested-page.ts'
import { MEASURED_PANELS } from './window-layout.ts'

/** The chart's own probe for end-to-end tests; it only reads. */
interface ChartProbe {
  bars(): Bar[]
}

/** Panels whose text moves with the market; the chart is a picture, and the orders are the account's. */
const MOVING_PANELS = ['watchlist', 'depth', 'tape', 'positions'] as const
const MOVES_WITHIN_MS = 5_000

export interface WindowPage extends TestedPage {
  readonly chartSize: { readonly width: number; readonly height: number }
}

/** Opens the window with the measured panels in sight, live data in each, and an order in the ticket. */
export async function openWindowPage(browser: Browser, engine: EngineProcess): Promise<WindowPage> {
  const probed = await openProbedPage(browser)
  const { page } = probed
  await page.goto(engine.url)
  for (const kind of MEASURED_PANELS) await panel(page, kind).waitFor({ state: 'visible' })
  for (const kind of MOVING_PANELS) await requireMoving(page, kind)
  const bars = (): Promise<Bar[]> => page.evaluate(() => (Reflect.get(window, 'wheelhouseChart') as ChartProbe).bars())
  await until(bars, (shown) => shown.length > 0)
  const ticket = await filledTicket(page, engine)
  const chart = await panel(page, 'chart').locator('.chart-canvas').boundingBox()
  if (chart === null) throw new Error('the chart is not in sight')
  return {
    page,
    orderButton: ticket.confirm,
    acceptedSelector: '.ticket-sent',
    bars,
    chartSize: { width: Math.round(chart.width), height: Math.round(chart.height) },
    close: () => closeProbedPage(probed),
  }
}

const panel = (page: Page, kind: string) => page.locator(`[data-panel="${kind}"]`)

async function requireMoving(page: Page, kind: string): Promise<void> {
  const first = await panel(page, kind).innerText()
  for (let waitedMs = 0; waitedMs < MOVES_WITHIN_MS; waitedMs += 250) {
    await pause(250)
    if ((await panel(page, kind).innerText()) !== first) return
  }
  throw new Error(`nothing moves in the panel ${kind}: ${JSON.stringify(first.slice(0, 200))}`)
}

/** The ticket with an order that rests. */
async function filledTicket(page: Page, engine: EngineProcess): Promise<Ticket> {
  const ticket = new Ticket(page)
  const instrument = (await tradables(engine)).find(({ instrumentId }) => instrumentId === INSTRUMENT_ID)
  if (instrument === undefined) throw new Error(`there is no ${INSTRUMENT_ID}`)
  const { price, quantity } = restingTerms(instrument)
  await ticket.write({ Price: price, Quantity: quantity })
  await until(
    () => ticket.confirm.isEnabled(),
    (enabled) => enabled,
  )
  return ticket
}
