import { useWords } from '../../i18n/index.ts'
import { otherForm, PAIRED_TYPES } from '../../trading/index.ts'
import { Segmented } from '../../ui/index.ts'
import { KindRow, LegPrices } from './leg-rows.tsx'
import type { Ticket } from './use-ticket.ts'

/** Two orders of which the first that fills ends the other: each with its kind and prices, the other with its side. */
export function PairRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change } = ticket
  return (
    <>
      <div className="ticket-leg" role="group" aria-label={t('legs.first')}>
        <KindRow ticket={ticket} leg="first" types={PAIRED_TYPES} />
        <LegPrices ticket={ticket} leg="first" />
      </div>
      <div className="ticket-leg ticket-other-leg" role="group" aria-label={t('legs.other')}>
        <div className="ticket-row">
          <span className="strong" title={t('typesHelp.oco')}>
            {t('legs.or')}
          </span>
          <Segmented
            small
            label={t('legs.side')}
            value={otherForm(form).side}
            options={[
              { value: 'buy', label: t('sides.buy'), tone: 'buy' },
              { value: 'sell', label: t('sides.sell'), tone: 'sell' },
            ]}
            onValueChange={(side) => change({ otherSide: side === form.side ? 'same' : 'opposite' })}
          />
        </div>
        <KindRow ticket={ticket} leg="other" types={PAIRED_TYPES} />
        <LegPrices ticket={ticket} leg="other" />
      </div>
    </>
  )
}
