import { useComponents, useConnection, useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { StateShape, Tooltip } from '../../ui/index.ts'
import { describeTrouble } from './trouble.ts'

const SHAPES = { healthy: 'good', degraded: 'warn', critical: 'bad', unknown: 'unknown' } as const

/** Health of the whole engine as shape and word; the causes on hover and focus. */
export function HealthValue() {
  const t = useWords('status')
  const connected = useConnection().kind === 'connected'
  const reported = useStatus((status) => status.health)
  const { list } = useComponents()
  const health = connected ? (reported ?? 'unknown') : 'unknown'
  const word = t(`health.${health}`)
  return (
    <Tooltip text={connected ? describeTrouble(list) : t('noConnection')}>
      <button type="button" className="plain-button health" aria-label={t('healthIs', { health: word })}>
        <StateShape shape={SHAPES[health]} />
        {word}
      </button>
    </Tooltip>
  )
}
