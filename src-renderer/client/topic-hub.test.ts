import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { StatusView, TopicClientMessage, TopicItem } from '../../src-contract/index.ts'
import { FakePage } from './testing/fake-page.ts'
import { TopicHub } from './topic-hub.ts'

const frames: (() => void)[] = []
const faults: unknown[] = []
let sent: TopicClientMessage[] = []
let page: FakePage
let hub: TopicHub
let notTraded = 0

beforeEach(() => {
  frames.length = 0
  faults.length = 0
  notTraded = 0
  sent = []
  page = new FakePage()
  hub = new TopicHub({
    page,
    schedule: (callback) => {
      frames.push(callback)
      return () => frames.splice(frames.indexOf(callback), 1)
    },
    onFault: (error) => faults.push(error),
    onNotTraded: () => (notTraded += 1),
  })
})

const connect = (): void => hub.handleOpen((message) => sent.push(message))
const batch = (...items: TopicItem[]): void => hub.handleMessage(JSON.stringify({ t: 'batch', engineTimeMs: 1, items }))
const frame = (): void => frames.shift()?.()
const credits = (): number => sent.filter(({ t }) => t === 'credit').length
const openSub = (): number => {
  const message = sent.findLast(({ t }) => t === 'subscribe')
  return message?.t === 'subscribe' ? message.sub : -1
}

/** Follows the status topic with numbers in the place of statuses: the hub must not look into the data. */
function follow() {
  const seen: unknown[] = []
  const end = hub.subscribe(
    'status',
    {},
    {
      snapshot: (data: StatusView) => seen.push(['snapshot', data]),
      deltas: (data: readonly StatusView[], skipped?: number) =>
        seen.push(skipped ? ['deltas', data, skipped] : ['deltas', data]),
      refused: (code) => seen.push(['refused', code]),
    },
  )
  return { seen, end }
}

const snapshot = (sub: number, data: unknown, seq = 0): TopicItem => ({ sub, seq, kind: 'snapshot', data })
const delta = (sub: number, seq: number, data: unknown): TopicItem => ({ sub, seq, kind: 'delta', data })

