import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Of the sampling; every delay that is measured contains it. */
export const RESOLUTION_MS = 1
const NS_PER_MS = 1e6

/** What a process has used while the load ran. */
export interface Strain {
  /** Delay of the event loop that 99 of 100 samples do not exceed, with the {@link RESOLUTION_MS} of the sampling. */
  readonly delayP99Ms: number
  readonly cpuSeconds: number
}

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
let usage = process.cpuUsage()

export function beginStrain(): void {
  delays.reset()
  delays.enable()
  usage = process.cpuUsage()
}

export function endStrain(): Strain {
  delays.disable()
  const { user, system } = process.cpuUsage(usage)
  return { delayP99Ms: delays.percentile(99) / NS_PER_MS, cpuSeconds: (user + system) / 1e6 }
}
