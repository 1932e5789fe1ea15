import type { Page } from '@playwright/test'
import type { IctKind, IctRecordsView } from '../../src-contract/index.ts'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartBars, type ChartIctShape, chartIctShapes, chartPaneCount, chartSeries } from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC } from '../support/hand-orders.ts'
import { keptSettings } from '../support/kept-settings.ts'

test.use({ engineOptions: { config: BY_HAND } })

const MINUTE_MS = 60_000
const SAME_PX = 0.5
/** So many presses of the minus key bring the newest bars of {@link SEEN_BARS} into sight. */
const ZOOM_STEPS = 8
const SEEN_BARS = 300
/** Bars that are in sight in any case, also where one lies at the edge. */
const NEAR_BARS = 200

/** Every layer, with kinds of it that a few hundred bars have. */
const LAYERS: readonly (readonly [name: string, kind: IctKind])[] = [
  ['Swings', 'swing'],
  ['Structure', 'bos'],
  ['Fair value gaps', 'fvg'],
  ['Order blocks', 'orderBlock'],
  ['Breaker blocks', 'breakerBlock'],
  ['Liquidity', 'sweep'],
  ['Previous highs and lows', 'previousHighLow'],
  ['Sessions', 'session'],
  ['Displacement', 'displacement'],
  ['Premium and discount', 'premiumDiscount'],
  ['Optimal trade entry', 'ote'],
]

/** Breaks of structure go with the trend or against it: which of the two are in sight is the market's affair. */
const STRUCTURE: ReadonlySet<IctKind> = new Set(['bos', 'choch'])
const kindsOn = async (page: Page): Promise<string[]> =>
  [...new Set((await chartIctShapes(page)).map(({ kind }) => (STRUCTURE.has(kind) ? 'structure' : kind)))].toSorted()
const shapesOf = async (page: Page, kind: IctKind): Promise<ChartIctShape[]> =>
  (await chartIctShapes(page)).filter((shape) => shape.kind === kind)

async function recordsOf(engine: EngineAccess, kind: IctKind, timeframe = '1m') {
  const query = `instrumentId=${BTC}&timeframe=${timeframe}&kinds=${kind}&limit=5000`
  return (await engine.get<IctRecordsView>(`/ict/records?${query}`)).records
}

test('every Smart Money layer is switched on and off, and what it draws begins at its bar', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(SEEN_BARS)
  await chart.plot.focus()
  for (let step = 0; step < ZOOM_STEPS; step++) await page.keyboard.press('-')
  expect(await chartIctShapes(page)).toEqual([])
  for (const [name, kind] of LAYERS)
    await test.step(name, async () => {
      const menu = await chart.openLayers()
      await menu.getByRole('switch', { name, exact: true }).click()
      await page.keyboard.press('Escape')
      await expect(chart.layersInLegend).toHaveCount(1)
      await expect.poll(() => recordsOf(engine, kind)).not.toEqual([])
      const known = new Map((await recordsOf(engine, kind)).map((record) => [record.id, record]))
      const seenFromMs = (await chartBars(page)).at(-NEAR_BARS)?.openTimeMs ?? Infinity
      const isSeen = [...known.values()].some(({ formedAtMs }) => formedAtMs >= seenFromMs)
      if (isSeen) await expect.poll(() => shapesOf(page, kind)).not.toEqual([])
      for (const shape of await shapesOf(page, kind)) {
        expect(shape.x2, shape.id).toBeGreaterThanOrEqual(shape.x1)
        if (shape.barX !== null) expect(Math.abs(shape.x1 - shape.barX), shape.id).toBeLessThan(SAME_PX)
        const record = known.get(shape.id)
        if (record !== undefined) expect(shape.formedAtMs, shape.id).toBe(record.formedAtMs)
      }
      await chart.openLayers()
      await menu.getByRole('switch', { name, exact: true }).click()
      await page.keyboard.press('Escape')
      await expect.poll(() => chartIctShapes(page)).toEqual([])
      await expect(chart.layersInLegend).toHaveCount(0)
    })
})