describe('topic hub', () => {
  it('applies a batch in the next frame and gives the credit only then', () => {
    const { seen } = follow()
    connect()
    const sub = openSub()
    batch(snapshot(sub, 10), delta(sub, 1, 11), delta(sub, 2, 12))
    expect(seen).toEqual([])
    expect(credits()).toBe(0)
    frame()
    expect(seen).toEqual([
      ['snapshot', 10],
      ['deltas', [11, 12]],
    ])
    expect(credits()).toBe(1)
  })

  it('subscribes anew, under another number, after a hole in the numbering', () => {
    const { seen } = follow()
    connect()
    const first = openSub()
    batch(snapshot(first, 10), delta(first, 2, 12))
    frame()
    const second = openSub()
    expect(second).not.toBe(first)
    expect(sent).toContainEqual({ t: 'unsubscribe', sub: first })
    expect(credits()).toBe(1)
    batch(delta(first, 3, 13), snapshot(second, 20), delta(second, 1, 21))
    frame()
    expect(seen.slice(-2)).toEqual([
      ['snapshot', 20],
      ['deltas', [21]],
    ])
  })

  it('subscribes anew when the first item is no snapshot', () => {
    follow()
    connect()
    const first = openSub()
    batch(delta(first, 0, 10))
    frame()
    expect(openSub()).not.toBe(first)
  })

  it('starts every subscription from its snapshot on a new socket', () => {
    const { seen } = follow()
    connect()
    const first = openSub()
    batch(snapshot(first, 10))
    frame()
    hub.handleClose()
    connect()
    const second = openSub()
    expect(second).not.toBe(first)
    batch(snapshot(second, 20))
    frame()
    expect(seen).toEqual([
      ['snapshot', 10],
      ['snapshot', 20],
    ])
  })

  it('drops a batch that waits for its frame when the socket closes', () => {
    const { seen } = follow()
    connect()
    batch(snapshot(openSub(), 10))
    hub.handleClose()
    expect(frames).toHaveLength(0)
    expect(seen).toEqual([])
  })

  it('takes a snapshot in the middle of a stream', () => {
    const { seen } = follow()
    connect()
    const sub = openSub()
    batch(snapshot(sub, 10), delta(sub, 1, 11), snapshot(sub, 20, 2), delta(sub, 3, 21))
    frame()
    expect(seen).toEqual([
      ['snapshot', 10],
      ['deltas', [11]],
      ['snapshot', 20],
      ['deltas', [21]],
    ])
  })

  it('tells a handler how many deltas were dropped before those it gets', () => {
    const { seen } = follow()
    connect()
    const sub = openSub()
    batch(snapshot(sub, 10), delta(sub, 1, 11), { ...delta(sub, 2, 20), skipped: 8 }, delta(sub, 3, 21))
    frame()
    batch({ ...delta(sub, 4, 30), skipped: 8 }, snapshot(sub, 40, 5), delta(sub, 6, 41))
    frame()
    expect(seen).toEqual([
      ['snapshot', 10],
      ['deltas', [11]],
      ['deltas', [20, 21], 8],
      ['deltas', [30], 8],
      ['snapshot', 40],
      ['deltas', [41]],
    ])
  })

  it('says that it is hidden and shown again, also on a new socket', () => {
    connect()
    const paces = () => sent.filter(({ t }) => t === 'pace')
    expect(paces()).toEqual([])
    page.setHidden(true)
    hub.handleClose()
    connect()
    page.setHidden(false)
    expect(paces()).toEqual([
      { t: 'pace', hidden: true },
      { t: 'pace', hidden: true },
      { t: 'pace', hidden: false },
    ])
  })

  it('applies a batch at once while it is hidden: there are no frames', () => {
    const { seen } = follow()
    connect()
    const sub = openSub()
    page.setHidden(true)
    batch(snapshot(sub, 10))
    expect(seen).toEqual([['snapshot', 10]])
    expect(credits()).toBe(1)
    expect(frames).toHaveLength(0)
  })

  it('does not keep a batch waiting for its frame when it is hidden meanwhile, and applies it once', () => {
    const { seen } = follow()
    connect()
    batch(snapshot(openSub(), 10))
    page.setHidden(true)
    expect(seen).toEqual([['snapshot', 10]])
    expect(frames).toHaveLength(0)
    page.setHidden(false)
    page.setHidden(true)
    expect(seen).toHaveLength(1)
    expect(credits()).toBe(1)
  })

  it('begins every subscription anew when the page was asleep, and nothing where there is no socket', () => {
    const { seen } = follow()
    page.wake()
    expect(sent).toEqual([])
    connect()
    const first = openSub()
    batch(snapshot(first, 10))
    frame()
    page.wake()
    const second = openSub()
    expect(second).not.toBe(first)
    expect(sent).toContainEqual({ t: 'unsubscribe', sub: first })
    batch(delta(first, 1, 11), snapshot(second, 20))
    frame()
    expect(seen).toEqual([
      ['snapshot', 10],
      ['snapshot', 20],
    ])
  })

  it('unsubscribes, and takes nothing more', () => {
    const { seen, end } = follow()
    connect()
    const sub = openSub()
    end()
    end()
    expect(sent.filter(({ t }) => t === 'unsubscribe')).toHaveLength(1)
    batch(snapshot(sub, 10))
    frame()
    expect(seen).toEqual([])
    expect(credits()).toBe(1)
  })

  it('gives the credit although a handler threw, and reports it', () => {
    hub.subscribe(
      'account',
      {},
      {
        snapshot: () => {
          throw new Error('broken panel')
        },
        deltas: () => undefined,
      },
    )
    connect()
    const broken = openSub()
    hub.handleClose()
    const { seen } = follow()
    sent = []
    connect()
    const subs = sent.flatMap((message) => (message.t === 'subscribe' ? [message.sub] : []))
    expect(subs).not.toContain(broken)
    batch(...subs.map((sub) => snapshot(sub, 10)))
    frame()
    expect(seen).toEqual([['snapshot', 10]])
    expect(faults).toEqual([new Error('broken panel')])
    expect(credits()).toBe(1)
  })

  it('tells a refusal to the subscription it is for', () => {
    const { seen } = follow()
    connect()
    hub.handleMessage(JSON.stringify({ t: 'refused', sub: openSub(), code: 'FORBIDDEN', message: 'no' }))
    expect(seen).toEqual([['refused', 'FORBIDDEN']])
    expect(notTraded).toBe(0)
  })

  it('tells where the engine does not trade on the account that the streams are about', () => {
    const { seen } = follow()
    connect()
    hub.handleMessage(JSON.stringify({ t: 'refused', sub: openSub(), code: 'ACCOUNT_NOT_TRADED', message: 'no' }))
    expect(seen).toEqual([['refused', 'ACCOUNT_NOT_TRADED']])
    expect(notTraded).toBe(1)
  })

  it('reports a message of an unknown kind', () => {
    connect()
    hub.handleMessage('{"t":"surprise"}')
    expect(String(faults[0])).toContain('surprise')
  })

  it('ends with the sender’s state however the stream is cut into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 }), (sizes) => {
        const { seen, end } = follow()
        connect()
        const sub = openSub()
        let seq = 0
        for (const size of sizes) {
          const items = Array.from({ length: size }, () => {
            const item = seq === 0 ? snapshot(sub, 0) : delta(sub, seq, seq)
            seq += 1
            return item
          })
          batch(...items)
          frame()
        }
        const received = seen.flatMap((entry) => (entry as [string, unknown])[1])
        expect(received).toEqual(Array.from({ length: seq }, (_, index) => index))
        end()
        hub.handleClose()
      }),
    )
  })
})
