import { describe, expect, it } from 'vitest'
import type { EngineHostState } from '../../../src-contract/index.ts'
import type { ConnectionState } from '../../client/index.ts'
import { bannerWords } from './banner-words.ts'

const NOW_MS = 100_000
const lost: ConnectionState = { kind: 'lost', sinceMs: NOW_MS - 5_000, nextTryMs: NOW_MS + 1_500, attempt: 2 }
const starting: ConnectionState = { kind: 'starting' }
const running: EngineHostState = {
  kind: 'running',
  generation: 1,
  pid: 1_001,
  address: 'http://127.0.0.1:4000',
  sinceMs: 0,
}
const restarting: EngineHostState = {
  kind: 'restarting',
  reason: 'Exited with code 1',
  nextTryMs: NOW_MS + 1_200,
  attempt: 2,
}

const words = (connection: ConnectionState, host?: EngineHostState, nowMs = NOW_MS) =>
  bannerWords({ connection, host, nowMs })

describe('banner', () => {
  it.each(['connecting', 'connected', 'denied', 'notTraded'] as const)('says nothing while %s', (kind) => {
    expect(words({ kind })).toBeUndefined()
    expect(words({ kind }, restarting)).toBeUndefined()
  })

  it('in a browser counts down to the next try', () => {
    expect(words(lost)).toEqual({
      title: 'Engine connection lost 5 s ago',
      text: 'Trying again in 2 s. The engine keeps trading without this window.',
      action: { kind: 'reconnect', label: 'Retry' },
    })
    expect(words(lost, undefined, NOW_MS + 2_000)?.text).toMatch(/^Trying again now\./)
  })

  it('in a browser says that an engine that answers again is not ready yet', () => {
    expect(words(starting)).toMatchObject({ title: 'The engine is starting again', action: { kind: 'reconnect' } })
  })

  it('in the desktop window says what happened to the engine and when it starts again', () => {
    for (const connection of [lost, starting]) {
      expect(words(connection, restarting)).toEqual({
        title: 'The engine stopped',
        text: 'Exited with code 1. Starting again in 2 s, attempt 2. No order is sent until it is back.',
        action: { kind: 'start', label: 'Retry' },
      })
    }
  })

  it('leaves the full stop of a reason as it is, and says when the wait is over', () => {
    const state = { ...restarting, reason: 'It did not answer for 20 s.', nextTryMs: NOW_MS }
    expect(words(lost, state)?.text).toMatch(/^It did not answer for 20 s\. Starting again now, attempt 2\./)
  })

  it('offers to start an engine that is not started by itself', () => {
    expect(words(lost, { kind: 'failed', reason: 'risk.maxLeverage: must be above 0' })).toEqual({
      title: 'The engine does not run',
      text: 'risk.maxLeverage: must be above 0.',
      action: { kind: 'start', label: 'Start the engine' },
    })
    expect(words(lost, { kind: 'stopped' })).toMatchObject({
      title: 'The engine was stopped',
      action: { kind: 'start', label: 'Start the engine' },
    })
  })

  it('offers nothing while the engine is on its way', () => {
    expect(words(starting, { kind: 'starting' })).toMatchObject({ title: 'The engine is starting', action: undefined })
  })

  it('speaks of the connection where the engine runs but does not answer', () => {
    expect(words(lost, running)).toMatchObject({
      title: 'Engine connection lost 5 s ago',
      action: { kind: 'reconnect' },
    })
  })
})