test('layers are switched by keys alone, take a higher timeframe, and are there after a reload', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)

  await test.step('by keys', async () => {
    await chart.layersButton.focus()
    await page.keyboard.press('Enter')
    const menu = page.getByRole('dialog', { name: 'Smart Money' })
    await menu.getByRole('switch', { name: 'Swings' }).focus()
    await page.keyboard.press('Space')
    await expect(menu.getByRole('switch', { name: 'Swings' })).toBeChecked()
    await page.keyboard.press('Tab')
    await expect(menu.getByRole('combobox', { name: 'Timeframe of Swings' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(menu.getByRole('switch', { name: 'Structure' })).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(chart.layersButton).toBeFocused()
    await expect(chart.layersButton).toHaveAccessibleName('Smart Money 2')
    await expect.poll(() => kindsOn(page)).toEqual(['structure', 'swing'])
  })

  await test.step('of a higher timeframe, beginning at the bar that its bar opens with', async () => {
    const menu = await chart.openLayers()
    await menu.getByRole('combobox', { name: 'Timeframe of Swings' }).selectOption('5m')
    await page.keyboard.press('Escape')
    await expect(chart.layersInLegend.first()).toContainText('Swings 5m')
    await expect.poll(async () => (await shapesOf(page, 'swing')).length).toBeGreaterThan(0)
    const swings = await shapesOf(page, 'swing')
    expect(swings.filter(({ formedAtMs }) => formedAtMs % (5 * MINUTE_MS) !== 0)).toEqual([])
    for (const { x1, barX, id } of swings) if (barX !== null) expect(Math.abs(x1 - barX), id).toBeLessThan(SAME_PX)
  })

  await test.step('after a reload', async () => {
    await expect
      .poll(async () => (await keptSettings(engine, 'chart'))?.['ict'])
      .toMatchObject({
        swings: { visible: true, timeframe: '5m' },
        structure: { visible: true, timeframe: null },
        ote: { visible: false, timeframe: null },
      })
    await page.reload()
    await expect(chart.layersInLegend).toHaveCount(2)
    await expect.poll(() => kindsOn(page)).toEqual(['structure', 'swing'])
    const menu = await chart.openLayers()
    await expect(menu.getByRole('switch', { checked: true })).toHaveCount(2)
    await expect(menu.getByRole('combobox', { name: 'Timeframe of Swings' })).toHaveValue('5m')
  })
})

test('indicators of several columns are drawn as what they are: dots, lines with holes, a shifted line, candles', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const series = async (key: string) => (await chartSeries(page))[key] ?? {}

  await test.step('the parabolic SAR has dots, and its flag is not drawn', async () => {
    await chart.addIndicator('parabolic', 'PSAR')
    await expect.poll(async () => Object.keys(await series('psar-1'))).toEqual(['sar'])
    await expect.poll(async () => (await series('psar-1'))['sar']?.points.length ?? 0).toBeGreaterThan(100)
    expect((await series('psar-1'))['sar']).toMatchObject({ type: 'Line', joined: false })
  })

  await test.step('the bands of the supertrend have holes where the other one stands', async () => {
    await chart.addIndicator('supertrend', 'Supertrend')
    await expect.poll(async () => (await series('supertrend-1'))['upperBand']?.points.length ?? 0).toBeGreaterThan(100)
    const { upperBand, lowerBand } = await series('supertrend-1')
    const upperTimes = new Set(upperBand?.points.map(({ openTimeMs }) => openTimeMs))
    const both = lowerBand?.points.filter(({ openTimeMs }) => upperTimes.has(openTimeMs))
    expect(both).toEqual([])
    for (const { points } of [upperBand, lowerBand].filter((one) => one !== undefined)) {
      const ends = points.filter(({ endsLine }) => endsLine)
      const beforeHoles = points.filter(
        ({ openTimeMs }, at) => (points[at + 1]?.openTimeMs ?? 0) - openTimeMs > MINUTE_MS,
      )
      expect(beforeHoles).not.toEqual([])
      expect(ends).toEqual(expect.arrayContaining(beforeHoles))
    }
  })

  await test.step('the lagging line of Ichimoku ends so many bars before the newest', async () => {
    await chart.addIndicator('ichimoku', 'Ichimoku')
    await expect.poll(async () => Object.keys(await series('ichimoku-1'))).toHaveLength(5)
    await expect
      .poll(async () => {
        const bars = await chartBars(page)
        const last = (await series('ichimoku-1'))['chikouSpan']?.points.at(-1)
        return bars.length - 1 - bars.findIndex(({ openTimeMs }) => openTimeMs === last?.openTimeMs)
      })
      .toBe(26)
    await expect(chart.indicator('Ichimoku 9 26 52')).toContainText('Tenkan sen')
    await expect(chart.indicator('Ichimoku 9 26 52')).toContainText('Chikou span')
  })

  await test.step('Heikin-Ashi are candles, the others have lines and histograms', async () => {
    await chart.addIndicator('heikin', 'Heikin Ashi')
    await expect.poll(async () => (await series('heikinAshi-1'))['open']?.type).toBe('Candlestick')
    await chart.addIndicator('macd', 'MACD')
    await expect.poll(async () => (await series('macd-1'))['histogram']?.type).toBe('Histogram')
    expect((await series('macd-1'))['signal']).toMatchObject({ type: 'Line', joined: true })
    await expect.poll(() => chartPaneCount(page)).toBe(3)
  })
})
