import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { host } from '../testing/hosts.ts'
import { leastResponseTime } from './least-response-time.ts'

const choice = { key: undefined, random: new SeededRandom(1) }
const fast = host('fast', { responseTimeMs: 20 })
const slow = host('slow', { responseTimeMs: 50 })

describe('least response time', () => {
  it('chooses the host that answers fastest', () => {
    expect(leastResponseTime().choose([slow, fast], choice)).toBe(fast)
  })

  it('counts what waits there already', () => {
    const busy = { ...fast, openConnections: 2 }
    expect(leastResponseTime().choose([slow, busy], choice)).toBe(slow)
  })

  it('measures a host that was never measured, with one request', () => {
    expect(leastResponseTime().choose([fast, host('new')], choice).name).toBe('new')
    expect(leastResponseTime().choose([slow, host('new', { openConnections: 1 })], choice)).toBe(slow)
  })
})
