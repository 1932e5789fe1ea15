import { describe, expect, it } from 'vitest'
import type { EngineHostState } from '../../src-contract/index.ts'
import { engineStateText, menuText } from './engine-state-text.ts'

describe('engineStateText', () => {
  const states: readonly (readonly [EngineHostState, string])[] = [
    [{ kind: 'starting' }, 'The engine is starting'],
    [{ kind: 'starting', waitsFor: 'No network.' }, 'The engine waits: No network.'],
    [{ kind: 'running', generation: 2, pid: 1, address: 'http://127.0.0.1:1', sinceMs: 0 }, 'The engine is running'],
    [
      { kind: 'restarting', reason: 'Killed by SIGSEGV.', nextTryMs: 500, attempt: 1 },
      'The engine is started again: Killed by SIGSEGV.',
    ],
    [{ kind: 'failed', reason: 'Port 4000 is in use.' }, 'The engine does not run: Port 4000 is in use.'],
    [{ kind: 'stopped' }, 'The engine is stopped'],
  ]
  it.each(states)('says %j', (state, text) => {
    expect(engineStateText(state)).toBe(text)
  })
})

describe('menuText', () => {
  it('cuts what a menu has no room for', () => {
    expect(menuText('x'.repeat(80))).toHaveLength(80)
    expect(menuText('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`)
  })
})
