import { configureGlobal } from 'fast-check'
import { afterAll, vi } from 'vitest'

/** Properties draw the same examples in every run, so that a change is what makes one fail; WHEELHOUSE_SEED=random draws others. */
const COMMON_SEED = 20_260_101

const wanted = process.env['WHEELHOUSE_SEED']
configureGlobal({ seed: wanted === 'random' ? Date.now() ^ process.pid : Number(wanted ?? COMMON_SEED) })

/** Files share a process: what one has put in the place of something else is gone before the next is read. */
afterAll(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.useRealTimers()
})
