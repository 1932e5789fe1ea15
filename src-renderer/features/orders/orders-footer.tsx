import type { OrderView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatMoney } from '../../ui/index.ts'
import { sumOrders } from './order-sums.ts'

/** How many orders are open, and what they are worth. */
export function OrdersFooter({ orders }: { readonly orders: readonly OrderView[] }) {
  const t = useWords('orders')
  const { open, protections, others, entryValue } = sumOrders(orders)
  return (
    <>
      <span>
        {t('footer.open')} <b>{open}</b>
      </span>
      <span>
        {t('footer.protections')} <b>{protections}</b>
      </span>
      <span>
        {t('footer.entries')} <b>{others}</b>
      </span>
      <span>
        {t('footer.value')} <b>{formatMoney(entryValue)}</b>
      </span>
    </>
  )
}
