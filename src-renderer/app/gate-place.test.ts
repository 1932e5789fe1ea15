import { describe, expect, it } from 'vitest'
import type { EngineHostState } from '../../src-contract/index.ts'
import type { ConnectionState } from '../client/index.ts'
import { gatePlace } from './gate-place.ts'

const lost: ConnectionState = { kind: 'lost', sinceMs: 0, nextTryMs: 500, attempt: 1 }
const failed: EngineHostState = { kind: 'failed', reason: 'It failed 8 times' }
const restarting: EngineHostState = { kind: 'restarting', reason: 'Exited with code 1', nextTryMs: 500, attempt: 1 }
const running: EngineHostState = { kind: 'running', generation: 1, pid: 1, address: '', sinceMs: 0 }

const place = (connection: ConnectionState, host?: EngineHostState, heard = false) =>
  gatePlace({ connection, account: undefined, host, heard })

describe('the place behind the gate', () => {
  it('is the workbench as soon as there is a connection, and stays it when that is lost', () => {
    expect(place({ kind: 'connected' })).toEqual({ kind: 'workbench' })
    expect(place(lost, undefined, true)).toEqual({ kind: 'workbench' })
    expect(place(lost, failed, true)).toEqual({ kind: 'workbench' })
  })

  it('is closed to a page without the right token, whatever was heard before', () => {
    expect(place({ kind: 'denied' }, undefined, true)).toEqual({ kind: 'denied' })
  })

  it('in a browser waits for the engine, and says when nothing answers', () => {
    expect(place({ kind: 'connecting' })).toEqual({ kind: 'starting' })
    expect(place({ kind: 'starting' })).toEqual({ kind: 'starting' })
    expect(place(lost)).toEqual({ kind: 'unreachable', nextTryMs: 500 })
  })

  it('waits for an account that was chosen and is not open yet, while the engine answers', () => {
    const chosen = { account: 'spare', host: undefined, heard: false }
    for (const kind of ['starting', 'connected'] as const) {
      expect(gatePlace({ ...chosen, connection: { kind } })).toEqual({ kind: 'opening', account: 'spare' })
      expect(gatePlace({ ...chosen, connection: { kind }, heard: true })).toEqual({ kind: 'workbench' })
    }
    expect(gatePlace({ ...chosen, connection: { kind: 'connecting' } })).toEqual({ kind: 'starting' })
    expect(gatePlace({ ...chosen, connection: { kind: 'notTraded' } })).toEqual({ kind: 'starting' })
    expect(gatePlace({ ...chosen, connection: { kind: 'starting' }, host: failed })).toMatchObject({ kind: 'away' })
  })

  it('in the desktop window says what is the matter with the engine', () => {
    for (const host of [failed, restarting, { kind: 'stopped' } as const]) {
      expect(place(lost, host)).toEqual({ kind: 'away', state: host })
      expect(place({ kind: 'starting' }, host)).toEqual({ kind: 'away', state: host })
    }
  })

  it('in the desktop window waits while the engine is on its way', () => {
    expect(place({ kind: 'connecting' }, { kind: 'starting' })).toEqual({ kind: 'starting' })
    expect(place(lost, { kind: 'starting' })).toEqual({ kind: 'starting' })
    const waiting = { kind: 'starting', waitsFor: 'Binance spot cannot be reached.' } as const
    expect(place(waiting)).toEqual(waiting)
    expect(place({ kind: 'connecting' }, waiting)).toEqual(waiting)
    expect(place({ kind: 'connecting' }, running)).toEqual({ kind: 'starting' })
    expect(place(lost, running)).toEqual({ kind: 'unreachable', nextTryMs: 500 })
  })
})
