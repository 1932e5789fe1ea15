import { ChevronDown, Layers } from 'lucide-react'
import type { Timeframe } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Popover, Switch } from '../../ui/index.ts'
import type { ChartSettings } from '../chart-settings.ts'
import { higherTimeframes, ICT_LAYERS, type IctLayer, type IctLayerSetting } from './ict-layers.ts'
import './ict.css'

export interface IctMenuProps {
  readonly settings: Pick<ChartSettings, 'ict' | 'timeframe'>
  readonly onSettings: (change: Pick<ChartSettings, 'ict'>) => void
}

/** Button with the number of layers that are on; opens a switch and a timeframe for each layer. */
export function IctMenu({ settings: { ict, timeframe }, onSettings }: IctMenuProps) {
  const t = useWords('chart')
  const change = (layer: IctLayer, setting: IctLayerSetting): void => onSettings({ ict: { ...ict, [layer]: setting } })
  return (
    <Popover
      title={t('smartMoney')}
      className="ict-menu"
      trigger={
        <Button tone="quiet" className="chart-tool">
          <Layers size={14} aria-hidden="true" />
          <span className="chart-tool-word chart-tool-long">{t('smartMoney')}</span>
          <span className="chart-tool-short" aria-hidden="true">
            ICT
          </span>
          <span className="tab-count">{ICT_LAYERS.filter((layer) => ict[layer].visible).length}</span>
        </Button>
      }
    >
      <ul className="ict-layers">
        {ICT_LAYERS.map((layer) => (
          <li key={layer}>
            <Switch
              checked={ict[layer].visible}
              onCheckedChange={(visible) => change(layer, { ...ict[layer], visible })}
            >
              {t(`ictLayers.${layer}`)}
            </Switch>
            <LayerTimeframe
              layer={layer}
              chart={timeframe}
              value={ict[layer].timeframe}
              onValueChange={(chosen) => change(layer, { ...ict[layer], timeframe: chosen })}
            />
          </li>
        ))}
      </ul>
    </Popover>
  )
}

interface LayerTimeframeProps {
  readonly layer: IctLayer
  /** Timeframe of the chart. */
  readonly chart: Timeframe
  readonly value: Timeframe | null
  readonly onValueChange: (value: Timeframe | null) => void
}

/** The chart's own timeframe, or a higher one. */
function LayerTimeframe({ layer, chart, value, onValueChange }: LayerTimeframeProps) {
  const t = useWords('chart')
  const higher = higherTimeframes(chart)
  const shown = value !== null && higher.includes(value) ? value : ''
  return (
    <span className="input input-select">
      <select
        aria-label={t('ictTimeframeOf', { layer: t(`ictLayers.${layer}`) })}
        value={shown}
        disabled={higher.length === 0}
        onChange={(event) => onValueChange(higher.find((one) => one === event.target.value) ?? null)}
      >
        <option value="">{t('ictOwnTimeframe', { timeframe: chart })}</option>
        {higher.map((timeframe) => (
          <option key={timeframe} value={timeframe}>
            {timeframe}
          </option>
        ))}
      </select>
      <ChevronDown size={12} className="input-chevron" aria-hidden="true" />
    </span>
  )
}
