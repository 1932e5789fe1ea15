import type { DenialView } from '../../../src-contract/index.ts'
import { Note } from '../../ui/index.ts'
import { ruleValue } from './rule-view.ts'

/** A refusal of our own risk check: why, what was measured, what is allowed. */
export function DeniedNote({ denial: { code, message, measured, limit, unit } }: { readonly denial: DenialView }) {
  return (
    <Note kind="denied" title={`Denied: ${message}`}>
      {limit !== 0 && `Measured ${ruleValue(measured, unit)}, limit ${ruleValue(limit, unit)}. `}
      <span className="mono">{code}</span>
    </Note>
  )
}
