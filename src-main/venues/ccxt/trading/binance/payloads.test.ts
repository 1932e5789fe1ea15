import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { InstrumentId } from '../../../../domain/index.ts'
import { VenueError } from '../../connection/venue-error.ts'
import { algoOrderWord, algoUpdate } from './algo-payloads.ts'
import { forcedAdjustment, forcedOf } from './forced-orders.ts'
import { incomeAdjustment, incomeRows } from './usdm-income.ts'
import { executionReport, placedFills, spotOrderWord, spotTrade } from './spot-payloads.ts'
import { futuresMargin, futuresOrderWord, futuresPositions, orderTradeUpdate } from './usdm-payloads.ts'

const BTC = 'binance:BTC-USDT' as InstrumentId
const instrumentOf = (symbol: string): InstrumentId | undefined => (symbol === 'BTCUSDT' ? BTC : undefined)

/** As the exchange answers a market order. */
const PLACED = {
  symbol: 'BTCUSDT',
  orderId: '1001',
  clientOrderId: 'w-1',
  price: '0.00000000',
  origQty: '0.30000000',
  executedQty: '0.30000000',
  status: 'FILLED',
  timeInForce: 'GTC',
  type: 'MARKET',
  side: 'BUY',
  stopPrice: '0.00000000',
  transactTime: '1795321537723',
  fills: [
    { price: '60000.01000000', qty: '0.10000000', commission: '0.00010000', commissionAsset: 'BTC', tradeId: '50001' },
    { price: '60000.02000000', qty: '0.20000000', commission: '0.00020000', commissionAsset: 'BTC', tradeId: '50002' },
  ],
}
const REPORT = {
  e: 'executionReport',
  s: 'BTCUSDT',
  c: 'w-1',
  C: '',
  S: 'SELL',
  o: 'LIMIT',
  q: '0.50000000',
  p: '59000.00000000',
  P: '0.00000000',
  x: 'TRADE',
  X: 'PARTIALLY_FILLED',
  r: 'NONE',
  i: 1002,
  l: '0.10000000',
  z: '0.30000000',
  L: '59000.10000000',
  n: '5.90001000',
  N: 'USDT',
  T: 1_795_321_537_724,
  t: 50_003,
  m: true,
}

