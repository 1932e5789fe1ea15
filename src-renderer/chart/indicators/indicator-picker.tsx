import { ChartSpline, Eye, EyeOff, Pencil, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, ColourSwatch, IconButton, Popover } from '../../ui/index.ts'
import type { ChartIndicator } from '../chart-settings.ts'
import { AddIndicator } from './add-indicator.tsx'
import { IndicatorEditor } from './indicator-editor.tsx'
import './indicator-picker.css'
import { kindName } from './shown-indicators.ts'
import type { ChartIndicators } from './use-chart-indicators.ts'

/** Button with the number of indicators; opens what is on the chart and what can be added. */
export function IndicatorPicker({ indicators }: { readonly indicators: ChartIndicators }) {
  const t = useWords('chart')
  return (
    <Popover
      title={t('indicators')}
      titleHidden
      className="indicator-picker"
      trigger={
        <Button tone="quiet" className="chart-tool">
          <ChartSpline size={14} aria-hidden="true" />
          <span className="chart-tool-word">{t('indicators')}</span>
          <span className="tab-count">{indicators.list.length}</span>
        </Button>
      }
    >
      <ChosenIndicators indicators={indicators} />
      <AddIndicator indicators={indicators} />
    </Popover>
  )
}

function ChosenIndicators({ indicators }: { readonly indicators: ChartIndicators }) {
  const t = useWords('chart')
  const { list, chosen } = indicators
  return (
    <section aria-label={t('indicatorsOn')}>
      <header className="indicator-picker-head">
        <h3>{t('indicatorsOn')}</h3>
        {chosen && (
          <Button size="small" tone="quiet" onClick={indicators.reset}>
            {t('strategyAverages')}
          </Button>
        )}
      </header>
      {list.length === 0 && <p className="quiet">{t('noIndicators')}</p>}
      <ul className="indicator-rows">
        {list.map((indicator) => (
          <IndicatorRow key={indicator.key} {...{ indicator, indicators }} />
        ))}
      </ul>
    </section>
  )
}

function IndicatorRow({
  indicator,
  indicators,
}: {
  readonly indicator: ChartIndicator
  readonly indicators: ChartIndicators
}) {
  const t = useWords('chart')
  const row = useRef<HTMLLIElement>(null)
  const [editing, setEditing] = useState(false)
  const { key, indicatorId, visible, colour } = indicator
  const shown = indicators.shown.find((one) => one.key === key)
  const name = shown?.name ?? kindName(indicatorId)
  const unknown = shown === undefined && indicators.catalogue.list !== undefined
  return (
    <li ref={row} className="indicator-row">
      <ColourSwatch colour={colour} />
      <span
        className={visible ? 'indicator-name' : 'indicator-name quiet'}
        title={unknown ? t('indicatorUnknown', { name }) : undefined}
      >
        {name}
      </span>
      {unknown && <span className="warn">?</span>}
      <IconButton label={t('editName', { name })} disabled={shown === undefined} onClick={() => setEditing(true)}>
        <Pencil size={12} />
      </IconButton>
      <IconButton
        label={visible ? t('hideName', { name }) : t('showName', { name })}
        onClick={() => indicators.change(key, { visible: !visible })}
      >
        {visible ? <Eye size={12} /> : <EyeOff size={12} />}
      </IconButton>
      <IconButton label={t('removeName', { name })} onClick={() => indicators.remove(key)}>
        <X size={12} />
      </IconButton>
      {shown !== undefined && (
        <IndicatorEditor {...{ indicators }} indicator={shown} open={editing} onOpenChange={setEditing} anchor={row} />
      )}
    </li>
  )
}
