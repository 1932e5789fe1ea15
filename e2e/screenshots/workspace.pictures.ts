import type { FillView, PositionView } from '../../src-contract/index.ts'
import { chartLines, chartMarkerCount } from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import type { Workbench } from '../support/workbench.ts'
import { setTheme, SIZES, takePicture, USUAL } from './camera.ts'

const TRADED_FILLS = 12
const TRADED_POSITIONS = 3
const TRADE_LIMIT_MS = 120_000

test.use({
  engineOptions: { config: { market: { simulated: { seed: 7, speed: 120 } } } },
  viewport: USUAL,
  colorScheme: 'dark',
})

const positionsOf = async (engine: EngineAccess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions

/** Lets the strategy trade, then slows the market down so that the pictures show one and the same situation. */
async function tradeForAWhile(engine: EngineAccess): Promise<void> {
  const look = async () => ({
    fills: (await engine.get<{ fills: FillView[] }>('/fills')).fills,
    positions: await positionsOf(engine),
  })
  await until(
    look,
    ({ fills, positions }) =>
      fills.length >= TRADED_FILLS && positions.length >= TRADED_POSITIONS && positions.some(isProtectedBitcoin),
    TRADE_LIMIT_MS,
  )
  await engine.call('PUT', '/config', { patch: { market: { simulated: { speed: 1 } } } })
}

const isProtectedBitcoin = (position: PositionView): boolean =>
  position.instrumentId.endsWith('BTC-PERP') && position.stopPrice !== null && position.targetPrice !== null

/** A draft beside the position that passes, so that the ticket has something to say. */
async function writeDraft(engine: EngineAccess, workbench: Workbench): Promise<void> {
  const bitcoin = (await positionsOf(engine)).find(isProtectedBitcoin)
  if (bitcoin === undefined) throw new Error('the position of BTC-PERP has been closed meanwhile')
  const { ticket } = workbench
  const direction = bitcoin.side === 'long' ? 1 : -1
  const away = (share: number): string => (bitcoin.markPrice * (1 + direction * share)).toFixed(1)
  await ticket.choose('Side', direction === 1 ? 'Buy' : 'Sell')
  await ticket.choose('Size by', 'Risk')
  await ticket.write({ Price: away(-0.001), Stop: away(-0.004), Target: away(0.007), Risk: '0.1' })
  await expect(ticket.panel).toContainText('Risk check: passes')
}

test('the window while a strategy trades', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await tradeForAWhile(engine)
  await workbench.watchlistRow('BTC').click()
  await expect.poll(async () => (await chartLines(page)).length).toBeGreaterThanOrEqual(3)
  expect(await chartMarkerCount(page)).toBeGreaterThan(0)
  await expect(workbench.rows('Open positions').nth(TRADED_POSITIONS - 1)).toBeVisible()
  await writeDraft(engine, workbench)
  await page.locator('.top-bar-mark').hover()
  await expect(page.locator('.toast'), 'toasts of the last fills').toHaveCount(0)

  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await expect(workbench.rows('Open positions').first()).toBeVisible()
      await expect(workbench.ticket.panel).toContainText('Risk check: passes')
      await takePicture(page, `workspace-${theme}-${size.width}x${size.height}`)
    }
  }

  await setTheme(page, 'dark')
  await page.setViewportSize(USUAL)
  await test.step('orders', async () => {
    await workbench.show('Orders')
    await page.getByRole('radiogroup', { name: 'Which orders' }).getByText('All').click()
    await expect(workbench.rows('All orders').filter({ hasText: 'FILLED' }).first()).toBeVisible()
    await takePicture(page, 'tab-orders')
  })
  await test.step('fills', async () => {
    await workbench.show('Fills')
    await expect(workbench.rows('Fills').nth(TRADED_FILLS - 1)).toBeAttached()
    await takePicture(page, 'tab-fills')
  })
  await test.step('strategies', async () => {
    await workbench.show('Strategies')
    await expect(
      page
        .getByRole('region', { name: /^Last signals/ })
        .getByRole('listitem')
        .first(),
    ).toBeVisible()
    await takePicture(page, 'tab-strategies')
  })
  await test.step('components', async () => {
    await workbench.show('Components')
    await expect(workbench.rows('Components').filter({ hasText: 'running' }).first()).toBeVisible()
    await takePicture(page, 'tab-components')
  })
  await test.step('kill switch', async () => {
    await workbench.show('Positions')
    await page.getByRole('button', { name: 'Kill switch' }).click()
    await expect(page.getByRole('alertdialog')).toContainText(/\d positions/)
    await takePicture(page, 'kill-switch')
    await page.keyboard.press('Escape')
  })
  await test.step('denied', async () => {
    await workbench.ticket.choose('Size by', 'Qty')
    await workbench.ticket.write({ Quantity: '2' })
    await expect(workbench.ticket.confirm).toHaveText(/^Size to fit/)
    await takePicture(page, 'denied')
  })
})
