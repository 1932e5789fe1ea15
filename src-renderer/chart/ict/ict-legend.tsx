import { useStore } from 'zustand'
import { useWords } from '../../i18n/index.ts'
import { ColourSwatch, LiveText } from '../../ui/index.ts'
import type { ChartStore } from '../session/chart-store.ts'
import type { IctCounts } from './ict-counts.ts'
import type { IctLayer, ShownLayer } from './ict-layers.ts'

export interface IctLegendProps {
  readonly layers: readonly ShownLayer[]
  readonly counts: IctCounts
  readonly store: ChartStore
}

/** Token of the colour that a layer is drawn in. */
const COLOURS: Readonly<Record<IctLayer, string>> = {
  swings: 'text2',
  structure: 'text2',
  fairValueGaps: 'ict-gap-up',
  orderBlocks: 'ict-block',
  breakers: 'ict-block',
  liquidity: 'ict-liquidity',
  previousLevels: 'ict-liquidity',
  sessions: 'ict-session-1',
  displacement: 'up',
  premiumDiscount: 'text3',
  ote: 'ict-entry',
}

/** Row of the legend with the layers that are on, each with the number of its active objects in sight. */
export function IctLegend({ layers, counts, store }: IctLegendProps) {
  const t = useWords('chart')
  const fault = useStore(store, ({ ictFault }) => ictFault)
  if (layers.length === 0) return null
  return (
    <>
      <ul className="chart-indicators chart-ict" aria-label={t('smartMoney')}>
        {layers.map(({ layer, timeframe, higher }) => (
          <li key={layer} title={t(`ictLayers.${layer}`)}>
            <ColourSwatch colour={COLOURS[layer]} />
            {t(`ictShort.${layer}`)}
            {higher && ` ${timeframe}`}
            <span className="chart-indicator-values">
              <LiveText values={counts} id={layer} format={String} placeholder="0" />
            </span>
          </li>
        ))}
      </ul>
      {fault !== undefined && <p className="warn">{t('ictFault', { fault })}</p>}
    </>
  )
}
