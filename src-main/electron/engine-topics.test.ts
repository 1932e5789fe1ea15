import { describe, expect, it } from 'vitest'
import type { TopicClientMessage, TopicItem } from '../../src-contract/index.ts'
import { EngineTopics } from './engine-topics.ts'
import { accountOf, fillOf } from './testing/fake-engine-link.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

function setUp() {
  const sent: TopicClientMessage[] = []
  const logger = new RecordingLogger()
  const topics = new EngineTopics({ send: (message) => sent.push(message), logger })
  const heard: unknown[] = []
  const batch = (...items: TopicItem[]): void =>
    topics.handleMessage(JSON.stringify({ t: 'batch', engineTimeMs: 1, items }))
  const follow = (topic: 'account' | 'fills'): void =>
    topics.follow(topic, {
      snapshot: (data: unknown) => heard.push(['snapshot', topic, data]),
      delta: (data: unknown) => heard.push(['delta', topic, data]),
    })
  return { topics, sent, logger, heard, batch, follow }
}

const account = accountOf({ openPositions: 1 })
const fill = fillOf({ fillId: 'f1' })

describe('EngineTopics', () => {
  it('subscribes, hands on snapshot and deltas in order, and pays once for each batch', () => {
    const { sent, heard, batch, follow } = setUp()
    follow('account')
    follow('fills')
    batch({ sub: 1, seq: 0, kind: 'snapshot', data: account }, { sub: 2, seq: 0, kind: 'snapshot', data: [] })
    batch({ sub: 2, seq: 1, kind: 'delta', data: fill })
    expect(heard).toEqual([
      ['snapshot', 'account', account],
      ['snapshot', 'fills', []],
      ['delta', 'fills', fill],
    ])
    expect(sent).toEqual([
      { t: 'subscribe', sub: 1, topic: 'account', params: {} },
      { t: 'subscribe', sub: 2, topic: 'fills', params: {} },
      { t: 'credit' },
      { t: 'credit' },
    ])
  })

  it('subscribes anew at a hole in the numbering, and ignores what still comes for the old number', () => {
    const { sent, heard, batch, follow } = setUp()
    follow('fills')
    batch({ sub: 1, seq: 0, kind: 'snapshot', data: [] })
    batch({ sub: 1, seq: 2, kind: 'delta', data: fill })
    batch({ sub: 1, seq: 3, kind: 'delta', data: fill })
    batch({ sub: 2, seq: 0, kind: 'snapshot', data: [fill] })
    expect(sent.filter(({ t }) => t !== 'credit')).toEqual([
      { t: 'subscribe', sub: 1, topic: 'fills', params: {} },
      { t: 'unsubscribe', sub: 1 },
      { t: 'subscribe', sub: 2, topic: 'fills', params: {} },
    ])
    expect(heard).toEqual([
      ['snapshot', 'fills', []],
      ['snapshot', 'fills', [fill]],
    ])
  })

  it('does not take a delta for the state that was never sent', () => {
    const { heard, batch, follow } = setUp()
    follow('fills')
    batch({ sub: 1, seq: 0, kind: 'delta', data: fill })
    expect(heard).toEqual([])
  })

  it('pays although a follower failed, and tells the others', () => {
    const { topics, sent, logger, heard, batch, follow } = setUp()
    topics.follow('account', {
      snapshot: () => {
        throw new Error('no')
      },
      delta: () => undefined,
    })
    follow('fills')
    batch({ sub: 1, seq: 0, kind: 'snapshot', data: account }, { sub: 2, seq: 0, kind: 'snapshot', data: [] })
    expect(heard).toHaveLength(1)
    expect(sent.at(-1)).toEqual({ t: 'credit' })
    expect(logger.faults).toHaveLength(1)
  })

  it('logs a topic that the engine refuses', () => {
    const { topics, logger, follow } = setUp()
    follow('account')
    topics.handleMessage(JSON.stringify({ t: 'refused', sub: 1, code: 'FORBIDDEN', message: 'no' }))
    expect(logger.faults[0]?.fields).toEqual({ topic: 'account', code: 'FORBIDDEN', reason: 'no' })
  })
})
