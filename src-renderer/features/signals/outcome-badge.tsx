import type { SignalView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Badge, type BadgeTone } from '../../ui/index.ts'

const TONES: Readonly<Record<SignalView['outcome'], BadgeTone>> = {
  submitted: 'accent',
  denied: 'danger',
  ignored: 'neutral',
}

/** What became of a signal, in one word. */
export function OutcomeBadge({ outcome }: Pick<SignalView, 'outcome'>) {
  return <Badge tone={TONES[outcome]}>{useWords('signals')(`outcomes.${outcome}`)}</Badge>
}

/** Class of what was decided: a direction, or none for an exit. */
export function actionTone(action: SignalView['action']): string {
  if (action === 'exit') return ''
  return action === 'enterLong' ? 'up' : 'down'
}
