import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role, TopicName, TopicServerMessage } from '../../src-contract/index.ts'
import { type Disposable, EngineError, type Logger, ManualClock, silentLogger, type TimeMs } from '../base/index.ts'
import { EngineGate } from './engine-gate.ts'
import type { TopicSource } from './ports.ts'
import { ORDER, QUOTE } from './testing/fixtures.ts'
import { engineWith, ScriptedSource } from './testing/scripted-source.ts'
import { AWAY_AFTER_MS, MAX_BEHIND, TopicSession } from './topic-session.ts'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface BenchOptions {
  readonly source?: TopicSource
  readonly role?: Role
  readonly logger?: Logger
  readonly validateOutput?: boolean
  readonly clock?: ManualClock
}

/** A clock that goes on by itself: a millisecond with every look at it. Keeps the delays asked of it. */
class RunningClock extends ManualClock {
  readonly delaysMs: number[] = []

  override nowMs(): TimeMs {
    this.advanceBy(1)
    return super.nowMs()
  }

  override setTimer(delayMs: number, action: () => void): Disposable {
    this.delaysMs.push(delayMs)
    return super.setTimer(delayMs, action)
  }
}

/** A session with everything it sends. */
class Bench {
  readonly clock: ManualClock
  readonly gate = new EngineGate()
  readonly sent: TopicServerMessage[] = []
  readonly closed: string[] = []
  readonly session: TopicSession

  constructor(options: BenchOptions = {}) {
    const { source, role = 'viewer', logger = silentLogger, validateOutput = false } = options
    this.clock = options.clock ?? new ManualClock(1_000_000)
    if (source) this.gate.open(engineWith(source))
    this.session = new TopicSession({
      transport: {
        send: (text) => this.sent.push(JSON.parse(text)),
        close: (reason) => this.closed.push(reason),
      },
      role,
      gate: this.gate,
      clock: this.clock,
      logger,
      validateOutput,
    })
  }

  message(message: unknown): void {
    this.session.handleMessage(JSON.stringify(message))
  }

  subscribe(sub: number, topic: string, params: unknown = {}): void {
    this.message({ t: 'subscribe', sub, topic, params })
  }

  /** Subscribes, lets the snapshot come and pays for the next batch. */
  async ready(source: ScriptedSource, topic: TopicName, sub = 1): Promise<void> {
    this.subscribe(sub, topic)
    source.settleNext()
    await settled()
    this.clock.advanceBy(0)
    this.message({ t: 'credit' })
    this.clock.advanceBy(1000)
    this.sent.length = 0
  }

  batches() {
    return this.sent.filter((message) => message.t === 'batch').map(({ items }) => items)
  }
}

const quote = (instrumentId: string, last: number) => ({ ...QUOTE, instrumentId, last })

