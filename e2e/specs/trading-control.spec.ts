import type { AlertView, StatusView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'

test.use({ engineOptions: { config: BY_HAND } })

const statusOf = (engine: EngineAccess): Promise<StatusView> => engine.get<StatusView>('/status')

test('trading is paused for a reason that is told, and ended by the kill switch held by a key, over any question', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.05 })
  await placeOrder(engine, draft({ type: 'limit', limitPrice: priceNear(await freshQuote(engine), -0.03) }))
  const dialog = page.getByRole('alertdialog', { name: 'Close everything and halt?' })
  const hold = dialog.getByRole('button', { name: 'Hold to close everything and halt' })

  await test.step('paused from elsewhere, the window says so and why; resumed, it allows entries again', async () => {
    await engine.call('POST', '/system/pause', { reason: 'news at two' })
    await expect(workbench.tradingState).toHaveText('reducing')
    await workbench.tradingState.hover()
    await expect(page.getByRole('tooltip').or(page.getByText('news at two')).first()).toContainText('news at two')
    await page.getByRole('button', { name: 'Resume trading' }).click()
    await expect(workbench.tradingState).toHaveText('active')
    expect((await statusOf(engine)).tradingState).toBe('active')
  })

  await test.step('the kill switch names what it will touch; a key that is let go early does nothing', async () => {
    await workbench.show('Positions')
    await page.getByRole('button', { name: 'Kill switch' }).click()
    await expect(dialog).toContainText('1 position')
    await expect(dialog).toContainText(/\d working orders/)
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await hold.focus()
    await page.keyboard.down('Enter')
    await expect(dialog.getByRole('button', { name: 'Keep holding to close everything' })).toBeVisible()
    await page.keyboard.up('Enter')
    await expect(hold).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect((await statusOf(engine)).tradingState).toBe('active')
    expect(await openPositions(engine)).toHaveLength(1)
  })

  await test.step('it can be reached over another question, and held by a key it closes everything', async () => {
    await workbench.group('Positions').getByRole('button', { name: 'Close all' }).click()
    await expect(page.getByRole('alertdialog', { name: 'Close 1 position at market?' })).toBeVisible()
    // The question has the window to itself, the kill switch excepted.
    await page.getByRole('button', { name: 'Kill switch', includeHidden: true }).click()
    await expect(dialog).toBeVisible()
    await hold.focus()
    await page.keyboard.down('Enter')
    await expect(dialog).toBeHidden()
    await page.keyboard.up('Enter')
    await expect.poll(async () => (await statusOf(engine)).tradingState).toBe('halted')
    await expect.poll(() => openPositions(engine)).toEqual([])
    await expect.poll(async () => (await ordersOf(engine)).filter(({ state }) => state === 'working')).toEqual([])
    const { alerts } = await engine.get<{ alerts: AlertView[] }>('/alerts?status=standing')
    expect(alerts.map(({ code }) => code)).toContain('TRADING_HALTED')
    const denied = await placeOrder(engine, draft())
    expect(denied).toMatchObject({ status: 422, body: { code: 'DENIED' } })
  })

  await test.step('the question under it has nothing to ask any more', async () => {
    const question = page.getByRole('alertdialog', { name: /^Close .* at market\?$/ })
    await expect(question).toContainText('No open positions')
    await expect(question.getByRole('button', { name: /^Close / })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    await expect(workbench.tradingState).toHaveText('halted')
  })
})
