import type { PositionView, StrategyView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Badge, type BadgeTone } from '../../ui/index.ts'
import { useSessionAge } from '../tables/index.ts'

const TONES: Readonly<Record<StrategyView['state'], BadgeTone>> = {
  disabled: 'neutral',
  warming: 'warn',
  waiting: 'accent',
  inPosition: 'up',
  faulted: 'danger',
}

/** How a strategy is, in a word. */
export function StateBadge({ state }: Pick<StrategyView, 'state'>) {
  const t = useWords('strategies')
  return (
    <span title={t(`stateHelp.${state}`)}>
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
    </span>
  )
}

export interface SinceProps {
  readonly strategy: StrategyView
  /** Those that it holds. */
  readonly positions: readonly PositionView[]
}

/** Since when it holds what it holds; otherwise when it last decided something. */
export function Since({ strategy, positions }: SinceProps) {
  const t = useWords('strategies')
  const openedAtMs = positions.map((position) => position.openedAtMs)
  if (openedAtMs.length > 0) return <SinceAge wording="since" sinceMs={Math.min(...openedAtMs)} />
  const decidedAtMs = strategy.lastSignals.map(({ timeMs }) => timeMs)
  if (decidedAtMs.length === 0) return t('noDecision')
  return <SinceAge wording="lastDecision" sinceMs={Math.max(...decidedAtMs)} />
}

interface SinceAgeProps {
  readonly wording: 'since' | 'lastDecision'
  readonly sinceMs: number
}

function SinceAge({ wording, sinceMs }: SinceAgeProps) {
  const t = useWords('strategies')
  return t(wording, { age: useSessionAge(sinceMs) })
}
