import type { GuardView, RefusalView } from '../../src-contract/index.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, draft, placeOrder } from '../support/hand-orders.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const guardsOf = async (engine: EngineAccess): Promise<GuardView[]> =>
  (await engine.get<{ guards: GuardView[] }>('/risk/guards')).guards

async function openRisk(engine: EngineAccess, workbench: Workbench): Promise<void> {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Risk')
}

test('every guard has its row with value, bound and what it does', async ({ engine, workbench }) => {
  await openRisk(engine, workbench)
  const grid = new DataGrid(workbench.group('Risk'), 'Guards and limits')
  const guards = await guardsOf(engine)
  for (const { label } of guards) await expect(grid.row(label).first()).toBeAttached()
  await expect(grid.row('Daily loss').filter({ hasText: 'ARMED' })).toContainText('%')
})

test('a refused order stands there with its numbers and what would have fitted', async ({
  engine,
  page,
  workbench,
}) => {
  await openRisk(engine, workbench)
  const { status } = await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '50' } }))
  expect(status).toBe(422)
  const refusals = async () => (await engine.get<{ refusals: RefusalView[] }>('/risk/refusals')).refusals
  // It is told when the disk has it.
  await expect.poll(refusals).toMatchObject([{ source: 'hand', side: 'buy' }])
  const [refusal] = await refusals()
  await workbench
    .panel('Risk')
    .getByRole('tab', { name: /^Refused orders/ })
    .click()
  const refused = new DataGrid(workbench.group('Risk'), 'Refused orders')
  await expect(refused.row('BTC-PERP')).toContainText(refusal?.code ?? 'a code')
  await expect(workbench.panel('Risk').getByText(refusal?.message ?? 'a message')).toBeVisible()
  await expect(refused.row('BTC-PERP')).toContainText('Buy')

  await test.step('both tables stand beside each other where there is room', async () => {
    await page.setViewportSize({ width: 2560, height: 1440 })
    await expect(new DataGrid(workbench.group('Risk'), 'Guards and limits').rows.first()).toBeVisible()
    await expect(refused.row('BTC-PERP')).toBeVisible()
  })
})

test('a guard that tripped comes first, and is armed again only after a question', async ({
  engine,
  page,
  workbench,
}) => {
  await openRisk(engine, workbench)
  const spread = (limitFraction: number) =>
    engine.call('PUT', '/config', {
      patch: { risk: { guards: { spread: { limitFraction, sustainSeconds: 0, rearm: 'byHand' } } } },
    })
  const grid = new DataGrid(workbench.group('Risk'), 'Guards and limits')
  // Any spread is wider than that.
  expect((await spread(0.000_000_1)).status).toBe(200)
  await expect(grid.rows.first()).toContainText('TRIPPED')
  await expect(workbench.group('Risk').getByText(/^\d+ tripped$/)).toBeVisible()

  await test.step('what it holds back is said first', async () => {
    await spread(0.015)
    await grid.rows.getByRole('button', { name: 'Arm again: Spread, BTC-PERP' }).click()
    const question = page.getByRole('alertdialog', { name: 'Arm Spread again?' })
    await expect(question.getByRole('button', { name: 'Leave it tripped' })).toBeFocused()
    await expect(question).toContainText('New entries are refused; exits go on')
    await question.getByRole('button', { name: 'Arm it again' }).click()
    await expect(question).toBeHidden()
  })

  await test.step('and it is armed', async () => {
    const ofBitcoin = async () =>
      (await guardsOf(engine)).find(({ guardId, target }) => guardId === 'spread' && target === BTC)?.state
    await expect.poll(ofBitcoin).toBe('armed')
  })
})
