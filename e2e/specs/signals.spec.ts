import type { FillView, OrderView, SignalView } from '../../src-contract/index.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { openPositions } from '../support/market-run.ts'
import { RESTLESS, signalsOf, strategyOf } from '../support/strategy-run.ts'
import { numberIn } from '../support/workbench.ts'

/** One position at a time: of several markets that want one, the others are denied. */
const CONFIG = {
  ...RESTLESS,
  risk: { ...RESTLESS.risk, maxOpenPositions: 1 },
  strategies: { 'ema-cross': { ...RESTLESS.strategies['ema-cross'], enabled: true } },
} as const

test.use({ engineOptions: { config: CONFIG } })

const isSubmittedEntry = ({ outcome, action }: SignalView): boolean => outcome === 'submitted' && action !== 'exit'
const isDenied = ({ denial }: SignalView): boolean => denial?.code === 'MAX_OPEN_POSITIONS'

const ordersOf = async (engine: EngineAccess): Promise<OrderView[]> =>
  (await engine.get<{ orders: OrderView[] }>('/orders?limit=1000')).orders

/** Runs until the strategy has entered and was denied. */
async function decide(engine: EngineAccess): Promise<void> {
  await until(
    () => signalsOf(engine),
    (signals) => signals.some(isSubmittedEntry) && signals.some(isDenied),
    40_000,
  )
}

/** Switches the strategy off, so that it decides nothing any more. */
async function rest(engine: EngineAccess): Promise<SignalView[]> {
  await engine.call('POST', '/strategies/ema-cross/disable', {})
  return signalsOf(engine)
}

test('signals are told with what became of them: in the card, in the table with its filters, and each as a whole story', async ({
  engine,
  page,
  workbench,
}) => {
  test.setTimeout(90_000)
  await workbench.open(engine)
  await workbench.show('Strategies')
  const card = workbench.strategyCards.filter({ hasText: 'EMA cross' })
  await decide(engine)

  await test.step('the card says what the strategy holds at the moment', async () => {
    await expect(async () => {
      const [position] = await openPositions(engine)
      expect(await strategyOf(engine)).toMatchObject({ state: 'inPosition' })
      const [side, symbol] = [position?.side === 'long' ? 'Long' : 'Short', position?.instrumentId.split(':')[1]]
      await expect(card.getByText('in position')).toBeVisible({ timeout: 500 })
      await expect(card.getByText(new RegExp(`^${side} [\\d.,]+ ${symbol}$`))).toBeVisible({ timeout: 500 })
    }).toPass()
  })

  const signals = await rest(engine)
  const submitted = signals.filter(isSubmittedEntry)
  const denied = signals.filter(isDenied)

  await test.step('the card says that it is off; its last signals have reasons and outcomes', async () => {
    await expect(card.getByText('off', { exact: true })).toBeVisible()
    await expect(card.getByRole('switch')).not.toBeChecked()
    const { lastSignals } = await strategyOf(engine)
    const shown = page.getByRole('region', { name: 'Last signals of EMA cross' }).locator('li.strategy-signal')
    await expect(shown).toHaveCount(lastSignals.length)
    const newest = lastSignals.toSorted((left, right) => right.timeMs - left.timeMs)[0]
    await expect(shown.first()).toContainText(newest?.reasons[0] ?? 'no reason')
    await expect(shown.filter({ hasText: 'Denied' }).first()).toContainText(/at most 1 /)
  })

  await workbench.show('Signals')
  const table = new DataGrid(workbench.group('Signals'), 'Signals')
  const filter = table.head.getByRole('button', { name: 'Outcome, Strategy' })
  const choose = async (option: string): Promise<void> => {
    await filter.click()
    await page.getByRole('menuitemradio', { name: option, exact: true }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
  }

  await test.step('the table has every one of them, and counts them by outcome', async () => {
    await expect(table.rows).toHaveCount(signals.length)
    const count = (outcome: SignalView['outcome']): number => signals.filter((each) => each.outcome === outcome).length
    await expect(workbench.panel('Signals').locator('.table-footer')).toHaveText(
      new RegExp(`^${signals.length} signals.*Submitted ${count('submitted')}Denied ${count('denied')}`),
    )
  })

  await test.step('filtered by outcome and by instrument', async () => {
    await choose('Denied')
    await expect(table.rows).toHaveCount(signals.filter(({ outcome }) => outcome === 'denied').length)
    expect(new Set(await table.column('Outcome'))).toEqual(new Set(['Denied']))
    await choose('All')
    await choose('EMA cross')
    await expect(table.rows).toHaveCount(signals.length)
    await table.rows.last().click()
    await table.head.getByRole('button', { name: /^Only .*, the instrument of the window$/ }).click()
    const oldest = signals.at(-1)?.instrumentId
    await expect(table.rows).toHaveCount(signals.filter(({ instrumentId }) => instrumentId === oldest).length)
    await table.head.getByRole('button', { name: /^Only .*, the instrument of the window$/ }).click()
    await expect(table.rows).toHaveCount(signals.length)
  })

  await test.step('why a trade was made: its figures, its reasons, its orders and fills', async () => {
    const [signal] = submitted
    const orders = await ordersOf(engine)
    const entry = orders.find(({ orderId }) => orderId === signal?.orderId)
    await table.row('Submitted').filter({ hasText: 'Enter' }).last().dblclick()
    const story = page.getByRole('dialog', { name: 'Why this trade' })
    const shown = submitted.at(-1)
    for (const reason of shown?.reasons ?? ['none']) await expect(story.getByText(reason)).toBeVisible()
    await expect(story.getByRole('region', { name: 'What became of it' })).toContainText(
      /Bar closed, Enter (long|short) decided.*Entry market of .* sent.*Entry market: .* filled/,
    )
    await expect(story.getByRole('table', { name: 'Orders' })).toContainText('Entry market')
    const { fills } = await engine.get<{ fills: FillView[] }>('/fills?limit=1000')
    expect(entry?.owner).toBe('strategy:ema-cross')
    expect(fills.map(({ orderId }) => orderId)).toContain(shown?.orderId)
    await story.getByRole('button', { name: 'Show on the chart' }).click()
    const symbol = shown?.instrumentId.split(':')[1]
    await expect(
      workbench.chart.getByRole('combobox', { name: new RegExp(`^Choose the instrument, now ${symbol}`) }),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(story).toBeHidden()
  })

  await test.step('why none was made: the rule with what was measured and what is allowed', async () => {
    await table
      .row('Denied')
      .last()
      .getByRole('button', { name: /^Why: / })
      .click()
    const story = page.getByRole('dialog', { name: 'Why no trade' })
    const rule = story.getByRole('table', { name: 'Risk check' }).getByRole('row').last()
    const wanted = signals.findLast(({ outcome }) => outcome === 'denied')?.denial
    await expect(rule).toContainText(wanted?.code ?? 'no denial')
    const [measured, limit] = (await rule.getByRole('cell').allTextContents()).map((text) =>
      /\d/.test(text) ? numberIn(text) : undefined,
    )
    expect([measured, limit]).toEqual([expect.closeTo(wanted?.measured ?? 0, 1), wanted?.limit])
    await story.getByRole('button', { name: 'Close' }).click()
    await expect(story).toBeHidden()
    expect(denied.length).toBeGreaterThan(0)
  })
})
