import { describe, expect, it } from 'vitest'
import { historyLines } from './config.ts'

describe('the history of the configuration', () => {
  it('is a line for each version, with what it changed below it', () => {
    const lines = historyLines([
      {
        version: 3,
        timeMs: 1_767_571_200_000,
        source: 'api',
        differences: [
          { path: 'gateway.port', before: 4000, after: 5000 },
          { path: 'strategies.mine', before: { enabled: true } },
          { path: 'strategies.other', after: { enabled: false } },
        ],
      },
      { version: 1, timeMs: 1_767_571_100_000, source: 'default', differences: [] },
    ])
    expect(lines).toEqual([
      'version 3  2026-01-05 00:00:00 UTC  api',
      '  gateway.port: 4000 → 5000',
      '  strategies.mine: {"enabled":true} → ·',
      '  strategies.other: · → {"enabled":false}',
      'version 1  2026-01-04 23:58:20 UTC  default',
    ])
  })

  it('says where there is none', () => {
    expect(historyLines([])).toEqual(['no older versions'])
  })
})