describe('What Binance spot says', () => {
  it('of a new order: how it stands, and what it has taken, to the last digit', () => {
    const word = spotOrderWord(PLACED, instrumentOf)
    expect(word).toMatchObject({
      orderId: 'w-1',
      venueOrderId: '1001',
      instrumentId: BTC,
      state: 'filled',
      type: 'market',
    })
    expect([word?.limitPrice, word?.triggerPrice, word?.timeMs]).toEqual([undefined, undefined, 1_795_321_537_723])
    const fills = word && placedFills(PLACED, word)
    expect(
      fills?.map(({ quantity, price, fee }) => `${quantity.toFixed()} @ ${price.toFixed()} ${fee.toFixed()}`),
    ).toEqual(['0.1 @ 60000.01 0.0001', '0.2 @ 60000.02 0.0002'])
    expect(fills?.[0]).toMatchObject({ liquidity: 'taker', feeCurrency: 'BTC', tradeId: '50001' })
  })

  it('of an execution in its stream, with the whole that has filled', () => {
    const told = executionReport(REPORT, instrumentOf)
    expect(told?.word).toMatchObject({ orderId: 'w-1', state: 'partiallyFilled', isNew: false })
    expect(told?.word.filledQuantity.toFixed()).toBe('0.3')
    expect(told?.executions).toMatchObject([
      { liquidity: 'maker', feeCurrency: 'USDT', side: 'sell', tradeId: '50003' },
    ])
    expect(told?.executions[0]?.fee.toFixed()).toBe('5.90001')
  })

  it('of a cancelled order, which it calls by the id of the cancel', () => {
    const told = executionReport(
      { ...REPORT, x: 'CANCELED', X: 'CANCELED', l: '0', c: 'cancel-7', C: 'w-1' },
      instrumentOf,
    )
    expect(told).toMatchObject({ word: { orderId: 'w-1', state: 'cancelled' }, executions: [] })
    const answer = spotOrderWord(
      { ...PLACED, status: 'CANCELED', clientOrderId: 'x', origClientOrderId: 'w-1' },
      instrumentOf,
    )
    expect(answer).toMatchObject({ orderId: 'w-1', state: 'cancelled' })
  })

  it('of an execution without its price: that it has filled, so that the list is asked', () => {
    const told = executionReport({ ...REPORT, L: '0.00000000' }, instrumentOf)
    expect([told?.word.filledQuantity.toFixed(), told?.executions]).toEqual(['0.3', []])
  })

  it('of an order that would have traded with an own one: it has expired, and why', () => {
    const told = executionReport({ ...REPORT, x: 'TRADE_PREVENTION', X: 'EXPIRED_IN_MATCH' }, instrumentOf)
    expect(told?.word.state).toBe('expired')
    expect(told?.word.reason).toContain('own order')
    expect(told?.executions).toEqual([])
  })

  it('of an execution in the list, by the id of its order', () => {
    const row = {
      symbol: 'BTCUSDT',
      id: 50_001,
      orderId: 1_001,
      price: '1.5',
      qty: '2',
      commission: '0',
      commissionAsset: 'BNB',
      time: 5,
      isBuyer: false,
      isMaker: true,
    }
    expect(spotTrade(row, BTC)).toMatchObject({
      venueOrderId: '1001',
      tradeId: '50001',
      side: 'sell',
      liquidity: 'maker',
    })
  })

  it('that cannot be read leaves the outcome open, and says what is wrong', () => {
    const attempts = [
      { ...PLACED, executedQty: 'NaN' },
      { ...PLACED, side: 'HOLD' },
      {},
      null,
      'cut off',
      { ...PLACED, transactTime: undefined },
    ]
    for (const payload of attempts) {
      const read = (): unknown => spotOrderWord(payload, instrumentOf)
      expect(read).toThrow(VenueError)
      expect(read).toThrow(expect.objectContaining({ kind: 'unreadable', isOutcomeUnknown: true }))
    }
    expect(() => spotOrderWord({ ...PLACED, executedQty: 'NaN' }, instrumentOf)).toThrow('executedQty')
  })

  it('of an instrument that is not traded here is left out', () => {
    expect(spotOrderWord({ ...PLACED, symbol: 'ETHBTC' }, instrumentOf)).toBeUndefined()
    expect(executionReport({ ...REPORT, s: 'ETHBTC' }, instrumentOf)).toBeUndefined()
  })
})

const ALGO = {
  algoId: 3_000_001,
  clientAlgoId: 'w-2',
  orderType: 'STOP',
  symbol: 'BTCUSDT',
  side: 'SELL',
  quantity: '0.1',
  algoStatus: 'NEW',
  actualOrderId: '',
  price: '58000',
  triggerPrice: '59000',
  reduceOnly: true,
  updateTime: 1_795_321_537_724,
}
const ORDER = {
  symbol: 'BTCUSDT',
  orderId: 1,
  clientOrderId: 'w-1',
  origQty: '0.1',
  executedQty: '0',
  status: 'NEW',
  type: 'MARKET',
  updateTime: 5,
}
const ORDER_UPDATE = {
  s: 'BTCUSDT',
  c: 'w-1',
  o: 'MARKET',
  q: '0.1',
  x: 'NEW',
  X: 'NEW',
  i: 1,
  z: '0',
  T: 5,
  t: 0,
  m: false,
}
const UPDATE = {
  T: 7,
  o: {
    caid: 'w-2',
    aid: 3_000_001,
    o: 'STOP_MARKET',
    s: 'BTCUSDT',
    S: 'SELL',
    q: '0.1',
    X: 'NEW',
    ai: '',
    tp: '59000',
    p: '0',
    R: true,
  },
}

