import { test as base, expect } from '@playwright/test'
import { EngineProcess } from './engine-process.ts'

interface Fixtures {
  /** A fresh engine on a folder of its own, its market sixty times faster than real. */
  readonly engine: EngineProcess
  /** Errors the page reported: console errors, uncaught exceptions, refused resources, policy violations. */
  readonly pageErrors: string[]
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint: Playwright reads the fixture's dependencies from this pattern.
  engine: async ({}, use) => {
    const engine = await EngineProcess.start({ args: ['--speed', '60', '--quiet'] })
    await use(engine)
    await engine.stop()
  },
  pageErrors: async ({ page }, use) => {
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await use(errors)
  },
})

export { expect }
