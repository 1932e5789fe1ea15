import type { PortfolioRiskView } from '../../../src-contract/index.ts'
import { type EngineCalls, useConnection, usePolled } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EmptyState, ErrorState, Note, SkeletonRows, useFormatSettings } from '../../ui/index.ts'
import { CorrelationTable } from './correlation-table.tsx'
import { GroupsTable, StressTable, TailTable } from './risk-tables.tsx'

const REFRESH_MS = 15_000

const askRisk = async ({ analytics }: EngineCalls): Promise<PortfolioRiskView> => analytics.portfolioRisk()

/** What the portfolio as it is now may lose, what a shock would do to it, and what in it moves together. */
export function PortfolioRisk() {
  const t = useWords('performance')
  useFormatSettings()
  const connected = useConnection().kind === 'connected'
  const { value: risk, fault } = usePolled(REFRESH_MS, askRisk)
  if (risk === undefined) {
    if (fault !== undefined) return <ErrorState title={t('failed')}>{fault}</ErrorState>
    return <Loading />
  }
  const { tail, stress, correlation, groups, currency } = risk
  if (tail.length + stress.length + groups.length === 0) {
    return <EmptyState title={t('risk.noPositions.title')}>{t('risk.noPositions.text')}</EmptyState>
  }
  return (
    <section
      className={connected ? 'portfolio-risk' : 'portfolio-risk table-old'}
      tabIndex={0}
      aria-label={t('tabs.risk')}
    >
      {fault !== undefined && <Note kind="warn" title={t('notNew', { fault })} />}
      <TailTable tail={tail} currency={currency} />
      <StressTable stress={stress} currency={currency} />
      <GroupsTable groups={groups} currency={currency} />
      <CorrelationTable correlation={correlation} />
    </section>
  )
}

const COLUMNS = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]

function Loading() {
  return (
    <table className="table" aria-busy="true">
      <tbody>
        <SkeletonRows columns={COLUMNS} />
      </tbody>
    </table>
  )
}
