import type { ReactNode } from 'react'
import type { PortfolioRiskView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatPercent, formatPercentWhole, formatSignedMoney, NOT_APPLICABLE, signTone } from '../../ui/index.ts'
import { FigureText } from './figure-text.tsx'
import { figureTone } from './figures.ts'

export interface HeadCell {
  readonly label: string
  readonly number?: boolean
  readonly help?: string
}

/** A small table with a heading of its own. */
export function RiskSection({
  title,
  heads,
  children,
}: {
  readonly title: string
  readonly heads: readonly HeadCell[]
  readonly children: ReactNode
}) {
  return (
    <table className="table risk-section">
      <caption>{title}</caption>
      <thead>
        <tr>
          {heads.map(({ label, number, help }) => (
            <th key={label} scope="col" className={number ? 'number' : undefined} title={help}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

interface SectionProps {
  readonly currency: string
}

/** VaR and CVaR by method, confidence and time; losses without sign. */
export function TailTable({ tail, currency }: SectionProps & Pick<PortfolioRiskView, 'tail'>) {
  const t = useWords('performance')
  const heads = [
    { label: t('risk.method') },
    { label: t('risk.confidence'), number: true },
    { label: t('risk.horizon'), number: true },
    { label: `${t('risk.valueAtRisk')} ${currency}`, number: true, help: t('risk.valueAtRiskHelp') },
    { label: `${t('risk.conditional')} ${currency}`, number: true, help: t('risk.conditionalHelp') },
  ]
  return (
    <RiskSection title={t('risk.tail')} heads={heads}>
      {tail.map(({ method, confidence, horizonDays, valueAtRisk, conditional }) => (
        <tr key={`${method} ${confidence} ${horizonDays}`}>
          <th scope="row">{t(`risk.methods.${method}`)}</th>
          <td className="number">{formatPercentWhole(confidence)}</td>
          <td className="number">{t('risk.days', { count: horizonDays })}</td>
          <td className="number">
            <FigureText figure={valueAtRisk} kind="ratio" />
          </td>
          <td className="number">
            <FigureText figure={conditional} kind="ratio" />
          </td>
        </tr>
      ))}
    </RiskSection>
  )
}

/** What each shock would do to what is held now. */
export function StressTable({ stress, currency }: SectionProps & Pick<PortfolioRiskView, 'stress'>) {
  const t = useWords('performance')
  const heads = [
    { label: t('risk.shock') },
    { label: `${t('risk.result')} ${currency}`, number: true },
    { label: t('risk.ofEquity'), number: true },
  ]
  return (
    <RiskSection title={t('risk.stress')} heads={heads}>
      {stress.map(({ stressId, label, description, profit, fraction }) => (
        <tr key={stressId} title={description}>
          <th scope="row">{label}</th>
          <td className={`number ${figureTone(profit, 'money')}`}>
            <FigureText figure={profit} kind="money" />
          </td>
          <td className="number">
            <FigureText figure={fraction} kind="percent" />
          </td>
        </tr>
      ))}
    </RiskSection>
  )
}

/** Instruments that count as one, with their share of equity against its bound. */
export function GroupsTable({ groups, currency }: SectionProps & Pick<PortfolioRiskView, 'groups'>) {
  const t = useWords('performance')
  const instruments = useInstruments().byId
  const heads = [
    { label: t('risk.group') },
    { label: t('risk.members') },
    { label: `${t('risk.exposure')} ${currency}`, number: true },
    { label: t('risk.ofEquity'), number: true },
    { label: t('risk.limit'), number: true },
  ]
  return (
    <RiskSection title={t('risk.groups')} heads={heads}>
      {groups.map(({ label, instrumentIds, exposure, fraction, limit }) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td>{instrumentIds.map((id) => instruments.get(id)?.symbol ?? id).join(', ')}</td>
          <td className={`number ${signTone(exposure)}`}>{formatSignedMoney(exposure)}</td>
          <td className={isOver(fraction.value, limit) ? 'number danger' : 'number'}>
            <FigureText figure={fraction} kind="percent" />
          </td>
          <td className="number">{limit === null ? NOT_APPLICABLE : formatPercent(limit)}</td>
        </tr>
      ))}
    </RiskSection>
  )
}

const isOver = (share: number | null, limit: number | null): boolean =>
  share !== null && limit !== null && Math.abs(share) > limit
