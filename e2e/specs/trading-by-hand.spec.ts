import type { AccountView, FillView, PositionView, PreviewView } from '../../src-contract/index.ts'
import { chartLines } from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, coveredBy, freshQuote, ordersOf, priceNear } from '../support/hand-orders.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

/** A buy 1 % under the market, which rests, with stop and target. */
async function writeRestingBuy(engine: EngineAccess, workbench: Workbench, quantity: string) {
  const quote = await freshQuote(engine)
  const prices = { limit: priceNear(quote, -0.01), stop: priceNear(quote, -0.02), target: priceNear(quote, 0.01) }
  await workbench.ticket.write({ Price: prices.limit, Quantity: quantity, Stop: prices.stop, Target: prices.target })
  return prices
}

test('a limit order with stop and target is previewed, rests, and is cancelled', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const prices = await writeRestingBuy(engine, workbench, '0.1')

  await test.step('the ticket says what the risk check says', async () => {
    const { body: preview } = await engine.call<PreviewView>('POST', '/orders/preview', {
      instrumentId: BTC,
      side: 'buy',
      type: 'limit',
      size: { kind: 'quantity', quantity: '0.1' },
      limitPrice: prices.limit,
      stopLossPrice: prices.stop,
      takeProfitPrice: prices.target,
    })
    await expect(ticket.panel).toContainText('Risk check: passes')
    for (const [label, figure] of [
      ['Notional', preview.notional],
      ['Fee, estimated', preview.estimatedFee],
      ['Risk at stop', preview.riskAtStop],
      ['Reward to risk', preview.rewardToRisk],
    ] as const) {
      // Each field that is written asks the engine anew: the answer to all of them is the last.
      await expect(async () => {
        expect(numberIn(await ticket.cost(label).textContent()), label).toBeCloseTo(Number(figure), 1)
      }).toPass()
    }
    await expect(ticket.panel.getByRole('table', { name: 'Rules of the risk check' }).getByRole('row')).not.toHaveCount(
      0,
    )
  })

  await test.step('sent, it works at the venue and stands on the chart', async () => {
    await expect(ticket.confirm).toHaveText(/^Buy 0\.100 BTC limit/)
    await ticket.confirm.click()
    await expect(ticket.panel.locator('.ticket-sent')).toContainText('WORKING')
    const [order] = await ordersOf(engine)
    expect(order).toMatchObject({ state: 'working', quantity: '0.1', owner: 'hand' })
    expect(Number(order?.limitPrice)).toBe(Number(prices.limit))
    await expect
      .poll(async () => (await chartLines(page)).map(({ role, price }) => `${role} ${price}`))
      .toEqual([`order ${Number(prices.limit)}`])
    await workbench.show('Orders')
    await expect(workbench.rows('Open orders')).toHaveText(/BTC-PERP.*WORKING.*Buy.*Entry limit.*0\.100/)
  })

  await test.step('cancelled, it leaves the open orders', async () => {
    await workbench
      .rows('Open orders')
      .getByRole('button', { name: /^Cancel entry limit/ })
      .click()
    await expect(page.getByText('No open orders')).toBeVisible()
    expect((await ordersOf(engine)).map(({ state }) => state)).toEqual(['cancelled'])
    await expect.poll(() => chartLines(page)).toEqual([])
  })
})

test('a denied order shows what was measured and what is allowed, and fits at a click', async ({
  engine,
  workbench,
}) => {
  await workbench.open(engine)
  const { ticket } = workbench
  await writeRestingBuy(engine, workbench, '1')

  const note = ticket.panel.locator('.note')
  await expect(note).toContainText('Denied:')
  await expect(note).toContainText(/Measured [5-9]\d\.\dk, limit 50\.0k\. MAX_ORDER_NOTIONAL/)
  await expect(ticket.confirm).toHaveText(/^Size to fit: 0\.\d{3} BTC$/)
  const fitting = numberIn(await ticket.confirm.textContent())
  await ticket.confirm.click()

  await expect(ticket.panel).toContainText('Risk check: passes')
  await ticket.confirm.click()
  await expect(ticket.panel.locator('.ticket-sent')).toContainText('WORKING')
  expect((await ordersOf(engine)).map(({ quantity }) => Number(quantity))).toEqual([fitting])
})

