import type { ConfigFault } from '../../src-contract/index.ts'

export interface FaultsByPlace {
  /** Fault by the id of its field. */
  readonly byId: Readonly<Record<string, string>>
  /** What belongs to no field. */
  readonly general: readonly ConfigFault[]
}

export const NO_FAULTS: FaultsByPlace = { byId: {}, general: [] }

/** Puts each fault to the field at its path, or to the one whose value the path leads into. */
export function placeFaults(faults: readonly ConfigFault[], ids: readonly string[]): FaultsByPlace {
  const byId: Record<string, string> = {}
  const general: ConfigFault[] = []
  for (const fault of faults) {
    const id = ids.find((each) => fault.path === each || fault.path.startsWith(`${each}.`))
    if (id === undefined) {
      general.push(fault)
      continue
    }
    const inner = fault.path.slice(id.length + 1)
    const text = inner === '' ? fault.message : `${inner}: ${fault.message}`
    byId[id] = byId[id] === undefined ? text : `${byId[id]}. ${text}`
  }
  return { byId, general }
}

/** A fault as one line, its path first. */
export const faultLine = ({ path, message }: ConfigFault): string => (path === '' ? message : `${path}: ${message}`)
