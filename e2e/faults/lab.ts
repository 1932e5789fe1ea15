import { brokenOff } from './rig/broken-off.ts'
import { FaultRig } from './rig/fault-rig.ts'
import type { RigOptions } from './rig/rig-core.ts'

/** Runs a scenario's rigs one after the other and keeps what the judge finds in each. */
export class Lab {
  readonly findings: string[] = []
  /** Rigs that were judged. */
  judged = 0

  /** One rig, with everything it is to go through; the judge has the last word on it. */
  async rig(name: string, run: (rig: FaultRig) => Promise<void> | void, options: RigOptions = {}): Promise<void> {
    const rig = new FaultRig(options)
    this.judged += 1
    try {
      options.before?.(rig)
      await rig.start()
      await run(rig)
      this.#add(name, await rig.verdict())
    } catch (error) {
      this.#add(name, [...rig.findings, `it broke off: ${brokenOff(error)}`, ...rig.errors])
      await rig.crash().catch(() => undefined)
    } finally {
      rig.dispose()
    }
  }

  check(holds: boolean, finding: string): void {
    if (!holds) this.findings.push(finding)
  }

  equal(actual: unknown, wanted: unknown, what: string): void {
    this.check(String(actual) === String(wanted), `${what}: ${String(actual)}, wanted ${String(wanted)}`)
  }

  #add(name: string, findings: readonly string[]): void {
    for (const finding of findings) this.findings.push(`${name}: ${finding}`)
  }
}

export interface Scenario {
  readonly id: string
  /** Why it cannot be run yet; undefined where it is run. */
  readonly skipped: string | undefined
  run(lab: Lab): Promise<void>
}

export function scenario(id: string, run: (lab: Lab) => Promise<void>): Scenario {
  return { id, skipped: undefined, run }
}

export function skipped(id: string, reason: string): Scenario {
  return { id, skipped: reason, run: () => Promise.resolve() }
}

/** The commonest: one rig. */
export function onRig(id: string, run: (rig: FaultRig) => Promise<void> | void, options: RigOptions = {}): Scenario {
  return scenario(id, (lab) => lab.rig('rig', run, options))
}
