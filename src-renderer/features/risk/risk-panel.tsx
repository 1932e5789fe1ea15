import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { z } from 'zod'
import { useLimits } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, useLinkedInstrument, usePanel, usePanelParams } from '../../panels/index.ts'
import { SubTabs, TableView, useElementWidth } from '../../ui/index.ts'
import { RefusalTable } from './refusal-table.tsx'
import './risk.css'
import { riskCounts, riskRows } from './risk-rows.ts'
import { RiskTable } from './risk-table.tsx'
import { useGuards, useRefusals } from './use-risk.ts'

/** From here on both tables have room beside each other. */
const BESIDE_PX = 1_040

const Params = z.object({
  tab: z.enum(['rules', 'refusals']).catch('rules'),
  table: TableView,
  refusals: TableView,
})

/** What watches over the account, how near it is, what it holds back, and the orders that were refused. */
export function RiskPanel() {
  const { visible } = usePanel()
  const frame = useRef<HTMLDivElement>(null)
  const widthPx = useElementWidth(frame)
  const guards = useGuards(visible)
  const limits = useLimits(visible)
  const refusals = useRefusals(visible)
  const [params, setParams] = usePanelParams(Params)
  const { select } = useLinkedInstrument()
  const rules = (
    <RiskTable guards={guards} limits={limits} table={params.table} onTableChange={(table) => setParams({ table })} />
  )
  const refused = (
    <RefusalTable
      refusals={refusals}
      table={params.refusals}
      onTableChange={(table) => setParams({ refusals: table })}
      onSelect={select}
    />
  )
  return (
    <div className="risk" ref={frame}>
      <HeadActions>
        <Summary counts={riskCounts(riskRows(guards.value ?? [], limits.list))} />
      </HeadActions>
      {visible && (
        <Content
          beside={(widthPx ?? 0) >= BESIDE_PX}
          tab={params.tab}
          onTabChange={(tab) => setParams({ tab })}
          refusedCount={refusals.value?.list.length}
          rules={rules}
          refused={refused}
        />
      )}
    </div>
  )
}

type Tab = z.infer<typeof Params>['tab']

interface ContentProps {
  readonly beside: boolean
  readonly tab: Tab
  readonly onTabChange: (tab: Tab) => void
  readonly refusedCount: number | undefined
  readonly rules: ReactNode
  readonly refused: ReactNode
}

/** Beside each other where there is room, behind tabs where there is not. */
function Content({ beside, tab, onTabChange, refusedCount, rules, refused }: ContentProps) {
  const t = useWords('risk')
  if (beside) {
    return (
      <div className="risk-beside">
        <section className="risk-half" aria-label={t('tabs.rules')}>
          {rules}
        </section>
        <section className="risk-half" aria-label={t('tabs.refusals')}>
          {refused}
        </section>
      </div>
    )
  }
  return (
    <SubTabs
      label={t('tabs.label')}
      value={tab}
      onValueChange={onTabChange}
      tabs={[
        { value: 'rules' as const, label: t('tabs.rules'), content: rules },
        { value: 'refusals' as const, label: t('tabs.refusals'), count: refusedCount, content: refused },
      ]}
    />
  )
}

/** Nothing while all is well: the head has little room. */
function Summary({ counts: { tripped, near } }: { readonly counts: ReturnType<typeof riskCounts> }) {
  const t = useWords('risk')
  if (tripped + near === 0) return null
  return (
    <span className={`risk-summary ${tripped > 0 ? 'danger' : 'warn'}`}>
      <TriangleAlert size={12} aria-hidden="true" />
      {tripped > 0 ? t('tripped', { count: tripped }) : t('near', { count: near })}
    </span>
  )
}
