import type { PositionView, ProtectPreviewView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { multipleOfRisk } from '../../trading/index.ts'
import { formatR, formatRatio, formatSignedMoney, NOT_APPLICABLE, Note, signTone } from '../../ui/index.ts'
import type { PositionRow } from './position-rows.ts'
import type { ExitDraft } from './use-exit-draft.ts'

export interface ExitOutcomeProps {
  readonly row: PositionRow
  readonly draft: ExitDraft
}

/** What the exits in the fields would mean, as the engine says, and why it would refuse them. */
export function ExitOutcome({ row, draft }: ExitOutcomeProps) {
  const t = useWords('positions')
  const { preview, fault, texts } = draft
  const view = preview.kind === 'known' ? preview.view : undefined
  const refusal = fault ?? (preview.kind === 'failed' ? preview.message : view?.denial?.message)
  return (
    <>
      <Figures position={row.position} view={view} />
      {texts.stop.trim() === '' && <p className="warn">{t('protect.noStop')}</p>}
      {refusal !== undefined && (
        <Note kind="denied" title={t('protect.refused')}>
          {refusal}
        </Note>
      )}
    </>
  )
}

interface FiguresProps {
  readonly position: PositionView
  /** Undefined while the engine is asked. */
  readonly view: ProtectPreviewView | undefined
}

function Figures({ position, view }: FiguresProps) {
  const t = useWords('positions')
  const money = (value: string | null | undefined) => <Money position={position} value={value} />
  return (
    <dl className="position-facts" aria-busy={view === undefined}>
      <div>
        <dt>{t('protect.atStop')}</dt>
        <dd>{money(view?.profitAtStop)}</dd>
      </div>
      <div>
        <dt>{t('protect.atTarget')}</dt>
        <dd>{money(view?.profitAtTarget)}</dd>
      </div>
      <div>
        <dt>{t('protect.rewardToRisk')}</dt>
        <dd>{typeof view?.rewardToRisk === 'number' ? formatRatio(view.rewardToRisk) : NOT_APPLICABLE}</dd>
      </div>
    </dl>
  )
}

/** Money, and the same in multiples of the risk to the stop that works now. */
function Money({ position, value }: { readonly position: PositionView; readonly value: string | null | undefined }) {
  if (value === null || value === undefined) return NOT_APPLICABLE
  const multiple = multipleOfRisk(position, Number(value))
  return (
    <span className={signTone(value)}>
      {formatSignedMoney(value)}
      {multiple !== null && ` · ${formatR(multiple)}`}
    </span>
  )
}
