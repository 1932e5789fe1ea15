import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ManualClock, silentLogger, type TimeMs, timeMs } from '../base/index.ts'
import {
  accountId,
  type Candle,
  HAND,
  type Instrument,
  instrumentId,
  money,
  type Position,
  price,
  quantity,
  venueId,
} from '../domain/index.ts'
import type { ExitPart, NewExitMove, StandingPlan } from '../execution/index.ts'
import { ExitPlanWatch } from './exit-plan-watch.ts'

const MINUTE_MS = 60_000
const OPENED_MS = 10 * MINUTE_MS + 25_000
const BTC = instrumentId(venueId('fake'), 'BTC')
// Every price below is a whole number, so that no move is less than the least step.
const INSTRUMENT: Instrument = {
  instrumentId: BTC,
  venueId: venueId('fake'),
  symbol: 'BTC',
  name: 'BTC',
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.5'),
  lotSize: quantity('0.001'),
  minQuantity: quantity('0.001'),
  minNotional: money(10),
  kind: 'linearPerpetual',
  status: 'trading',
}

interface Entry {
  readonly price: number
  readonly stop: number
  /** Of a plan of its own. */
  readonly distance: number | undefined
  /** How many moves of the plan came before it. */
  readonly movesBefore: number
}

/** What outlives a restart. */
interface Ledger {
  readonly entries: readonly Entry[]
  readonly moves: number
  readonly planStop: number | undefined
  readonly sinceMs: TimeMs | undefined
}

/** A long position in a market by hand, entered in several steps, with its ledger and the bars that were stored. */
class World {
  readonly clock: ManualClock
  #ledger: Ledger
  #bars: readonly Candle[]
  #forming: Candle | undefined
  #watch: ExitPlanWatch

  constructor(ledger: Ledger, { nowMs, bars, forming }: { nowMs: number; bars: readonly Candle[]; forming?: Candle }) {
    this.clock = new ManualClock(nowMs)
    this.#ledger = ledger
    this.#bars = bars
    this.#forming = forming
    this.#watch = this.#watching()
  }

  /** The same market from here on, seen by an engine that has just started. */
  restarted(): World {
    const nowMs = this.clock.nowMs()
    return new World(this.#ledger, { nowMs, bars: this.#bars, ...(this.#forming && { forming: this.#forming }) })
  }

  enter(entry: Omit<Entry, 'movesBefore'>): void {
    const { entries, moves } = this.#ledger
    this.#ledger = { ...this.#ledger, entries: [...entries, { ...entry, movesBefore: moves }] }
  }

  trade(at: number, afterMs: number): void {
    this.#passTo(this.clock.nowMs() + afterMs)
    const { open, high, low, openTimeMs } = this.#forming ?? this.#newBar(at)
    this.#forming = { openTimeMs, open, high: Math.max(high, at), low: Math.min(low, at), close: at, volume: 1 }
    this.#watch.handleTrade(BTC, at)
  }

  /** At which the stop follows now. */
  get distance(): number {
    return this.#ledger.entries.findLast((entry) => entry.distance !== undefined)?.distance ?? 0
  }

  /** Of each entry. */
  stops(): number[] {
    return this.#ledger.entries.map((entry) => this.#stopOf(entry))
  }

  #passTo(nowMs: number): void {
    const forming = this.#forming
    if (forming && nowMs >= forming.openTimeMs + MINUTE_MS) {
      this.clock.advanceTo(forming.openTimeMs + MINUTE_MS)
      this.#bars = [...this.#bars, forming]
      this.#forming = undefined
      this.#watch.handleClosedMinute(BTC, forming)
    }
    this.clock.advanceTo(nowMs)
  }

