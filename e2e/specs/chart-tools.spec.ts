import type { Page } from '@playwright/test'
import type { CandlesView, IndicatorSeriesView, PriceAlertView } from '../../src-contract/index.ts'
import { ChartPanel } from '../support/chart-panel.ts'
import {
  barsOfCharts,
  type ChartBar,
  chartBars,
  chartLines,
  chartPaneCount,
  chartPriceAt,
} from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, freshQuote } from '../support/hand-orders.ts'
import { keptSettings } from '../support/kept-settings.ts'
import { numberIn } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const MINUTE_MS = 60_000

const candlesOf = async (engine: EngineAccess, instrumentId: string, timeframe: string) =>
  (await engine.get<CandlesView>(`/candles?instrumentId=${instrumentId}&timeframe=${timeframe}&limit=50`)).candles

/** Values of an indicator at the bars of Bitcoin, one minute each, by opening time. */
async function seriesOf(
  engine: EngineAccess,
  indicator: string,
  parameters: object,
): Promise<ReadonlyMap<number, number | null>> {
  const query = new URLSearchParams({
    instrumentId: BTC,
    indicator,
    parameters: JSON.stringify(parameters),
    limit: '50',
  })
  const { points } = await engine.get<IndicatorSeriesView>(`/indicators/series?${query}`)
  return new Map(points.map(({ openTimeMs, values }) => [openTimeMs, values[0] ?? null]))
}

const stepOf = ([first, second]: readonly ChartBar[] = []): number =>
  (second?.openTimeMs ?? 0) - (first?.openTimeMs ?? 0)

/** Bars of the charts in the order of their numbers. */
async function barsInOrder(page: Page): Promise<ChartBar[][]> {
  const charts = Object.entries(await barsOfCharts(page))
  return charts.toSorted(([one], [other]) => one.localeCompare(other)).map(([, bars]) => bars)
}

