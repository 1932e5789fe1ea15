import { describe, expect, it } from 'vitest'
import { type LogFields, type Logger, ManualClock, timeMs } from '../base/index.ts'
import {
  accountId,
  type Entry,
  type EventMap,
  type Fact,
  HAND,
  type JournalRecord,
  money,
  orderId,
  type Position,
  price,
  quantity,
} from '../domain/index.ts'
import { type GuardReach, GuardsConfig, RiskConfig } from '../risk/index.ts'
import type { GuardActing } from './guard-actions.ts'
import { GuardKeeper, type GuardKeeperPorts } from './guard-keeper.ts'
import { ABC, minuteAt, START_MS, XYZ } from './testing/hand-market.ts'

const DAY_MS = 86_400_000
const ACCOUNT = accountId('test-01')

type GuardChange = Record<string, object>

/** Only these guards. */
function only(change: GuardChange): GuardsConfig {
  const off = Object.fromEntries(Object.keys(GuardsConfig.parse({})).map((id) => [id, { enabled: false }]))
  return RiskConfig.parse({ guards: { ...off, ...change } }).guards
}

/** Writes when it is told to, as a disk that takes its time. */
class SlowJournal {
  readonly facts: Fact[] = []
  readonly #waiting: (() => void)[] = []
  isBroken = false

  append({ fact }: JournalRecord, onStored: () => void): void {
    if (this.isBroken) throw new Error('the disk is full')
    this.facts.push(fact)
    this.#waiting.push(onStored)
  }

  store(): void {
    for (const onStored of this.#waiting.splice(0)) onStored()
  }

  get last(): unknown {
    const fact = this.facts.at(-1)
    return fact?.kind === 'guardsChanged' ? JSON.parse(JSON.stringify(fact.guards)) : undefined
  }
}

class FakeActions implements GuardActing {
  readonly done: string[] = []
  entries = 0
  positions = 0
  holds = 0
  refuses = false

  cancelEntries({ owner, instrumentId }: GuardReach): number {
    this.done.push(`cancel ${owner ?? instrumentId ?? 'all'}`)
    if (!this.refuses) this.entries = 0
    return 0
  }

  flatten({ owner, instrumentId }: GuardReach): number {
    this.done.push(`flatten ${owner ?? instrumentId ?? 'all'}`)
    if (!this.refuses) this.positions = 0
    return 0
  }

  hasEntries(): boolean {
    return this.entries > 0
  }

  hasPositions(): boolean {
    return this.positions > 0
  }

  hold() {
    this.holds += 1
    return { explain: () => undefined, dispose: () => (this.holds -= 1) }
  }
}

class Bench {
  readonly clock = new ManualClock(START_MS)
  readonly journal = new SlowJournal()
  readonly actions = new FakeActions()
  readonly told: EventMap['risk.guard'][] = []
  readonly logs: { readonly message: string; readonly fields: LogFields }[] = []
  readonly positions: Position[] = []
  equity = 100_000
  readonly keeper: GuardKeeper

  constructor(guards: GuardChange = { dailyLoss: {} }, stored?: unknown) {
    this.keeper = new GuardKeeper(this.#ports(only(guards)))
    this.keeper.restore(stored)
  }

  get day() {
    const startMs = Math.floor(this.clock.nowMs() / DAY_MS) * DAY_MS
    return { dayStartEquity: 100_000, startMs, endMs: startMs + DAY_MS, zone: 'UTC' }
  }

  price(equity: number, afterMs = 1_000): void {
    this.clock.advanceBy(afterMs)
    this.equity = equity
    this.keeper.handlePrice(this.clock.nowMs())
  }

  /** As the process is after a crash: what was stored and nothing else. */
  restarted(guards: GuardChange, stored = this.journal.last): Bench {
    const next = new Bench(guards, stored)
    next.clock.advanceTo(this.clock.nowMs())
    return next
  }

  #ports(guards: GuardsConfig): GuardKeeperPorts {
    const note = (message: string, fields: LogFields = {}): void => {
      this.logs.push({ message, fields })
    }
    const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger }
    return {
      accountId: ACCOUNT,
      journal: this.journal,
      bus: { publish: (_, payload) => void this.told.push(payload as EventMap['risk.guard']) },
      clock: this.clock,
      logger,
      actions: this.actions,
      account: this,
      openPositions: () => this.positions,
      unrealisedOf: (position) => Number(position.quantity.mul(-1_000)),
      isStop: (id) => id === orderId('wh-stop'),
      guards,
    }
  }
}

