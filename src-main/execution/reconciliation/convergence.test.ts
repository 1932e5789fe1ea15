import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ZERO } from '../../base/index.ts'
import { quantity } from '../../domain/index.ts'
import { BenchDesk } from '../testing/bench-desk.ts'
import { LedgerFile } from '../testing/ledger-file.ts'
import {
  dropFrames,
  liquidation,
  placedElsewhere,
  recovered,
  restarted,
  tradedElsewhere,
} from '../testing/reconciliation-steps.ts'
import { bracketTerms, BTC, newTerms } from '../testing/terms.ts'

/** What can happen between ledger and venue while nobody listens. */
const HAPPENINGS = {
  entersUnheard(desk: BenchDesk, amount: number) {
    const { orderId } = desk.execution.place(bracketTerms(amount)).terms
    desk.journal.step(2)
    if (desk.venue.orders.has(orderId)) desk.venue.fill(orderId, amount, 100)
    dropFrames(desk)
  },
  enters: (desk: BenchDesk, amount: number) => desk.fill(desk.place(bracketTerms(amount)), amount),
  fillsPartUnheard(desk: BenchDesk, amount: number) {
    const [order] = desk.venue.openOrders()
    if (order) desk.venue.fill(order.request.orderId, amount / 4, 100)
    dropFrames(desk)
  },
  endsUnheard(desk: BenchDesk) {
    const order = desk.venue.openOrders().at(-1)
    if (order) desk.venue.end(order.request.orderId, 'expired', 'by the venue')
    dropFrames(desk)
  },
  forgets(desk: BenchDesk, amount: number) {
    const order = desk.venue.openOrders()[amount]
    if (order) desk.venue.orders.delete(order.request.orderId)
  },
  losesCommand(desk: BenchDesk) {
    desk.venue.unanswered = { command: 'submit', outcome: 'lost' }
    desk.place(newTerms())
  },
  leavesCommandOpen(desk: BenchDesk) {
    desk.venue.unanswered = { command: 'submit', outcome: 'taken' }
    desk.place(newTerms({ type: 'limit' }))
  },
  ordersElsewhere: (desk: BenchDesk, amount: number) => void placedElsewhere(desk, `web-o-${amount}`),
  tradesElsewhere: (desk: BenchDesk, amount: number) => tradedElsewhere(desk, amount, `web-t-${amount}`),
  /** A venue closes no more than there is. */
  liquidates(desk: BenchDesk, amount: number) {
    const net = desk.venue.netQuantity(BTC)
    if (!net.gt(ZERO)) return
    const adjustmentId = `liq-${desk.venue.ownDoings.length}`
    desk.venue.change(liquidation(0, { adjustmentId, quantity: quantity(Decimal.min(amount, net).neg()) }))
  },
  waits: (desk: BenchDesk) => desk.clock.advanceBy(7_000),
  restarts: (desk: BenchDesk) => desk.restart(),
} as const

const RUNS = Number(process.env['RECONCILIATION_RUNS'] ?? 25)

type Happening = keyof typeof HAPPENINGS
const happenings = Object.keys(HAPPENINGS) as Happening[]

const anyStory = fc.array(fc.record({ kind: fc.constantFrom(...happenings), amount: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 14,
})

type Story = readonly { readonly kind: Happening; readonly amount: number }[]

async function withDesk<T>(act: (desk: BenchDesk) => Promise<T>): Promise<T> {
  const file = new LedgerFile()
  const desk = new BenchDesk(file.path)
  try {
    await recovered(desk)
    return await act(desk)
  } finally {
    desk.dispose()
    file.dispose()
  }
}

async function play(desk: BenchDesk, story: Story): Promise<void> {
  for (const { kind, amount } of story) {
    HAPPENINGS[kind](desk, amount)
    if (kind === 'restarts') await recovered(desk)
  }
}

/** What the venue can see of us, and what we hold, names aside. */
function picture(desk: BenchDesk): unknown {
  const open = desk.venue.openOrders().map(({ request }) => {
    const { side, type, quantity: whole, limitPrice, triggerPrice, instrumentId } = request
    return [instrumentId, side, type, whole.toFixed(), (triggerPrice ?? limitPrice)?.toFixed() ?? 'market'].join(' ')
  })
  const held = desk.books
    .openPositions()
    .map(({ instrumentId, owner, quantity: amount }) => `${instrumentId} ${owner} ${amount.toFixed()}`)
  const { differences, quarantines } = desk.execution.reconciliation
  return {
    open: open.sort(),
    held: held.sort(),
    differences: differences
      .filter(({ state, finding }) => state === 'open' && !isPassing(finding.kind))
      .map(({ differenceId, ledger, venue }) => `${differenceId} ${ledger} ${venue}`)
      .sort(),
    quarantines: quarantines.map(({ instrumentId, cause }) => `${instrumentId} ${cause}`).sort(),
  }
}

/** Told by the comparison that found it, and by no later one. */
function isPassing(kind: string): boolean {
  return kind === 'lostOrder' || kind === 'protectionMissing'
}

/** Every request that was sent can no longer arrive. */
async function comesToRest(desk: BenchDesk, compare: (desk: BenchDesk) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < 3; round++) {
    desk.clock.advanceBy(6_000)
    await compare(desk)
  }
}

describe('against a venue at rest', () => {
  it('one comparison converges: another one books nothing, and ten restarts leave the facts as they are', async () => {
    const counts = new Map<Happening, number>()
    await fc.assert(
      fc.asyncProperty(anyStory, (story) =>
        withDesk(async (desk) => {
          for (const { kind } of story) counts.set(kind, (counts.get(kind) ?? 0) + 1)
          await play(desk, story)
          await comesToRest(desk, recovered)
          const { length } = desk.journal.records
          const before = picture(desk)
          expect(await recovered(desk)).toMatchObject({ recoveredFacts: 0, bookedAdjustments: 0, protectionPlaced: 0 })
          expect(desk.journal.records).toHaveLength(length)
          for (let count = 0; count < 10; count++) {
            await restarted(desk)
            expect(desk.journal.records).toEqual([])
          }
          expect(picture(desk)).toEqual(before)
          expect(desk.venue.doubled).toEqual([])
        }),
      ),
      { numRuns: RUNS },
    )
    expect(counts.size).toBe(happenings.length)
  }, 300_000)

  it('a warm comparison and a restart lead to the same orders, positions and differences', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const warm = await withDesk(async (desk) => {
          await play(desk, story)
          await comesToRest(desk, recovered)
          return picture(desk)
        })
        const cold = await withDesk(async (desk) => {
          await play(desk, story)
          desk.journal.step()
          await comesToRest(desk, restarted)
          return picture(desk)
        })
        expect(cold).toEqual(warm)
      }),
      { numRuns: RUNS },
    )
  }, 300_000)
})
