import { Plus } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel, usePanelParams } from '../../panels/index.ts'
import { Button, ErrorState, IconButton, SubTabs, TableView } from '../../ui/index.ts'
import { Connections } from '../connections/index.ts'
import { AccountDialog } from './account-dialog.tsx'
import { AccountTable } from './account-table.tsx'
import './accounts.css'
import { LiveGuide } from './live-guide.tsx'
import { useAccounts } from './use-accounts.ts'
import { VenueTable } from './venue-table.tsx'

/** Accounts at exchanges: their settings and keys, whether these are good, and which may trade with money. */
export function AccountsPanel() {
  return usePanel().visible ? <Accounts /> : null
}

const Params = z.object({
  tab: z.enum(['accounts', 'connections', 'venues', 'guide']).catch('accounts'),
  table: TableView,
  connections: TableView,
  venues: TableView,
})

function Accounts() {
  const t = useWords('accounts')
  const { value: accounts, fault, refresh } = useAccounts()
  const [{ tab, table, connections, venues }, setParams] = usePanelParams(Params)
  const [isAdding, setAdding] = useState(false)
  const add = (): void => setAdding(true)
  if (accounts === undefined && fault !== undefined) return <NotLoaded fault={fault} onRetry={refresh} />
  const list = { accounts, view: table, onAdd: add, onChanged: refresh }
  return (
    <div className="accounts">
      <HeadActions>
        <AddButton onAdd={add} />
      </HeadActions>
      <SubTabs
        label={t('tabs.label')}
        value={tab}
        onValueChange={(next) => setParams({ tab: next })}
        tabs={[
          {
            value: 'accounts',
            label: t('tabs.accounts'),
            content: <AccountTable {...list} onViewChange={(view) => setParams({ table: view })} />,
          },
          {
            value: 'connections',
            label: t('tabs.connections'),
            content: <Connections view={connections} onViewChange={(view) => setParams({ connections: view })} />,
          },
          {
            value: 'venues',
            label: t('tabs.venues'),
            content: <VenueTable view={venues} onViewChange={(view) => setParams({ venues: view })} />,
          },
          { value: 'guide', label: t('tabs.guide'), content: <LiveGuide accounts={accounts} onAdd={add} /> },
        ]}
      />
      {isAdding && (
        <AccountDialog
          account={undefined}
          taken={accounts?.map(({ name }) => name) ?? []}
          onDone={() => {
            setAdding(false)
            refresh()
          }}
        />
      )}
    </div>
  )
}

function NotLoaded({ fault, onRetry }: { readonly fault: string; readonly onRetry: () => void }) {
  const t = useWords('accounts')
  return (
    <ErrorState title={t('refused')} actions={<Button onClick={onRetry}>{t('tryAgain')}</Button>}>
      {fault}
    </ErrorState>
  )
}

/** An icon: the head has little room beside its tabs. */
function AddButton({ onAdd }: { readonly onAdd: () => void }) {
  const t = useWords('accounts')
  const connected = useConnection().kind === 'connected'
  return (
    <IconButton label={t('add')} disabled={!connected} onClick={onAdd}>
      <Plus size={14} aria-hidden="true" />
    </IconButton>
  )
}
