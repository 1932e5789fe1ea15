import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { HAND, money, price, quantity, strategyId, strategyOwner, UNASSIGNED } from '../../domain/index.ts'
import { useDesk } from '../testing/desk-fixture.ts'
import { ETH } from '../testing/interleaving.ts'
import {
  dropFrames,
  LIFETIME_MS,
  placedElsewhere,
  recovered,
  restarted,
  tradedElsewhere,
} from '../testing/reconciliation-steps.ts'
import { bracketTerms, BTC, newTerms } from '../testing/terms.ts'

const desk = useDesk()
const WISH = { reason: 'seen on the website', by: 'hand' }
const BOT = strategyOwner(strategyId('bot'))

function position(): string {
  const { differences } = desk().execution.reconciliation
  return differences.find(({ finding }) => finding.kind === 'position')?.differenceId ?? 'none'
}

describe('a position that differs', () => {
  it('is a difference with both words and a probable cause, and holds entries on its instrument alone', async () => {
    desk().fill(desk().place(newTerms()), 1)
    tradedElsewhere(desk(), 2)
    const report = await recovered(desk())
    expect(report.instruments.get(BTC)?.kind).toBe('differs')
    expect(report.differences[0]).toMatchObject({
      differenceId: `position:${BTC}`,
      ledger: '1',
      venue: '3',
      state: 'open',
      cause: 'An order that was placed elsewhere was filled.',
      actions: ['adopt', 'ignore'],
    })
    const { reconciliation } = desk().execution
    expect(reconciliation.quarantineReason(BTC)).toMatch(/position: 1 here, 3 there.*exits, stops and cancels go on/)
    expect(reconciliation.quarantineReason(ETH)).toBeUndefined()
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('1')
  })

  it('stands only once it was seen twice with nothing in between', async () => {
    desk().fill(desk().place(newTerms()), 1)
    tradedElsewhere(desk(), -1)
    const { reconciliation } = desk().execution
    await reconciliation.run('positions')
    expect(reconciliation.differences).toEqual([])
    desk().fill(desk().place(newTerms()), 1)
    await reconciliation.run('positions')
    expect(reconciliation.differences).toEqual([])
    await reconciliation.run('positions')
    expect(reconciliation.differences.map(({ ledger, venue }) => [ledger, venue])).toContainEqual(['2', '1'])
  })

  it('is not judged while an order is on its way', async () => {
    tradedElsewhere(desk(), 2)
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    desk().place(newTerms())
    const report = await recovered(desk())
    expect(report.instruments.get(BTC)).toMatchObject({ kind: 'deferred' })
    expect(report.positions).toEqual([])
  })

  it('is let go by itself once ledger and venue agree again', async () => {
    tradedElsewhere(desk(), 2)
    await recovered(desk())
    tradedElsewhere(desk(), -2, 'web-2')
    await desk().execution.reconciliation.run('positions')
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
    expect(desk().execution.reconciliation.differences.find(({ finding }) => finding.kind === 'position')?.state).toBe(
      'resolved',
    )
    expect((await recovered(desk())).positions).toEqual([])
  })

  it('holds across restarts, and writes nothing more in ten of them', async () => {
    tradedElsewhere(desk(), 2)
    await restarted(desk())
    const { length } = desk().journal.records
    expect(desk().kinds()).toContain('quarantined')
    expect(length).toBeGreaterThan(0)
    for (let count = 0; count < 10; count++) {
      desk().restart()
      expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeDefined()
      await desk().execution.recover()
      desk().settle()
      expect(desk().kinds()).toEqual([])
    }
  })

  it('never has an order cancelled by its repair, nor a stop', async () => {
    desk().fill(desk().place(bracketTerms(1)), 1)
    const before = desk().venue.openOrders().length
    tradedElsewhere(desk(), 2)
    await restarted(desk())
    desk().execution.reconciliation.resolve(position(), 'adopt', { ...WISH, owner: BOT })
    desk().settle()
    expect(desk().venue.openOrders()).toHaveLength(before)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it('is never read out of a failed question', async () => {
    desk().fill(desk().place(bracketTerms(1)), 1)
    desk().venue.queryAccount = () => Promise.reject(new Error('HTTP 500'))
    await expect(desk().execution.reconciliation.run('positions')).rejects.toThrow(
      /could not be asked about the account: HTTP 500/,
    )
    expect(desk().execution.reconciliation.differences).toEqual([])
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('1')
    expect(desk().execution.reconciliation.status.lastFault?.text).toMatch(/HTTP 500/)
  })

  it('is not read out of an answer about another account, or of figures that are none', async () => {
    const { venue, execution } = desk()
    const answer = await venue.queryAccount()
    venue.queryAccount = () => Promise.resolve({ ...answer, accountId: 'other' as typeof answer.accountId })
    await expect(execution.reconciliation.run('positions')).rejects.toThrow(/about account other/)
    venue.queryAccount = () =>
      Promise.resolve({
        ...answer,
        positions: [{ instrumentId: BTC, quantity: quantity(Number.NaN), entryPrice: price(1) }],
      })
    await expect(execution.reconciliation.run('positions')).rejects.toThrow(/is not a number/)
  })
})

describe('an instrument that cannot be asked about', () => {
  it('is held, and the others trade', async () => {
    desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    const other = desk().place(newTerms({ instrumentId: ETH, type: 'limit', limitPrice: price(90) }))
    desk().venue.silentInstruments.add(BTC)
    const report = await restarted(desk())
    expect(report.instruments.get(BTC)).toMatchObject({ kind: 'notAsked' })
    expect(report.instruments.get(ETH)).toEqual({ kind: 'agreed' })
    const { reconciliation } = desk().execution
    expect(reconciliation.quarantineReason(BTC)).toMatch(/connection refused.*asked again by itself/)
    expect(reconciliation.quarantineReason(ETH)).toBeUndefined()
    expect(desk().state(other)).toBe('working')
    desk().venue.silentInstruments.clear()
    await recovered(desk())
    expect(reconciliation.quarantineReason(BTC)).toBeUndefined()
  })
})

describe('orders that are open at the venue and not here', () => {
  it('that are foreign are reported and never cancelled by themselves', async () => {
    const foreign = placedElsewhere(desk())
    const report = await restarted(desk())
    expect(report.differences).toMatchObject([
      { finding: { kind: 'foreignOrder' }, actions: ['adopt', 'cancel', 'ignore'] },
    ])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
    expect(desk().venue.commands).not.toContain(`cancel ${foreign}`)
  })

  it('that are ours hold the instrument: the ledger is older than the account', async () => {
    placedElsewhere(desk(), 'wh-abc123-7')
    const report = await restarted(desk())
    expect(report.differences).toMatchObject([{ finding: { kind: 'unknownOrder' } }])
    expect(report.differences[0]?.cause).toMatch(/restored backup/)
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeDefined()
  })

  it('that are ours and only reduce are protection too many, and hold nothing', async () => {
    placedElsewhere(desk(), 'wh-abc123-7', { reduceOnly: true, side: 'sell' })
    expect((await restarted(desk())).differences).toMatchObject([{ finding: { kind: 'protectionSurplus' } }])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
  })

  it('that have ended here are looked at twice, and reported', async () => {
    const id = desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    desk().execution.cancel(id, 'by hand')
    desk().settle()
    const order = desk().venue.orders.get(id)
    if (order) order.state = 'working'
    expect((await recovered(desk())).differences).toMatchObject([
      { finding: { endedHere: true }, actions: ['cancel', 'ignore'] },
    ])
  })

  it('are cancelled where a person says so', async () => {
    const foreign = placedElsewhere(desk())
    await recovered(desk())
    const { reconciliation } = desk().execution
    const id = `order:${BTC}:${foreign}`
    expect(reconciliation.preview(id, 'cancel', WISH).cancels).toEqual([foreign])
    reconciliation.resolve(id, 'cancel', WISH)
    desk().settle()
    expect((await recovered(desk())).differences).toEqual([])
  })

  it('are ours from here on where a person adopts them, also after a restart', async () => {
    const foreign = placedElsewhere(desk())
    await recovered(desk())
    desk().execution.reconciliation.resolve(`order:${BTC}:${foreign}`, 'adopt', { ...WISH, owner: HAND })
    desk().settle()
    const report = await restarted(desk())
    expect(report).toMatchObject({ unknownOrders: [], isConsistent: true })
    expect(desk().execution.order(foreign).terms).toMatchObject({ source: 'adopted', owner: HAND, role: 'entry' })
    desk().fill(foreign, 1)
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('1')
  })
})

describe('a person who resolves a difference', () => {
  it('sees before what would be written, and gets just that, once', async () => {
    tradedElsewhere(desk(), 2)
    await recovered(desk())
    const { reconciliation } = desk().execution
    const preview = reconciliation.preview(position(), 'adopt', WISH)
    expect(preview.facts).toMatchObject([{ kind: 'adjusted', adjustment: { kind: 'adopted', owner: UNASSIGNED } }])
    expect(preview.position?.quantity.toFixed()).toBe('2')
    const before = desk().journal.records.length
    reconciliation.resolve(position(), 'adopt', WISH)
    reconciliation.resolve(position(), 'adopt', WISH)
    desk().settle()
    const written = desk()
      .journal.records.slice(before)
      .map(({ fact }) => fact)
    expect(written).toEqual(preview.facts)
    expect(desk().books.ownerQuantity(BTC, UNASSIGNED).toFixed()).toBe('2')
  })

  it('takes what is gone from those who held it, unless he says otherwise', async () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3), owner: BOT })), 3)
    desk().fill(desk().place(newTerms()), 1)
    tradedElsewhere(desk(), -4)
    await recovered(desk())
    desk().execution.reconciliation.resolve(position(), 'adopt', WISH)
    desk().settle()
    expect(desk().books.openPositions()).toEqual([])
    expect((await restarted(desk())).positions).toEqual([])
  })

  it('can repair the same numbers again when they come again', async () => {
    const { reconciliation } = desk().execution
    for (const round of ['1', '2']) {
      desk().fill(desk().place(newTerms()), 1)
      tradedElsewhere(desk(), -1, `web-${round}`)
      await recovered(desk())
      reconciliation.resolve(position(), 'adopt', WISH)
      desk().settle()
      expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    }
    expect((await restarted(desk())).positions).toEqual([])
  })

  it('may let it be: it holds nothing more, also after a restart, until its numbers change', async () => {
    tradedElsewhere(desk(), 2)
    await recovered(desk())
    desk().execution.reconciliation.resolve(position(), 'ignore', WISH)
    desk().settle()
    await recovered(desk())
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
    const report = await restarted(desk())
    expect(report.positions).toEqual([])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
    tradedElsewhere(desk(), 1, 'web-2')
    expect((await recovered(desk())).positions).toMatchObject([{ instrumentId: BTC }])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeDefined()
  })

  it('brings cash in line as a transfer', async () => {
    desk().venue.change({
      adjustmentId: 'unlisted',
      kind: 'transfer',
      instrumentId: undefined,
      quantity: quantity(0),
      price: price(0),
      cash: money(70),
      reason: '',
      timeMs: timeMs(1_500),
    })
    desk().venue.queryAdjustments = () => Promise.resolve([])
    const report = await recovered(desk())
    expect(report.differences).toMatchObject([{ differenceId: 'cash:USDT', ledger: '1000000', venue: '1000070' }])
    const { reconciliation } = desk().execution
    expect(reconciliation.preview('cash:USDT', 'adopt', WISH).cashChange.toFixed()).toBe('70')
    reconciliation.resolve('cash:USDT', 'adopt', WISH)
    desk().settle()
    expect(await restarted(desk())).toMatchObject({ cash: undefined, isConsistent: true })
  })

  it('is told what to do where the difference is gone, or offers something else', async () => {
    const { reconciliation } = desk().execution
    expect(() => reconciliation.preview('position:x', 'adopt', WISH)).toThrow(/no open difference position:x any more/)
    tradedElsewhere(desk(), 2)
    await recovered(desk())
    expect(() => reconciliation.resolve(position(), 'cancel', WISH)).toThrow(/choose adopt or ignore/)
  })
})

