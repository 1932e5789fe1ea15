import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs } from '../../base/index.ts'
import { money } from '../../domain/index.ts'
import { testOrder } from '../testing/orders.ts'
import {
  cashOf,
  FREE_OF_COST,
  fundingOf,
  markOf,
  openPaper,
  OTHER_PERPETUAL,
  PAPER_MODEL,
  type Paper,
  quoteOf,
  TEST_PERPETUAL,
  tradeOf,
} from '../testing/paper.ts'

const ABC = TEST_PERPETUAL
const DEF = OTHER_PERPETUAL

/** 100 cash, five times leverage, a maintenance margin of 5 %, a long of 4 at 100. */
async function openLong(model = FREE_OF_COST): Promise<Paper> {
  const paper = await openPaper({ instruments: [ABC, DEF], startingCash: money(100), model })
  await paper.handle(quoteOf(ABC, 99.5, 100))
  paper.venue.submit(testOrder({ id: 'long', quantity: '4' }))
  await paper.venue.drained()
  return paper
}

describe('Funding', () => {
  it('is paid by longs and received by shorts, as a share of the position at its mark price', async () => {
    const paper = await openLong()
    await paper.handle(fundingOf(ABC, 0.0001, { mark: 110, ms: 5_000 }))
    paper.venue.submit(testOrder({ id: 'turn', side: 'sell', quantity: '4.5' }))
    await paper.handle(fundingOf(ABC, 0.0001, { mark: 110, ms: 6_000 }))
    expect(paper.told.filter((words) => words.startsWith('funding'))).toEqual([
      'funding test:ABC 0 @ 110 cash -0.044',
      'funding test:ABC 0 @ 110 cash 0.0055',
    ])
    expect((await cashOf(paper)).toString()).toBe('97.9615')
  })

  it('is booked once, however often it is told, and not where nothing is held', async () => {
    const paper = await openLong()
    const funding = fundingOf(ABC, 0.0001, { mark: 100, ms: 5_000 })
    await paper.handle(funding, funding, fundingOf(DEF, 0.0001, { mark: 100, ms: 5_000 }))
    expect(paper.adjustments).toHaveLength(1)
    expect(paper.adjustments[0]?.reason).toBe('funding of 0.01 % on 4 at a mark price of 100')
    expect(await paper.venue.queryAdjustments(timeMs(0))).toEqual(paper.adjustments)
  })
})

