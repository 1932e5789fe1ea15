import type { PortfolioRiskView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatNumber, Note, UNKNOWN } from '../../ui/index.ts'
import { correlationStep } from './correlation.ts'
import { RiskSection } from './risk-tables.tsx'

/** Each instrument against each other: the number, and a tint that goes with it. */
export function CorrelationTable({ correlation }: Pick<PortfolioRiskView, 'correlation'>) {
  const t = useWords('performance')
  const instruments = useInstruments().byId
  const { instrumentIds, matrix, basis, reason } = correlation
  if (reason !== null)
    return (
      <Note kind="warn" title={t('risk.correlation')}>
        {reason}
      </Note>
    )
  const symbols = instrumentIds.map((id) => instruments.get(id)?.symbol ?? id)
  const heads = [{ label: t('risk.members') }, ...symbols.map((label) => ({ label, number: true }))]
  return (
    <>
      <RiskSection title={t('risk.correlation')} heads={heads}>
        {symbols.map((symbol, row) => (
          <tr key={symbol}>
            <th scope="row">{symbol}</th>
            {symbols.map((other, column) => {
              const value = matrix[row]?.[column] ?? null
              return (
                <td key={other} className="number correlation" data-step={correlationStep(value)}>
                  {value === null ? UNKNOWN : formatNumber(value, { decimals: 2 })}
                </td>
              )
            })}
          </tr>
        ))}
      </RiskSection>
      <p className="risk-basis">{t('risk.basis', { basis })}</p>
    </>
  )
}
