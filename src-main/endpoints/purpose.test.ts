import { describe, expect, it } from 'vitest'
import { PURPOSE_RULES, type RequestPurpose } from './purpose.ts'
import { answerOf, EndpointBench, SERVICE, settingsOf } from './testing/endpoint-bench.ts'

const PURPOSES = Object.keys(PURPOSE_RULES) as RequestPurpose[]
const PASSES: Readonly<Record<RequestPurpose, boolean>> = {
  query: true,
  upkeep: true,
  command: false,
  protective: true,
}

describe.each(PURPOSES)('a %s', (purpose) => {
  const passes = PASSES[purpose]
  const answer = passes ? 'a as a last resort' : 'NO_HOST_AVAILABLE'

  it(`${passes ? 'passes' : 'is held by'} an open circuit breaker when no other host is left`, async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    expect(answerOf(() => bench.registry.pick(SERVICE, { purpose }))).toBe(answer)
  })

  it(`${passes ? 'passes' : 'is held by'} failing health checks when no other host is left`, async () => {
    const bench = new EndpointBench(settingsOf('a'))
    bench.down.add('a')
    await bench.pass(100_000)
    expect(answerOf(() => bench.registry.pick(SERVICE, { purpose }))).toBe(answer)
  })

  it('goes to a host that works while there is one', async () => {
    const bench = new EndpointBench(settingsOf('ab', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    const leases = Array.from({ length: 6 }, () => bench.registry.pick(SERVICE, { purpose }))
    expect(leases.filter(({ host, isLastResort }) => host !== 'b' || isLastResort)).toEqual([])
  })
})

describe('what passes as a last resort', () => {
  it('goes to a host whose circuit breaker is open rather than to one that fails its health checks', async () => {
    const bench = new EndpointBench(settingsOf('ab', { breaker: { openMs: 3_600_000 } }))
    bench.down.add('a')
    await bench.pass(100_000)
    await bench.failAt('b')
    const used = Array.from({ length: 6 }, () => bench.registry.pick(SERVICE, { purpose: 'protective' }).host)
    expect(new Set(used)).toEqual(new Set(['b']))
  })

  it('is not held up by a trial that is under way, and does not end it', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    bench.clock.advanceBy(30_000)
    const trial = bench.registry.pick(SERVICE, { purpose: 'command' })
    const cancel = bench.registry.pick(SERVICE, { purpose: 'protective' })
    expect(cancel.isLastResort).toBe(true)
    await cancel.release({ kind: 'failed', error: new Error('socket hang up') })
    expect(bench.host('a').breaker).toBe('halfOpen')
    await trial.release({ kind: 'answered' })
    expect(bench.host('a').breaker).toBe('closed')
  })
})
