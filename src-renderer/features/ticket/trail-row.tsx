import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { NumberField, Segmented } from '../../ui/index.ts'

type By = 'fraction' | 'price'

/** Arrow keys on a percentage. */
const PERCENT_STEP = '0.1'

export interface TrailRowProps {
  readonly label: string
  readonly instrument: InstrumentView
  readonly by: By
  /** In percent. */
  readonly share: string
  readonly distance: string
  readonly fault: string | undefined
  readonly onByChange: (by: By) => void
  readonly onShareChange: (share: string) => void
  readonly onDistanceChange: (distance: string) => void
}

/** How far a stop stays behind the best price: a share of it, or an amount of quote currency. */
export function TrailRow(props: TrailRowProps) {
  const { label, instrument, by, share, distance, fault, onByChange, onShareChange, onDistanceChange } = props
  const t = useWords('ticket')
  const isShare = by === 'fraction'
  return (
    <div className="ticket-trail">
      <NumberField
        label={label}
        unit={isShare ? '%' : instrument.quote}
        step={isShare ? PERCENT_STEP : instrument.tickSize}
        value={isShare ? share : distance}
        fault={fault}
        onValueChange={isShare ? onShareChange : onDistanceChange}
      />
      <Segmented
        small
        label={t('trailBy', { label })}
        value={by}
        options={[
          { value: 'fraction', label: '%' },
          { value: 'price', label: instrument.quote },
        ]}
        onValueChange={onByChange}
      />
    </div>
  )
}
