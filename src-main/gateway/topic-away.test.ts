import { describe, expect, it } from 'vitest'
import type { TopicServerMessage } from '../../src-contract/index.ts'
import { ManualClock, silentLogger, toDisposable } from '../base/index.ts'
import { EngineGate } from './engine-gate.ts'
import { ORDER, QUOTE } from './testing/fixtures.ts'
import { engineWith, ScriptedSource } from './testing/scripted-source.ts'
import { AWAY_AFTER_MS, TopicSession } from './topic-session.ts'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A session whose streams have begun, with everything it sends from then on, and no credit left. */
async function create(topics: readonly ('quotes' | 'orders')[]) {
  let state = 'first'
  const clock = new ManualClock(1_000_000)
  const source = new ScriptedSource((topic) => [topic, state])
  const gate = new EngineGate()
  gate.open(engineWith(source))
  const sent: TopicServerMessage[] = []
  const session = new TopicSession({
    transport: { send: (text) => sent.push(JSON.parse(text)), close: () => undefined },
    role: 'viewer',
    gate,
    clock,
    logger: silentLogger,
    validateOutput: false,
  })
  const message = (data: unknown): void => session.handleMessage(JSON.stringify(data))
  const settle = async (): Promise<void> => {
    for (const _ of topics) source.settleNext()
    await settled()
    clock.advanceBy(0)
  }
  topics.forEach((topic, index) => message({ t: 'subscribe', sub: index + 1, topic, params: {} }))
  await settle()
  sent.length = 0
  const items = () => sent.flatMap((each) => (each.t === 'batch' ? each.items : []))
  const batches = () => sent.filter(({ t }) => t === 'batch').length
  return {
    clock,
    source,
    gate,
    session,
    sent,
    message,
    settle,
    items,
    batches,
    setState: (next: string) => (state = next),
  }
}

describe('a client that takes nothing', () => {
  it('is followed no longer after a while, and begins anew from a snapshot with its next credit', async () => {
    const { clock, source, message, settle, items, setState } = await create(['orders', 'quotes'])
    source.announce('orders', ORDER)
    clock.advanceBy(AWAY_AFTER_MS + 1)
    expect(source.listenerCount).toBe(2)
    source.announce('quotes', QUOTE)
    expect(source.listenerCount).toBe(0)
    setState('second')
    message({ t: 'credit' })
    await settle()
    expect(items()).toEqual([
      { sub: 1, seq: 1, kind: 'snapshot', data: ['orders', 'second'] },
      { sub: 2, seq: 1, kind: 'snapshot', data: ['quotes', 'second'] },
    ])
    message({ t: 'credit' })
    source.announce('orders', ORDER)
    clock.advanceBy(0)
    expect(items().at(-1)).toMatchObject({ sub: 1, seq: 2, kind: 'delta' })
  })

  it('gets everything that waited when it is back in time', async () => {
    const { clock, source, message, items } = await create(['orders'])
    source.announce('orders', ORDER)
    clock.advanceBy(AWAY_AFTER_MS)
    source.announce('orders', ORDER)
    message({ t: 'credit' })
    clock.advanceBy(0)
    expect(items().map(({ kind }) => kind)).toEqual(['delta', 'delta'])
  })

  it('is not away while it has credit and nothing happens', async () => {
    const { clock, source, message, items } = await create(['orders'])
    message({ t: 'credit' })
    clock.advanceBy(10 * AWAY_AFTER_MS)
    source.announce('orders', ORDER)
    clock.advanceBy(0)
    expect(items().map(({ kind }) => kind)).toEqual(['delta'])
  })

  it('ignores what an opening brings that was given up meanwhile', async () => {
    const { clock, source, message, settle, items } = await create(['orders'])
    message({ t: 'subscribe', sub: 9, topic: 'quotes', params: {} })
    clock.advanceBy(AWAY_AFTER_MS + 1)
    source.announce('orders', ORDER)
    await settle()
    expect(source.listenerCount).toBe(0)
    message({ t: 'credit' })
    source.settleNext()
    await settle()
    expect(items()).toMatchObject([
      { sub: 1, seq: 1, kind: 'snapshot' },
      { sub: 9, seq: 0, kind: 'snapshot' },
    ])
  })

  it('is refused its streams when it is back and the engine is leaving', async () => {
    const { clock, source, gate, message, sent } = await create(['orders'])
    clock.advanceBy(AWAY_AFTER_MS + 1)
    source.announce('orders', ORDER)
    gate.close()
    message({ t: 'credit' })
    expect(sent).toMatchObject([{ t: 'refused', sub: 1, code: 'STOPPING' }])
  })
})

