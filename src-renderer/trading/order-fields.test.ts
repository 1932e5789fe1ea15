import { describe, expect, it } from 'vitest'
import {
  CreateOcoInput,
  type OrderDraft,
  OrderDraft as OrderDraftSchema,
  OrderTypeValue,
  TimeInForceValue,
} from '../../src-contract/index.ts'
import {
  allowsPostOnly,
  effectiveTime,
  hasLimit,
  hasTrigger,
  isConditional,
  isPaired,
  sizeNeedsStop,
  timesInForce,
} from './order-fields.ts'

const draftOf = (type: OrderDraft['type'], timeInForce: OrderDraft['timeInForce'], postOnly: boolean) => ({
  instrumentId: 'paper:BTC',
  side: 'buy',
  type,
  size: { kind: 'quantity', quantity: '1' },
  timeInForce,
  postOnly,
  ...(timeInForce === 'GTD' && { expireAtMs: 1 }),
  ...(hasLimit(type) && { limitPrice: '1' }),
  ...(hasTrigger(type) && { triggerPrice: '1' }),
  ...(type === 'trailingStop' && { trailing: { kind: 'price', distance: '1' } }),
})

describe.each(OrderTypeValue.options)('an order of type %s', (type) => {
  it('has the fields that the contract asks of it', () => {
    expect(OrderDraftSchema.safeParse(draftOf(type, 'GTC', false)).success).toBe(true)
  })

  it('lives only as the contract allows', () => {
    const times = timesInForce({ type, oco: false })
    const accepted = times.map((time) => OrderDraftSchema.safeParse(draftOf(type, time, false)).success)
    expect(accepted).toEqual(times.map(() => true))
  })

  it('is one of a pair just where the contract allows it, for as long as it allows', () => {
    for (const time of TimeInForceValue.options) {
      const wanted = draftOf(type, time, false)
      const drafts = [wanted, draftOf('limit', 'GTC', false)]
      const accepted = CreateOcoInput.safeParse({ idempotencyKey: 'pair-of-orders', drafts }).success
      const allowed = isPaired(type) && effectiveTime({ type, oco: true, timeInForce: time }) === time
      expect({ time, allowed }).toEqual({ time, allowed: accepted })
    }
  })

  it('is post-only just where the contract allows it', () => {
    for (const time of TimeInForceValue.options) {
      const form = { type, oco: false, timeInForce: time }
      const effective = effectiveTime(form)
      const accepted = OrderDraftSchema.safeParse(draftOf(type, effective, true)).success
      expect({ time, allowed: allowsPostOnly(form) }).toEqual({ time, allowed: accepted })
    }
  })

  it('waits for a price unless it is a limit or at market', () => {
    expect(isConditional(type)).toBe(type !== 'limit' && type !== 'market')
  })
})

it('counts sizes by risk and by Kelly from the stop, as the contract does', () => {
  const sizes: readonly OrderDraft['size'][] = [
    { kind: 'quantity', quantity: '1' },
    { kind: 'value', value: '1' },
    { kind: 'equityFraction', fraction: 1 },
    { kind: 'riskToStop', fraction: 1 },
    { kind: 'volatilityTarget', fraction: 1 },
    { kind: 'kelly', multiplier: 1, maxFraction: 1 },
  ]
  for (const size of sizes) {
    const accepted = OrderDraftSchema.safeParse({ ...draftOf('limit', 'GTC', false), size }).success
    expect({ kind: size.kind, needsStop: sizeNeedsStop(size.kind) }).toEqual({ kind: size.kind, needsStop: !accepted })
  }
})
