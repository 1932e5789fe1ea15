import { ChartPanel } from '../support/chart-panel.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { freshQuote, ordersOf, priceNear } from '../support/hand-orders.ts'
import { showAsLive } from '../support/live-account.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { setTheme } from '../support/themes.ts'

test.use({ engineOptions: { config: BY_HAND } })

test.beforeEach(async ({ page, pageFaults }) => {
  // The way through the spec outlives the engine by a moment.
  pageFaults.expect(/WebSocket is already in CLOSING or CLOSED state/)
  await showAsLive(page)
})

test('real money is told by words and shapes in every theme: strip, top bar, ticket and every question', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  for (const theme of ['dark', 'light', 'contrast'] as const) {
    await setTheme(page, theme)
    await expect(page.locator('.environment-strip')).toHaveClass(/environment-live/)
    await expect(page.getByRole('banner').getByText('live', { exact: true })).toBeVisible()
    await expect(page.getByText('paper', { exact: true })).toHaveCount(0)
  }
  await workbench.ticket.write({ Price: priceNear(await freshQuote(engine), -0.02), Quantity: '0.01' })
  await expect(workbench.ticket.confirm).toHaveText(/^LIVE\s*Buy 0\.01/)
  await page.getByRole('banner').getByRole('button', { name: /^Kill/ }).click()
  await expect(page.getByRole('alertdialog').getByText('live', { exact: true })).toBeVisible()
})

test('with real money, closing a position from its row asks first and says what it would do', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.03 })
  const sent = (await ordersOf(engine)).length
  const row = workbench.group('Positions')
  const question = page.getByRole('alertdialog')

  await test.step('left again, nothing was sent', async () => {
    await row.getByRole('button', { name: 'Close long BTC-PERP at market', exact: true }).click()
    await expect(question).toHaveAccessibleName('Close long BTC-PERP at market?')
    await expect(question).toContainText(/Held now\s*0\.100/)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(question).toBeHidden()
    expect(await ordersOf(engine)).toHaveLength(sent)
  })

  await test.step('confirmed, half of it is closed', async () => {
    await row.getByRole('button', { name: 'Close half of long BTC-PERP at market', exact: true }).click()
    await question.getByRole('button', { name: 'Close half at market' }).click()
    await expect(question).toBeHidden()
    await expect.poll(async () => Number((await openPositions(engine))[0]?.quantity)).toBeCloseTo(0.05, 9)
  })

  await test.step('on the chart, too', async () => {
    const chart = new ChartPanel(workbench)
    // A button on the chart moves with its price, also while it is pressed.
    await expect(async () => {
      if (await question.isHidden()) await chart.button(/^Close long BTC-PERP/).click({ timeout: 2_000 })
      await expect(question.getByText('live', { exact: true })).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    expect((await openPositions(engine)).length).toBe(1)
  })
})

test('with real money, a strategy is switched on only after a question', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.show('Strategies')
  const card = workbench.strategyCards
  await expect(card.getByRole('switch')).toBeChecked({ checked: false })
  await card.locator('label').click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByText('live', { exact: true })).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(card.getByRole('switch')).toBeChecked({ checked: false })
})