describe('TopicSession', () => {
  it('sends the snapshot first and the deltas that came before it afterwards, each once', async () => {
    const source = new ScriptedSource(() => [ORDER])
    const bench = new Bench({ source })
    bench.subscribe(5, 'orders')
    source.announce('orders', { ...ORDER, state: 'submitted' })
    source.settleNext()
    await settled()
    source.announce('orders', { ...ORDER, state: 'working' })
    bench.clock.advanceBy(0)
    expect(bench.batches()).toEqual([
      [
        { sub: 5, seq: 0, kind: 'snapshot', data: [ORDER] },
        { sub: 5, seq: 1, kind: 'delta', data: { ...ORDER, state: 'submitted' } },
        { sub: 5, seq: 2, kind: 'delta', data: { ...ORDER, state: 'working' } },
      ],
    ])
  })

  it('sends nothing without credit and one batch for each', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'orders')
    source.announce('orders', ORDER)
    bench.clock.advanceBy(1)
    expect(bench.batches()).toHaveLength(1)
    source.announce('orders', ORDER)
    source.announce('orders', ORDER)
    bench.clock.advanceBy(10_000)
    expect(bench.batches()).toHaveLength(1)
    bench.message({ t: 'credit' })
    bench.clock.advanceBy(0)
    expect(bench.batches().map((items) => items.map(({ seq }) => seq))).toEqual([[1], [2, 3]])
  })

  it('lets a client save up sixteen credits and no more', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'orders')
    for (let credit = 0; credit < 40; credit += 1) bench.message({ t: 'credit' })
    for (let count = 0; count < 40; count += 1) {
      source.announce('orders', ORDER)
      bench.clock.advanceBy(100)
    }
    expect(bench.batches()).toHaveLength(16)
  })

  it('keeps only the newest per key of a latest topic, in the order in which the keys came', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'quotes')
    source.announce('quotes', quote('a:1', 1))
    source.announce('quotes', quote('b:1', 2))
    source.announce('quotes', quote('a:1', 3))
    bench.clock.advanceBy(0)
    expect(bench.batches()[0]?.map(({ data }) => (data as typeof QUOTE).last)).toEqual([3, 2])
  })

  it('sends a topic once in each of its periods, whatever the credit, and others meanwhile', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'quotes', 1)
    await bench.ready(source, 'orders', 2)
    for (let credit = 0; credit < 5; credit += 1) bench.message({ t: 'credit' })
    source.announce('quotes', quote('a:1', 1))
    bench.clock.advanceBy(0)
    source.announce('quotes', quote('a:1', 2))
    source.announce('orders', ORDER)
    bench.clock.advanceBy(0)
    const subs = () => bench.batches().map((items) => items.map(({ sub }) => sub))
    expect(subs()).toEqual([[1], [2]])
    // Quotes have their turn in the middle of a period of 100 ms; the clock stands at the begin of one.
    bench.clock.advanceBy(49)
    expect(subs()).toHaveLength(2)
    bench.clock.advanceBy(1)
    expect(subs()).toEqual([[1], [2], [1]])
  })

  it('never asks for a timer in the past while time goes on', async () => {
    const source = new ScriptedSource(() => [])
    const clock = new RunningClock(1_000_000)
    const bench = new Bench({ source, clock })
    await bench.ready(source, 'quotes')
    bench.message({ t: 'credit' })
    for (let count = 0; count < 5; count += 1) {
      source.announce('quotes', quote('a:1', count))
      clock.advanceBy(250)
    }
    expect(bench.batches().length).toBeGreaterThan(0)
    expect(clock.delaysMs.filter((delayMs) => delayMs < 0)).toEqual([])
  })

  it('disconnects a client that falls too far behind and says on what', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'orders')
    source.announce('orders', ORDER)
    bench.clock.advanceBy(0)
    for (let count = 0; count < MAX_BEHIND; count += 1) source.announce('orders', ORDER)
    expect(bench.session.behind).toBe(MAX_BEHIND)
    expect(bench.closed).toEqual([])
    source.announce('orders', ORDER)
    expect(bench.closed).toEqual(['fell more than 10000 behind on orders'])
    expect(source.listenerCount).toBe(0)
  })

  it('splits what waits into batches of bounded size', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    await bench.ready(source, 'orders')
    for (let count = 0; count < 1200; count += 1) source.announce('orders', ORDER)
    for (let credit = 0; credit < 3; credit += 1) bench.message({ t: 'credit' })
    bench.clock.advanceBy(10)
    expect(bench.batches().map(({ length }) => length)).toEqual([500, 500, 200])
  })

  it('ends a subscription on request, also one whose snapshot is still under way', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    bench.subscribe(1, 'orders')
    bench.message({ t: 'unsubscribe', sub: 1 })
    source.settleNext()
    await settled()
    expect(source.listenerCount).toBe(0)
    source.announce('orders', ORDER)
    bench.clock.advanceBy(1000)
    expect(bench.sent).toEqual([])
  })

  it('refuses what it cannot do, each by its code', async () => {
    const source = new ScriptedSource(() => [])
    const bench = new Bench({ source })
    bench.session.handleMessage('{')
    bench.message({ t: 'dance', sub: 4 })
    bench.subscribe(1, 'weather')
    bench.subscribe(2, 'candles', { instrumentId: 'x', timeframe: '7m' })
    bench.subscribe(3, 'orders')
    bench.subscribe(3, 'orders')
    expect(bench.sent).toMatchObject([
      { t: 'refused', sub: -1, code: 'BAD_REQUEST' },
      { t: 'refused', sub: 4, code: 'BAD_REQUEST' },
      { t: 'refused', sub: 1, code: 'NOT_FOUND' },
      { t: 'refused', sub: 2, code: 'BAD_REQUEST', message: expect.stringMatching(/instrumentId: .*got "x".*"7m"/) },
      { t: 'refused', sub: 3, code: 'BAD_REQUEST', message: expect.stringContaining('in use') },
    ])
  })

  it('says NOT_READY while there is no engine', () => {
    const bench = new Bench()
    bench.subscribe(1, 'orders')
    expect(bench.sent).toMatchObject([{ t: 'refused', sub: 1, code: 'NOT_READY' }])
  })

  it('passes on why the engine refuses a stream, and can be asked again', async () => {
    const refusing: TopicSource = {
      open: () => Promise.reject(new EngineError('UNKNOWN_INSTRUMENT', 'There is no instrument')),
    }
    const bench = new Bench({ source: refusing })
    bench.subscribe(1, 'orders')
    await settled()
    bench.subscribe(1, 'orders')
    await settled()
    expect(bench.sent).toMatchObject([
      { sub: 1, code: 'UNKNOWN_INSTRUMENT', message: 'There is no instrument' },
      { sub: 1, code: 'UNKNOWN_INSTRUMENT' },
    ])
  })

  it('ends a stream whose deltas break the contract when it is told to check them', async () => {
    const source = new ScriptedSource(() => [])
    const logged: string[] = []
    const logger = { ...silentLogger, error: (message: string) => void logged.push(message) }
    const bench = new Bench({ source, logger, validateOutput: true })
    await bench.ready(source, 'orders')
    source.announce('orders', { orderId: 4 })
    expect(bench.sent).toMatchObject([{ t: 'refused', sub: 1, code: 'INTERNAL_SERVER_ERROR' }])
    expect(logged).toHaveLength(1)
  })

  it('answers a ping with the time of the engine', () => {
    const bench = new Bench()
    bench.message({ t: 'ping' })
    expect(bench.sent).toEqual([{ t: 'pong', engineTimeMs: 1_000_000 }])
  })
})

