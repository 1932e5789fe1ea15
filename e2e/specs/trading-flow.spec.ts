import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FillView, PositionView, SignalView } from '../../src-contract/index.ts'
import { chartBars, chartLines } from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { coveredBy, freshQuote, ordersOf, priceNear } from '../support/hand-orders.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

/** Simulated minutes pass so quickly that a strategy finds its signal within the spec. */
const SPEED = '60'
const SIGNAL_LIMIT_MS = 90_000

test.use({ engineOptions: { args: ['--speed', SPEED], config: { strategies: { 'ema-cross': { enabled: false } } } } })

const handPositions = async (engine: EngineAccess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions.filter(({ owner }) => owner === 'hand')

/** Changes a limit of the risk check in the file, as with an editor. */
function writeLimit(engine: EngineAccess, limits: Readonly<Record<string, unknown>>): void {
  const file = join(engine.home, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as { risk?: object }
  writeFileSync(file, JSON.stringify({ ...config, risk: { ...config.risk, ...limits } }))
}

/** Writes an order of the given quantity and waits for what the risk check says of it. */
async function expectVerdict(workbench: Workbench, quantity: string, verdict: string | RegExp): Promise<void> {
  await workbench.ticket.write({ Quantity: quantity })
  await expect(workbench.ticket.panel).toContainText(verdict)
}

test('the whole way of an order, by hand and by a strategy, under limits that change', { tag: '@flow' }, async ({
  engine,
  page,
  workbench,
}) => {
  test.setTimeout(SIGNAL_LIMIT_MS + 90_000)
  const { ticket } = workbench
  await workbench.open(engine)

  await test.step('the chart moves', async () => {
    await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(100)
    const seen = new Set<number>()
    await expect
      .poll(
        async () => {
          seen.add((await chartBars(page)).at(-1)?.close ?? 0)
          return seen.size
        },
        { intervals: [100] },
      )
      .toBeGreaterThan(3)
  })

  await test.step('a market order with a stop opens a protected position', async () => {
    const stop = priceNear(await freshQuote(engine), -0.03)
    await ticket.choose('Order type', 'Market')
    await ticket.write({ Quantity: '0.1', Stop: stop })
    await expect(ticket.confirm).toHaveText('Buy 0.100 BTC at market')
    await ticket.confirm.click()
    await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.100.*Manual/)
    expect(await handPositions(engine)).toMatchObject([{ quantity: '0.1', stopPrice: expect.stringMatching(/^\d/) }])
    await expect.poll(async () => (await chartLines(page)).map(({ role }) => role)).toContain('stopLoss')
    await expect.poll(() => coveredBy(engine, 'stopLoss')).toBeCloseTo(0.1, 9)
  })

  await test.step('closed by hand, it leaves a result and no stop behind', async () => {
    await page.getByRole('button', { name: 'Close long BTC-PERP at market' }).click()
    await expect(page.getByText('No open positions')).toBeVisible()
    expect(await handPositions(engine)).toEqual([])
    await expect
      .poll(async () => (await ordersOf(engine)).filter(({ state }) => state === 'working').map(({ role }) => role))
      .toEqual([])
    const { fills } = await engine.get<{ fills: FillView[] }>('/fills')
    await workbench.show('Fills')
    await expect(workbench.rows('Fills')).toHaveCount(fills.length)
    const filled = (side: FillView['side']): number =>
      fills.filter((fill) => fill.side === side).reduce((sum, { quantity }) => sum + Number(quantity), 0)
    expect([filled('buy'), filled('sell')]).toEqual([expect.closeTo(0.1, 9), expect.closeTo(0.1, 9)])
  })

  await test.step('a limit that is changed in the file acts on the next order', async () => {
    await ticket.write({ Stop: '' })
    await expectVerdict(workbench, '0.2', 'Risk check: passes')
    writeLimit(engine, { maxOrderNotional: '5000' })
    await expectVerdict(workbench, '0.21', /Measured 1\d\.\dk, limit 5,000\. MAX_ORDER_NOTIONAL/)
  })

  await test.step('a limit that is changed in its form acts on the next order', async () => {
    await workbench.add('Configuration', { beside: 'Positions' })
    const form = page.getByRole('form', { name: 'Configuration' })
    await form.getByRole('textbox', { name: 'Largest order' }).fill('40000')
    await form.getByRole('button', { name: 'Save 1 change' }).click()
    await expect(form.getByRole('list', { name: 'Changes' })).toBeHidden()
    await expectVerdict(workbench, '0.2', 'Risk check: passes')
    await expectVerdict(workbench, '0.8', /limit 40\.0k\. MAX_ORDER_NOTIONAL/)
    expect(readFileSync(join(engine.home, 'config.json'), 'utf8')).toContain('40000')
  })

  await test.step('a strategy that is switched on finds its signal', async () => {
    await workbench.show('Strategies')
    const card = workbench.strategyCards
    await card.locator('label').click()
    await expect(card.getByRole('switch')).toBeChecked()
    const signals = await until(
      async () => (await engine.get<{ signals: SignalView[] }>('/signals')).signals,
      (signals) => signals.length > 0,
      SIGNAL_LIMIT_MS,
    )
    expect(signals[0]).toMatchObject({ strategyId: 'ema-cross' })
    const shown = page.getByRole('region', { name: /^Last signals/ }).getByRole('listitem')
    await expect(shown.first()).toContainText('EMA')
  })

  await test.step('the account agrees with the interface', async () => {
    await workbench.show('Account')
    const { feesToday } = await engine.get<{ feesToday: string }>('/account')
    expect(Number(feesToday)).toBeGreaterThan(0)
    expect(numberIn(await workbench.accountFigure(/^Cash$/).textContent())).toBeGreaterThan(0)
  })
})
