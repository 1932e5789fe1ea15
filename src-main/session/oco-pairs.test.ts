import { describe, expect, it } from 'vitest'
import { ZERO } from '../base/index.ts'
import { type InstrumentId, money, type OrderIntent, type Price, quantity } from '../domain/index.ts'
import type { RiskSnapshot, Verdict } from '../risk/index.ts'
import { type OcoPair, OcoPairs, type OcoPairsPorts } from './oco-pairs.ts'
import { handIntent } from './testing/intents.ts'

type OrderType = OrderIntent['type']

interface Scene {
  /** What is free for sells, and to pay with. */
  readonly free?: number
  readonly quote?: number | undefined
  readonly base?: number
  readonly locksHoldings?: boolean
  /** Made before: the first, the second or both, and whether it waits for the other one. */
  readonly made?: 'first' | 'second' | 'both'
  readonly awaits?: boolean
  readonly denied?: string
}

const ALL: readonly OrderType[] = ['limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop']

/** Each order is for one, at a price of 100 with a fee of 1. */
function pairsAt({ free = 1, quote, base = 2, locksHoldings = true, ...scene }: Scene = {}): OcoPairs {
  const accepted: Verdict = {
    accepted: true,
    quantity: quantity(1),
    estimatedPrice: ZERO as Price,
    notional: money(100),
    estimatedFee: money(1),
    riskAtStop: undefined,
    rewardToRisk: undefined,
    rules: [],
  }
  const capabilities = {
    locksHoldings,
    orderTypes: ALL.filter((type) => type !== 'trailingStop'),
    timesInForce: ['GTC'],
    postOnly: true,
  }
  const { made, awaits = false, denied } = scene
  const denial = { code: denied, message: '', measured: 0, limit: 0, unit: '', quantityThatFits: undefined }
  const refused = { accepted: false, denial, quantity: quantity(1), rules: [] } as unknown as Verdict
  const isMade = (key: string): boolean => made === 'both' || made === (key.endsWith('-other') ? 'second' : 'first')
  const spot = quote === undefined ? undefined : { quote: money(quote), base: quantity(base) }
  const ports = {
    execution: { capabilities, order: () => ({ terms: { awaitsFunds: awaits } }) },
    snapshots: { take: () => ({ spot }) as unknown as RiskSnapshot, freeHolding: () => quantity(free) },
    wishes: { find: ({ idempotencyKey }: OrderIntent) => (isMade(idempotencyKey) ? 'wh-1' : undefined) },
    preview: () => (denied === undefined ? accepted : refused),
  }
  return new OcoPairs(ports as unknown as OcoPairsPorts)
}

function pairOf(types: readonly [OrderType, OrderType], change: Partial<OrderIntent> = {}): OcoPair {
  const [first, second] = types.map((type) => handIntent({ side: 'sell', timeInForce: 'GTC', type, ...change }))
  if (!first || !second) throw new Error('two types are needed')
  return [first, second]
}

/** Types that the engine waits with. */
const waiting = (pair: OcoPair): OrderType[] => pair.flatMap(({ type, awaitsFunds }) => (awaitsFunds ? [type] : []))

describe('two orders that exclude each other', () => {
  it('are one group, and the second has a key that follows from the first', () => {
    const [first, second] = pairsAt().of(pairOf(['limit', 'stop']))
    expect([first.ocoGroup, second.ocoGroup]).toEqual([`oco-${first.idempotencyKey}`, first.ocoGroup])
    expect(second.idempotencyKey).toBe(`${first.idempotencyKey}-other`)
    expect(pairsAt().of(pairOf(['limit', 'stop']))).toEqual([first, second])
  })

  it.each([
    [['limit', 'stop'], ['stop']],
    [['stopLimit', 'limit'], ['stopLimit']],
    [['stop', 'takeProfit'], ['takeProfit']],
    [['takeProfitLimit', 'stop'], ['stop']],
    [['takeProfitLimit', 'stopLimit'], ['stopLimit']],
    [['limit', 'takeProfitLimit'], ['takeProfitLimit']],
    [['limit', 'trailingStop'], ['trailingStop']],
    [['takeProfit', 'trailingStop'], ['trailingStop']],
    [['stop', 'stop'], ['stop']],
    [['limit', 'limit'], []],
  ] satisfies [[OrderType, OrderType], OrderType[]][])(
    'of %s the engine waits with %s where one finds enough',
    (types, ours) => {
      expect(waiting(pairsAt().of(pairOf(types)))).toEqual(ours)
    },
  )

  it('both stand at the venue where there is enough for both, or nothing is kept', () => {
    const sells = pairOf(['limit', 'stop'])
    for (const scene of [{ free: 2 }, { locksHoldings: false }]) expect(waiting(pairsAt(scene).of(sells))).toEqual([])
    const paper = pairsAt({ locksHoldings: false, quote: 0, base: 1 })
    expect(waiting(paper.of(sells))).toEqual(['stop'])
    // The venue has enough for both, their owner has not.
    expect(waiting(pairsAt({ free: 2, quote: 0, base: 1 }).of(sells))).toEqual(['stop'])
    expect(waiting(paper.of(pairOf(['limit', 'stop'], { reduceOnly: true })))).toEqual([])
    const buys = pairOf(['limit', 'stop'], { side: 'buy' })
    for (const scene of [{ quote: 202 }, { quote: undefined }]) expect(waiting(pairsAt(scene).of(buys))).toEqual([])
    expect(waiting(pairsAt({ quote: 201 }).of(buys))).toEqual(['stop'])
  })

  it('are left as they are on two sides, of two instruments, and where the engine holds both anyway', () => {
    const [sell] = pairOf(['limit', 'stop'])
    const [, buy] = pairOf(['limit', 'stop'], { side: 'buy' })
    expect(waiting(pairsAt().of([sell, buy]))).toEqual([])
    const elsewhere = { ...sell, instrumentId: 'test:XYZ-USDT' as InstrumentId }
    expect(waiting(pairsAt().of([elsewhere, pairOf(['limit', 'stop'])[1]]))).toEqual([])
    expect(waiting(pairsAt().of(pairOf(['trailingStop', 'trailingStop'])))).toEqual([])
  })

  it('that were made before stay as they are; of one that is missing what is there decides', () => {
    const sells = pairOf(['limit', 'stop'])
    expect(waiting(pairsAt({ made: 'both' }).of(sells))).toEqual([])
    expect(waiting(pairsAt({ made: 'second', awaits: true }).of(sells))).toEqual([])
    expect(waiting(pairsAt({ made: 'first', free: 0 }).of(sells))).toEqual(['stop'])
    expect(waiting(pairsAt({ made: 'first', free: 1 }).of(sells))).toEqual([])
    expect(waiting(pairsAt({ made: 'second', free: 0 }).of(sells))).toEqual([])
    const exits = pairOf(['stop', 'takeProfit'])
    expect(waiting(pairsAt({ made: 'second', awaits: true, free: 0 }).of(exits))).toEqual([])
    expect(waiting(pairsAt({ made: 'second', awaits: false, free: 0 }).of(exits))).toEqual(['stop'])
  })

  it('find too little where risk says so of one of them, and enough where it refuses it for something else', () => {
    const buys = pairOf(['limit', 'stop'], { side: 'buy' })
    expect(waiting(pairsAt({ quote: 1_000, denied: 'INSUFFICIENT_BALANCE' }).of(buys))).toEqual(['stop'])
    expect(waiting(pairsAt({ quote: 0, denied: 'MAX_ORDER_NOTIONAL' }).of(buys))).toEqual([])
  })
})
