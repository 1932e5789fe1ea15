import { Check, ShieldAlert, ShieldCheck, ShieldQuestion, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { PreviewView } from '../../../src-contract/index.ts'
import { Button, ensureNever, Meter } from '../../ui/index.ts'
import type { PreviewState } from './previewer.ts'
import { type RuleView, ruleViews } from './rule-view.ts'

const SHOWN_RULES = 6
const WARN_FROM = 0.8

/** What the risk check says of the order as it stands: rule, value, limit, meter, mark; the tightest first. */
export function RiskAnswer({ state }: { readonly state: PreviewState }) {
  switch (state.kind) {
    case 'none':
      return <RiskHead icon={<ShieldQuestion size={14} />} text="Risk check: waits for the order" />
    case 'failed':
      return (
        <>
          <RiskHead icon={<ShieldQuestion size={14} className="warn" />} text="Risk check: no answer" />
          <p className="quiet">{state.fault.message}</p>
        </>
      )
    case 'answered':
      return <RuleList preview={state.preview} />
    default:
      return ensureNever(state, 'preview state')
  }
}

interface RiskHeadProps {
  readonly icon: React.ReactNode
  readonly text: string
  readonly note?: React.ReactNode
}

function RiskHead({ icon, text, note }: RiskHeadProps) {
  return (
    <p className="ticket-row risk-head">
      {icon}
      <span className="strong">{text}</span>
      {note}
    </p>
  )
}

function RuleList({ preview }: { readonly preview: PreviewView }) {
  const [all, setAll] = useState(false)
  const rules = ruleViews(preview.rules)
  const shown = all ? rules : rules.slice(0, SHOWN_RULES)
  const count = `${rules.length} rules`
  return (
    <>
      <RiskHead
        icon={
          preview.accepted ? <ShieldCheck size={14} className="up" /> : <ShieldAlert size={14} className="danger" />
        }
        text={`Risk check: ${preview.accepted ? 'passes' : 'denied'}`}
        note={
          rules.length > SHOWN_RULES ? (
            <Button tone="quiet" size="row" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? 'Tightest only' : `All ${count}`}
            </Button>
          ) : (
            <span className="quiet">{count}</span>
          )
        }
      />
      <table className="risk-rules" aria-label="Rules of the risk check">
        <tbody>
          {shown.map((rule) => (
            <RuleRow key={rule.code} rule={rule} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function RuleRow({ rule }: { readonly rule: RuleView }) {
  return (
    <tr>
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
      <td>{markOf(rule)}</td>
    </tr>
  )
}

const CELLS_OF_A_LIMIT = 4
/** A limit that is used up but not broken is not shown as broken. */
const JUST_BELOW_LIMIT = 0.999

function markOf(rule: RuleView) {
  if (!rule.passed) return <X size={12} className="danger" aria-label="broken" />
  const near = rule.kind === 'limit' && rule.used >= WARN_FROM
  if (near) return <TriangleAlert size={12} className="warn" aria-label="near the limit" />
  return <Check size={12} className="up" aria-label="passes" />
}
