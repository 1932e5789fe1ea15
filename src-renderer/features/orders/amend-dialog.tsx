import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  ConfirmDialog,
  type DialogFact,
  EnvironmentBadge,
  formatMoney,
  formatPrice,
  formatQuantity,
  NumberField,
  showToast,
} from '../../ui/index.ts'
import type { AskedOrder } from './amend-context.tsx'
import { type AmendField, amendFields } from './amend-form.ts'
import { useOrderName } from './order-name.ts'
import { amendmentWords } from './order-note.tsx'
import { type AmendForm, useAmendForm } from './use-amend-form.ts'

export interface AmendDialogProps {
  /** As it was when it was asked about. */
  readonly asked: AskedOrder
  readonly onDone: () => void
}

/** Gives a working order another price or quantity: says what it is and what it would be, and only then asks for it. */
export function AmendDialog({ asked: { order: askedOrder, instrument }, onDone }: AmendDialogProps) {
  const t = useWords('orders')
  const environment = useAccount((account) => account.environment)
  const form = useAmendForm(askedOrder, instrument)
  const { order, draft, preview } = form
  const name = useOrderName(order, instrument)
  const terms = draft === undefined ? '' : amendmentWords(draft, instrument)
  const submit = async (): Promise<void> => {
    await form.submit()
    showToast({ kind: 'info', title: t('amend.asked', { order: name }), text: terms })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('amend.title', { order: name })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={useFacts(form, { order, instrument })}
      confirmTone="primary"
      confirmLabel={draft === undefined ? t('amend.confirmNothing') : t('amend.confirm', { terms })}
      blocked={form.blocked}
      onConfirm={submit}
    >
      <div className="amend-fields" aria-busy={draft !== undefined && preview === undefined}>
        {amendFields(order).map((field) => (
          <TermField key={field} field={field} form={form} asked={{ order, instrument }} />
        ))}
      </div>
      <p>{t(`amend.effect.${order.handling}`)}</p>
    </ConfirmDialog>
  )
}

interface TermFieldProps {
  readonly field: AmendField
  readonly form: AmendForm
  readonly asked: AskedOrder
}

function TermField({ field, form, asked: { order, instrument } }: TermFieldProps) {
  const t = useWords('orders')
  const isQuantity = field === 'quantity'
  const filled = Number(order.filledQuantity) > 0
  return (
    <NumberField
      label={t(`amend.fields.${field}`)}
      unit={isQuantity ? instrument.base : instrument.quote}
      step={isQuantity ? instrument.lotSize : instrument.tickSize}
      value={form.textOf(field)}
      fault={form.faults[field]}
      help={
        isQuantity && filled
          ? t('amend.filled', { filled: formatQuantity(order.filledQuantity, instrument.lotSize) })
          : undefined
      }
      onValueChange={(text) => form.edit(field, text)}
    />
  )
}

/** What changes from what to what, and what the risk check makes of it. */
function useFacts({ draft, preview }: AmendForm, { order, instrument }: AskedOrder): readonly DialogFact[] {
  const t = useWords('orders')
  const textOf = (field: AmendField, value: string): string =>
    field === 'quantity' ? formatQuantity(value, instrument.lotSize) : formatPrice(value, instrument.tickSize)
  const changes = amendFields(order).flatMap((field) => {
    const [from, to] = [order[field], draft?.[field]]
    if (from === null || to === undefined) return []
    return [{ label: t(`amend.fields.${field}`), value: `${textOf(field, from)} → ${textOf(field, to)}` }]
  })
  const money = (label: string, amount: string | null | undefined): readonly DialogFact[] =>
    typeof amount === 'string' ? [{ label, value: `${formatMoney(amount)} ${instrument.quote}` }] : []
  return [
    ...changes,
    ...money(t('amend.notional'), preview?.notional),
    ...money(t('amend.riskAtStop'), preview?.riskAtStop),
  ]
}
