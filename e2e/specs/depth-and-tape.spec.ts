import type { Locator } from '@playwright/test'
import type { TradeView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, draft, freshQuote, ordersOf, placeOrder } from '../support/hand-orders.ts'
import { keptSettings } from '../support/kept-settings.ts'
import { setMarketSpeed } from '../support/market-run.ts'
import { TopicListener } from '../support/topic-listener.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

/** The engine keeps 200 trades for a window that does not take them; at full speed there are 500 a second. */
const BUSY_MS = 2_000

test.use({ engineOptions: { config: BY_HAND } })

/** The ladder of prices: asks from the farthest to the best, then bids from the best. */
class Depth {
  readonly panel: Locator
  readonly #grid: Locator

  constructor(workbench: Workbench) {
    this.panel = workbench.group('Depth')
    this.#grid = this.panel.getByRole('grid', { name: 'Order book of BTC-PERP' })
  }

  get bestAsk(): Locator {
    return this.#grid.locator('tr[data-side="ask"]').last()
  }

  get bestBid(): Locator {
    return this.#grid.locator('tr[data-side="bid"]').first()
  }

  async groupBy(step: string): Promise<void> {
    await this.panel.getByRole('button', { name: /^Group / }).click()
    await this.panel.page().getByRole('menuitemradio', { name: step, exact: true }).click()
    await expect(this.panel.page().getByRole('menu')).toHaveCount(0)
  }

  rowAt(price: string): Locator {
    return this.#grid
      .getByRole('row')
      .filter({ has: this.panel.page().getByRole('rowheader', { name: price, exact: true }) })
  }
}

/** NaN while nobody is at this place of the book. */
async function priceOf(row: Locator): Promise<number> {
  const text = await row.getByRole('rowheader').textContent()
  return text === '' ? NaN : numberIn(text)
}

/** An order to buy a little below the best bid. @returns its price. */
async function rest(engine: EngineAccess): Promise<string> {
  const limitPrice = (((await freshQuote(engine)).bid ?? 0) - 5).toFixed(1)
  await placeOrder(engine, draft({ type: 'limit', limitPrice, size: { kind: 'quantity', quantity: '0.012' } }))
  return limitPrice
}

test('the first levels of the book are the quote, and a click writes a price into the ticket but sends nothing', async ({
  engine,
  page,
  workbench,
}) => {
  const depth = new Depth(workbench)
  await workbench.open(engine)
  await depth.groupBy('0.1')

  await test.step('best bid and ask are those of the quote', async () => {
    await expect
      .poll(async () => {
        const { bid, ask } = await freshQuote(engine)
        return (
          JSON.stringify([bid, ask]) === JSON.stringify([await priceOf(depth.bestBid), await priceOf(depth.bestAsk)])
        )
      })
      .toBe(true)
  })

  await test.step('a click, or Enter, writes the price of a row as limit', async () => {
    const { ticket } = workbench
    await ticket.choose('Order type', 'Market')
    await depth.bestBid.click()
    await expect(ticket.panel.getByRole('radio', { name: 'Limit' })).toBeChecked()
    await expect(depth.panel.getByRole('status')).toHaveText(/ stands in the ticket of BTC-PERP$/)
    const written = numberIn(await depth.panel.getByRole('status').textContent())
    await expect(ticket.field('Price')).toHaveValue(written.toFixed(1))

    // The market may fall between a look at the ask and the keys: then it is tried again.
    await expect(async () => {
      const said = (await depth.panel.getByRole('status').textContent()) ?? ''
      const ask = await priceOf(depth.bestAsk)
      await depth.bestAsk.focus()
      for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
      await expect(depth.panel.getByRole('status')).not.toHaveText(said, { timeout: 2_000 })
      const above = numberIn(await depth.panel.getByRole('status').textContent())
      expect(above).toBeGreaterThan(ask)
      await expect(ticket.field('Price')).toHaveValue(above.toFixed(1), { timeout: 2_000 })
    }).toPass()
    expect(await ordersOf(engine)).toEqual([])
  })

  await test.step('an own order is marked at its price', async () => {
    await depth.groupBy('10.0')
    // So near to the market that it may be filled before it is seen: then there is another one.
    await expect(async () => {
      const waiting = (await ordersOf(engine)).find(({ state }) => state === 'working')
      const limitPrice = waiting?.limitPrice ?? (await rest(engine))
      const group = (Math.floor(Number(limitPrice) / 10) * 10).toLocaleString('en', { minimumFractionDigits: 1 })
      await expect(depth.rowAt(group).getByRole('gridcell').first()).toHaveText('0.012', { timeout: 2_000 })
    }).toPass()
  })

  await test.step('the group of prices is kept over a reload', async () => {
    await expect.poll(async () => (await keptSettings(engine, 'depth'))?.['groups']).toEqual({ [BTC]: 100 })
    await page.reload()
    await expect(depth.panel.getByRole('button', { name: 'Group 10.0' })).toBeVisible()
    await expect.poll(async () => (await priceOf(depth.bestAsk)) % 10).toBe(0)
  })
})

