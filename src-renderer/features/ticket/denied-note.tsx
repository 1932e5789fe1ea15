import type { DenialView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ruleValue } from '../../trading/index.ts'
import { Note } from '../../ui/index.ts'

/** A refusal of our own risk check: why, what was measured, what is allowed. */
export function DeniedNote({ denial: { code, message, measured, limit, unit } }: { readonly denial: DenialView }) {
  const t = useWords('ticket')
  return (
    <Note kind="denied" title={t('denied', { message })}>
      {limit !== 0 && `${t('measured', { measured: ruleValue(measured, unit), limit: ruleValue(limit, unit) })} `}
      <span className="mono">{code}</span>
    </Note>
  )
}
