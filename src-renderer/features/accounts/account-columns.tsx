import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import type { useWords } from '../../i18n/index.ts'
import { Badge, type BadgeTone, type DataColumn, EnvironmentBadge, NOT_APPLICABLE, StateShape } from '../../ui/index.ts'
import { SystemAge } from '../tables/index.ts'
import { keysState, type OrdersState, ordersState } from './account-view.ts'

export type AccountWords = ReturnType<typeof useWords<'accounts'>>

/** What a table of accounts shows. */
export function accountColumns(t: AccountWords): readonly DataColumn<AccountAtVenueView>[] {
  return [
    {
      id: 'name',
      label: t('columns.name'),
      widthPx: 120,
      grow: true,
      rowHead: true,
      cell: ({ name }) => name,
      sortValue: ({ name }) => name,
    },
    {
      id: 'environment',
      label: t('columns.environment'),
      widthPx: 88,
      cell: ({ environment }) => <EnvironmentBadge environment={environment} />,
      sortValue: ({ environment }) => environment,
    },
    {
      id: 'venue',
      label: t('columns.venue'),
      widthPx: 148,
      dropRank: 2,
      cell: ({ venueLabel }) => <span title={venueLabel}>{venueLabel}</span>,
      sortValue: ({ venueLabel }) => venueLabel,
    },
    ...stateColumns(t),
  ]
}

const ORDER_TONES: Readonly<Record<OrdersState, BadgeTone>> = { playMoney: 'paper', notArmed: 'neutral', armed: 'live' }

function stateColumns(t: AccountWords): readonly DataColumn<AccountAtVenueView>[] {
  return [
    {
      id: 'orders',
      label: t('columns.orders'),
      widthPx: 108,
      dropRank: 1,
      cell: (account) => <Badge tone={ORDER_TONES[ordersState(account)]}>{t(`orders.${ordersState(account)}`)}</Badge>,
      sortValue: ordersState,
    },
    {
      id: 'keys',
      label: t('columns.keys'),
      widthPx: 92,
      dropRank: 3,
      cell: (account) => <Keys account={account} t={t} />,
      sortValue: keysState,
    },
    {
      id: 'check',
      label: t('columns.check'),
      widthPx: 132,
      dropRank: 4,
      cell: ({ lastCheck }) => <LastCheck check={lastCheck} t={t} />,
    },
    {
      id: 'used',
      label: t('columns.used'),
      widthPx: 88,
      dropRank: 5,
      cell: ({ inUse }) => (inUse ? t('inUse') : NOT_APPLICABLE),
      sortValue: ({ inUse }) => Number(inUse),
    },
  ]
}

function Keys({ account, t }: { readonly account: AccountAtVenueView; readonly t: AccountWords }) {
  const state = keysState(account)
  const isGood = state === 'set' || state === 'environment'
  return (
    <span className="accounts-state">
      <StateShape shape={isGood ? 'good' : 'warn'} />
      {t(`keys.${state}`)}
    </span>
  )
}

const CHECK_SHAPES = { usable: 'good', refused: 'bad', failed: 'warn' } as const

function LastCheck({ check, t }: { readonly check: AccountAtVenueView['lastCheck']; readonly t: AccountWords }) {
  if (check === null) return <span className="quiet">{t('never')}</span>
  return (
    <span className="accounts-state">
      <StateShape shape={CHECK_SHAPES[check.outcome]} />
      {t(`outcomes.${check.outcome}`)}
      <span className="quiet">
        <SystemAge sinceMs={check.checkedAtMs} />
      </span>
    </span>
  )
}
