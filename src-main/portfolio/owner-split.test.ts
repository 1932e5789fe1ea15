import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, timeMs, ZERO } from '../base/index.ts'
import {
  type Adjustment,
  HAND,
  money,
  type Owner,
  price,
  quantity,
  UNASSIGNED,
  type VenueAdjustment,
} from '../domain/index.ts'
import { ownedAdjustments } from './owned-adjustments.ts'
import { type OwnerHolding, type OwnerSplit, splitNetted } from './owner-split.ts'
import { BTC, TREND } from './testing/fills.ts'

const holding = (owner: Owner, amount: number): OwnerHolding => ({ owner, quantity: quantity(amount) })
const texts = ({ shares, rest }: OwnerSplit): string[] => [
  ...shares.map(({ owner, quantity }) => `${owner} ${quantity.toFixed()}`),
  `rest ${rest.toFixed()}`,
]
const sumOf = (values: readonly Decimal[]): Decimal => values.reduce<Decimal>((sum, value) => sum.add(value), ZERO)

describe('a reduction of the net position', () => {
  it('takes from the owner of the largest holding of that side first', () => {
    const holdings = [holding(HAND, 2), holding(TREND, 5), holding(UNASSIGNED, -3)]
    expect(texts(splitNetted(holdings, quantity(-4)))).toEqual(['strategy:trend -4', 'rest 0'])
    expect(texts(splitNetted(holdings, quantity(-6)))).toEqual(['strategy:trend -5', 'hand -1', 'rest 0'])
    expect(texts(splitNetted(holdings, quantity(4)))).toEqual(['unassigned 3', 'rest 1'])
  })

  it('goes by name between equal holdings, whatever their order', () => {
    const holdings = [holding(TREND, 2), holding(HAND, 2)]
    for (const order of [holdings, holdings.toReversed()]) {
      expect(texts(splitNetted(order, quantity(-3)))).toEqual(['hand -2', 'strategy:trend -1', 'rest 0'])
    }
  })

  it('is all rest where nobody holds that side', () => {
    expect(texts(splitNetted([holding(HAND, -2), holding(TREND, 0)], quantity(-1)))).toEqual(['rest -1'])
    expect(texts(splitNetted([holding(HAND, 2)], quantity(0)))).toEqual(['rest 0'])
  })

  it('never turns an owner and loses nothing', () => {
    const anyHoldings = fc
      .uniqueArray(fc.tuple(fc.constantFrom(HAND, TREND, UNASSIGNED), fc.integer({ min: -9, max: 9 })), {
        selector: ([owner]) => owner,
      })
      .map((pairs) => pairs.map(([owner, amount]) => holding(owner, amount)))
    fc.assert(
      fc.property(anyHoldings, fc.integer({ min: -20, max: 20 }), (holdings, change) => {
        const { shares, rest } = splitNetted(holdings, quantity(change))
        expect(
          sumOf(shares.map((share) => share.quantity))
            .add(rest)
            .toNumber(),
        ).toBe(change)
        for (const { owner, quantity: share } of shares) {
          const before = holdings.find((held) => held.owner === owner)?.quantity ?? ZERO
          expect(before.mul(before.add(share)).gte(ZERO) && share.abs().lte(before.abs())).toBe(true)
        }
      }),
    )
  })
})

describe('adjustments of the owners', () => {
  const told = (change: Partial<VenueAdjustment>): VenueAdjustment => ({
    adjustmentId: 'v1',
    kind: 'liquidation',
    instrumentId: BTC,
    quantity: quantity(-6),
    price: price(90),
    cash: money(-1),
    reason: 'liquidated',
    timeMs: timeMs(1),
    ...change,
  })
  const lines = (adjustments: readonly Adjustment[]): string[] =>
    adjustments.map(({ adjustmentId, owner, quantity, cash }) =>
      [adjustmentId, owner, quantity, cash].map(String).join(' '),
    )

  it("share quantity and fee; the first has the venue's id", () => {
    expect(lines(ownedAdjustments(told({}), [holding(HAND, 2), holding(TREND, 4)]))).toEqual([
      'v1 strategy:trend -4 -0.666666666666666667',
      'v1:hand hand -2 -0.333333333333333333',
    ])
  })

  it('give what nobody holds to unassigned', () => {
    expect(lines(ownedAdjustments(told({}), []))).toEqual(['v1 unassigned -6 -1'])
    expect(lines(ownedAdjustments(told({ cash: money(0) }), [holding(UNASSIGNED, 2), holding(HAND, 1)]))).toEqual([
      'v1 hand -1 0',
      'v1:unassigned unassigned -5 0',
    ])
  })

  it('share a funding payment by what is held, so that opposite owners pay each other', () => {
    const funding = told({ kind: 'funding', quantity: quantity(0), cash: money(-4) })
    expect(lines(ownedAdjustments(funding, [holding(HAND, 3), holding(TREND, -1)]))).toEqual([
      'v1 hand 0 -6',
      'v1:strategy:trend strategy:trend 0 2',
    ])
    expect(lines(ownedAdjustments(funding, [holding(HAND, 1), holding(TREND, -1)]))).toEqual(['v1 unassigned 0 -4'])
  })

  it('leave a transfer of cash whole', () => {
    const transfer = told({ kind: 'transfer', instrumentId: undefined, quantity: quantity(0), cash: money(50) })
    expect(lines(ownedAdjustments(transfer, [holding(HAND, 3)]))).toEqual(['v1 unassigned 0 50'])
  })
})