test('the tape has the public trades, is filtered by size, held still, and says what it left out', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const tape = workbench.group('Tape')
  const rows = tape.getByRole('table', { name: 'Trades of BTC-PERP' }).locator('tbody tr')
  const filter = page.getByRole('dialog', { name: 'Filter by size' })
  const sizes = async (): Promise<number[]> =>
    (await rows.locator('td:nth-child(3)').filter({ visible: true }).allTextContents()).map(numberIn)

  await test.step('its newest trade is that of the engine', async () => {
    const listener = await TopicListener.open<TradeView | TradeView[]>(engine, 'trades', { instrumentId: BTC })
    const trade = (await listener.next((item) => !Array.isArray(item))) as TradeView
    listener.close()
    const text = [trade.price.toLocaleString('en', { minimumFractionDigits: 1 }), trade.quantity.toFixed(3)]
    await expect
      .poll(async () => (await rows.allTextContents()).some((row) => text.every((part) => row.includes(part))))
      .toBe(true)
  })

  await test.step('held, it stands still while trades go on; then it has them all', async () => {
    await tape.getByRole('button', { name: 'Hold the list still' }).click()
    const still = await rows.allTextContents()
    await setMarketSpeed(engine, 50)
    const { last } = await freshQuote(engine)
    await expect.poll(async () => (await freshQuote(engine)).last).not.toBe(last)
    expect(await rows.allTextContents()).toEqual(still)
    await tape.getByRole('button', { name: 'Go on with new trades' }).click()
    await expect.poll(() => rows.count()).toBeGreaterThan(still.length + 20)
  })

  await test.step('only large trades are shown, and the filter is kept over a reload', async () => {
    await tape.getByRole('button', { name: 'Filter by size' }).click()
    await filter.getByRole('textbox', { name: 'Smallest size shown' }).fill('0.5')
    await page.keyboard.press('Escape')
    await expect(filter).toBeHidden()
    await expect.poll(async () => Math.min(...(await sizes()))).toBeGreaterThanOrEqual(0.5)
    await expect.poll(async () => (await keptSettings(engine, 'tape'))?.['least']).toEqual({ [BTC]: '0.5' })
    await page.reload()
    await expect(tape.getByRole('button', { name: 'Filter by size' })).toContainText('≥ 0.500')
    await expect.poll(sizes).not.toEqual([])
    expect(Math.min(...(await sizes()))).toBeGreaterThanOrEqual(0.5)
    await tape.getByRole('button', { name: 'Filter by size' }).click()
    await filter.getByRole('button', { name: 'All sizes' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(async () => Math.min(...(await sizes()))).toBeLessThan(0.5)
  })

  await test.step('trades that a busy window could not take are counted, where they would stand', async () => {
    await tape.getByRole('button', { name: 'Filter by size' }).click()
    await filter.getByRole('textbox', { name: 'Smallest size shown' }).fill('100')
    await page.keyboard.press('Escape')
    await expect(rows).toHaveCount(0)
    await setMarketSpeed(engine, 1_000)
    await page.evaluate((busyMs) => {
      const endMs = performance.now() + busyMs
      while (performance.now() < endMs);
    }, BUSY_MS)
    await expect(rows.first()).toHaveText(/^\d+ trades? skipped$/)
  })
})
