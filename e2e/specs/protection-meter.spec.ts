import type { Locator } from '@playwright/test'
import type { ProtectionMeterView } from '../../src-contract/index.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, draft, placeOrder } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const meterOf = async (engine: EngineAccess): Promise<ProtectionMeterView | undefined> =>
  (await engine.get<{ meters: ProtectionMeterView[] }>('/protection/meters')).meters.find(
    ({ instrumentId }) => instrumentId === BTC,
  )

async function openMeter(engine: EngineAccess, workbench: Workbench): Promise<{ group: Locator; grid: DataGrid }> {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Protection')
  const group = workbench.group('Protection')
  return { group, grid: new DataGrid(group, 'Protection of open positions') }
}

test('a position with its stop at the venue is covered; one without says so as wanted', async ({
  engine,
  workbench,
}) => {
  const { group, grid } = await openMeter(engine, workbench)
  await expect(workbench.panel('Protection').getByText('Nothing to protect')).toBeVisible()

  await test.step('covered at the venue', async () => {
    await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.02 })
    await expect.poll(async () => (await meterOf(engine))?.atVenue).toBe('0.05')
    await expect(grid.row('BTC-PERP')).toContainText('+0.050')
    await expect(grid.row('BTC-PERP')).toContainText('venue 0.050')
    await expect(group.getByText('all covered')).toBeVisible()
  })

  await test.step('what comes without a stop is bare, by intent', async () => {
    await placeOrder(engine, draft({ instrumentId: 'simulated:ETH-PERP', size: { kind: 'quantity', quantity: '1' } }))
    await expect(grid.row('ETH-PERP')).toContainText('bare 1')
    await expect(group.getByText('1 without a stop, as wanted')).toBeVisible()
  })

  await test.step('a closed position leaves the meter', async () => {
    const positions = await openPositions(engine)
    for (const [index, { positionId }] of positions.entries()) {
      await engine.call('POST', `/positions/${encodeURIComponent(positionId)}/close`, {
        idempotencyKey: `close-meter-${index}`,
      })
    }
    await expect(workbench.panel('Protection').getByText('Nothing to protect')).toBeVisible()
  })
})
