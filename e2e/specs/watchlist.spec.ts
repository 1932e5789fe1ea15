import type { Locator } from '@playwright/test'
import type { CandlesView, InstrumentView, QuoteView } from '../../src-contract/index.ts'
import { ChartPanel } from '../support/chart-panel.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC } from '../support/hand-orders.ts'
import { keptSettings } from '../support/kept-settings.ts'
import { SMALL } from '../support/sizes.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

class Watchlist {
  readonly panel: Locator

  constructor(workbench: Workbench) {
    this.panel = workbench.group('Watchlist')
  }

  /** Rows of the list, or of what was found. */
  get rows(): Locator {
    return this.panel.getByRole('grid').locator('tbody').getByRole('row')
  }

  row(base: string): Locator {
    return this.rows.filter({ has: this.panel.page().getByRole('rowheader', { name: base, exact: true }) })
  }

  /** Bases of the rows from the top. */
  get bases(): Locator {
    return this.rows.getByRole('rowheader')
  }

  get search(): Locator {
    return this.panel.getByRole('searchbox', { name: 'Search instruments' })
  }
}

test('a low panel keeps its room for rows, and has the facts again where it grows', async ({
  engine,
  page,
  workbench,
}) => {
  const list = new Watchlist(workbench)
  const facts = list.panel.getByRole('region', { name: 'Facts of BTC-PERP' })
  await workbench.open(engine)
  await expect(facts).toBeVisible()
  await page.setViewportSize({ width: SMALL.width, height: 500 })
  await expect(facts).toHaveCount(0)
  await expect(list.bases).toHaveText(['BTC', 'ETH', 'SOL', 'XRP'])
  await page.setViewportSize(SMALL)
  await expect(facts).toBeVisible()
})

test('the list is searched, cut, filled and ordered by keys, and kept over a reload', async ({
  engine,
  page,
  workbench,
}) => {
  const list = new Watchlist(workbench)
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  await expect(list.bases).toHaveText(['BTC', 'ETH', 'SOL', 'XRP'])

  await test.step('arrows walk, Enter chooses for every panel of the colour', async () => {
    await list.row('BTC').focus()
    await page.keyboard.press('ArrowDown')
    await expect(list.row('ETH')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(chart.instrument).toHaveText('ETH-PERP')
    await expect(page.getByRole('group', { name: 'Order for ETH-PERP' })).toBeVisible()
    await expect(list.panel.getByRole('region', { name: 'Facts of ETH-PERP' })).toBeVisible()
  })

  await test.step('Alt with an arrow moves a row', async () => {
    await page.keyboard.press('Alt+ArrowDown')
    await expect(list.bases).toHaveText(['BTC', 'SOL', 'ETH', 'XRP'])
    await expect(list.panel.getByRole('status')).toHaveText('ETH-PERP is now at place 3 of 4')
    await expect(list.row('ETH')).toBeFocused()
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'SOL', 'XRP'])
  })

  await test.step('Delete takes a row off the list', async () => {
    await list.row('SOL').focus()
    await page.keyboard.press('Delete')
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'XRP'])
    await expect(list.panel.getByRole('status')).toHaveText('SOL-PERP is off the list')
    await expect(list.row('XRP')).toBeFocused()
  })

  await test.step('the list is kept by the engine, and there after a reload', async () => {
    const ids = ['ETH', 'BTC', 'XRP'].map((base) => `simulated:${base}-PERP`)
    await expect.poll(async () => (await keptSettings(engine, 'watchlist'))?.['instrumentIds']).toEqual(ids)
    await page.reload()
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'XRP'])
  })

  await test.step('a search finds what is not on the list, and its button adds it', async () => {
    await list.row('ETH').focus()
    await page.keyboard.press('/')
    await expect(list.search).toBeFocused()
    await page.keyboard.type('per so')
    await expect(list.bases).toHaveText(['SOL-PERP'])
    await list.row('SOL-PERP').getByRole('button', { name: 'Add SOL-PERP' }).click()
    await expect(list.row('SOL-PERP').getByRole('button', { name: 'Remove SOL-PERP' })).toBeVisible()
    await list.search.fill('nothing of this name')
    await expect(list.panel.getByText('Nothing found')).toBeVisible()
    await list.search.fill('')
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'XRP', 'SOL'])
  })

  await test.step('Enter in the search takes the first: on the list, and chosen', async () => {
    await list.row('XRP').focus()
    await page.keyboard.press('Delete')
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'SOL'])
    await list.search.fill('xrp')
    await page.keyboard.press('Enter')
    await expect(list.bases).toHaveText(['ETH', 'BTC', 'SOL', 'XRP'])
    await expect(list.search).toHaveValue('')
    await expect(chart.instrument).toHaveText('XRP-PERP')
  })

  await test.step('an empty list says what to do', async () => {
    await list.rows.first().focus()
    for (const base of ['ETH', 'BTC', 'SOL', 'XRP']) {
      await expect(list.row(base)).toBeFocused()
      await page.keyboard.press('Delete')
      await expect(list.row(base)).toHaveCount(0)
    }
    await expect(list.panel.getByText('The list is empty')).toBeVisible()
    await list.panel.getByRole('button', { name: 'Put all on the list' }).click()
    await expect(list.bases).toHaveText(['BTC', 'ETH', 'SOL', 'XRP'])
  })

  await test.step('the menu of a row does the same', async () => {
    await list.row('SOL').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move up' }).click()
    await expect(list.bases).toHaveText(['BTC', 'SOL', 'ETH', 'XRP'])
  })
})

