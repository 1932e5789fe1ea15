import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { money, orderId } from '../../domain/index.ts'
import { type OrderWords, testOrder } from '../testing/orders.ts'
import {
  balancesOf,
  cashOf,
  FREE_OF_COST,
  fundingOf,
  markOf,
  openPaper,
  type Paper,
  PAPER_MODEL,
  quoteOf,
  TEST_PERPETUAL,
  TEST_SPOT,
} from '../testing/paper.ts'

async function openSpot(model = FREE_OF_COST): Promise<Paper> {
  const paper = await openPaper({ instruments: [TEST_SPOT, TEST_PERPETUAL], startingCash: money(1_000), model })
  await paper.handle(quoteOf(TEST_SPOT, 99.5, 100), quoteOf(TEST_PERPETUAL, 99.5, 100))
  return paper
}

/** Kind of the last fact, with its reason where it has one. */
async function submit({ venue, facts }: Paper, words: OrderWords): Promise<string> {
  venue.submit(testOrder({ instrument: TEST_SPOT, ...words }))
  await venue.drained()
  const last = facts.at(-1)
  return last && 'reason' in last ? `${last.kind}: ${last.reason}` : String(last?.kind)
}

describe('Spot', () => {
  it('pays for what is bought, holds it, and gets its price back when it is sold', async () => {
    const paper = await openSpot()
    await submit(paper, { id: 'in', quantity: '4' })
    expect(await balancesOf(paper)).toEqual(['USDT 600 0', 'XYZ 4 0'])
    await paper.handle(quoteOf(TEST_SPOT, 110, 110.5))
    await submit(paper, { id: 'out', side: 'sell', quantity: '1.5' })
    expect(await balancesOf(paper)).toEqual(['USDT 765 0', 'XYZ 2.5 0'])
    expect((await cashOf(paper)).toString()).toBe('1015')
  })

  it('has no leverage: a buy beyond the balance is refused with the numbers', async () => {
    const paper = await openSpot(PAPER_MODEL)
    expect(await submit(paper, { quantity: '10' })).toBe(
      'rejected: insufficient balance: 1000.50 USDT is needed, 1000.00 USDT is free',
    )
    expect(await submit(paper, { id: 'less', quantity: '9.9' })).toBe('filled')
  })

  it('has no shorts: a sell beyond the holding is refused with the numbers', async () => {
    const paper = await openSpot()
    expect(await submit(paper, { side: 'sell' })).toBe(
      'rejected: insufficient balance: 1 XYZ is to be sold, 0 XYZ is free',
    )
  })

  it('binds quote currency by working buys and base currency by working sells, until they end', async () => {
    const paper = await openSpot(PAPER_MODEL)
    await submit(paper, { id: 'held', quantity: '4' })
    await submit(paper, { id: 'bid', quantity: '5', limit: '90' })
    await submit(paper, { id: 'offer', side: 'sell', quantity: '3', limit: '110' })
    expect(await balancesOf(paper)).toEqual(['USDT 599.8 450.225', 'XYZ 4 3'])
    expect(await submit(paper, { id: 'second', side: 'sell', quantity: '2', limit: '111' })).toContain('1 XYZ is free')
    expect(await submit(paper, { id: 'third', quantity: '2', limit: '90' })).toContain('149.57 USDT is free')
    paper.venue.cancel(orderId('bid'))
    paper.venue.cancel(orderId('offer'))
    expect(await balancesOf(paper)).toEqual(['USDT 599.8 0', 'XYZ 4 0'])
  })

  it('lets several reduce-only exits wait for the same holding, and sells it once', async () => {
    const paper = await openSpot()
    await submit(paper, { id: 'held', quantity: '2' })
    await submit(paper, { id: 'stop', side: 'sell', quantity: '2', trigger: '95', reduceOnly: true })
    await submit(paper, { id: 'target', side: 'sell', quantity: '2', limit: '110', reduceOnly: true })
    await paper.handle(quoteOf(TEST_SPOT, 94, 94.5), quoteOf(TEST_SPOT, 111, 111.5))
    expect(paper.told.slice(-2)).toEqual(['stop filled', 'target cancelled'])
    expect(await balancesOf(paper)).toEqual(['USDT 988 0'])
  })

  it('cancels what a stop can no longer pay for when its time comes, rather than going into debt', async () => {
    const paper = await openSpot()
    await submit(paper, { id: 'breakout', quantity: '9', trigger: '110' })
    await paper.handle(quoteOf(TEST_SPOT, 200, 200))
    expect(paper.told.slice(-2)).toEqual(['breakout filled', 'breakout cancelled'])
    expect(await balancesOf(paper)).toEqual(['USDT 0 0', 'XYZ 5 0'])
  })

  it('pays no funding and is never liquidated, whatever its price', async () => {
    const paper = await openSpot()
    await submit(paper, { quantity: '10' })
    await paper.handle(fundingOf(TEST_SPOT, 0.01, { mark: 100, ms: 1 }), markOf(TEST_SPOT, 0.5))
    expect(paper.adjustments).toEqual([])
    const [holding] = (await paper.venue.queryAccount()).positions
    expect([holding?.liquidationPrice, holding?.margin]).toEqual([undefined, undefined])
  })

  it('is no margin for perpetuals, and what those need as margin cannot be spent on it', async () => {
    const paper = await openSpot()
    await submit(paper, { id: 'held', quantity: '9' })
    expect(await submit(paper, { id: 'long', instrument: TEST_PERPETUAL, quantity: '6' })).toBe(
      'rejected: insufficient margin: 119.70 USDT is needed, 100.00 USDT is free',
    )
    expect(await submit(paper, { id: 'small', instrument: TEST_PERPETUAL, quantity: '2' })).toBe('filled')
    expect(await submit(paper, { id: 'more', quantity: '0.7' })).toContain('59.60 USDT is free')
    await paper.handle(markOf(TEST_PERPETUAL, 49))
    expect(paper.told.slice(-2)).toEqual(['liquidation test:ABC -2 @ 49 cash 0', 'transfer account 0 @ 0 cash 2'])
    expect(await balancesOf(paper)).toEqual(['USDT 0 0', 'XYZ 9 0'])
  })

  it('never has less than nothing of either currency, whatever is ordered', async () => {
    const step = fc.record({
      ticks: fc.integer({ min: 100, max: 300 }),
      lots: fc.integer({ min: 1, max: 120 }),
      type: fc.constantFrom('market', 'limit', 'stop', 'takeProfit', 'trailingStop'),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      reduceOnly: fc.boolean(),
    })
    let fills = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const paper = await openSpot({ ...PAPER_MODEL, slippageBps: 30 })
        for (const [index, { ticks, lots, side, type, reduceOnly }] of steps.entries()) {
          const at = (ticks / 2).toString()
          const prices = type === 'limit' ? { limit: at } : type === 'market' ? {} : { trigger: at }
          const distance = { trailing: { kind: 'fraction', fraction: 0.05 } } as const
          const terms = type === 'trailingStop' ? distance : prices
          await submit(paper, { id: `o${index}`, type, side, reduceOnly, quantity: (lots / 10).toString(), ...terms })
          await paper.handle(quoteOf(TEST_SPOT, ticks / 2, ticks / 2 + 0.5))
          const { balances = [] } = await paper.venue.queryAccount()
          expect(balances.filter(({ total }) => total.isNeg() && !total.isZero())).toEqual([])
        }
        fills += (await paper.venue.queryFills(TEST_SPOT.instrumentId, timeMs(0))).length
      }),
      { numRuns: 60 },
    )
    expect(fills).toBeGreaterThan(50)
  })
})