describe('cash that differs', () => {
  const missing = (amount: number): void => {
    const { venue } = desk()
    const answer = venue.queryAccount.bind(venue)
    venue.queryAccount = async () => {
      const account = await answer()
      return { ...account, cash: money(account.cash.sub(amount)) }
    }
  }

  it('holds entries everywhere where the venue has less than the tolerance allows, and protects all the same', async () => {
    const id = desk().place(bracketTerms(1))
    desk().venue.fill(id, 1, 100)
    missing(5_000)
    const report = await restarted(desk())
    expect(report.accountHold).toMatch(/5000 USDT less than the ledger.*exits, stops and cancels go on/)
    expect(desk().execution.reconciliation.quarantineReason(ETH)).toBe(report.accountHold)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it.each([500, -5_000])('is only told where the venue has %d less', async (amount) => {
    missing(amount)
    const report = await recovered(desk())
    expect(report.cash).toBeDefined()
    expect(report.accountHold).toBeUndefined()
  })

  it('holds nothing more while a position explains it', async () => {
    tradedElsewhere(desk(), 200)
    const report = await recovered(desk())
    expect(report.cash).toBeDefined()
    expect(report.accountHold).toBeUndefined()
    expect(desk().execution.reconciliation.quarantineReason(ETH)).toBeUndefined()
  })
})

describe('a lost order', () => {
  it('is told, holds nothing where the position agrees, and is over with the next comparison', async () => {
    const id = desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    desk().venue.orders.delete(id)
    dropFrames(desk())
    desk().clock.advanceBy(LIFETIME_MS)
    expect((await restarted(desk())).differences).toMatchObject([{ finding: { kind: 'lostOrder', orderId: id } }])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toBeUndefined()
    expect((await recovered(desk())).differences).toEqual([])
  })
})