test('prices, change and facts of the list are those of the engine', async ({ engine, workbench }) => {
  // The window asks for the bars of the day once a minute.
  test.setTimeout(150_000)
  const list = new Watchlist(workbench)
  await workbench.open(engine)
  const quoteOf = async (id: string): Promise<QuoteView | undefined> =>
    (await engine.get<{ quotes: QuoteView[] }>('/quotes')).quotes.find(({ instrumentId }) => instrumentId === id)
  const { instruments } = await engine.get<{ instruments: InstrumentView[] }>('/instruments')
  expect(instruments.map(({ base }) => base)).toEqual(await list.bases.allTextContents())

  for (const { instrumentId, base } of instruments) {
    await expect
      .poll(
        async () => {
          const quote = await quoteOf(instrumentId)
          const cells = (await list.row(base).getByRole('gridcell').allTextContents()).slice(1)
          const change = ((quote?.last ?? NaN) / (quote?.price24hAgo ?? NaN) - 1) * 100
          return (
            numberIn(cells[0] ?? null) === quote?.last &&
            cells[1]?.replace('−', '-').replace('+', '') === change.toFixed(2)
          )
        },
        { message: base },
      )
      .toBe(true)
  }

  await test.step('facts of the chosen one', async () => {
    const facts = list.panel.getByRole('region', { name: 'Facts of BTC-PERP' })
    const bitcoin = instruments.find(({ instrumentId }) => instrumentId === BTC)
    await expect(facts).toContainText(`tick ${bitcoin?.tickSize} · lot ${bitcoin?.lotSize}`)
    await expect
      .poll(async () => {
        const quote = await quoteOf(BTC)
        const shown = (await facts.getByRole('definition').allTextContents()).slice(0, 2)
        return JSON.stringify(shown.map(numberIn)) === JSON.stringify([quote?.bid, quote?.ask])
      })
      .toBe(true)
    // A minute that closes meanwhile may bring a new low or high: both are looked at until they agree.
    await expect(async () => {
      const { candles } = await engine.get<CandlesView>(`/candles?instrumentId=${BTC}&timeframe=1m&limit=1440`)
      const [low, high] = [Math.min(...candles.map((bar) => bar.low)), Math.max(...candles.map((bar) => bar.high))]
      const name = await facts.getByRole('img', { name: /^24 h from/ }).getAttribute('aria-label')
      const [shownLow, shownHigh] = (name ?? '').split(' to ').map((part) => numberIn(part.replace('24 h', '')))
      expect(shownLow).toBeLessThanOrEqual(low)
      expect(shownLow).toBeGreaterThan(low * 0.98)
      expect(shownHigh).toBeGreaterThanOrEqual(high)
      expect(shownHigh).toBeLessThan(high * 1.02)
    }).toPass()
  })
})
