import type { InstrumentView, SignalView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { orderBadge, orderDetail } from '../../trading/index.ts'
import { formatClock, formatPrice, formatQuantity } from '../../ui/index.ts'
import type { StoryEvent, TradeStory } from './trade-story.ts'

export interface StoryCourseProps {
  readonly signal: SignalView
  readonly story: TradeStory
  readonly instrument: InstrumentView | undefined
}

/** What happened, on a line of time. */
export function StoryCourse({ signal, story, instrument }: StoryCourseProps) {
  const t = useWords('signals')
  const name = t('story.course')
  return (
    <section aria-label={name}>
      <h3 className="story-heading">{name}</h3>
      <ol className="story-course">
        {story.events.map((event) => (
          <Event key={keyOf(event)} event={event} signal={signal} instrument={instrument} />
        ))}
      </ol>
      {signal.outcome === 'denied' && <p className="story-note">{t('story.nothingLeft')}</p>}
      {signal.outcome === 'ignored' && (
        <p className="story-note">
          {signal.ignoredReason === null
            ? t('story.ignoredUnknown')
            : t('story.ignored', { reason: signal.ignoredReason })}
        </p>
      )}
      {story.orderGone && <p className="story-note">{t('story.orderGone', { orderId: signal.orderId ?? '' })}</p>}
    </section>
  )
}

const keyOf = (event: StoryEvent): string => {
  if (event.kind === 'decided') return event.kind
  return event.kind === 'filled' ? event.fill.fillId : `${event.kind} ${event.order.orderId}`
}

interface EventProps extends Pick<StoryCourseProps, 'signal' | 'instrument'> {
  readonly event: StoryEvent
}

function Event({ event, signal, instrument }: EventProps) {
  const { text, price } = useEventWords(event, signal, instrument)
  return (
    <li data-kind={event.kind}>
      <time className="quiet" dateTime={new Date(event.timeMs).toISOString()}>
        {formatClock(event.timeMs)}
      </time>
      <span className="story-dot" aria-hidden="true" />
      <span>{text}</span>
      <span className="story-value">
        {price === undefined ? '' : instrument === undefined ? price : formatPrice(price, instrument.tickSize)}
      </span>
    </li>
  )
}

interface EventWords {
  readonly text: string
  readonly price?: number | string
}

function useEventWords(event: StoryEvent, signal: SignalView, instrument: InstrumentView | undefined): EventWords {
  const t = useWords('signals')
  const quantity = (text: string): string =>
    instrument === undefined ? text : `${formatQuantity(text, instrument.lotSize)} ${instrument.base}`
  if (event.kind === 'decided') {
    return { text: t('story.events.decided', { action: t(`actions.${signal.action}`) }), price: signal.price }
  }
  const order = orderDetail(event.order)
  switch (event.kind) {
    case 'ordered':
      return { text: t('story.events.ordered', { order, quantity: quantity(event.order.quantity) }) }
    case 'filled':
      return {
        text: t('story.events.filled', { order, quantity: quantity(event.fill.quantity) }),
        price: event.fill.price,
      }
    default:
      return { text: t('story.events.ended', { order, state: orderBadge(event.order.state).word.toLowerCase() }) }
  }
}
