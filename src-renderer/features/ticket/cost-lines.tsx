import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatRatio, NOT_APPLICABLE } from '../../ui/index.ts'
import { eachText } from './each-text.ts'
import type { Ticket } from './use-ticket.ts'

/** What the order would cost, risk and promise; of both orders where they differ. */
export function CostLines({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const money = (amount: string | undefined): string =>
    amount === undefined ? NOT_APPLICABLE : `${amount} ${ticket.instrument.quote}`
  const lines = {
    notional: money(eachText(ticket, ({ notional }) => notional && formatMoney(notional))),
    fee: money(eachText(ticket, ({ estimatedFee }) => estimatedFee && formatMoney(estimatedFee))),
    riskAtStop: money(eachText(ticket, ({ riskAtStop }) => riskAtStop && formatMoney(riskAtStop))),
    rewardToRisk:
      eachText(ticket, ({ rewardToRisk }) => (rewardToRisk === null ? null : formatRatio(rewardToRisk))) ??
      NOT_APPLICABLE,
  } as const
  return (
    <dl className="cost-lines">
      {(['notional', 'fee', 'riskAtStop', 'rewardToRisk'] as const).map((line) => (
        <div key={line}>
          <dt>{t(`cost.${line}`)}</dt>
          <dd>{lines[line]}</dd>
        </div>
      ))}
    </dl>
  )
}
