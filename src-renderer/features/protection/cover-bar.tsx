import type { InstrumentView, ProtectionMeterView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatQuantity } from '../../ui/index.ts'
import { coverOf } from './cover.ts'

const PARTS = ['venue', 'engine', 'bare'] as const

export interface CoverBarProps {
  readonly meter: ProtectionMeterView
  readonly instrument: InstrumentView | undefined
}

/** A bar of three parts, and the same as words: what is at the venue, by the engine, and bare. */
export function CoverBar({ meter, instrument }: CoverBarProps) {
  const t = useWords('protection')
  const cover = coverOf(meter)
  const quantities = { venue: meter.atVenue, engine: meter.byEngine, bare: meter.uncovered }
  const text = PARTS.filter((part) => Number(quantities[part]) > 0)
    .map((part) =>
      t(`parts.${part}`, { quantity: formatQuantity(quantities[part], instrument?.lotSize ?? quantities[part]) }),
    )
    .join(' · ')
  return (
    <span className="cover" title={text}>
      <span className="cover-bar" aria-hidden="true">
        {PARTS.map((part) => (
          <span
            key={part}
            className={`cover-part cover-${part}`}
            style={{ width: `${(cover[part] * 100).toFixed(1)}%` }}
          />
        ))}
      </span>
      <span className="cover-text">{text}</span>
    </span>
  )
}
