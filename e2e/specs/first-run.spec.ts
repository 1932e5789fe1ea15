import type { CandlesView } from '../../src-contract/index.ts'
import { chartBars } from '../support/chart-probe.ts'
import { expect, test } from '../support/fixtures.ts'
import { BTC } from '../support/hand-orders.ts'

const SETTLED_BARS = 400

test('the printed address opens a live window without any setting', async ({ engine, page, workbench }) => {
  await page.goto(engine.url)
  const prices = new Set<string | null>()
  await expect(async () => {
    prices.add(await workbench.lastPrice('BTC').textContent())
    expect(prices.size).toBeGreaterThan(3)
  }).toPass({ timeout: 10_000, intervals: [50] })

  await expect(page.locator('.environment-paper')).toBeAttached()
  await expect(page.getByRole('banner')).toContainText('paper')
  await expect(page.getByRole('button', { name: 'System health: Healthy' })).toBeVisible()
})

test('the token leaves the address bar and still opens the page after a reload', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await expect(page).toHaveURL(`${engine.address}/`)
  await page.reload()
  await expect(workbench.lastPrice('BTC')).toHaveText(/\d/)
})

test('the chart draws the very bars that the interface has', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(SETTLED_BARS)

  const query = new URLSearchParams({ instrumentId: BTC, timeframe: '1m', limit: '1000' })
  // The chart hears of a bar's end a little later than the interface knows of it.
  await expect(async () => {
    const { candles } = await engine.get<CandlesView>(`/candles?${query.toString()}`)
    const drawn = await chartBars(page)
    const closed = candles.filter((candle) => candle.openTimeMs >= (drawn[0]?.openTimeMs ?? Infinity))
    expect(closed.length).toBeGreaterThan(SETTLED_BARS)
    // It may be ahead, and it may have begun earlier.
    const [first, last] = [closed[0]?.openTimeMs ?? 0, closed.at(-1)?.openTimeMs ?? 0]
    expect(drawn.filter(({ openTimeMs }) => openTimeMs >= first && openTimeMs <= last)).toEqual(
      closed.map(({ openTimeMs, open, high, low, close }) => ({ openTimeMs, open, high, low, close })),
    )
  }).toPass({ timeout: 10_000 })
})
