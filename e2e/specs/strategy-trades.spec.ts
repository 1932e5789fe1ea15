import type { PositionView } from '../../src-contract/index.ts'
import { chartLines } from '../support/chart-probe.ts'
import { expect, test } from '../support/fixtures.ts'

const FIRST_TRADE_LIMIT_MS = 120_000

test('with default settings a strategy opens a protected position within two minutes', async ({
  engine,
  page,
  workbench,
}) => {
  test.setTimeout(FIRST_TRADE_LIMIT_MS + 60_000)
  await workbench.open(engine)
  const position = workbench.rows('Open positions').filter({ hasText: 'ema-cross' }).first()
  await expect(position).toBeVisible({ timeout: FIRST_TRADE_LIMIT_MS })

  await test.step('its entry, stop and target stand on the chart at the prices of the interface', async () => {
    await expect(async () => {
      await position.getByRole('rowheader').click({ timeout: 1_000 })
      const symbol = await position.getByRole('rowheader').textContent({ timeout: 1_000 })
      const { positions } = await engine.get<{ positions: PositionView[] }>('/positions')
      const mine = positions.find((one) => one.instrumentId.endsWith(symbol ?? '?'))
      expect(mine).toMatchObject({ stopPrice: expect.any(String), targetPrice: expect.any(String) })
      const expected = [mine?.entryPrice, mine?.stopPrice, mine?.targetPrice].map(Number)
      const lines = await chartLines(page)
      const drawn = (['position', 'stopLoss', 'takeProfit'] as const).map(
        (role) => lines.find((line) => line.role === role)?.price,
      )
      expect(drawn).toEqual(expected)
    }).toPass()
    await expect(workbench.chart.getByRole('listitem').filter({ hasText: /^(LONG|SHORT)/ })).toBeVisible()
  })

  await test.step('its order and its fill are in the tables, and its signal says why', async () => {
    await workbench.show('Fills')
    await expect(workbench.rows('Fills').filter({ hasText: 'ema-cross' }).first()).toBeVisible()
    await workbench.show('Orders')
    await expect(workbench.rows('Open orders').filter({ hasText: 'Stop-loss' }).first()).toContainText('WORKING')
    await page.getByRole('radiogroup', { name: 'Which orders' }).getByText('All').click()
    await expect(workbench.rows('All orders').filter({ hasText: 'Entry market' }).first()).toContainText('FILLED')
    await workbench.show('Strategies')
    await expect(
      page
        .getByRole('region', { name: /^Last signals/ })
        .getByRole('listitem')
        .first(),
    ).toContainText('EMA')
  })
})
