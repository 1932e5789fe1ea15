import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  AccountView,
  DenialView,
  FillView,
  OrderView,
  PositionView,
  StatusView,
} from '../../src-contract/index.ts'
import { EngineProcess, until } from '../support/engine-process.ts'
import { BTC, BY_HAND, draft, freshQuote, newKey, placeOrder, priceNear } from '../support/hand-orders.ts'
import type { ErrorAnswer } from '../support/raw-requests.ts'

describe('orders that a hand gets wrong', () => {
  let engine: EngineProcess
  beforeAll(async () => {
    engine = await EngineProcess.start({ args: ['--quiet'], config: BY_HAND })
  })
  afterAll(() => engine.stop())
  beforeEach(() => freshQuote(engine))

  const orders = async (): Promise<OrderView[]> => (await engine.get<{ orders: OrderView[] }>('/orders')).orders
  const positions = async (): Promise<PositionView[]> =>
    (await engine.get<{ positions: PositionView[] }>('/positions')).positions
  const post = (path: string, body: unknown = {}): Promise<{ status: number; body: ErrorAnswer }> =>
    engine.call('POST', path, body)

  /** Refused with 422, and nothing of it is left behind. */
  async function denialOf(order: Parameters<typeof placeOrder>[1]): Promise<DenialView> {
    const orderIds = async (): Promise<string[]> => (await orders()).map(({ orderId }) => orderId)
    const before = await orderIds()
    const { status, body } = await placeOrder(engine, order)
    expect({ status, code: body.code, action: body.action }).toEqual({
      status: 422,
      code: 'DENIED',
      action: 'tellUser',
    })
    expect(await orderIds()).toEqual(before)
    return body.data as DenialView
  }

  it.each([
    ['-1', 'draft.size.quantity: must be greater than 0, got "-1"'],
    ['0', 'draft.size.quantity: must be greater than 0, got "0"'],
    ['0.000', 'draft.size.quantity: must be greater than 0, got "0.000"'],
    ['lots', 'draft.size.quantity: must be a decimal number such as "0.25", got "lots"'],
    ['1e3', 'draft.size.quantity: must be a decimal number such as "0.25", got "1e3"'],
    [1, 'draft.size.quantity: must be text, got 1'],
    [null, 'draft.size.quantity: must be text, got null'],
  ])('a quantity of %j is refused by name, value and rule', async (quantity, text) => {
    const { status, body } = await placeOrder(engine, { ...draft(), size: { kind: 'quantity', quantity } })
    expect({ status, message: body.message }).toEqual({ status: 400, message: `The request is not valid. ${text}` })
  })

  it.each([
    [{ side: 'up' }, 'draft.side: must be one of "buy", "sell", got "up"'],
    [{ type: 'limit' }, 'draft.limitPrice: a limit order needs a limitPrice'],
    [{ limitPrice: '5' }, 'draft.limitPrice: a market order has no limitPrice'],
    [{ size: { kind: 'lots' } }, 'draft.size.kind: must be one of "quantity", "value", "equityFraction", "riskToStop"'],
    [{ size: { kind: 'riskToStop', fraction: 0.01 } }, 'draft.stopLossPrice: a size by risk to stop needs'],
    [{ reduceOnly: true, stopLossPrice: '5' }, 'draft.reduceOnly: a reduce-only order cannot carry'],
    [{ instrumentId: 'BTC' }, 'draft.instrumentId: must look like "simulated:BTC-PERP", got "BTC"'],
  ])('a draft with %j is refused with the rule it breaks', async (change, text) => {
    const { status, body } = await placeOrder(engine, { ...draft(), ...change })
    expect(status).toBe(400)
    expect(body.message).toContain(text)
  })

  it('over the cap: what was measured, what is allowed, and the quantity that fits, which then passes', async () => {
    // At a limit price the worth of the order does not move with the market.
    const limitPrice = priceNear(await freshQuote(engine), -0.1)
    const limit = (quantity: string): Parameters<typeof placeOrder>[1] =>
      draft({ type: 'limit', limitPrice, size: { kind: 'quantity', quantity } })
    const denial = await denialOf(limit('50'))
    expect(denial).toMatchObject({ code: 'MAX_ORDER_NOTIONAL', limit: 50_000, unit: 'USDT' })
    expect(denial.measured).toBeCloseTo(50 * Number(limitPrice), 2)
    expect(denial.message).toMatch(/^Order is worth [\d,.]+ USDT, at most 50,000.00 USDT is allowed per order\.$/)
    const quantity = denial.quantityThatFits ?? ''
    const { status, body } = await placeOrder(engine, limit(quantity))
    expect({ status, quantity: (body as OrderView).quantity }).toEqual({ status: 201, quantity })
    expect((await post(`/orders/${body.orderId}/cancel`)).status).toBe(200)
  })

  it('below the smallest worth', async () => {
    const quote = await freshQuote(engine)
    const limitPrice = priceNear(quote, -0.96)
    const denial = await denialOf(draft({ type: 'limit', limitPrice, size: { kind: 'quantity', quantity: '0.001' } }))
    expect(denial).toMatchObject({ code: 'MIN_NOTIONAL', limit: 5, unit: 'USDT' })
    expect(denial.message).toMatch(/^Order is worth [\d.]+ USDT, at least 5.00 USDT is needed\.$/)
  })

  it('an instrument that is not there: the known ones are listed', async () => {
    const { status, body } = await placeOrder(engine, draft({ instrumentId: 'simulated:DOGE-PERP' }))
    expect(status).toBe(404)
    expect(body).toMatchObject({
      code: 'UNKNOWN_INSTRUMENT',
      data: { instrumentId: 'simulated:DOGE-PERP', known: expect.arrayContaining([BTC]) },
    })
    expect(body.message).toContain(`There is no instrument simulated:DOGE-PERP. Known: ${BTC}, `)
  })

  it('off the tick: the nearest valid price is named, and it passes', async () => {
    const onTick = priceNear(await freshQuote(engine), -0.1)
    const offTick = (Number(onTick) + 0.03).toFixed(2)
    const denial = await denialOf(draft({ type: 'limit', limitPrice: offTick }))
    expect(denial).toMatchObject({
      code: 'PRICE_PRECISION',
      message: `Limit price ${offTick} is off the tick of 0.1, the nearest valid price is ${Number(onTick)}.`,
    })
    const { status, body } = await placeOrder(engine, draft({ type: 'limit', limitPrice: onTick }))
    expect(status).toBe(201)
    expect((await post(`/orders/${body.orderId}/cancel`)).status).toBe(200)
  })

  it('off the lot: the nearest valid quantity is named', async () => {
    expect(await denialOf(draft({ size: { kind: 'quantity', quantity: '0.0104' } }))).toMatchObject({
      code: 'QUANTITY_PRECISION',
      message: 'Quantity 0.0104 is off the lot of 0.001, the nearest valid quantity is 0.01.',
      quantityThatFits: '0.01',
    })
  })

  it('a stop or a target on the wrong side', async () => {
    const quote = await freshQuote(engine)
    const stop = await denialOf(draft({ stopLossPrice: priceNear(quote, 0.1) }))
    expect(stop.code).toBe('STOP_WRONG_SIDE')
    expect(stop.message).toMatch(/^Stop-loss [\d,.]+ must be below the entry price [\d,.]+\.$/)
    const target = await denialOf(draft({ side: 'sell', takeProfitPrice: priceNear(quote, 0.1) }))
    expect(target.code).toBe('TARGET_WRONG_SIDE')
    expect(target.message).toMatch(/^Take-profit [\d,.]+ must be below the entry price [\d,.]+\.$/)
  })

  it('reduce-only without a position', async () => {
    expect(await denialOf(draft({ side: 'sell', reduceOnly: true }))).toMatchObject({
      code: 'REDUCE_ONLY_INCREASES',
      message: 'Reduce-only order would sell 0.01 BTC, at most 0 BTC can be closed by a sell.',
      quantityThatFits: null,
    })
  })

  it('the same key: one order, however often and however fast; another draft under it is refused', async () => {
    const fillCount = async (): Promise<number> => (await engine.get<{ fills: FillView[] }>('/fills')).fills.length
    const [ordersBefore, fillsBefore, key] = [await orders(), await fillCount(), newKey()]
    const together = await Promise.all(Array.from({ length: 5 }, () => placeOrder(engine, draft(), key)))
    const later = await placeOrder(engine, draft(), key)
    const ids = new Set([...together, later].map(({ body }) => body.orderId))
    expect(ids.size).toBe(1)
    const other = await placeOrder(engine, draft({ side: 'sell' }), key)
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH', data: { orderId: [...ids][0] } } })
    expect(other.body.message).toBe(
      `The idempotency key ${key} already stands for order ${[...ids][0]}. Use a new key.`,
    )
    await until(fillCount, (count) => count > fillsBefore)
    expect((await orders()).length).toBe(ordersBefore.length + 1)
    expect(await positions()).toMatchObject([{ quantity: '0.01' }])
  })

  it('cancelling what has ended, and closing what is closed', async () => {
    const [filled] = await orders()
    const cancel = await post(`/orders/${filled?.orderId}/cancel`)
    expect(cancel).toMatchObject({ status: 409, body: { code: 'ORDER_NOT_CANCELLABLE' } })
    expect(cancel.body.message).toContain(`${filled?.orderId}`)
    expect(cancel.body.message).toContain('filled')
    expect(await post('/orders/nothing/cancel')).toMatchObject({
      status: 404,
      body: { code: 'UNKNOWN_ORDER', message: 'There is no order nothing.' },
    })

    const [position] = await positions()
    const path = `/positions/${encodeURIComponent(position?.positionId ?? '')}/close`
    const key = newKey()
    const closings = await Promise.all([1, 2].map(() => engine.call<OrderView>('POST', path, { idempotencyKey: key })))
    expect(new Set(closings.map(({ body }) => body.orderId)).size, 'one key closes once').toBe(1)
    await until(positions, (open) => open.length === 0)
    const again = await post(path, { idempotencyKey: newKey() })
    expect(again).toMatchObject({ status: 404, body: { code: 'UNKNOWN_POSITION' } })
    expect(again.body.message).toContain(position?.positionId)
  })

  it('entries while trading is reducing or halted: refused with the reason; exits go on', async () => {
    expect((await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '0.02' } }))).status).toBe(201)
    await until(positions, (open) => open.length === 1)
    await post('/system/pause', { reason: 'a look at the books' })
    expect(await engine.get('/status')).toMatchObject({
      tradingState: 'reducing',
      tradingReason: 'a look at the books',
    })
    expect(await denialOf(draft())).toMatchObject({ code: 'TRADING_REDUCING', quantityThatFits: null })
    const half = draft({ side: 'sell', reduceOnly: true })
    expect((await placeOrder(engine, half)).status).toBe(201)
    await until(positions, ([open]) => open?.quantity === '0.01')

    await post('/system/kill', { reason: 'enough for today' })
    await until(positions, (open) => open.length === 0)
    await until(
      () => engine.get<StatusView>('/status'),
      ({ tradingState }) => tradingState === 'halted',
    )
    const denial = await denialOf(draft())
    expect(denial).toMatchObject({ code: 'TRADING_HALTED' })
    expect(denial.message).toContain('Trading is halted')
    await post('/system/resume')
    const account = await engine.get<AccountView>('/account')
    expect(account).toMatchObject({ openPositions: 0, workingOrders: 0 })
    expect((await placeOrder(engine, draft())).status).toBe(201)
  })
})
