import { describe, expect, it } from 'vitest'
import type { EndpointHostView, EndpointServiceView } from '../../../src-contract/index.ts'
import { useAnsweredProgram } from '../testing/answered-program.ts'

const NOON = Date.UTC(2026, 0, 31, 12, 0, 0)

const WELL: EndpointHostView = {
  name: 'first',
  address: 'https://api.example.com',
  weight: 3,
  state: 'available',
  sinceMs: NOON,
  health: 'healthy',
  breaker: 'closed',
  nextTrialAtMs: null,
  responseTimeMs: 41.26,
  openConnections: 2,
  keptKeys: 0,
  failures: 0,
  lastFailure: null,
}

const BROKEN: EndpointHostView = {
  ...WELL,
  name: 'second',
  state: 'broken',
  breaker: 'open',
  nextTrialAtMs: NOON + 30_000,
  responseTimeMs: null,
  openConnections: 0,
  failures: 5,
  lastFailure: { text: 'socket hang up', atMs: NOON },
}

const SERVICE: EndpointServiceView = {
  name: 'main-rest',
  kind: 'http',
  strategy: 'weighted',
  affinity: true,
  hostInSignature: false,
  openConnections: 2,
  maxConnections: 128,
  hosts: [WELL, BROKEN],
  origin: 'configuration',
  ownSettings: null,
}

const program = useAnsweredProgram()

/** Lines of the program, cut at their columns, and what it asked an engine that answers with these services. */
async function run(services: readonly EndpointServiceView[]) {
  const { stdout, asked } = await program({ services }, ['endpoints'])
  const lines = stdout.trim().split('\n')
  return {
    rows: lines.slice(1).map((line) => line.trim().split(/ {2,}/)),
    lines,
    asked: asked.map(({ method, url }) => [method, url]),
  }
}

const TRIAL = '2026-01-31 12:00:30'
const FAILURE = '2026-01-31 12:00:00 socket hang up'

describe('wheelhouse endpoints', () => {
  it('lists each host with how it is, and what it failed last', async () => {
    const { rows, asked } = await run([SERVICE])
    expect(rows).toEqual([
      ['main-rest', 'weighted', 'first', WELL.address, 'available', 'closed', '3', '2', '41.3', '0', '·', '·'],
      ['main-rest', 'weighted', 'second', BROKEN.address, 'broken', 'open', '3', '0', '·', '5', TRIAL, FAILURE],
    ])
    expect(asked).toEqual([['GET', '/api/endpoints']])
  })

  it('says where none is in use', async () => {
    expect((await run([])).lines).toEqual(['no outside service is in use'])
  })
})