describe('What Binance USD-M says', () => {
  it('of a conditional order: what it is, and what it has become', () => {
    expect(algoOrderWord(ALGO, instrumentOf)).toMatchObject({
      word: { orderId: 'w-2', venueOrderId: '3000001', type: 'stopLimit', state: 'working', reduceOnly: true },
      actualOrderId: undefined,
    })
    const triggered = algoOrderWord({ ...ALGO, algoStatus: 'TRIGGERED', actualOrderId: '1005' }, instrumentOf)
    expect(triggered).toMatchObject({ word: { state: 'working' }, actualOrderId: '1005' })
    expect(algoUpdate(UPDATE, instrumentOf)).toMatchObject({ word: { type: 'stop', state: 'working', isNew: true } })
  })

  it.each([
    ['SELL', 'LONG', true],
    ['BUY', 'SHORT', true],
    ['BUY', 'LONG', false],
    ['SELL', 'SHORT', false],
    ['SELL', 'BOTH', false],
    ['SELL', undefined, false],
  ])('of an order to %s of the %s position: only reduces is %s', (side, positionSide, reduceOnly) => {
    const sided = { side, positionSide, reduceOnly: false }
    const told = { S: side, ps: positionSide, R: false }
    const words = [
      futuresOrderWord({ ...ORDER, ...sided }, instrumentOf),
      orderTradeUpdate({ o: { ...ORDER_UPDATE, ...told } }, instrumentOf)?.word,
      algoOrderWord({ ...ALGO, ...sided }, instrumentOf)?.word,
      algoUpdate({ ...UPDATE, o: { ...UPDATE.o, ...told } }, instrumentOf)?.word,
    ]
    expect(words.map((word) => word?.reduceOnly)).toEqual(Array(4).fill(reduceOnly))
  })

  it.each([
    ['CANCELED', 'cancelled'],
    ['EXPIRED', 'expired'],
    ['REJECTED', 'rejected'],
    ['TRIGGERING', 'working'],
  ])('of a conditional order with status %s: %s', (status, state) => {
    const told = algoUpdate({ ...UPDATE, o: { ...UPDATE.o, X: status, rm: 'Reduce Only reject' } }, instrumentOf)
    expect(told?.word.state).toBe(state)
  })

  it('of an order that is to be liquidated later brings no execution yet', () => {
    const o = {
      s: 'BTCUSDT',
      c: 'autoclose-1',
      S: 'SELL',
      o: 'LIMIT',
      q: '0.014',
      p: '9910',
      sp: '0',
      x: 'CALCULATED',
      X: 'NEW',
      i: 1,
      l: '0',
      z: '0',
      L: '0',
      T: 5,
      t: 0,
      m: false,
      R: true,
    }
    expect(orderTradeUpdate({ o }, instrumentOf)?.executions).toEqual([])
  })

  it('of positions that it closed by itself: what for, how much, and what it cost', () => {
    const o = {
      s: 'BTCUSDT',
      c: 'autoclose-1',
      S: 'SELL',
      o: 'LIMIT',
      q: '0.014',
      p: '9910',
      sp: '0',
      x: 'CALCULATED',
      X: 'FILLED',
      i: 1,
      l: '0.014',
      z: '0.014',
      L: '9910.12',
      n: '0.069',
      N: 'USDT',
      T: 5,
      t: 77,
      m: false,
      R: true,
    }
    const told = orderTradeUpdate({ o }, instrumentOf)
    const forced = told && forcedOf(told.word.orderId)
    const [execution] = told?.executions ?? []
    const parts = { venueId: 'binance-usdm' as never, accountCurrency: 'USDT' }
    const adjustment = forced && execution && forcedAdjustment(execution, forced, parts)
    expect(adjustment).toMatchObject({ kind: 'liquidation', adjustmentId: `binance-usdm:forced:${BTC}:77`, timeMs: 5 })
    expect([adjustment?.quantity.toFixed(), adjustment?.price.toFixed(), adjustment?.cash.toFixed()]).toEqual([
      '-0.014',
      '9910.12',
      '-0.069',
    ])
    expect(
      ['adl_autoclose', 'adl_autoclose-1', 'settlement_autoclose-1', 'w-1'].map((id) => forcedOf(id as never)?.kind),
    ).toEqual(['adl', 'adl', 'liquidation', undefined])
  })

  it('of margin: mode, leverage and maintenance from the sums that the exchange names', () => {
    const row = { symbol: 'BTCUSDT', positionAmt: '-0.5', entryPrice: '60000', liquidationPrice: '0' }
    const sums = { notional: '-30500', positionInitialMargin: '1525.00', maintMargin: '122', isolatedWallet: '0' }
    const marginOf = (change: object) => futuresPositions([{ ...row, ...sums, ...change }]).map(futuresMargin)
    expect(marginOf({})).toEqual([{ mode: 'cross', leverage: 20, maintenanceFraction: 0.004 }])
    expect(marginOf({ isolatedWallet: '1500' })).toMatchObject([{ mode: 'isolated' }])
    expect(marginOf({ positionInitialMargin: '0' })).toEqual([undefined])
    expect(futuresPositions([row]).map(futuresMargin)).toEqual([undefined])
  })

  it('of money: funding of an instrument, transfers, and nothing that executions tell or that is another currency', () => {
    const row = {
      symbol: 'BTCUSDT',
      incomeType: 'FUNDING_FEE',
      income: '-0.20000000',
      asset: 'USDT',
      time: 9,
      tranId: 4,
    }
    const parts = {
      venueId: 'binance-usdm' as never,
      accountCurrency: 'USDT',
      names: { instrumentIdOf: instrumentOf, marketIdOf: () => '' },
    }
    const adjustments = incomeRows([
      row,
      { ...row, incomeType: 'TRANSFER', symbol: '', income: '25.5' },
      { ...row, incomeType: 'COMMISSION' },
      { ...row, incomeType: 'REALIZED_PNL' },
      { ...row, asset: 'BNB' },
    ]).flatMap((each) => incomeAdjustment(each, parts) ?? [])
    expect(adjustments.map(({ kind, instrumentId, cash }) => [kind, instrumentId, cash.toFixed()])).toEqual([
      ['funding', BTC, '-0.2'],
      ['transfer', undefined, '25.5'],
    ])
  })
})

