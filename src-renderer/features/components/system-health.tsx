import { useConnection, useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Badge, type BadgeTone } from '../../ui/index.ts'

const TONES: Readonly<Record<'healthy' | 'degraded' | 'critical' | 'unknown', BadgeTone>> = {
  healthy: 'up',
  degraded: 'warn',
  critical: 'danger',
  unknown: 'neutral',
}

/** Health of the engine as a whole, beside the panel's name. */
export function SystemHealth() {
  const t = useWords('components')
  const connected = useConnection().kind === 'connected'
  const reported = useStatus((status) => status.health)
  const health = connected ? (reported ?? 'unknown') : 'unknown'
  return <Badge tone={TONES[health]}>{t(`health.${health}`)}</Badge>
}
