import { Check, ShieldAlert, ShieldCheck, ShieldQuestion, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { PreviewView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ensureNever, Meter } from '../../ui/index.ts'
import type { PreviewState } from './previewer.ts'
import { type RuleView, ruleViews } from './rule-view.ts'

/** Rules that are shown unless all are asked for: the most, and those that a low panel keeps (`ticket.css`). */
const MOST_SHOWN = 6
const FEWEST_SHOWN = 4
const WARN_FROM = 0.8

export interface RiskAnswerProps {
  readonly state: PreviewState
  /** Which order of a pair it is, from 1; undefined for one alone. */
  readonly place: number | undefined
}

/** What the risk check says of the order as it stands: rule, value, limit, meter, mark; the tightest first. */
export function RiskAnswer({ state, place }: RiskAnswerProps) {
  const t = useWords('ticket')
  switch (state.kind) {
    case 'none':
      return <RiskHead icon={<ShieldQuestion size={14} aria-hidden="true" />} text={t('risk.waits')} place={place} />
    case 'failed':
      return (
        <>
          <RiskHead
            icon={<ShieldQuestion size={14} className="warn" aria-hidden="true" />}
            text={t('risk.noAnswer')}
            place={place}
          />
          <p className="quiet">{state.fault.message}</p>
        </>
      )
    case 'answered':
      return <RuleList preview={state.preview} place={place} />
    default:
      return ensureNever(state, 'preview state')
  }
}

interface RiskHeadProps extends Pick<RiskAnswerProps, 'place'> {
  readonly icon: ReactNode
  readonly text: string
  readonly note?: ReactNode
}

function RiskHead({ icon, text, note, place }: RiskHeadProps) {
  const t = useWords('ticket')
  return (
    <p className="ticket-row risk-head">
      {icon}
      <span className="strong">{place === undefined ? text : t('risk.ofOrder', { place, text })}</span>
      {note !== undefined && <span className="risk-note">{note}</span>}
    </p>
  )
}

function RuleList({ preview, place }: Pick<RiskAnswerProps, 'place'> & { readonly preview: PreviewView }) {
  const t = useWords('ticket')
  const [all, setAll] = useState(false)
  const rules = ruleViews(preview.rules)
  const count = rules.length
  const Icon = preview.accepted ? ShieldCheck : ShieldAlert
  return (
    <>
      <RiskHead
        icon={<Icon size={14} className={preview.accepted ? 'risk-passes' : 'danger'} aria-hidden="true" />}
        text={preview.accepted ? t('risk.passes') : t('risk.denied')}
        place={place}
        note={
          count > FEWEST_SHOWN ? (
            <Button tone="quiet" size="row" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('risk.tightest') : t('risk.all', { count })}
            </Button>
          ) : (
            <span className="quiet">{t('risk.rules', { count })}</span>
          )
        }
      />
      <table className="risk-rules" aria-label={t('risk.table')} data-all={all}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('risk.rule')}</th>
            <th scope="col">{t('risk.measured')}</th>
            <th scope="col">{t('risk.limit')}</th>
            <th scope="col">{t('risk.used')}</th>
            <th scope="col">{t('risk.result')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? rules : rules.slice(0, MOST_SHOWN)).map((rule) => (
            <RuleRow key={rule.code} rule={rule} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function RuleRow({ rule }: { readonly rule: RuleView }) {
  return (
    <tr className="risk-rule">
      <th scope="row" title={rule.label} colSpan={rule.kind === 'condition' ? CELLS_OF_A_LIMIT : 1}>
        {rule.label}
      </th>
      {rule.kind === 'limit' && (
        <>
          <td className={rule.passed ? 'number' : 'number danger'}>{rule.measured}</td>
          <td className="number quiet">/ {rule.limit}</td>
          <td className="risk-meter">
            <Meter fraction={rule.passed ? Math.min(rule.used, JUST_BELOW_LIMIT) : 1} />
          </td>
        </>
      )}
      <td>
        <RuleMark rule={rule} />
      </td>
    </tr>
  )
}

const CELLS_OF_A_LIMIT = 4
/** A limit that is used up but not broken is not shown as broken. */
const JUST_BELOW_LIMIT = 0.999

function RuleMark({ rule }: { readonly rule: RuleView }) {
  const t = useWords('ticket')
  if (!rule.passed) return <X size={12} className="danger" role="img" aria-label={t('risk.broken')} />
  const near = rule.kind === 'limit' && rule.used >= WARN_FROM
  if (near) return <TriangleAlert size={12} className="warn" role="img" aria-label={t('risk.near')} />
  return <Check size={12} className="risk-passes" role="img" aria-label={t('risk.holds')} />
}