describe('Liquidation', () => {
  it('comes when equity falls below the maintenance margin, not before', async () => {
    const paper = await openLong()
    const report = await paper.venue.queryAccount()
    expect(report.positions[0]?.liquidationPrice?.toString()).toBe('79')
    expect(report.positions[0]?.margin).toEqual({ mode: 'cross', leverage: 5, maintenanceFraction: 0.05 })
    await paper.handle(markOf(ABC, 79))
    expect(paper.adjustments).toEqual([])
    await paper.handle(markOf(ABC, 78.5))
    expect(paper.told.slice(2)).toEqual(['liquidation test:ABC -4 @ 78.5 cash 0'])
    const after = await paper.venue.queryAccount()
    expect([after.cash.toString(), after.positions]).toEqual(['14', []])
    expect(paper.adjustments[0]?.reason).toBe(
      'liquidated: equity of 14.00 USDT is below the maintenance margin of 15.70',
    )
  })

  it('goes by the last price where the market names no mark, and by the mark where it does', async () => {
    const unmarked = await openLong()
    await unmarked.handle(tradeOf(ABC, 78))
    expect(unmarked.adjustments).toHaveLength(1)
    const marked = await openLong()
    await marked.handle(markOf(ABC, 100), tradeOf(ABC, 50))
    expect(marked.adjustments).toEqual([])
  })

  it('first cancels what works, then closes every position for a fee, in the order of their names', async () => {
    const paper = await openPaper({ instruments: [ABC, DEF], startingCash: money(100), model: PAPER_MODEL })
    await paper.handle(quoteOf(ABC, 99.5, 100), quoteOf(DEF, 100, 100.5))
    const { instrumentId } = DEF
    paper.venue.submit({ ...testOrder({ id: 'short', side: 'sell', quantity: '2' }), instrumentId })
    paper.venue.submit(testOrder({ id: 'long', quantity: '2' }))
    paper.venue.submit(testOrder({ id: 'stop', side: 'sell', trigger: '50', reduceOnly: true }))
    await paper.handle(markOf(ABC, 60))
    expect(paper.told).toEqual(['short accepted', 'short filled', 'long accepted', 'long filled', 'stop accepted'])
    await paper.handle(markOf(DEF, 106))
    expect(paper.told.slice(5)).toEqual([
      'stop cancelled',
      'liquidation test:ABC -2 @ 60 cash -0.6',
      'liquidation test:DEF 2 @ 106 cash -1.06',
    ])
    expect(paper.facts.at(-1)).toMatchObject({
      kind: 'cancelled',
      reason: expect.stringContaining('the account is liquidated: equity of 7.80 USDT'),
    })
  })

  it('lets the venue bear what the account cannot, and says so', async () => {
    const paper = await openLong()
    await paper.handle(tradeOf(ABC, 70))
    expect(paper.told.slice(2)).toEqual(['liquidation test:ABC -4 @ 70 cash 0', 'transfer account 0 @ 0 cash 20'])
    expect((await cashOf(paper)).toString()).toBe('0')
    expect(paper.adjustments[1]?.reason).toContain('20 USDT more than the account had')
  })

  it('bears it also where a stop closed the position too late', async () => {
    const paper = await openLong()
    paper.venue.submit(testOrder({ id: 'stop', side: 'sell', quantity: '4', trigger: '90', reduceOnly: true }))
    await paper.handle(quoteOf(ABC, 70, 70.5))
    expect(paper.told.slice(-2)).toEqual(['stop filled', 'transfer account 0 @ 0 cash 20'])
  })

  it('gives every adjustment an id of its own that a repetition gives again', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const paper = await openLong()
        await paper.handle(fundingOf(ABC, 0.0001, { mark: 100, ms: 5_000 }), tradeOf(ABC, 70))
        return paper.adjustments.map(({ adjustmentId }) => adjustmentId)
      }),
    )
    expect(runs[0]).toEqual(['paper-rs-funding-test:ABC-5000', 'paper-rs-liquidation-1', 'paper-rs-transfer-2'])
    expect(runs[1]).toEqual(runs[0])
  })

  it('leaves no account that holds nothing below zero, and cash equal to all that was told, whatever the course', async () => {
    const step = fc.record({
      ticks: fc.integer({ min: 40, max: 400 }),
      lots: fc.integer({ min: 1, max: 80 }),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      rate: fc.constantFrom(0, 0.01, -0.02),
    })
    let liquidations = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const paper = await openPaper({ instruments: [ABC], startingCash: money(1_000), model: PAPER_MODEL })
        for (const [index, { ticks, lots, side, rate }] of steps.entries()) {
          const at = ticks / 2
          await paper.handle(quoteOf(ABC, at, at + 0.5), fundingOf(ABC, rate, { mark: at, ms: index + 1 }))
          paper.venue.submit(testOrder({ id: `o${index}`, side, quantity: (lots / 10).toString() }))
          await paper.venue.drained()
          const { cash, positions } = await paper.venue.queryAccount()
          expect(cash.isNeg() && !cash.isZero() && positions.length === 0).toBe(false)
        }
        liquidations += paper.adjustments.filter(({ kind }) => kind === 'liquidation').length
        const flow = await flowOf(paper)
        expect(
          flow
            .minus(await worthAtCost(paper))
            .abs()
            .lessThan('1e-12'),
        ).toBe(true)
      }),
      { numRuns: 60 },
    )
    expect(liquidations).toBeGreaterThan(0)
  })
})

/** All money that went in and out by what the venue tells. */
async function flowOf({ venue }: Paper): Promise<Decimal> {
  let flow = new Decimal(1_000)
  for (const { side, quantity, price, fee } of await venue.queryFills(ABC.instrumentId, timeMs(0))) {
    const signed = side === 'sell' ? quantity.neg() : quantity
    flow = flow.minus(signed.mul(price)).minus(fee)
  }
  for (const { quantity, price, cash } of await venue.queryAdjustments(timeMs(0))) {
    flow = flow.minus(quantity.mul(price)).plus(cash)
  }
  return flow
}

async function worthAtCost({ venue }: Paper): Promise<Decimal> {
  const { cash, positions } = await venue.queryAccount()
  return cash.minus(Decimal.sum(0, ...positions.map((one) => one.quantity.mul(one.entryPrice))))
}
