import { ChartCandlestick, ChartLine, ChartNoAxesColumn, ChevronDown, type LucideIcon } from 'lucide-react'
import { type InstrumentView, TIMEFRAMES, type Timeframe } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Combobox, IconButton, Menu, Segmented } from '../../ui/index.ts'
import { type ChartSettings, PRICE_STYLES, type PriceStyle } from '../chart-settings.ts'
import { IctMenu } from '../ict/ict-menu.tsx'
import { IndicatorPicker } from '../indicators/indicator-picker.tsx'
import type { ChartIndicators } from '../indicators/use-chart-indicators.ts'

import type { HeadRoom } from './head-room.ts'

export interface ChartToolsProps {
  readonly instrument: InstrumentView | undefined
  readonly onInstrument: (instrumentId: string) => void
  readonly settings: ChartSettings
  readonly onSettings: (change: Partial<ChartSettings>) => void
  readonly indicators: ChartIndicators
  readonly room: HeadRoom
}

/** What is seen on the chart: instrument, timeframe, style of the prices, indicators. */
export function ChartTools({ instrument, onInstrument, settings, onSettings, indicators, room }: ChartToolsProps) {
  return (
    <div className="chart-tools" data-room={room}>
      <InstrumentPicker instrument={instrument} onInstrument={onInstrument} />
      <TimeframeChoice value={settings.timeframe} onValueChange={(timeframe) => onSettings({ timeframe })} />
      <StyleMenu value={settings.style} onValueChange={(style) => onSettings({ style })} />
      <IndicatorPicker indicators={indicators} />
      <IctMenu {...{ settings, onSettings }} />
    </div>
  )
}

function InstrumentPicker({ instrument, onInstrument }: Pick<ChartToolsProps, 'instrument' | 'onInstrument'>) {
  const t = useWords('chart')
  const { list } = useInstruments()
  const symbol = instrument?.symbol ?? t('title')
  return (
    <Combobox
      label={t('searchInstrument')}
      items={list}
      value={instrument ?? null}
      onValueChange={({ instrumentId }) => onInstrument(instrumentId)}
      itemId={({ instrumentId }) => instrumentId}
      itemLabel={(one) => one.symbol}
      itemWords={({ name, venueId }) => `${name} ${venueId}`}
      itemDetail={({ name }) => name}
      trigger={
        <Button tone="quiet" className="chart-symbol" aria-label={t('chooseInstrument', { symbol })}>
          {symbol}
          <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
    />
  )
}

interface TimeframeChoiceProps {
  readonly value: Timeframe
  readonly onValueChange: (timeframe: Timeframe) => void
}

const TIMEFRAME_OPTIONS = TIMEFRAMES.map((value) => ({ value, label: value }))

/** All timeframes in sight, or behind one button where the head is narrow. */
function TimeframeChoice({ value, onValueChange }: TimeframeChoiceProps) {
  const t = useWords('chart')
  return (
    <>
      <Segmented
        small
        className="chart-timeframes"
        label={t('timeframe')}
        value={value}
        options={TIMEFRAME_OPTIONS}
        onValueChange={onValueChange}
      />
      <Menu
        label={t('timeframe')}
        trigger={
          <Button tone="quiet" className="chart-timeframe-menu" aria-label={`${t('timeframe')} ${value}`}>
            {value}
            <ChevronDown size={12} aria-hidden="true" />
          </Button>
        }
        entries={[
          {
            kind: 'choice',
            id: 'timeframe',
            label: t('timeframe'),
            value,
            options: TIMEFRAME_OPTIONS,
            onValueChange: (chosen) => chooseOf(TIMEFRAMES, chosen, onValueChange),
          },
        ]}
      />
    </>
  )
}

const STYLE_ICONS: Readonly<Record<PriceStyle, LucideIcon>> = {
  candles: ChartCandlestick,
  bars: ChartNoAxesColumn,
  line: ChartLine,
}

interface StyleMenuProps {
  readonly value: PriceStyle
  readonly onValueChange: (style: PriceStyle) => void
}

function StyleMenu({ value, onValueChange }: StyleMenuProps) {
  const t = useWords('chart')
  const Icon = STYLE_ICONS[value]
  return (
    <Menu
      label={t('style')}
      trigger={
        <IconButton label={`${t('style')}: ${t(`styles.${value}`)}`}>
          <Icon size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={[
        {
          kind: 'choice',
          id: 'style',
          label: t('style'),
          value,
          options: PRICE_STYLES.map((style) => ({ value: style, label: t(`styles.${style}`) })),
          onValueChange: (chosen) => chooseOf(PRICE_STYLES, chosen, onValueChange),
        },
      ]}
    />
  )
}

/** A menu knows its values as text. */
function chooseOf<Value extends string>(
  values: readonly Value[],
  chosen: string,
  onChoose: (value: Value) => void,
): void {
  const value = values.find((one) => one === chosen)
  if (value !== undefined) onChoose(value)
}
