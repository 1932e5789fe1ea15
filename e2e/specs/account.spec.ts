import type { Locator } from '@playwright/test'
import type { AccountView, EquityPoint, LimitMeter } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions, setMarketSpeed } from '../support/market-run.ts'
import { keptSettings } from '../support/kept-settings.ts'
import { layoutFaults } from '../support/layout-check.ts'
import { SIZES, sizeName } from '../support/sizes.ts'
import { TopicListener } from '../support/topic-listener.ts'
import { numberIn } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const accountOf = (engine: EngineAccess): Promise<AccountView> => engine.get<AccountView>('/account')

test('the paper account begins again only when its question is answered by holding', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.02 })
  const resting = priceNear(await freshQuote(engine), -0.03)
  await placeOrder(engine, draft({ type: 'limit', limitPrice: resting }))
  await expect.poll(async () => (await accountOf(engine)).workingOrders).toBe(3)
  await workbench.show('Account')
  const question = page.getByRole('alertdialog', { name: 'Reset the paper account?' })
  const hold = question.getByRole('button', { name: 'Hold to reset the account' })

  await test.step('it says what will be lost', async () => {
    await workbench.group('Account').getByRole('button', { name: 'Reset' }).click()
    const account = await accountOf(engine)
    await expect(question.getByRole('definition')).toHaveText([
      '1',
      '3',
      /^99,9\d\d\.\d\d USDT$/,
      `${Number(account.startingCash).toLocaleString('en', { minimumFractionDigits: 2 })} USDT`,
    ])
  })

  await test.step('a click is not enough, and Escape leaves it', async () => {
    await hold.click()
    await expect(hold).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    expect(await openPositions(engine)).toHaveLength(1)
  })

  await test.step('held, it is done', async () => {
    await workbench.group('Account').getByRole('button', { name: 'Reset' }).click()
    await hold.focus()
    await page.keyboard.down('Enter')
    await expect(question).toBeHidden()
    await page.keyboard.up('Enter')
    await expect.poll(() => openPositions(engine)).toEqual([])
    await expect
      .poll(async () => {
        const { cash, equity, workingOrders } = await accountOf(engine)
        return [Number(cash), equity, workingOrders]
      })
      .toEqual([100_000, 100_000, 0])
    expect((await ordersOf(engine)).filter(({ state }) => state === 'working')).toEqual([])
    await expect(workbench.accountFigure('Cash').first()).toHaveText('100,000.00')
    await expect(page.getByText('No open positions')).toBeVisible()
  })
})

test('no figure of the account is cut off, whichever size the window has', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.02 })
  await workbench.show('Account')
  const margin = workbench.accountFigure('Maintenance margin')
  await expect(margin).toHaveText(/\d · \d/)
  for (const size of SIZES)
    await test.step(sizeName(size), async () => {
      await page.setViewportSize(size)
      await workbench.show('Account')
      await expect
        .poll(async () => {
          // As that of a position larger than the simulated books fill at once.
          await margin.evaluate((figure) => (figure.textContent = '12,345.67 · 12.35 %'))
          return layoutFaults(page)
        })
        .toEqual([])
    })
})

test('the equity curve has the points of the engine, as picture and as table, for the range that was chosen', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.2 })
  await setMarketSpeed(engine, 600)
  const points = async () => (await engine.get<{ points: EquityPoint[] }>('/analytics/equity')).points
  await expect.poll(async () => (await points()).length).toBeGreaterThan(10)
  await setMarketSpeed(engine, 1)
  await workbench.openLayout('Research')
  const panel = workbench.group('Equity')

  await test.step('the curve says where it begins and ends', async () => {
    const curve = panel.getByRole('img', { name: /^Equity from/ })
    await expect(curve).toHaveAccessibleName(/ between 100,000\.00 and \d/)
    await curve.focus()
    await page.keyboard.press('Home')
    await expect(panel).toContainText('Equity 100,000.00')
    await page.keyboard.press('Escape')
  })

  await test.step('the table has the same points', async () => {
    await panel.getByRole('button', { name: 'Show as table' }).click()
    const rows = panel.getByRole('grid', { name: 'Equity over time' }).locator('tbody').getByRole('row')
    const equityIn = async (row: Locator): Promise<number> =>
      numberIn(await row.getByRole('gridcell').first().textContent())
    const known = new Set((await points()).map(({ equity }) => equity.toFixed(2)))
    await expect(rows).not.toHaveCount(0)
    // The first row is this moment.
    for (const index of [1, 2, 3, 4]) expect(known).toContain((await equityIn(rows.nth(index))).toFixed(2))
  })

  await test.step('range and form are kept', async () => {
    await panel.getByRole('radio', { name: '1D' }).check()
    await expect(panel.getByRole('radio', { name: '1D' })).toBeChecked()
    await expect.poll(() => keptSettings(engine, 'equity', 'research')).toMatchObject({ range: 'day', asTable: true })
    await page.reload()
    await expect(panel.getByRole('radio', { name: '1D' })).toBeChecked()
    await expect(panel.getByRole('grid', { name: 'Equity over time' })).toBeVisible()
    await panel.getByRole('button', { name: 'Show as curve' }).click()
    await expect(panel.getByRole('img', { name: /^Equity from/ })).toBeVisible()
  })
})

test('the limits of the account show what the engine measures, and follow a change of the configuration', async ({
  engine,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.02 })
  const panel = workbench.group('Limits')
  const row = (rule: string | RegExp) => panel.getByRole('row', { name: rule })
  const cells = (rule: string | RegExp): Promise<string[]> => row(rule).getByRole('cell').allTextContents()

  await test.step('every limit of the engine has its row; a guard has one here only where it has tripped', async () => {
    const listener = await TopicListener.open<LimitMeter[]>(engine, 'limits')
    const meters = await listener.next(Array.isArray)
    listener.close()
    await expect(panel.getByRole('rowheader')).toHaveText(
      meters.filter(({ guard, passed }) => guard === undefined || !passed).map(({ label }) => label),
    )
  })

  await test.step('used and allowed, as account and positions say', async () => {
    const notional = async () => (await openPositions(engine)).reduce((sum, one) => sum + one.notional, 0)
    const leverage = async () => (await notional()) / (await accountOf(engine)).equity
    await expect.poll(async () => numberIn((await cells(/^Leverage/))[1] ?? null)).toBeCloseTo(await leverage(), 2)
    expect(numberIn((await cells(/^Leverage/))[2] ?? null)).toBe(3)
    await expect.poll(async () => (await cells(/^Open positions/)).slice(1, 3)).toEqual(['1', '8'])
    await expect(panel.getByRole('img', { name: /limit/ })).toHaveCount(0)
  })

  await test.step('a limit that is near is marked, in its row and in the head', async () => {
    await engine.call('PUT', '/config', { patch: { risk: { maxOpenPositions: 1 } } })
    await expect.poll(async () => (await cells(/^Open positions/)).slice(0, 3)).toEqual(['near the limit', '1', '1'])
    await expect(panel.getByRole('img', { name: '1 near its limit' })).toBeVisible()
  })
})
