import { useId } from 'react'
import { useWords } from '../../i18n/index.ts'
import { formatPercent, formatRatio } from '../../ui/index.ts'
import { PRESET_NAMES, PRESETS, presetOf, type RiskLimits } from './risk-presets.ts'

export interface PresetTableProps {
  readonly limits: RiskLimits
  readonly onChoose: (limits: RiskLimits) => void
}

/** The limits to choose from; what is configured otherwise has a row of its own. */
export function PresetTable({ limits, onChoose }: PresetTableProps) {
  const t = useWords('gate')
  const name = useId()
  const chosen = presetOf(limits)
  const rows = [
    ...PRESET_NAMES.map((preset) => ({ id: preset, limits: PRESETS[preset] })),
    ...(chosen === undefined ? [{ id: 'own' as const, limits }] : []),
  ]
  return (
    <table className="guide-presets">
      <caption>{t('guide.account.limits')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('guide.account.perTrade')}</th>
          <th scope="col">{t('guide.account.dailyLoss')}</th>
          <th scope="col">{t('guide.account.leverage')}</th>
          <th scope="col">{t('guide.account.positions')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, limits: row }) => (
          <tr key={id} data-chosen={id === (chosen ?? 'own')}>
            <th scope="row">
              <label className="check">
                <input type="radio" name={name} checked={id === (chosen ?? 'own')} onChange={() => onChoose(row)} />
                {t(`guide.account.${id}`)}
              </label>
            </th>
            <td>{formatPercent(row.maxRiskPerTradeFraction)}</td>
            <td>{formatPercent(row.maxDailyLossFraction)}</td>
            <td>{formatRatio(row.maxLeverage)}×</td>
            <td>{row.maxOpenPositions}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