  #newBar(at: number): Candle {
    const openTimeMs = timeMs(Math.floor(this.clock.nowMs() / MINUTE_MS) * MINUTE_MS)
    return { openTimeMs, open: at, high: at, low: at, close: at, volume: 1 }
  }

  #stopOf({ stop, movesBefore }: Entry): number {
    const { planStop, moves } = this.#ledger
    return planStop !== undefined && moves > movesBefore ? Math.max(planStop, stop) : stop
  }

  #watching(): ExitPlanWatch {
    return new ExitPlanWatch({
      execution: {
        exitPlans: () => this.#plans(),
        exitParts: () => this.stops().map((at): ExitPart => ({ quantity: quantity(1), price: price(at) })),
        moveExits: (move) => this.#move(move),
      },
      portfolio: { position: () => this.#position() },
      candles: {
        before: (_id, timeframe, { beforeMs = Number.POSITIVE_INFINITY, limit }) =>
          timeframe === '1m' ? this.#bars.filter(({ openTimeMs }) => openTimeMs < beforeMs).slice(-limit) : [],
      },
      instrument: () => INSTRUMENT,
      takerFee: () => 0,
      clock: this.clock,
      logger: silentLogger,
    })
  }

  #plans(): StandingPlan[] {
    const { entries, sinceMs } = this.#ledger
    return [
      {
        instrumentId: BTC,
        owner: HAND,
        side: 'buy',
        trailing: { kind: 'price', distance: price(this.distance) },
        breakEven: undefined,
        sinceMs,
        hasFilledFirstTarget: false,
        isOneEntry: entries.length === 1,
      },
    ]
  }

  #move({ stopPrice, resumesPlan }: NewExitMove): void {
    const { planStop: before, moves } = this.#ledger
    const isNearer = stopPrice && (before === undefined || stopPrice.gte(before))
    this.#ledger = {
      ...this.#ledger,
      ...(resumesPlan && { sinceMs: this.clock.nowMs() }),
      ...(isNearer && { planStop: stopPrice.toNumber(), moves: moves + 1 }),
    }
  }

  #position(): Position {
    const { entries } = this.#ledger
    const paid = entries.reduce((sum, entry) => sum.add(entry.price), new Decimal(0))
    return {
      accountId: accountId('a'),
      instrumentId: BTC,
      owner: HAND,
      quantity: quantity(entries.length),
      entryPrice: price(paid.div(entries.length)),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(OPENED_MS),
    }
  }
}

function worldAt(entryPrice: number, distance = 5): World {
  const entry = { price: entryPrice, stop: entryPrice - 40, distance, movesBefore: 0 }
  const ledger = { entries: [entry], moves: 0, planStop: undefined, sinceMs: undefined }
  return new World(ledger, { nowMs: OPENED_MS, bars: [] })
}

type Step =
  | { readonly kind: 'trade'; readonly by: number; readonly afterMs: number }
  | { readonly kind: 'enter'; readonly slip: number; readonly stop: number; readonly hasPlan: boolean }
const tradeStep = fc.record({
  kind: fc.constant('trade' as const),
  by: fc.integer({ min: -7, max: 7 }),
  // Never within a second of the end of a minute: a stop moves once a second.
  afterMs: fc.integer({ min: 1, max: 25 }).map((times) => times * 2_000),
})
const enterStep = fc.record({
  kind: fc.constant('enter' as const),
  slip: fc.integer({ min: -3, max: 12 }),
  stop: fc.integer({ min: 8, max: 40 }),
  hasPlan: fc.boolean(),
})
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: tradeStep }, { weight: 1, arbitrary: enterStep }),
  { minLength: 2, maxLength: 40 },
)

function play(world: World, step: Step, at: number): void {
  if (step.kind === 'trade') return world.trade(at, step.afterMs)
  const { slip, stop, hasPlan } = step
  world.enter({ price: at + slip, stop: at - stop, distance: hasPlan ? world.distance : undefined })
}

describe('a trailing stop after a restart', () => {
  it.each<[string, number, number, readonly number[]]>([
    ['averaging down, with the price below where the stop was to go', 93, 90, [94, 96, 93, 98]],
    ['averaging down by little', 93, 98, [94, 96, 95]],
    ['averaging up at a price that nobody has seen', 101, 120, [103, 104, 106]],
  ])('is where it would be without it: %s', (...[, first, added, later]) => {
    const live = worldAt(100)
    live.trade(first, 2_000)
    live.enter({ price: added, stop: 60, distance: undefined })
    live.trade(first, 2_000)
    const other = live.restarted()
    for (const at of later) {
      live.trade(at, 2_000)
      other.trade(at, 2_000)
      expect(other.stops()).toEqual(live.stops())
    }
  })

  it('is never nearer than without it, and never farther than it stood, whatever was entered and however the price went', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 14 }), fc.nat(40), (sequence, distance, restartAt) => {
        const live = worldAt(100, distance)
        let other: World | undefined
        let at = 100
        for (const [index, step] of sequence.entries()) {
          const worlds = other ? [live, other] : [live]
          if (step.kind === 'trade') at += step.by
          const stood = other?.stops() ?? []
          for (const world of worlds) play(world, step, at)
          // A stop at or above the price has been hit.
          if (live.stops().some((stop) => stop >= at)) return
          const without = live.stops()
          for (const [nth, stop] of (other?.stops() ?? []).entries()) {
            expect(stop).toBeLessThanOrEqual(without[nth] ?? 0)
            expect(stop).toBeGreaterThanOrEqual(stood[nth] ?? 0)
          }
          if (index === restartAt) other = live.restarted()
        }
      }),
      { numRuns: 3_000 },
    )
  })
})