test('a position is opened at market, halved and closed, and every figure is that of the interface', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const openPositions = async () => (await engine.get<{ positions: PositionView[] }>('/positions')).positions

  await test.step('market order', async () => {
    const quote = await freshQuote(engine)
    await ticket.choose('Order type', 'Market')
    await ticket.write({ Quantity: '0.2', Stop: priceNear(quote, -0.005), Target: priceNear(quote, 0.01) })
    await expect(ticket.confirm).toHaveText('Buy 0.200 BTC at market')
    await ticket.confirm.click()
    await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.200.*Manual/)
  })

  await test.step('its lines lie in the order of their prices', async () => {
    const [position] = await openPositions()
    const expected = [position?.targetPrice, position?.entryPrice, position?.stopPrice].map(Number)
    await expect
      .poll(async () => (await chartLines(page)).toSorted((one, other) => one.y - other.y).map(({ price }) => price))
      .toEqual(expected)
  })

  await test.step('the account says what the position binds', async () => {
    const [position] = await openPositions()
    expect(position?.margin).toMatchObject({ mode: 'cross', leverage: 5 })
    const bound = Number(position?.notional) / 5
    await workbench.show('Account')
    const used = async (): Promise<number> =>
      numberIn(await workbench.accountFigure('Margin used').textContent()) / bound
    // The price goes on meanwhile.
    await expect.poll(used).toBeCloseTo(1, 1)
    await expect(workbench.accountFigure('Free margin')).toHaveText(/\d/)
  })

  await test.step('half of it closed: its protection shrinks with it', async () => {
    await page.getByRole('button', { name: 'Close half of long BTC-PERP at market' }).click()
    await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.100/)
    expect((await openPositions()).map(({ quantity }) => quantity)).toEqual(['0.1'])
    await expect.poll(() => coveredBy(engine, 'stopLoss')).toBeCloseTo(0.1, 9)
    await expect.poll(() => coveredBy(engine, 'takeProfit')).toBeCloseTo(0.1, 9)
  })

  await test.step('all of it closed', async () => {
    await page.getByRole('button', { name: 'Close long BTC-PERP at market' }).click()
    await expect(page.getByText('No open positions')).toBeVisible()
    await expect.poll(() => chartLines(page)).toEqual([])
    expect(await openPositions()).toEqual([])
  })

  await test.step('fills and account agree with the interface', async () => {
    const { fills } = await engine.get<{ fills: FillView[] }>('/fills')
    await workbench.show('Fills')
    await expect(workbench.rows('Fills')).toHaveCount(fills.length)
    for (const [index, fill] of fills.entries()) {
      const cells = await workbench.rows('Fills').nth(index).getByRole('gridcell').allTextContents()
      expect(cells.slice(2, 4).map(numberIn)).toEqual([Number(fill.quantity), Number(fill.price)])
    }
    await workbench.show('Account')
    const account = await engine.get<AccountView>('/account')
    for (const [label, figure] of [
      ['Equity', account.equity],
      [/^Cash$/, account.cash],
      ['Profit today', account.profitToday],
      ['Realised', account.realisedPnl],
      ['Fees', account.feesToday],
    ] as const) {
      await expect
        .poll(async () => numberIn(await workbench.accountFigure(label).textContent()), { message: String(label) })
        .toBeCloseTo(Number(figure), 1)
    }
  })
})

test('a double click sends one order', async ({ engine, workbench }) => {
  await workbench.open(engine)
  await writeRestingBuy(engine, workbench, '0.05')
  await expect(workbench.ticket.panel).toContainText('Risk check: passes')
  await workbench.ticket.confirm.dblclick()
  await expect(workbench.ticket.panel.locator('.ticket-sent')).toContainText('WORKING')
  await workbench.show('Orders')
  await expect(workbench.rows('Open orders')).toHaveCount(1)
  expect(await ordersOf(engine)).toHaveLength(1)
})
