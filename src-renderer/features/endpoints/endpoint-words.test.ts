import { describe, expect, it } from 'vitest'
import { words } from '../../i18n/index.ts'
import { breakerText, trialText } from './endpoint-words.ts'

const NOW_MS = 1_700_000_000_000

describe('a circuit breaker in words', () => {
  const t = words('endpoints')

  it('counts down to its next trial in whole seconds, never to none before the time has come', () => {
    const text = (leftMs: number): string => breakerText(t, { breaker: 'open', nextTrialAtMs: NOW_MS + leftMs }, NOW_MS)
    expect([30_000, 29_001, 1, 0, -5_000].map(text)).toEqual([
      'open, 30 s',
      'open, 30 s',
      'open, 1 s',
      'open, next request',
      'open, next request',
    ])
  })

  it('says how it is while it is not open', () => {
    const text = (breaker: 'closed' | 'halfOpen'): string => breakerText(t, { breaker, nextTrialAtMs: null }, NOW_MS)
    expect([text('closed'), text('halfOpen')]).toEqual(['closed', 'trying'])
  })

  it('says when its host gets a request again', () => {
    expect([trialText(t, 61_500), trialText(t, 0)]).toEqual([
      'tried again in 1m 02s',
      'tried again with the next request',
    ])
  })
})
