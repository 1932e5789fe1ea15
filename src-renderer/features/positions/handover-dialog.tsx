import { useState } from 'react'
import type { HandoverDraftInput, HandoverPreview } from '../../../src-contract/index.ts'
import {
  type Answer,
  type EngineCalls,
  readable,
  useAccount,
  useAnswer,
  useConnection,
  useEngine,
  usePositions,
} from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { handOverPosition, ownerText, useOwnerOptions } from '../../trading/index.ts'
import {
  ConfirmDialog,
  EnvironmentBadge,
  formatPercentWhole,
  formatPrice,
  formatQuantity,
  Note,
  Segmented,
  SelectField,
  showToast,
} from '../../ui/index.ts'
import {
  firstTaker,
  HANDOVER_SHARES,
  handoverDraft,
  handoverObstacle,
  type HandoverShare,
  isTakeBack,
} from './handover-draft.ts'
import type { PositionRow } from './position-rows.ts'
import { usePositionName } from './use-position-name.ts'

export interface HandoverDialogProps {
  /** As it was when it was asked about. */
  readonly row: PositionRow
  readonly onDone: () => void
}

const askPreview = async (
  { positions }: EngineCalls,
  draft: HandoverDraftInput | null,
): Promise<HandoverPreview | undefined> => (draft === null ? undefined : positions.previewHandOver(draft))

/** Says what each of both holds afterwards and what becomes of the exits, and only then hands over. */
export function HandoverDialog({ row, onDone }: HandoverDialogProps) {
  const t = useWords('positions')
  const environment = useAccount((account) => account.environment)
  const name = usePositionName(row)
  const form = useHandoverForm(row)
  const way = isTakeBack(row.position) ? 'takeBack' : 'handOver'
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t(`handover.title.${way}`, { position: name })}
      subtitle={t('handover.from', { owner: ownerText(row.position.owner) })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={useFacts(row, form.preview)}
      confirmTone="primary"
      confirmLabel={t(`handover.confirm.${way}`)}
      blocked={form.blocked}
      onConfirm={form.submit}
    >
      <p>{t('handover.text')}</p>
      <Choices row={row} form={form} />
      <Steps preview={form.preview} />
    </ConfirmDialog>
  )
}

type HandoverForm = ReturnType<typeof useHandoverForm>

function useHandoverForm({ position, instrument }: PositionRow) {
  const t = useWords('positions')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const current = usePositions().byId.get(position.positionId)
  const takers = useOwnerOptions(position.owner)
  const [chosen, setTo] = useState<string>()
  const [share, setShare] = useState<HandoverShare>('1')
  const to = chosen ?? firstTaker(position, takers)
  const draft = to === undefined ? null : handoverDraft(position, to, share)
  const preview = useAnswer(draft, askPreview)
  const view = preview.kind === 'known' ? preview.view : undefined
  const obstacle = handoverObstacle({ connected, position: current, to, preview: view })
  const submit = async (): Promise<void> => {
    if (draft === null) return
    await readable(handOverPosition(calls, draft, current?.quantity ?? position.quantity))
    const symbol = instrument?.symbol ?? position.instrumentId
    showToast({ kind: 'success', title: t('handover.done', { symbol, owner: ownerText(draft.to) }) })
  }
  return { takers, to, setTo, share, setShare, preview, submit, blocked: blockedBy({ obstacle, preview, view }, t) }
}

interface Blocking {
  readonly obstacle: ReturnType<typeof handoverObstacle>
  readonly preview: Answer<HandoverPreview | undefined>
  readonly view: HandoverPreview | undefined
}

function blockedBy(
  { obstacle, preview, view }: Blocking,
  t: ReturnType<typeof useWords<'positions'>>,
): string | undefined {
  if (obstacle === 'asking' && preview.kind === 'failed') return preview.message
  if (obstacle !== undefined) return t(`handover.${obstacle}`)
  return view?.accepted === false ? (view.refusal ?? t('handover.refused')) : undefined
}

/** What both hold afterwards, at which average price. */
function useFacts({ instrument }: PositionRow, preview: Answer<HandoverPreview | undefined>) {
  const t = useWords('positions')
  if (preview.kind !== 'known' || preview.view === undefined) return []
  const { quantity, giver, taker } = preview.view
  const amount = (text: string): string => formatQuantity(text, instrument?.lotSize ?? text)
  const holding = ({ quantity: held, averagePrice }: HandoverPreview['giver']): string =>
    averagePrice === null
      ? t('handover.nothing')
      : t('handover.holding', {
          quantity: amount(held),
          price: formatPrice(averagePrice, instrument?.tickSize ?? averagePrice),
        })
  return [
    { label: t('handover.goes'), value: amount(quantity) },
    { label: t('handover.after', { owner: ownerText(giver.owner) }), value: holding(giver) },
    { label: t('handover.after', { owner: ownerText(taker.owner) }), value: holding(taker) },
  ]
}

function Choices({ row, form }: { readonly row: PositionRow; readonly form: HandoverForm }) {
  const t = useWords('positions')
  const { takers, to, setTo, share, setShare } = form
  return (
    <div className="handover-choices">
      {to !== undefined && (
        <SelectField stacked label={t('handover.to')} value={to} options={takers} onValueChange={setTo} />
      )}
      <Segmented
        label={t('part.shares')}
        value={share}
        options={HANDOVER_SHARES.map((each) => ({
          value: each,
          label: formatPercentWhole(Number(each)),
          title: formatQuantity(
            Number(row.position.quantity) * Number(each),
            row.instrument?.lotSize ?? row.position.quantity,
          ),
        }))}
        onValueChange={setShare}
      />
    </div>
  )
}

function Steps({ preview }: { readonly preview: Answer<HandoverPreview | undefined> }) {
  const t = useWords('positions')
  if (preview.kind === 'failed') return <Note kind="denied" title={preview.message} />
  if (preview.kind === 'asking') {
    return (
      <p className="quiet" aria-busy="true">
        {t('handover.asking')}
      </p>
    )
  }
  const { view } = preview
  if (view === undefined || view.steps.length === 0) return null
  return (
    <ol className="handover-steps" aria-label={t('handover.steps')}>
      {view.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}
