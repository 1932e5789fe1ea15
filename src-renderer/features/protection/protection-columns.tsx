import type { InstrumentView, ProtectionMeterView } from '../../../src-contract/index.ts'
import type { useWords } from '../../i18n/index.ts'
import { Badge, type DataColumn, formatAge, formatQuantity } from '../../ui/index.ts'
import { CoverBar } from './cover-bar.tsx'
import { COVER_TONES, coverOf } from './cover.ts'
import { Exposure } from './exposure.tsx'

export type ProtectionWords = ReturnType<typeof useWords<'protection'>>
type Instruments = ReadonlyMap<string, InstrumentView>

/** The columns of the meter; the narrowest panels keep what is covered and what that means. */
export function protectionColumns(
  t: ProtectionWords,
  instruments: Instruments,
): readonly DataColumn<ProtectionMeterView>[] {
  const symbolOf = ({ instrumentId }: ProtectionMeterView): string =>
    instruments.get(instrumentId)?.symbol ?? instrumentId
  return [
    {
      id: 'position',
      label: t('columns.position'),
      widthPx: 138,
      rowHead: true,
      cell: (meter) => <Position meter={meter} instrument={instruments.get(meter.instrumentId)} />,
      sortValue: symbolOf,
    },
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 116,
      cell: (meter) => <State meter={meter} t={t} />,
    },
    {
      id: 'cover',
      label: t('columns.cover'),
      help: t('help.cover'),
      widthPx: 64,
      grow: true,
      cell: (meter) => <CoverBar meter={meter} instrument={instruments.get(meter.instrumentId)} />,
    },
    ...timeColumns(t),
  ]
}

function timeColumns(t: ProtectionWords): readonly DataColumn<ProtectionMeterView>[] {
  return [
    {
      id: 'exposed',
      label: t('columns.exposed'),
      help: t('help.exposed'),
      widthPx: 124,
      number: true,
      dropRank: 1,
      cell: (meter) => <Exposure meter={meter} />,
    },
    {
      id: 'longest',
      label: t('columns.longest'),
      help: t('help.longest'),
      widthPx: 72,
      number: true,
      dropRank: 2,
      cell: ({ longestMs }) => formatAge(longestMs),
      sortValue: ({ longestMs }) => longestMs,
    },
    {
      id: 'total',
      label: t('columns.total'),
      help: t('help.total'),
      widthPx: 72,
      number: true,
      dropRank: 3,
      cell: ({ totalMs }) => formatAge(totalMs),
      sortValue: ({ totalMs }) => totalMs,
    },
  ]
}

interface MeterProps {
  readonly meter: ProtectionMeterView
  readonly instrument: InstrumentView | undefined
}

/** `BTC-PERP +0.420`: the sign says the side, and so does the colour. */
function Position({ meter: { instrumentId, netQuantity }, instrument }: MeterProps) {
  const isLong = Number(netQuantity) > 0
  return (
    <span className="protection-position">
      {instrument?.symbol ?? instrumentId}{' '}
      <span className={isLong ? 'up' : 'down'}>
        {isLong && '+'}
        {formatQuantity(netQuantity, instrument?.lotSize ?? netQuantity)}
      </span>
    </span>
  )
}

function State({ meter, t }: { readonly meter: ProtectionMeterView; readonly t: ProtectionWords }) {
  const { state } = coverOf(meter)
  return (
    <span title={t(`statesHelp.${state}`)}>
      <Badge tone={COVER_TONES[state]}>{t(`states.${state}`)}</Badge>
    </span>
  )
}
