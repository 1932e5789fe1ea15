import type { DifferenceAction } from '../../../src-main/execution/index.ts'
import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { oneOf, pickOf, type StepEntry } from './step.ts'

/** What a person does about the account as a whole. */
export const PEOPLE = {
  reconcile: { weight: 3, act: async (rig) => void (await rig.reconcile()) },
  resolveDifference: { weight: 3, act: resolve },
  killSwitch: { weight: 1, act: (rig) => void rig.attempt(() => rig.session.killSwitch.pull('pulled by hand')) },
  pause: { weight: 1, act: (rig) => void rig.attempt(() => rig.session.tradingState.pause('paused by hand')) },
  resume: { weight: 3, act: (rig) => void rig.attempt(() => rig.session.tradingState.resume()) },
  releaseQuarantine: { weight: 1, act: releaseQuarantine },
} as const satisfies Record<string, StepEntry>

function resolve(rig: SequenceRig, step: Step): void {
  const { reconciliation } = rig.session.execution
  const open = reconciliation.differences.filter(({ state }) => state === 'open')
  const difference = pickOf(open, step)
  if (!difference) return
  const action = oneOf<DifferenceAction>(['adopt', 'ignore', 'adopt', 'cancel'], step.size)
  const { finding, differenceId } = difference
  if (action !== 'ignore' && 'report' in finding) rig.notForeign.add(finding.report.orderId)
  rig.attempt(() => reconciliation.resolve(differenceId, action, { reason: 'looked at', by: 'a person' }))
}

function releaseQuarantine(rig: SequenceRig, step: Step): void {
  const { reconciliation } = rig.session.execution
  const held = pickOf(reconciliation.quarantines, step)
  if (held) rig.attempt(() => reconciliation.release(held.instrumentId, { reason: 'looked at', by: 'a person' }))
}
