import { describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import {
  accountId,
  type Booking,
  HAND,
  money,
  type Owner,
  parseInstrumentId,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  UNASSIGNED,
  type VenueAdjustment,
} from '../domain/index.ts'
import { AccountAdjustments, splitOverOwners } from './account-adjustments.ts'

const BTC = parseInstrumentId('sim:BTC-PERP')
const BOT = strategyOwner(strategyId('bot'))

const held = (owner: Owner, amount: number): Position => ({
  accountId: accountId('a'),
  instrumentId: BTC,
  owner,
  quantity: quantity(amount),
  entryPrice: price(100),
  realisedPnl: money(0),
  fees: money(0),
  openedAtMs: timeMs(1),
})

const liquidation = (amount: number, cash: number): VenueAdjustment => ({
  adjustmentId: 'liq-1',
  kind: 'liquidation',
  instrumentId: BTC,
  quantity: quantity(amount),
  price: price(80),
  cash: money(cash),
  reason: '',
  timeMs: timeMs(2),
})

describe('what the venue did to the account', () => {
  it('is divided as the portfolio divides it: largest holder first, nobody turned, the rest unassigned', () => {
    const shares = splitOverOwners(liquidation(-6, -6), [held(HAND, 2), held(BOT, 3)])
    expect(shares.map(({ owner, quantity: share, cash }) => [owner, share.toFixed(), cash.toFixed()])).toEqual([
      [BOT, '-3', '-3'],
      [HAND, '-2', '-2'],
      [UNASSIGNED, '-1', '-1'],
    ])
    const sum = shares.reduce((total, share) => total.add(share.quantity), ZERO)
    expect(sum.toFixed()).toBe('-6')
  })

  it('is announced with the positions that it left, and so is a quarantine', () => {
    const bus = new EventBus(() => undefined)
    const heard: string[] = []
    bus.subscribe('position.updated', ({ position }) => heard.push(`updated ${position.quantity.toFixed()}`))
    bus.subscribe('position.closed', ({ position }) => heard.push(`closed ${position.owner}`))
    bus.subscribe('instrument.quarantined', ({ reason }) => heard.push(`quarantined ${reason ?? 'no more'}`))
    let changes = 0
    const adjustments = new AccountAdjustments({
      bus,
      onChange: () => {
        changes += 1
      },
    })
    const booking: Booking = { entries: [], positions: [held(BOT, 0), held(HAND, 1)], postings: [] }
    adjustments.adjusted({ ...liquidation(-3, 0), owner: BOT }, booking)
    adjustments.quarantineChanged(BTC, 'it differs')
    adjustments.quarantineChanged(BTC, undefined)
    expect(heard).toEqual([`closed ${BOT}`, 'updated 1', 'quarantined it differs', 'quarantined no more'])
    expect(changes).toBe(1)
  })
})
