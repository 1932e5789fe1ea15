import { useComponents, useConnection, useStatus } from '../../client/index.ts'
import { StateShape, Tooltip } from '../../ui/index.ts'
import { describeTrouble } from './trouble.ts'

const HEALTH = {
  healthy: { shape: 'good', word: 'Healthy' },
  degraded: { shape: 'warn', word: 'Degraded' },
  critical: { shape: 'bad', word: 'Critical' },
  unknown: { shape: 'unknown', word: 'Unknown' },
} as const

/** Health of the whole engine as shape and word; the causes on hover and focus. */
export function HealthValue() {
  const connected = useConnection().kind === 'connected'
  const reported = useStatus((status) => status.health)
  const { list } = useComponents()
  const { shape, word } = HEALTH[connected ? (reported ?? 'unknown') : 'unknown']
  return (
    <Tooltip text={connected ? describeTrouble(list) : 'No connection to the engine'}>
      <button type="button" className="plain-button health" aria-label={`System health: ${word}`}>
        <StateShape shape={shape} />
        {word}
      </button>
    </Tooltip>
  )
}
