import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import { WakeUp, type WakeStep } from './wake-up.ts'

/** Steps that fail so often, and write down when they were taken. */
function wakeUp(failures: Readonly<Record<string, number>>) {
  const systemClock = new ManualClock(0)
  const taken: string[] = []
  const progress: string[] = []
  const left = { ...failures }
  const steps: WakeStep[] = Object.keys(failures).map((name) => ({
    name,
    take: async () => {
      taken.push(`${name} at ${systemClock.nowMs()}`)
      const times = left[name] ?? 0
      left[name] = times - 1
      if (times > 0) throw new Error(`no ${name} yet`)
    },
  }))
  const run = new WakeUp({ steps, systemClock, logger: silentLogger, onProgress: (reason) => progress.push(reason) })
  return { run, systemClock, taken, progress }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

describe('WakeUp', () => {
  it('takes its steps one after the other', async () => {
    const { run, taken, progress } = wakeUp({ clock: 0, market: 0, venue: 0 })
    expect(await run.run()).toBe(true)
    expect(taken).toEqual(['clock at 0', 'market at 0', 'venue at 0'])
    expect(progress).toEqual(['waking up: clock', 'waking up: market', 'waking up: venue'])
  })

  it('tries a step again after 1, 2, 5, 10 and then every 30 seconds, and takes none after it before', async () => {
    const { run, systemClock, taken, progress } = wakeUp({ market: 7, venue: 0 })
    const done = run.run()
    for (let second = 0; second < 120; second += 1) {
      await settle()
      systemClock.advanceBy(1_000)
    }
    expect(await done).toBe(true)
    const seconds = [0, 1, 3, 8, 18, 48, 78, 108]
    expect(taken).toEqual([...seconds.map((second) => `market at ${second * 1_000}`), 'venue at 108000'])
    expect(progress.slice(0, 3)).toEqual([
      'waking up: market',
      'waking up: market failed: no market yet',
      'waking up: market',
    ])
  })

  it('takes no further step once it is given up', async () => {
    const { run, taken } = wakeUp({ clock: 0, market: 0 })
    const done = run.run()
    run.dispose()
    expect(await done).toBe(false)
    expect(taken).toEqual(['clock at 0'])
  })

  it('does not wait any longer once it is given up', async () => {
    const { run, systemClock, taken, progress } = wakeUp({ clock: 1 })
    const done = run.run()
    await settle()
    run.dispose()
    expect(await done).toBe(false)
    systemClock.advanceBy(60_000)
    expect(taken).toEqual(['clock at 0'])
    expect(progress).toEqual(['waking up: clock', 'waking up: clock failed: no clock yet'])
  })
})