test('an indicator is found, given its parameters, read at the cursor, hidden, removed, and kept', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  await expect(chart.indicatorNames).toHaveText(['EMA 9', 'EMA 21'])
  expect(await chartPaneCount(page)).toBe(1)

  await test.step('found by its name, it gets a pane of its own', async () => {
    await chart.button(/^Indicators/).click()
    const picker = page.getByRole('dialog', { name: 'Indicators' })
    await picker.getByRole('searchbox', { name: 'Search indicators' }).fill('no such thing')
    await expect(picker.getByText('No indicator has this in its name.')).toBeVisible()
    await picker.getByRole('searchbox', { name: 'Search indicators' }).fill('true range')
    await picker.getByRole('button', { name: /^ATR/ }).click()
    await expect(picker.getByRole('listitem').filter({ hasText: 'ATR 14' })).not.toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(picker).toBeHidden()
    await expect(chart.indicatorNames).toHaveText(['EMA 9', 'EMA 21', 'ATR 14'])
    await expect.poll(() => chartPaneCount(page)).toBe(2)
  })

  await test.step('its parameters are checked, and act at once', async () => {
    await chart.doWithIndicator('ATR 14', 'Edit …')
    const editor = page.getByRole('dialog', { name: 'Average true range' })
    const period = editor.getByRole('textbox')
    await period.fill('0')
    await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await expect(period).toHaveAccessibleDescription(/\d/)
    await period.fill('21')
    await editor.getByRole('button', { name: 'Apply' }).click()
    await expect(editor).toBeHidden()
    await expect(chart.indicatorNames).toHaveText(['EMA 9', 'EMA 21', 'ATR 21'])
  })

  await test.step('the legend has the values of the bar under the cursor, as the engine counts them', async () => {
    await chart.plot.focus()
    for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key)
    const said = await chart.panel.getByRole('status').filter({ hasText: 'open' }).textContent()
    const prices = ['open', 'high', 'low', 'close'].map((name) => numberIn(said?.split(`${name} `)[1] ?? null))
    const bar = (await candlesOf(engine, BTC, '1m')).find(({ open, high, low, close }) =>
      [open, high, low, close].every((price, index) => Math.abs(price - (prices[index] ?? 0)) < 0.05),
    )
    expect(bar, `bar of "${said}"`).toBeDefined()
    for (const [name, indicator, parameters, digits] of [
      ['EMA 9', 'ema', { period: 9 }, 1],
      ['EMA 21', 'ema', { period: 21 }, 1],
      ['ATR 21', 'atr', { period: 21 }, 1],
    ] as const) {
      const value = (await seriesOf(engine, indicator, parameters)).get(bar?.openTimeMs ?? 0)
      const shown = (await chart.indicator(name).textContent())?.slice(name.length) ?? null
      expect(Math.abs(numberIn(shown) - (value ?? NaN)), name).toBeLessThan(0.6 * 10 ** -digits)
    }
    await page.keyboard.press('Escape')
  })

  await test.step('hidden, it leaves its pane; shown again, it is back', async () => {
    await chart.doWithIndicator('ATR 21', 'Hide')
    await expect(chart.indicator('ATR 21')).toContainText('hidden')
    await expect.poll(() => chartPaneCount(page)).toBe(1)
    await chart.doWithIndicator('ATR 21', 'Show')
    await expect.poll(() => chartPaneCount(page)).toBe(2)
  })

  await test.step('what was chosen is kept with the layout, and there after a reload', async () => {
    await chart.doWithIndicator('EMA 9', 'Remove EMA 9')
    await expect(chart.indicatorNames).toHaveText(['EMA 21', 'ATR 21'])
    await expect
      .poll(async () => (await keptSettings(engine, 'chart'))?.['indicators'])
      .toEqual([
        expect.objectContaining({ indicatorId: 'ema', parameters: { period: 21 } }),
        expect.objectContaining({ indicatorId: 'atr', parameters: { period: 21 } }),
      ])
    await page.reload()
    await expect(chart.indicatorNames).toHaveText(['EMA 21', 'ATR 21'])
    await expect.poll(() => chartPaneCount(page)).toBe(2)
    await chart.doWithIndicator('ATR 21', 'Remove ATR 21')
    await expect.poll(() => chartPaneCount(page)).toBe(1)
    await chart.button(/^Indicators/).click()
    await page.getByRole('button', { name: 'Averages of the strategies' }).click()
    await expect(chart.indicatorNames).toHaveText(['EMA 9', 'EMA 21'])
  })
})

test('several charts at once: each has its own timeframe, instrument and style, and the bars of the engine', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.openLayout('Research')
  const [left, right] = [new ChartPanel(workbench), new ChartPanel(workbench, 'Chart 2')]
  const steps = async () => (await barsInOrder(page)).map(stepOf)
  await expect.poll(steps).toEqual([60 * MINUTE_MS, 5 * MINUTE_MS])

  await right.chooseTimeframeInMenu('15m')
  await expect.poll(steps).toEqual([60 * MINUTE_MS, 15 * MINUTE_MS])
  await expect(right.plot).toHaveAccessibleName('Chart of BTC-PERP, 15m')
  await expect(left.plot).toHaveAccessibleName('Chart of BTC-PERP, 1h')

  await test.step('both follow the instrument of their colour', async () => {
    await left.chooseInstrument('solana')
    for (const chart of [left, right]) await expect(chart.instrument).toHaveText('SOL-PERP')
    for (const [panel, timeframe] of [
      [0, '1h'],
      [1, '15m'],
    ] as const) {
      const newestClosed = async () => (await barsInOrder(page))[panel]?.at(-2)
      await expect
        .poll(async () => {
          const shown = await newestClosed()
          const candles = await candlesOf(engine, 'simulated:SOL-PERP', timeframe)
          const { open, high, low, close } = candles.find(({ openTimeMs }) => openTimeMs === shown?.openTimeMs) ?? {}
          return (
            shown !== undefined &&
            [open, high, low, close].join() === [shown.open, shown.high, shown.low, shown.close].join()
          )
        })
        .toBe(true)
    }
  })

  await test.step('a style is chosen for one of them', async () => {
    await left.button('Chart style: Candles').click()
    await page.getByRole('menuitemradio', { name: 'Line' }).click()
    await expect(left.button('Chart style: Line')).toBeVisible()
    await expect(right.button('Chart style: Candles')).toBeVisible()
  })
})

