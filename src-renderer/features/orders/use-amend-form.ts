import { useState } from 'react'
import type { AmendDraft, InstrumentView, OrderView, PreviewView } from '../../../src-contract/index.ts'
import {
  type Answer,
  type EngineCalls,
  readable,
  useAnswer,
  useConnection,
  useEngine,
  useOrders,
} from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { amendOrder, isAmendable, isOpenOrder } from '../../trading/index.ts'
import { type AmendField, type AmendTexts, readAmend } from './amend-form.ts'

export interface AmendForm {
  /** As it is now: it may fill, or be changed elsewhere, while the form is open. */
  readonly order: OrderView
  /** What stands in a field: what was typed, else what the order has. */
  readonly textOf: (field: AmendField) => string
  readonly faults: AmendTexts
  readonly draft: AmendDraft | undefined
  /** What the risk check says of the order with these terms. */
  readonly preview: PreviewView | undefined
  /** Why nothing can be sent now. */
  readonly blocked: string | undefined
  readonly edit: (field: AmendField, text: string) => void
  readonly submit: () => Promise<void>
}

const askPreview = async ({ orders }: EngineCalls, draft: AmendDraft | null): Promise<PreviewView | undefined> =>
  draft === null ? undefined : orders.previewAmend(draft)

/** Terms of a working order while they are being changed. A field that nobody has touched follows the order. */
export function useAmendForm(asked: OrderView, instrument: InstrumentView): AmendForm {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const current = useOrders().byId.get(asked.orderId)
  const order = current ?? asked
  const [texts, setTexts] = useState<AmendTexts>({})
  const { draft, faults } = readAmend(texts, order, instrument)
  const answer = useAnswer(draft ?? null, askPreview)
  return {
    order,
    textOf: (field) => texts[field] ?? order[field] ?? '',
    faults,
    draft,
    preview: answer.kind === 'known' ? answer.view : undefined,
    blocked: connected ? obstacle({ current, draft, faults, answer }) : words('common')('fault.notSent'),
    edit: (field, text) => setTexts((before) => ({ ...before, [field]: text })),
    submit: async () => {
      if (draft !== undefined) await readable(amendOrder(calls, draft))
    },
  }
}

interface Obstacles {
  readonly current: OrderView | undefined
  readonly draft: AmendDraft | undefined
  readonly faults: AmendTexts
  readonly answer: Answer<PreviewView | undefined>
}

function obstacle({ current, draft, faults, answer }: Obstacles): string | undefined {
  const t = words('orders')
  if (current === undefined || !isOpenOrder(current)) return t('amend.ended')
  if (!isAmendable(current)) return t('amend.notNow')
  if (Object.keys(faults).length > 0) return t('amend.faulty')
  if (draft === undefined) return t('amend.nothing')
  if (answer.kind === 'failed') return answer.message
  return answer.kind === 'known' ? answer.view?.denial?.message : t('amend.asking')
}