const RECORDED = '../shared/fixtures/binance'

describe.skipIf(!existsSync(RECORDED))('Recorded messages of Binance, where they are there', () => {
  const anywhere = (): InstrumentId => BTC
  const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])
  const recorded = (folder: string, pattern: RegExp): [string, unknown][] =>
    namesIn(`${RECORDED}/${folder}`)
      .filter((name) => pattern.test(name))
      .map((name) => [name, unwrapped(JSON.parse(readFileSync(`${RECORDED}/${folder}/${name}`, 'utf8')))])

  it.each([
    ...recorded('nautilus_py/ws_messages', /^ws_spot_execution_report_/),
    ...recorded('nautilus/spot/user_data_json', /^execution_report_/),
  ])('%s is read', (_, frame) => {
    const told = executionReport(frame, anywhere)
    expect(told?.word.venueOrderId).toMatch(/^\d+$/)
    expect(told?.executions.every(({ quantity, price }) => quantity.gt(0) && price.gt(0))).toBe(true)
  })

  it.each([
    ...recorded('nautilus_py/ws_messages', /^ws_futures_order_update_/),
    ...recorded('nautilus/futures/user_data_json', /^order_update_/),
  ])('%s is read', (_, frame) => {
    const told = orderTradeUpdate(frame, anywhere)
    expect(told?.word.venueOrderId).toMatch(/^\d+$/)
    expect(told?.executions.every(({ quantity, price }) => quantity.gt(0) && price.gt(0))).toBe(true)
  })

  it.each([
    ...recorded('nautilus_py/ws_messages', /^ws_futures_algo_update_/),
    ...recorded('nautilus/futures/user_data_json', /^algo_update_/),
  ])('%s is read', (_, frame) => {
    expect(algoUpdate(frame, anywhere)?.word.venueOrderId).toMatch(/^\d+$/)
  })

  it.each(recorded('nautilus/spot/http_json', /^(order|cancel_order|new_order_full)_response/))(
    '%s is read',
    (_, answer) => {
      expect(spotOrderWord(answer, anywhere)?.venueOrderId).toMatch(/^\d+$/)
    },
  )

  it.each(recorded('nautilus/futures/http_json', /^order_response/))('%s is read', (_, answer) => {
    expect(futuresOrderWord(answer, anywhere)?.venueOrderId).toMatch(/^\d+$/)
  })
})

/** As it comes through a combined stream, or under the id of a subscription. */
function unwrapped(message: unknown): unknown {
  const { data, event } = message as { readonly data?: unknown; readonly event?: unknown }
  return data ?? event ?? message
}
