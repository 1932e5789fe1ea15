import { z } from 'zod'
import { PERFORMANCE_GROUPS } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { usePanel, usePanelParams } from '../../panels/index.ts'
import { SubTabs, TableView } from '../../ui/index.ts'
import { FiguresView } from './figures-view.tsx'
import './performance.css'
import { PortfolioRisk } from './portfolio-risk.tsx'
import { TradesTable } from './trades-table.tsx'

const Params = z.object({
  tab: z.enum(['figures', 'trades', 'risk']).catch('figures'),
  group: z.enum(PERFORMANCE_GROUPS).catch('all'),
  table: TableView,
  trades: TableView,
})

/** What was traded in figures, trade by trade, and the risk of what is held. */
export function PerformancePanel() {
  return usePanel().visible ? <Performance /> : null
}

function Performance() {
  const t = useWords('performance')
  const [params, setParams] = usePanelParams(Params)
  return (
    <SubTabs
      label={t('tabs.label')}
      value={params.tab}
      onValueChange={(tab) => setParams({ tab })}
      tabs={[
        {
          value: 'figures' as const,
          label: t('tabs.figures'),
          content: (
            <FiguresView
              group={params.group}
              onGroupChange={(group) => setParams({ group })}
              table={params.table}
              onTableChange={(table) => setParams({ table })}
            />
          ),
        },
        {
          value: 'trades' as const,
          label: t('tabs.trades'),
          content: <TradesTable table={params.trades} onTableChange={(trades) => setParams({ trades })} />,
        },
        { value: 'risk' as const, label: t('tabs.risk'), content: <PortfolioRisk /> },
      ]}
    />
  )
}
