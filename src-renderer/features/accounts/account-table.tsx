import { useMemo, useState } from 'react'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DataTable, EmptyState, type TableView } from '../../ui/index.ts'
import { accountColumns } from './account-columns.tsx'
import { AccountDetail } from './account-detail.tsx'
import { TradingAccount } from './trading-account.tsx'

export interface AccountTableProps {
  /** Undefined while they are loading. */
  readonly accounts: readonly AccountAtVenueView[] | undefined
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
  readonly onAdd: () => void
  /** Something was changed: ask anew. */
  readonly onChanged: () => void
}

/** Every account in a line; the chosen one opens under it. */
export function AccountTable({ accounts, view, onViewChange, onAdd, onChanged }: AccountTableProps) {
  const t = useWords('accounts')
  const connected = useConnection().kind === 'connected'
  const [chosen, setChosen] = useState<string>()
  const columns = useMemo(() => accountColumns(t), [t])
  const open = (accounts?.length === 1 ? accounts[0]?.name : undefined) ?? chosen
  return (
    <DataTable<AccountAtVenueView>
      label={t('title')}
      className={connected ? '' : 'table-old'}
      columns={columns}
      rows={accounts}
      rowId={({ name }) => name}
      view={view}
      onViewChange={onViewChange}
      selectedId={open}
      onSelect={({ name }) => setChosen(name === chosen ? undefined : name)}
      detailOf={detailsOf(open, onChanged)}
      footer={
        <>
          <span>{t('count', { count: accounts?.length ?? 0 })}</span>
          <TradingAccount accounts={accounts ?? []} />
        </>
      }
      empty={
        <EmptyState
          title={t('empty.title')}
          actions={
            <Button tone="primary" disabled={!connected} onClick={onAdd}>
              {t('add')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      }
    />
  )
}

/** Only the chosen account shows its details. */
function detailsOf(open: string | undefined, onChanged: () => void) {
  return (account: AccountAtVenueView) =>
    account.name === open ? <AccountDetail account={account} onChanged={onChanged} /> : undefined
}
