import { CircleX, Info, TriangleAlert } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { AccountCheckView, KeyAuditView, KeyProblem } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, formatDay, formatNumber, Note } from '../../ui/index.ts'
import { useSystemAge } from '../tables/index.ts'
import type { AccountProps } from './account-detail.tsx'
import { hasKeys } from './account-view.ts'
import { useBusyAction } from './use-accounts.ts'

/** What the venue says of the key, when it was asked last, and the way to ask again. */
export function CheckSection({ account, onChanged }: AccountProps) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [fault, setFault] = useState<string>()
  const { name, lastCheck } = account
  const check = useCallback(async () => {
    setFault(undefined)
    try {
      await calls.accounts.check({ name })
    } catch (error) {
      setFault(describeFault(error).message)
    }
    onChanged()
  }, [calls, name, onChanged])
  const { busy, run } = useBusyAction(check)
  return (
    <section className="accounts-section" aria-label={t('detail.check')} aria-busy={busy}>
      <h3>{t('detail.check')}</h3>
      <p className="quiet">{t('check.text')}</p>
      <div className="accounts-buttons">
        <Button size="small" disabled={!connected || busy || !hasKeys(account)} aria-busy={busy} onClick={run}>
          {busy ? t('check.running') : t('check.run')}
        </Button>
        {lastCheck !== null && <CheckedAt atMs={lastCheck.checkedAtMs} />}
      </div>
      {fault !== undefined && <Note kind="danger" title={fault} />}
      {lastCheck !== null && <Findings check={lastCheck} />}
    </section>
  )
}

function CheckedAt({ atMs }: { readonly atMs: number }) {
  const t = useWords('accounts')
  return <span className="quiet">{t('check.at', { age: useSystemAge(atMs) })}</span>
}

function Findings({
  check: { outcome, failure, problems, audit, clockOffsetMs },
}: {
  readonly check: AccountCheckView
}) {
  const t = useWords('accounts')
  return (
    <div className="accounts-findings" role="status">
      <p className={outcome === 'usable' ? 'accounts-good' : 'danger'}>{t(`check.${outcome}`)}</p>
      {failure !== null && (
        <Note kind="danger" title={failure.what}>
          {failure.advice}
        </Note>
      )}
      <ul className="accounts-problems">
        {problems.map((problem) => (
          <Problem key={problem.code} problem={problem} />
        ))}
      </ul>
      <dl className="accounts-facts">
        {audit !== null && <Rights audit={audit} />}
        {clockOffsetMs !== null && (
          <>
            <dt>{t('check.clock')}</dt>
            <dd>{t('check.clockValue', { offset: formatNumber(clockOffsetMs, { decimals: 0 }) })}</dd>
          </>
        )}
      </dl>
    </div>
  )
}

const ICONS = { refused: CircleX, warning: TriangleAlert, note: Info } as const
const TONES = { refused: 'danger', warning: 'warn', note: 'quiet' } as const

/** Icon, a word for it, and what to do. */
function Problem({ problem: { code, severity } }: { readonly problem: KeyProblem }) {
  const t = useWords('accounts')
  const Icon = ICONS[severity]
  const words = code === 'mayWithdraw' && severity !== 'refused' ? 'mayWithdrawAllowed' : code
  return (
    <li>
      <Icon size={12} className={TONES[severity]} aria-hidden="true" />
      <div>
        <p className={TONES[severity]}>{t(`problems.${words}.title`)}</p>
        <p className="accounts-text">{t(`problems.${words}.text`)}</p>
      </div>
    </li>
  )
}

const RIGHTS = ['canRead', 'canTrade', 'canWithdraw', 'ipRestricted'] as const

function Rights({ audit }: { readonly audit: KeyAuditView }) {
  const t = useWords('accounts')
  const word = (told: boolean | null): string => t(told === null ? 'check.notTold' : told ? 'check.yes' : 'check.no')
  return (
    <>
      {RIGHTS.map((right) => (
        <div key={right} className="accounts-fact">
          <dt>{t(`check.rights.${right}`)}</dt>
          <dd>{word(audit[right])}</dd>
        </div>
      ))}
      {audit.expiresAtMs !== null && (
        <div className="accounts-fact">
          <dt>{t('check.expires')}</dt>
          <dd>{formatDay(audit.expiresAtMs)}</dd>
        </div>
      )}
    </>
  )
}
