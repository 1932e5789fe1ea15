import type { Page } from '@playwright/test'
import { chartBars } from '../support/chart-probe.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const DRAG_PX = 600
/** So many reach the oldest bar that is there at the start, and leave some of them in sight. */
const DRAGS = 4
const WHEEL_STEPS = 12

async function plotBox(workbench: Workbench) {
  const box = await workbench.chart.locator('.chart-canvas').boundingBox()
  if (box === null) throw new Error('the chart is not shown')
  return box
}

/** Makes the bars narrower, so that more of them are in sight. */
async function zoomOut(page: Page, workbench: Workbench): Promise<void> {
  const box = await plotBox(workbench)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let step = 0; step < WHEEL_STEPS; step++) await page.mouse.wheel(0, 100)
}

/** Moves the time axis back by the width of the drag. */
async function dragBack(page: Page, workbench: Workbench): Promise<void> {
  const box = await plotBox(workbench)
  const [x, y] = [box.x + 60, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + DRAG_PX, y, { steps: 6 })
  await page.mouse.up()
}

/** The legend at the pointer, near the right edge: open, high, low, close and volume of the bar there. */
async function barAtPointer(page: Page, workbench: Workbench): Promise<string> {
  const box = await plotBox(workbench)
  const [x, y] = [box.x + box.width * 0.85, box.y + box.height / 2]
  await page.mouse.move(x, y + 1)
  await page.mouse.move(x, y)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  return (await workbench.chart.locator('.chart-legend').textContent()) ?? ''
}

/** Keeps the engine's answers to calls back from the page, from `hold` until `release`; streams go on. */
async function holdableAnswers(page: Page) {
  let held: (() => void)[] | undefined
  await page.routeWebSocket(/\/ws\/rpc$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (held === undefined) socket.send(message)
      else held.push(() => socket.send(message))
    })
  })
  return {
    hold: (): void => {
      held = []
    },
    release: (): void => {
      for (const send of held ?? []) send()
      held = undefined
    },
  }
}

test('scrolling back loads older bars, and what is in sight stays where it is', async ({ engine, page, workbench }) => {
  const answers = await holdableAnswers(page)
  await workbench.open(engine)
  await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(100)
  await zoomOut(page, workbench)
  const before = await chartBars(page)

  answers.hold()
  for (let drag = 0; drag < DRAGS; drag++) await dragBack(page, workbench)
  const seen = await barAtPointer(page, workbench)
  answers.release()
  await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(before.length + 500)
  expect(await barAtPointer(page, workbench)).toBe(seen)

  const after = await chartBars(page)
  expect(after[0]?.openTimeMs).toBeLessThan(before[0]?.openTimeMs ?? 0)
  const steps = new Set(after.slice(1).map(({ openTimeMs }, index) => openTimeMs - (after[index]?.openTimeMs ?? 0)))
  expect([...steps], 'no hole and no bar twice').toEqual([60_000])
})

test('a timeframe is switched, and kept over a reload', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.chooseTimeframe('5m')
  const step = async (): Promise<number> => {
    const [first, second] = await chartBars(page)
    return (second?.openTimeMs ?? 0) - (first?.openTimeMs ?? 0)
  }
  await expect.poll(step).toBe(5 * 60_000)
  await expect(workbench.chart).toContainText('BTC-PERP · 5m')
  await page.reload()
  await expect.poll(step).toBe(5 * 60_000)
})

test('another instrument of the watchlist brings its own bars', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.watchlistRow('SOL').click()
  await expect(workbench.chart.getByRole('application', { name: 'Chart of SOL-PERP, 1m' })).toBeVisible()
  await expect.poll(async () => (await chartBars(page)).at(-1)?.close ?? Infinity).toBeLessThan(1_000)
  expect((await chartBars(page)).at(-1)?.close).toBeGreaterThan(10)
})