test('a price alert is set by its key and from the menu of the plot, and removed by its cross', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const quote = await freshQuote(engine)
  const alerts = async () => (await engine.get<{ priceAlerts: PriceAlertView[] }>('/alerts/prices')).priceAlerts
  const prices = async () => (await alerts()).map(({ price }) => Number(price))
  const wanted = Number((quote.last * 1.002).toFixed(1))

  await test.step('Alt+A asks for the price', async () => {
    await chart.plot.focus()
    await page.keyboard.press('Alt+a')
    const form = page.getByRole('dialog', { name: 'Set a price alert' })
    await expect(form.getByRole('textbox', { name: 'Price' })).toHaveValue(/^\d+\.\d$/)
    await form.getByRole('textbox', { name: 'Price' }).fill('0')
    await expect(form.getByRole('button', { name: 'Set the alert' })).toBeDisabled()
    await form.getByRole('textbox', { name: 'Price' }).fill(String(wanted))
    await page.keyboard.press('Enter')
    await expect(form).toBeHidden()
    await expect.poll(prices).toEqual([wanted])
    expect((await alerts())[0]?.instrumentId).toBe(BTC)
    await expect
      .poll(async () => (await chartLines(page)).map(({ role, price }) => ({ role, price })))
      .toEqual([{ role: 'alert', price: wanted }])
  })

  await test.step('the menu of the plot sets one where it was opened', async () => {
    const box = await chart.plot.boundingBox()
    const y = (box?.height ?? 0) / 4
    await chart.plot.click({ button: 'right', position: { x: 200, y } })
    const pointed = (await chartPriceAt(page, y)) ?? 0
    await page.getByRole('menuitem', { name: /^Alert at / }).click()
    await expect.poll(async () => (await alerts()).length).toBe(2)
    const second = (await prices()).find((price) => price !== wanted) ?? 0
    const aPixel = Math.abs(pointed - ((await chartPriceAt(page, y + 1)) ?? 0))
    expect(Math.abs(second - pointed)).toBeLessThanOrEqual(aPixel + 0.1)
  })

  await test.step('its cross removes it', async () => {
    const crosses = chart.button(/^Remove the alert at /)
    await expect(crosses).toHaveCount(2)
    await crosses.first().click()
    await expect(crosses).toHaveCount(1)
    await crosses.first().click()
    await expect.poll(alerts).toEqual([])
    await expect.poll(() => chartLines(page)).toEqual([])
  })
})

test('the chart is a table of the same bars for those who cannot see it', async ({ engine, page, workbench }) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  await chart.button('Show as table').click()
  const table = chart.panel.getByRole('table', { name: 'Newest bars of BTC-PERP' })
  await expect(table.getByRole('columnheader')).toHaveText([
    'Opens, UTC',
    'Open',
    'High',
    'Low',
    'Close',
    'Volume',
    'EMA 9',
    'EMA 21',
  ])
  const shown = async (): Promise<number[][]> => {
    const rows = await table.locator('tbody tr').filter({ visible: true }).all()
    const texts = await Promise.all(rows.slice(1, 6).map((row) => row.getByRole('cell').allTextContents()))
    return texts.map((cells) => cells.slice(1, 6).map(numberIn))
  }
  const ofEngine = async (): Promise<number[][]> =>
    (await candlesOf(engine, BTC, '1m'))
      .slice(-5)
      .toReversed()
      .map(({ open, high, low, close, volume }) =>
        [open, high, low, close].map((price) => Number(price.toFixed(1))).concat(Number(volume.toFixed(3))),
      )
  await expect.poll(async () => JSON.stringify(await shown()) === JSON.stringify(await ofEngine())).toBe(true)
  expect((await chartBars(page)).length).toBeGreaterThan(100)

  await chart.button('Show as chart').click()
  await expect(table).toBeHidden()
  await expect(chart.plot).toBeVisible()
})
