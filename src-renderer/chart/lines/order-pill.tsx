import { X } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { isAmendable } from '../../trading/index.ts'
import { formatPrice, formatQuantity, oncePerPress } from '../../ui/index.ts'
import { tellFault } from './line-commands.ts'
import { DraftButtons, DraftDenial, LineGrip } from './line-grip.tsx'
import { orderSide } from './order-drafts.ts'
import { useOrderWord } from './order-word.ts'
import { PillButton, PillFrame } from './pill-frame.tsx'
import type { PillPlacer } from './pill-placer.ts'
import type { OrderLine } from './price-lines.ts'
import type { ChartLines } from './use-chart-lines.ts'

export interface OrderPillProps {
  readonly line: OrderLine
  readonly lines: ChartLines
  readonly placer: PillPlacer
}

/** A working order: can be dragged, or moved by keys, where its terms may be changed now. */
export function OrderPill({ line, lines, placer }: OrderPillProps) {
  const t = useWords('chart')
  const { draft, order, field } = line
  const word = useOrderWord(order, field)
  const price = formatPrice(line.price, lines.instrument.tickSize)
  return (
    <PillFrame line={line} placer={placer} projected={draft !== undefined}>
      {line.isMovable ? (
        <OrderGrip line={line} lines={lines} />
      ) : (
        <>
          <span className="pill-role">{word}</span>
          <OrderFigures line={line} lines={lines} />
        </>
      )}
      {draft === undefined ? (
        <CancelButton line={line} lines={lines} />
      ) : (
        <DraftButtons
          draft={draft}
          drafts={lines.commands.orders}
          confirmLabel={t('confirmOrder', { order: word, price })}
          disabled={lines.disabled}
        />
      )}
      <DraftDenial message={draft?.preview?.denial?.message} />
    </PillFrame>
  )
}

type LineProps = Pick<OrderPillProps, 'line' | 'lines'>

function OrderGrip({ line, lines }: LineProps) {
  const t = useWords('chart')
  const { id, price, order, field, draft } = line
  const { instrument, commands, disabled } = lines
  const word = useOrderWord(order, field)
  return (
    <LineGrip
      lines={lines}
      label={t('orderOf', { order: word, quantity: formatQuantity(order.quantity, instrument.lotSize) })}
      valueText={formatPrice(price, instrument.tickSize)}
      line={{
        id,
        price,
        target: { orderId: order.orderId, field },
        drafts: commands.orders,
        side: orderSide(order, field),
        workingPrice: order[field],
        locked: disabled || draft?.phase === 'sent' || !isAmendable(order),
      }}
    >
      <span className="pill-role">{word}</span>
      <OrderFigures line={line} lines={lines} />
    </LineGrip>
  )
}

function OrderFigures({ line: { order }, lines }: LineProps) {
  const t = useWords('chart')
  return (
    <>
      <span>{formatQuantity(order.quantity, lines.instrument.lotSize)}</span>
      {order.ocoGroup !== null && <span title={t('ocoHelp')}>{t('oco')}</span>}
    </>
  )
}

function CancelButton({ line: { order, field, price }, lines }: LineProps) {
  const t = useWords('chart')
  const [busy, setBusy] = useState(false)
  const word = useOrderWord(order, field)
  const cancel = (): void => {
    setBusy(true)
    lines.commands
      .cancelOrder(order.orderId)
      .catch(tellFault(t('orderNotCancelled')))
      .finally(() => setBusy(false))
  }
  return (
    <PillButton
      label={t('cancelOrder', { order: word, price: formatPrice(price, lines.instrument.tickSize) })}
      disabled={lines.disabled || busy || order.state === 'cancelling'}
      onClick={oncePerPress(cancel)}
    >
      <X size={12} aria-hidden="true" />
    </PillButton>
  )
}