describe('GuardKeeper', () => {
  it('blocks entries at once, writes down what was decided, and acts and tells only then', () => {
    const bench = new Bench()
    bench.price(100_000)
    bench.journal.store()
    bench.actions.entries = 2
    bench.price(95_000)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('dailyLoss')
    expect([bench.actions.done, bench.actions.holds, bench.told]).toEqual([[], 0, []])
    bench.journal.store()
    expect([bench.actions.done, bench.actions.holds]).toEqual([['cancel all'], 1])
    expect(bench.told).toMatchObject([{ guardId: 'dailyLoss', scope: 'account', state: 'tripped' }])
  })

  it('acts all the same where nothing can be written down', () => {
    const bench = new Bench({ dailyLoss: { action: 'flatten' } })
    bench.price(100_000)
    bench.actions.positions = 1
    bench.journal.isBroken = true
    bench.price(90_000)
    expect(bench.actions.done).toEqual(['cancel all', 'flatten all'])
    expect(bench.logs.map(({ message }) => message)).toContain('what the guards of risk decided cannot be written down')
  })

  it('goes on closing until nothing is left, and not for ever after', () => {
    const bench = new Bench({ dailyLoss: { action: 'flatten' } })
    bench.price(100_000)
    bench.actions.positions = 1
    bench.actions.refuses = true
    bench.price(95_000)
    bench.journal.store()
    bench.clock.advanceBy(2_000)
    expect(bench.actions.done.filter((line) => line === 'flatten all')).toHaveLength(3)
    bench.actions.refuses = false
    bench.clock.advanceBy(1_000)
    bench.actions.positions = 1
    const done = bench.actions.done.length
    bench.clock.advanceBy(60_000)
    expect(bench.actions.done).toHaveLength(done)
  })

  it('takes up after a crash what was not carried out to its end, and holds trading as before', () => {
    const before = new Bench({ dailyLoss: { action: 'flatten' } })
    before.price(100_000)
    before.price(94_000)
    const bench = before.restarted({ dailyLoss: { action: 'flatten' } })
    bench.actions.positions = 1
    expect([bench.actions.holds, bench.actions.done]).toEqual([1, []])
    bench.keeper.resume()
    expect(bench.actions.done).toEqual(['cancel all', 'flatten all'])
    bench.journal.store()
    const again = bench.restarted({ dailyLoss: { action: 'flatten' } })
    again.actions.positions = 1
    again.keeper.resume()
    expect(again.actions.done).toEqual([])
    expect(again.keeper.blocks(HAND, XYZ.instrumentId)?.guardId).toBe('dailyLoss')
  })

  it('remembers the peak and the streak over a restart', () => {
    const guards = { drawdown: { limitFraction: 0.1 }, losingStreak: { action: 'blockEntries', limitTrades: 2 } }
    const before = new Bench(guards)
    before.price(100_000)
    before.price(120_000)
    before.keeper.flush()
    const bench = before.restarted(guards)
    bench.price(109_000)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)).toBeUndefined()
    bench.price(108_000)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('drawdown')
  })

  it('stores a moved peak now and then, not with every price', () => {
    const bench = new Bench({ drawdown: {} })
    bench.price(100_000)
    const { length } = bench.journal.facts
    for (let step = 1; step <= 200; step++) bench.price(100_000 + step)
    expect(bench.journal.facts).toHaveLength(length)
    bench.price(100_300, 300_000)
    expect(bench.journal.facts).toHaveLength(length + 1)
  })

  it('keeps everything blocked when what was stored cannot be read, and says so until a person lifts it', () => {
    for (const stored of ['rubbish', { book: { version: 2 } }, 7, []]) {
      const bench = new Bench({ dailyLoss: {} }, stored)
      expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.message).toContain('cannot be read')
      expect(bench.logs[0]?.message).toContain('cannot be read; entries are blocked')
      const again = bench.restarted({ dailyLoss: {} })
      expect(again.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('storedState')
      again.keeper.rearm('storedState', 'account', 'hand')
      again.journal.store()
      expect(again.keeper.blocks(HAND, ABC.instrumentId)).toBeUndefined()
      expect(again.told.at(-1)).toMatchObject({ guardId: 'storedState', state: 'armed' })
    }
  })

  it('arms by hand, names who did it, and lets trading go on', () => {
    const bench = new Bench()
    bench.price(100_000)
    bench.price(94_000)
    bench.journal.store()
    expect(() => bench.keeper.rearm('dailyLos', 'account', 'hand')).toThrow('There is no guard dailyLos')
    bench.keeper.rearm('dailyLoss', 'account', 'the trader')
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)).toBeUndefined()
    bench.journal.store()
    expect(bench.actions.holds).toBe(0)
    expect(bench.told.at(-1)).toEqual({
      guardId: 'dailyLoss',
      scope: 'account',
      state: 'armed',
      message: 'Guard dailyLoss is armed again for the account: by the trader.',
    })
  })

  it('does not let a reload loosen what has tripped, nor a restart with other settings', () => {
    const bench = new Bench()
    bench.price(100_000)
    bench.price(94_000)
    const { length } = bench.journal.facts
    bench.keeper.applyConfig(only({ dailyLoss: {} }))
    expect(bench.journal.facts, 'nothing new').toHaveLength(length)
    bench.keeper.applyConfig(only({}))
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('dailyLoss')
    expect(bench.restarted({}).keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('dailyLoss')
    expect(bench.restarted({}).keeper.blocks(HAND, ABC.instrumentId)?.message).toContain('the limit is 5.00%')
  })

  it('lets a guard go whose time is over, although no price has come since', () => {
    const bench = new Bench({ losingStreak: { action: 'blockEntries', limitTrades: 1, rearmMinutes: 10 } })
    closeAtLoss(bench)
    expect(bench.keeper.blocks(HAND, XYZ.instrumentId)?.guardId).toBe('losingStreak')
    bench.clock.advanceBy(600_000)
    expect(bench.keeper.blocks(HAND, XYZ.instrumentId)).toBeUndefined()
  })

  it('trips on prices that stay away, by the clock alone', () => {
    const bench = new Bench({ staleData: { limitSeconds: 30 } })
    bench.keeper.handleFreshness(ABC.instrumentId, true)
    bench.clock.advanceBy(31_000)
    expect(bench.keeper.views()).toMatchObject([{ guardId: 'staleData', state: 'tripped' }])
    bench.keeper.handleFreshness(ABC.instrumentId, false)
    expect(bench.keeper.views()).toMatchObject([{ guardId: 'staleData', state: 'armed' }])
  })

  it('measures spread and volatility, and knows how its owners trade', () => {
    const bench = new Bench({ spread: { limitFraction: 0.01, sustainSeconds: 0 }, volatility: { limitAnnual: 2 } })
    bench.keeper.handleQuote(ABC.instrumentId, { bid: 100, ask: 102, timeMs: bench.clock.nowMs() })
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('spread')
    for (let minute = 0; minute <= 60; minute++)
      bench.keeper.handleClose(XYZ.instrumentId, 100 + (minute % 2), START_MS + minute * 60_000)
    expect(bench.keeper.annualVolatility(XYZ.instrumentId)).toBeGreaterThan(2)
    expect(bench.keeper.blocks(HAND, XYZ.instrumentId)?.guardId).toBe('volatility')
    closeAtLoss(bench)
    expect(bench.keeper.ownerRecord(HAND)).toEqual({ trades: 1, winRate: 0, payoff: undefined })
  })

  it('knows from bars before the start how much an instrument moves, and decides nothing from them', () => {
    const bench = new Bench({ volatility: { limitAnnual: 2 } })
    const past = Array.from({ length: 61 }, (_, minute) => minuteAt(START_MS + minute * 60_000, 100 + (minute % 2)))
    bench.keeper.learnVolatility(XYZ.instrumentId, past)
    expect(bench.keeper.annualVolatility(XYZ.instrumentId)).toBeGreaterThan(2)
    expect(bench.keeper.blocks(HAND, XYZ.instrumentId)).toBeUndefined()
    bench.keeper.handleClose(XYZ.instrumentId, 100, START_MS + 62 * 60_000)
    expect(bench.keeper.blocks(HAND, XYZ.instrumentId)?.guardId).toBe('volatility')
  })

  it('counts a stop as one, and money that is taken out for no loss', () => {
    const bench = new Bench({ stopLosses: { limitTrades: 1 }, dailyLoss: {} })
    bench.price(100_000)
    const transfer = { kind: 'transfer', adjustmentId: 'w-1', cash: money(-50_000) } as const
    bench.keeper.handleTransfer(transfer)
    bench.price(50_000)
    bench.keeper.handleAdjustment(transfer, [])
    bench.price(50_000)
    closeAtLoss(bench)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)).toBeUndefined()
    closeAtLoss(bench, 'wh-stop')
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('stopLosses')
  })

  it('knows what was held before it first watched: its close is a close', () => {
    const bench = new Bench({ losingStreak: { action: 'blockEntries', limitTrades: 1 } })
    bench.positions.push(held('1'))
    bench.keeper.restore(undefined)
    bench.keeper.handleEntries([entryOf(bench, { size: -1, realised: -10, order: 'wh-close' })])
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.guardId).toBe('losingStreak')
  })

  it('watches owners by themselves, open losses included', () => {
    const bench = new Bench({ dailyLoss: { scope: 'strategy', limitFraction: 0.03 } })
    bench.price(100_000)
    closeAtLoss(bench)
    bench.price(99_990)
    bench.positions.push(held('3'))
    bench.price(97_000)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)?.scope).toBe('owner:hand')
  })

  it('counts from the new equity once the account begins anew', () => {
    const bench = new Bench()
    bench.price(100_000)
    bench.keeper.handleReset()
    bench.price(100_000)
    expect(bench.keeper.blocks(HAND, ABC.instrumentId)).toBeUndefined()
  })
})

function held(size: string): Position {
  return {
    accountId: ACCOUNT,
    instrumentId: ABC.instrumentId,
    owner: HAND,
    quantity: quantity(size),
    entryPrice: price(100),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(START_MS),
  }
}

let count = 0

interface EntrySketch {
  readonly size: number
  readonly realised: number
  readonly order: string
}

/** A position of 1 that is opened and closed 10 lower. */
function closeAtLoss(bench: Bench, closedBy = 'wh-close'): void {
  bench.keeper.handleEntries([
    entryOf(bench, { size: 1, realised: 0, order: 'wh-entry' }),
    entryOf(bench, { size: -1, realised: -10, order: closedBy }),
  ])
}

function entryOf({ clock }: Bench, { size, realised, order }: EntrySketch): Entry {
  return {
    entryId: `fill:${(count += 1)}`,
    kind: 'fill',
    accountId: ACCOUNT,
    instrumentId: ABC.instrumentId,
    owner: HAND,
    quantity: quantity(size),
    price: price(100),
    realisedPnl: money(realised),
    fee: money(0),
    orderId: orderId(order),
    timeMs: clock.nowMs(),
  }
}