describe('an engine whose parts were put together anew', () => {
  it('is followed instead of the former one, from a new snapshot', async () => {
    const { clock, source, gate, message, items } = await create(['orders'])
    const next = new ScriptedSource(() => ['of the next engine'])
    gate.open(engineWith(next))
    expect(source.listenerCount).toBe(0)
    source.announce('orders', ORDER)
    next.settleNext()
    await settled()
    message({ t: 'credit' })
    clock.advanceBy(0)
    expect(items()).toEqual([{ sub: 1, seq: 1, kind: 'snapshot', data: ['of the next engine'] }])
  })

  it('is waited for by those who ask for a stream meanwhile', async () => {
    const { clock, source, gate, message, sent, items } = await create(['orders'])
    gate.hold()
    message({ t: 'subscribe', sub: 9, topic: 'quotes', params: {} })
    await settled()
    message({ t: 'credit' })
    await settled()
    expect(sent).toEqual([])
    gate.open(engineWith(source))
    source.settleNext()
    source.settleNext()
    await settled()
    clock.advanceBy(0)
    expect(items()).toMatchObject([
      { sub: 1, seq: 1, kind: 'snapshot' },
      { sub: 9, seq: 0, kind: 'snapshot' },
    ])
  })

  it('is not followed by a client that has left', async () => {
    const { gate, session } = await create(['orders'])
    session.dispose()
    const next = new ScriptedSource(() => [])
    gate.open(engineWith(next))
    expect(next.listenerCount).toBe(0)
  })
})

describe('a client that leaves', () => {
  it('does not wait for the next engine any more', () => {
    const waiting = new Set<unknown>()
    const onChange: EngineGate['onChange'] = (listener) => {
      waiting.add(listener)
      return toDisposable(() => waiting.delete(listener))
    }
    const session = new TopicSession({
      transport: { send: () => undefined, close: () => undefined },
      role: 'viewer',
      gate: Object.create(new EngineGate(), { onChange: { value: onChange } }),
      clock: new ManualClock(0),
      logger: silentLogger,
      validateOutput: false,
    })
    expect(waiting.size).toBe(1)
    session.dispose()
    expect(waiting.size).toBe(0)
  })
})

describe('a hidden window', () => {
  it('gets what can be merged once a second and account events at once', async () => {
    const { clock, source, message, items, batches } = await create(['orders', 'quotes'])
    for (let credit = 0; credit < 16; credit += 1) message({ t: 'credit' })
    message({ t: 'pace', hidden: true })
    for (let count = 0; count < 40; count += 1) {
      source.announce('quotes', { ...QUOTE, last: count })
      clock.advanceBy(50)
    }
    expect(batches()).toBe(2)
    source.announce('orders', ORDER)
    clock.advanceBy(0)
    expect(items().at(-1)).toMatchObject({ sub: 1, kind: 'delta' })
    expect(batches()).toBe(3)
  })

  it('gets what waits at once when it is shown again', async () => {
    const { clock, source, message, items } = await create(['quotes'])
    for (let credit = 0; credit < 5; credit += 1) message({ t: 'credit' })
    clock.advanceBy(5_000)
    message({ t: 'pace', hidden: true })
    source.announce('quotes', { ...QUOTE, last: 1 })
    clock.advanceBy(200)
    source.announce('quotes', { ...QUOTE, last: 2 })
    clock.advanceBy(200)
    expect(items()).toHaveLength(1)
    message({ t: 'pace', hidden: false })
    clock.advanceBy(0)
    expect(items().at(-1)).toMatchObject({ data: { last: 2 } })
  })
})
