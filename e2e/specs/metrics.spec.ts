import type { Locator } from '@playwright/test'
import type { AlertView, MetricRange, MetricSeriesView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

const MIB = 2 ** 20
/** So little that the engine is always over it. */
const TINY_MEMORY = { ...BY_HAND, monitoring: { metrics: { limits: { memoryMib: 1 } } } } as const

test.use({ engineOptions: { config: TINY_MEMORY } })

const seriesOf = (engine: EngineAccess, metricId: string, range: MetricRange): Promise<MetricSeriesView> =>
  engine.get<MetricSeriesView>(`/metrics/series?metricId=${encodeURIComponent(metricId)}&range=${range}`)

const tile = (workbench: Workbench, label: string): Locator =>
  workbench.panel('Metrics').getByRole('button', { name: new RegExp(`^${label} `) })

/** A figure under the large course. */
const fact = (dialog: Locator, label: string): Locator =>
  dialog.locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]')

test('metrics are those of the engine, over a range that is chosen, and large with the values at the cursor', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  const memory = tile(workbench, 'Memory')
  const dialog = page.getByRole('dialog', { name: 'Memory' })
  const ranges = workbench.group('Metrics').getByRole('radiogroup', { name: 'Range of the courses' })

  await test.step('a value over its limit is told as that, in words, too', async () => {
    await expect(memory).toHaveAccessibleName(/^Memory \d+ MiB limit 1\.0 MiB over its limit$/)
    await expect(memory).toHaveClass(/metric-over/)
    await expect(tile(workbench, 'Heap')).not.toHaveClass(/metric-over/)
  })

  await test.step('a tile says what the engine measured last', async () => {
    await expect(async () => {
      const { points } = await seriesOf(engine, 'process.memory', '15m')
      const shown = numberIn(await memory.textContent())
      expect(points.slice(-3).map(({ mean }) => Math.round(mean / MIB))).toContain(shown)
    }).toPass()
  })

  await test.step('every instrument has its line with the age of its price', async () => {
    const { instruments } = await engine.get<{ instruments: { symbol: string }[] }>('/instruments')
    const streams = page.getByRole('grid', { name: 'Feed age per stream' }).locator('tbody tr')
    await expect(streams).toHaveCount(instruments.length)
    for (const { symbol } of instruments) {
      await expect(streams.filter({ hasText: symbol }).getByRole('gridcell').first()).toHaveText(/^\d+(\.\d+)? m?s$/)
    }
  })

  await test.step('large, it has the figures of the whole range', async () => {
    await memory.click()
    await expect(fact(dialog, 'Limit')).toHaveText('1.0 MiB')
    await expect(async () => {
      const { points } = await seriesOf(engine, 'process.memory', '15m')
      const highest = Math.max(...points.map(({ max }) => max)) / MIB
      const lowest = Math.min(...points.map(({ mean }) => mean)) / MIB
      expect(numberIn(await fact(dialog, 'Highest').textContent())).toBe(Math.round(highest))
      expect(numberIn(await fact(dialog, 'Lowest').textContent())).toBe(Math.round(lowest))
    }).toPass()
  })

  await test.step('keys move the cursor from the newest value to the first', async () => {
    const cursor = dialog.getByRole('slider', { name: 'Cursor in the course' })
    await cursor.press('Home')
    await expect(cursor).toHaveAttribute('aria-valuenow', '0')
    await expect(cursor).toHaveAttribute('aria-valuetext', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .* \d+ MiB/)
    await cursor.press('ArrowRight')
    await expect(cursor).toHaveAttribute('aria-valuenow', '1')
  })

  await test.step('another range is that of all courses, and kept', async () => {
    await dialog.getByRole('radiogroup', { name: 'Range of the courses' }).getByText('1 h', { exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(ranges.getByRole('radio', { name: '1 h' })).toBeChecked()
    await expect(page.getByRole('contentinfo')).toContainText('saved')
    await page.reload()
    await expect(ranges.getByRole('radio', { name: '1 h' })).toBeChecked()
    await expect(memory).toBeVisible()
  })

  await test.step('over its limit for long, it is an alert that leads to its course; with a higher limit it is well', async () => {
    const alert = workbench.panel('Alerts').getByRole('article').filter({ hasText: 'METRIC_OVER_LIMIT' })
    await expect(alert.filter({ hasText: 'Memory is over its limit' })).toBeVisible({ timeout: 20_000 })
    await alert.filter({ hasText: 'Memory' }).getByRole('button', { name: 'Course', exact: true }).click()
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await engine.call('PUT', '/config', { patch: { monitoring: { metrics: { limits: { memoryMib: 4096 } } } } })
    await expect(memory).toHaveAccessibleName(/^Memory \d+ MiB limit 4,096 MiB$/)
    await expect(memory).not.toHaveClass(/metric-over/)
    const { alerts } = await engine.get<{ alerts: AlertView[] }>('/alerts?status=all')
    expect(alerts.map(({ subject }) => subject)).toContain('process.memory')
  })
})
