import { useAccount, useFills } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatClock, formatSignedMoney, NOT_APPLICABLE, signTone } from '../../ui/index.ts'
import { performanceToday } from './performance-today.ts'

/** What a strategy realised since the trading day began. */
export function StrategyToday({ owner }: { readonly owner: string }) {
  const t = useWords('strategies')
  const fills = useFills().list
  const account = useAccount()
  if (account === undefined) return NOT_APPLICABLE
  const { net, trades, complete } = performanceToday(fills, owner, account.dayStartMs)
  const help = [
    t('todayHelp', { time: `${formatClock(account.dayStartMs)} ${account.dayZone}` }),
    ...(complete ? [] : [t('todayPart')]),
  ]
  return (
    <span className="strategy-line-ends" title={help.join(' ')}>
      <span>
        {t('today')} <span className="quiet">· {t('trades', { count: trades })}</span>
      </span>
      <span className="strategy-figure">
        <span className={signTone(net)}>{formatSignedMoney(net)}</span>
        {!complete && <span className="warn"> …</span>}
      </span>
    </span>
  )
}
