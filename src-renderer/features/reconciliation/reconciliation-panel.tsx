import { useCallback, useState } from 'react'
import { z } from 'zod'
import type { DifferenceView, ReconciliationView, ResolutionAction } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, useLinkedInstrument, usePanel, usePanelParams } from '../../panels/index.ts'
import { ErrorState, SubTabs, TableView } from '../../ui/index.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { PassNotes, PassTools } from './pass-status.tsx'
import { quarantinedOf, QuarantineTable } from './quarantine-table.tsx'
import './reconciliation.css'
import { ResolveDialog } from './resolve-dialog.tsx'
import { useReconciliation } from './use-reconciliation.ts'

/** What the ledger says beside what the venue says, and what can be done where they differ. */
export function ReconciliationPanel() {
  const t = useWords('reconciliation')
  const { visible } = usePanel()
  const { value: view, fault } = useReconciliation(visible)
  if (!visible) return null
  if (fault !== undefined && view === undefined) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return <Reconciliation view={view} />
}

const Params = z.object({
  tab: z.enum(['both', 'differences', 'quarantine']).catch('both'),
  table: TableView,
  differences: TableView,
})

interface AskedResolution {
  readonly difference: DifferenceView
  readonly action: ResolutionAction
}

function Reconciliation({ view }: { readonly view: ReconciliationView | undefined }) {
  const [asked, setAsked] = useState<AskedResolution>()
  const onResolve = useCallback(
    (difference: DifferenceView, action: ResolutionAction) => setAsked({ difference, action }),
    [],
  )
  return (
    <div className="reconciliation">
      <HeadActions>{view !== undefined && <PassTools view={view} />}</HeadActions>
      {view !== undefined && <PassNotes view={view} />}
      <Tabs view={view} onResolve={onResolve} />
      {asked !== undefined && (
        <ResolveDialog
          {...asked}
          current={view?.differences.find(({ differenceId }) => differenceId === asked.difference.differenceId)}
          onDone={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

interface TabsProps {
  readonly view: ReconciliationView | undefined
  readonly onResolve: (difference: DifferenceView, action: ResolutionAction) => void
}

function Tabs({ view, onResolve }: TabsProps) {
  const t = useWords('reconciliation')
  const [params, setParams] = usePanelParams(Params)
  const { select } = useLinkedInstrument()
  return (
    <SubTabs
      label={t('tabs.label')}
      value={params.tab}
      onValueChange={(tab) => setParams({ tab })}
      tabs={[
        {
          value: 'both' as const,
          label: t('tabs.both'),
          content: (
            <ComparisonTable
              view={view}
              table={params.table}
              onTableChange={(table) => setParams({ table })}
              onSelect={select}
            />
          ),
        },
        {
          value: 'differences' as const,
          label: t('tabs.differences'),
          count: view?.differences.filter(({ state }) => state === 'open').length,
          content: (
            <DifferenceTable
              differences={view?.differences}
              table={params.differences}
              onTableChange={(differences) => setParams({ differences })}
              onSelect={select}
              onResolve={onResolve}
            />
          ),
        },
        {
          value: 'quarantine' as const,
          label: t('tabs.quarantine'),
          count: view && quarantinedOf(view.instruments).length,
          content: <QuarantineTable view={view} onSelect={select} />,
        },
      ]}
    />
  )
}
