import { afterEach, beforeEach, expect, type TestOptions } from 'vitest'
import { type FaultId, rowOf } from '../../../venue-check/fault-rows.ts'
import { noteMetFaults } from '../../../venue-check/met-faults.ts'
import type { VenueSide } from '../../../venue/index.ts'
import type { Rig } from '../../../venue/testing/rig.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** The listed fault that the test shows, and where. */
    fault?: { readonly id: FaultId; readonly side: VenueSide }
  }
}

/**
 * Marks the tests by which `npm run test:venue` knows that a fault is shown. One that is marked fails also where the simulator
 * has not met the fault in it. To be called after the rig is made.
 * @returns What makes the options of a test. It throws for a fault that is not listed for that side.
 */
export function faultMarks(rig: Pick<Rig, 'venue'>, side: VenueSide): (id: FaultId) => TestOptions {
  let metFaults: () => readonly string[] = () => []
  beforeEach(() => {
    metFaults = noteMetFaults(rig.venue.faults)
  })
  afterEach(({ task: { meta } }) => {
    // Those of the exchange as a whole are no part of its plan.
    if (meta.fault && !meta.fault.id.startsWith('exchange:')) expect(metFaults()).toContain(`${side} ${meta.fault.id}`)
  })
  return (id) => ({ meta: { fault: { id: rowOf(id, side).id, side } } })
}
