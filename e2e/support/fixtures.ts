import { test as base, expect } from '@playwright/test'
import { EngineProcess, type EngineOptions } from './engine-process.ts'
import { PageFaults } from './page-faults.ts'
import { Workbench } from './workbench.ts'

interface Fixtures {
  /** How the engine of a spec is started: as a user does it, unless the spec says otherwise. */
  readonly engineOptions: EngineOptions
  /** A fresh engine on a folder of its own; ends with the spec. */
  readonly engine: EngineProcess
  /** What went wrong in the page. Looked at after every spec: one that expects a fault says so beforehand. */
  readonly pageFaults: PageFaults
  readonly workbench: Workbench
}

export const test = base.extend<Fixtures>({
  engineOptions: [{}, { option: true }],
  engine: async ({ engineOptions }, use) => {
    const engine = await EngineProcess.start({ ...engineOptions, args: ['--quiet', ...(engineOptions.args ?? [])] })
    await use(engine)
    await engine.stop()
  },
  pageFaults: [
    async ({ page }, use) => {
      const faults = await PageFaults.watch(page)
      await use(faults)
      expect(faults.unexpected, 'faults in the page').toEqual([])
    },
    { auto: true },
  ],
  workbench: async ({ page }, use) => use(new Workbench(page)),
})

/** No strategy, and a market that moves as slowly as a real one: what happens is what the spec does. */
export const BY_HAND = {
  strategies: { 'ema-cross': { enabled: false } },
  market: { simulated: { speed: 1 } },
} as const

export { expect }
