import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settle } from './testing/fake-engine-host.ts'
import { superviseFake, type SupervisedFake } from './testing/supervise-fake.ts'

let tmp = ''
beforeEach(() => {
  tmp = mkdtempSync(join(tmpdir(), 'wheelhouse-supervisor-'))
})
afterEach(() => rmSync(tmp, { recursive: true, force: true }))

type Step =
  | { readonly do: 'start' | 'restart' | 'stop' | 'suspend' | 'resume' | 'run' | 'stopped' | 'deaf' }
  | { readonly do: 'startFailed'; readonly mendable: boolean }
  | { readonly do: 'exit'; readonly code: number }
  | { readonly do: 'wait'; readonly ms: number }

const step = (what: Step['do']): fc.Arbitrary<Step> => fc.constant({ do: what } as Step)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: step('run') },
  { weight: 3, arbitrary: step('start') },
  { weight: 3, arbitrary: step('restart') },
  { weight: 1, arbitrary: step('stop') },
  { weight: 1, arbitrary: step('stopped') },
  { weight: 1, arbitrary: step('deaf') },
  { weight: 1, arbitrary: step('suspend') },
  { weight: 1, arbitrary: step('resume') },
  { weight: 2, arbitrary: fc.boolean().map((mendable) => ({ do: 'startFailed', mendable }) as const) },
  { weight: 5, arbitrary: fc.constantFrom(0, 1, 9, 70).map((code) => ({ do: 'exit', code }) as const) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(1, 600, 5_000, 61_000, 130_000).map((ms) => ({ do: 'wait', ms }) as const),
  },
)

describe('EngineSupervisor under any sequence of events', () => {
  it('never runs two engines, never starts one after a stop, and only ever counts generations up', async () => {
    const seen: Record<string, number> = {}
    let runs = 0
    const sequences = fc.array(anyStep, { minLength: 10, maxLength: 60, size: 'max' })
    await fc.assert(
      fc.asyncProperty(sequences, fc.boolean(), async (steps, isSeparate) => {
        const folder = join(tmp, String((runs += 1)))
        const { clock, host, supervisor, states } = superviseFake({ isSeparate, folder, startMs: 0 })
        let wantsNone = false
        let startedBefore = 0
        for (const step of steps) {
          seen[supervisor.state.kind] = (seen[supervisor.state.kind] ?? 0) + 1
          if (step.do === 'start' || step.do === 'restart') wantsNone = false
          if (step.do === 'stop') wantsNone = true
          take(step, { clock, host, supervisor })
          await settle()
          expect(host.aliveCount).toBeLessThanOrEqual(1)
          expect(wantsNone ? host.engines.length : startedBefore).toBe(startedBefore)
          startedBefore = host.engines.length
          expect(supervisor.state.kind === 'running' && host.aliveCount !== 1).toBe(false)
        }
        const generations = states.flatMap((state) => (state.kind === 'running' ? [state.generation] : []))
        expect(generations).toEqual([...new Set(generations)].toSorted((a, b) => a - b))
      }),
      { numRuns: 150 },
    )
    // A sequence that never gets anywhere would prove nothing.
    expect(Object.keys(seen).toSorted()).toEqual(['failed', 'restarting', 'running', 'starting', 'stopped'])
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50)
  })
})

type Stage = Pick<SupervisedFake, 'clock' | 'host' | 'supervisor'>

function take(step: Step, { clock, host, supervisor }: Stage): void {
  const engine = host.engines.at(-1)
  switch (step.do) {
    case 'start':
      return supervisor.start()
    case 'restart':
      return void supervisor.restart()
    case 'stop':
      return void supervisor.stop('test')
    case 'suspend':
    case 'resume':
      return supervisor.handlePower(step.do)
    case 'run':
      return engine?.run()
    case 'stopped':
      return engine?.stop()
    case 'deaf':
      if (engine) engine.ignoresKill = true
      return undefined
    case 'startFailed':
      return engine?.say({ t: 'startFailed', message: 'broken', mendable: step.mendable })
    case 'exit':
      return engine?.exit(step.code)
    case 'wait':
      return clock.advanceBy(step.ms)
  }
}
