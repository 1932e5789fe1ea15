import type { PositionView, StatusView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const tradingState = async (engine: EngineAccess): Promise<string> =>
  (await engine.get<StatusView>('/status')).tradingState

async function buyAtMarket(workbench: Workbench): Promise<void> {
  await workbench.ticket.choose('Order type', 'Market')
  await workbench.ticket.write({ Quantity: '0.1' })
  await workbench.ticket.confirm.click()
  await expect(workbench.rows('Open positions')).toHaveCount(1)
}

test('paused, entries are denied and closing still works; resumed, they pass', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await buyAtMarket(workbench)

  await page.getByRole('button', { name: 'Pause trading: no new entries' }).click()
  await expect(workbench.tradingState).toHaveText('reducing')
  expect(await tradingState(engine)).toBe('reducing')
  await workbench.ticket.write({ Quantity: '0.2' })
  await expect(workbench.ticket.panel).toContainText('Denied:')
  await page.getByRole('button', { name: 'Close long BTC-PERP at market' }).click()
  await expect(page.getByText('No open positions')).toBeVisible()

  await page.getByRole('button', { name: 'Resume trading' }).click()
  await expect(workbench.tradingState).toHaveText('active')
  await workbench.ticket.write({ Quantity: '0.1' })
  await expect(workbench.ticket.confirm).toHaveText('Buy 0.100 BTC at market')
})

test('the kill switch says what it will do, closes everything and halts until resumed', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await buyAtMarket(workbench)
  const dialog = page.getByRole('alertdialog', { name: 'Close everything and halt?' })

  await page.getByRole('button', { name: 'Kill switch' }).click()
  await expect(dialog).toContainText('1 position')
  await expect(dialog).toContainText('halted')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await tradingState(engine)).toBe('active')

  await page.getByRole('button', { name: 'Kill switch' }).click()
  await test.step('a press that is not held does nothing', async () => {
    await dialog.getByRole('button', { name: 'Hold to close everything and halt' }).click()
    await expect(dialog.getByRole('button', { name: 'Hold to close everything and halt' })).toBeVisible()
    expect(await tradingState(engine)).toBe('active')
  })
  await workbench.holdToConfirm(dialog, 'Hold to close everything and halt')
  await expect(workbench.tradingState).toHaveText('halted')
  await expect(page.getByText('No open positions')).toBeVisible()
  expect((await engine.get<{ positions: PositionView[] }>('/positions')).positions).toEqual([])
  await expect(workbench.ticket.panel).toContainText('Denied:')

  await page.getByRole('button', { name: 'Resume trading' }).click()
  await expect(workbench.tradingState).toHaveText('active')
  expect(await tradingState(engine)).toBe('active')
})