/** What a client knows: it applies items in order and finds holes in the numbering. */
class ClientModel {
  readonly quotes = new Map<string, number>()
  readonly events: number[] = []
  holes = 0
  readonly #nextSeq = new Map<number, number>()

  apply(items: Extract<TopicServerMessage, { t: 'batch' }>['items']): void {
    for (const { sub, seq, kind, data } of items) {
      if (seq !== (this.#nextSeq.get(sub) ?? 0)) this.holes += 1
      this.#nextSeq.set(sub, seq + 1)
      if (kind === 'snapshot') this.#forget(sub)
      if (sub === 1) this.#applyQuotes(kind === 'snapshot' ? data : [data])
      else this.events.push(...(kind === 'snapshot' ? (data as number[]) : [(data as { event: number }).event]))
    }
  }

  #forget(sub: number): void {
    if (sub === 1) this.quotes.clear()
    else this.events.length = 0
  }

  #applyQuotes(data: unknown): void {
    for (const { instrumentId, last } of data as (typeof QUOTE)[]) this.quotes.set(instrumentId, last)
  }
}

type Step =
  | { readonly kind: 'quote'; readonly key: string }
  | { readonly kind: 'event' | 'credit' | 'settle' | 'subscribeQuotes' | 'subscribeEvents' | 'reopen' }
  | { readonly kind: 'pace'; readonly hidden: boolean }
  | { readonly kind: 'time'; readonly ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('quote' as const), key: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'event' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'credit' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.nat(150) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'time' as const, ms: AWAY_AFTER_MS + 1 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pace' as const), hidden: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'settle' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'subscribeQuotes' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'subscribeEvents' as const }) },
)

/** Plays the steps against a session and a source whose state grows with each of them. */
class World {
  readonly quotes = new Map<string, number>()
  readonly events: number[] = []
  readonly source = new ScriptedSource((topic) =>
    topic === 'quotes' ? [...this.quotes].map(([key, last]) => quote(key, last)) : this.events,
  )
  readonly bench = new Bench({ source: this.source })
  #counter = 0

  async play(next: Step): Promise<void> {
    switch (next.kind) {
      case 'quote':
        this.quotes.set(next.key, (this.#counter += 1))
        return this.source.announce('quotes', quote(next.key, this.#counter))
      case 'event':
        this.events.push((this.#counter += 1))
        return this.source.announce('orders', { event: this.#counter })
      case 'credit':
        return this.bench.message({ t: 'credit' })
      case 'time':
        return this.bench.clock.advanceBy(next.ms)
      case 'settle':
        this.source.settleNext()
        return settled()
      case 'reopen':
        return this.bench.gate.open(engineWith(this.source))
      case 'pace':
        return this.bench.message({ t: 'pace', hidden: next.hidden })
      case 'subscribeQuotes':
        return this.bench.subscribe(1, 'quotes')
      case 'subscribeEvents':
        return this.bench.subscribe(2, 'orders')
      default:
        throw new Error(`unknown step ${JSON.stringify(next)}`)
    }
  }
}

describe('whatever the interleaving of deltas, credits, absences and new engines', () => {
  it('a client that applies the items ends with the state of the source, and has every event once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World()
        const ending: Step[] = [{ kind: 'subscribeQuotes' }, { kind: 'subscribeEvents' }]
        for (const next of [...steps, ...ending]) await world.play(next)
        for (let round = 0; round < 6; round += 1) {
          await world.play({ kind: 'credit' })
          while (world.source.openingCount > 0) await world.play({ kind: 'settle' })
          await world.play({ kind: 'time', ms: 1_000 })
        }
        const client = new ClientModel()
        for (const items of world.bench.batches()) client.apply(items)
        expect(client.holes).toBe(0)
        expect(client.quotes).toEqual(world.quotes)
        expect(client.events).toEqual(world.events)
      }),
      { numRuns: 200 },
    )
  })
})
