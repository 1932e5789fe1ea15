import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { orderBadge, orderDetail } from '../../trading/index.ts'
import {
  Badge,
  formatMoney,
  formatPrice,
  formatQuantity,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
} from '../../ui/index.ts'
import type { TradeStory } from './trade-story.ts'

export interface StoryOrdersProps {
  readonly story: TradeStory
  readonly instrument: InstrumentView | undefined
}

/** The orders of the trade as they stand, and what it brought. */
export function StoryOrders({ story, instrument }: StoryOrdersProps) {
  const t = useWords('signals')
  const shared = useWords('tables')
  const name = t('story.orders')
  return (
    <section aria-label={name}>
      <h3 className="story-heading">{name}</h3>
      <table className="table story-table" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t('story.order')}</th>
            <th scope="col">{shared('columns.state')}</th>
            <th scope="col" className="number">
              {shared('columns.quantity')}
            </th>
            <th scope="col" className="number">
              {shared('columns.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {story.orders.map((order) => (
            <OrderLine key={order.orderId} order={order} instrument={instrument} />
          ))}
        </tbody>
      </table>
      <Result story={story} />
    </section>
  )
}

interface OrderLineProps extends Pick<StoryOrdersProps, 'instrument'> {
  readonly order: OrderView
}

function OrderLine({ order, instrument }: OrderLineProps) {
  const { word, tone } = orderBadge(order.state)
  const price = order.averagePrice ?? order.limitPrice ?? order.triggerPrice
  return (
    <tr>
      <th scope="row">{orderDetail(order)}</th>
      <td>
        <Badge tone={tone}>{word}</Badge>
      </td>
      <td className="number">{formatQuantity(order.quantity, instrument?.lotSize ?? order.quantity)}</td>
      <td className="number">{price === null ? NOT_APPLICABLE : formatPrice(price, instrument?.tickSize ?? price)}</td>
    </tr>
  )
}

function Result({ story: { realisedPnl, fees, hasResult } }: Pick<StoryOrdersProps, 'story'>) {
  const t = useWords('signals')
  const currency = useAccount((account) => account.currency) ?? ''
  return (
    <dl className="story-facts">
      <div>
        <dt>{t('story.result')}</dt>
        <dd className={signTone(realisedPnl)}>
          {hasResult ? `${formatSignedMoney(realisedPnl)} ${currency}` : t('story.open')}
        </dd>
      </div>
      <div>
        <dt>{t('story.fees')}</dt>
        <dd>
          {formatMoney(fees)} {currency}
        </dd>
      </div>
    </dl>
  )
}
