import { z } from 'zod'
import { ConfigFault } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'

export interface FaultsByPlace {
  readonly byKey: Readonly<Record<string, string>>
  /** What belongs to no field. */
  readonly general: string | undefined
}

const Faults = z.object({ faults: z.array(ConfigFault) })

/**
 * Puts the engine's faults of a parameter form to their fields. A path may name the parameter alone or end in it
 * (`strategies.ema-cross.parameters.fastPeriod`).
 */
export function placeFaults(fault: CallFault, keys: readonly string[]): FaultsByPlace {
  const details = Faults.safeParse(fault.data)
  if (!details.success) return { byKey: {}, general: fault.message }
  const byKey: Record<string, string> = {}
  const rest: string[] = []
  for (const { path, message } of details.data.faults) {
    const key = path.split('.').findLast((part) => keys.includes(part))
    if (key === undefined) rest.push(path === '' ? message : `${path}: ${message}`)
    else byKey[key] = message
  }
  return { byKey, general: rest.length === 0 ? undefined : rest.join('. ') }
}
